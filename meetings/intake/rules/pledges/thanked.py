"""Promises of others that a speaker thanks for, welcomes or accepts: “Kenya's offer to host”."""

import re
from functools import cache
from itertools import islice

from ...names import Mention
from ...parts import Sureness
from ...words import phrases
from .acts import promises_nothing
from .makers import Makers
from .promise import Promise
from .sentence import Sentence

_NOUN = r"(?:offers?|pledges?|readiness|willingness|undertakings?|promises?)"
_DECISION = r"(?:intention|decision|commitment|plans?|announcement)"
_KIND = (
    r"(?:(?:generous|kind|recent|new|firm|further|additional|substantial|formal|repeated)\s+){0,2}"
)
# Before a name: “the offer by the Government of”.
_OFFER_OF = re.compile(
    rf"(?:{_NOUN}|(?P<decision>{_DECISION}))(?:\s+(?:made|announced|extended))?\s+(?:by|of|from)\s+(?:the\s+)?"
    r"(?:(?:Governments?|Republic|Kingdom|State|delegations?|representatives?)\s+of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_PROMISED_BY = re.compile(
    r"\b(?:pledged|promised|offered|announced)\s+by\s+(?:the\s+)?(?:Governments?\s+of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
# Behind a name: “'s offer to”, “for having offered to”.
_OWN_OFFER = re.compile(
    rf"(?:[’']s?)?\s+{_KIND}(?:{_NOUN}|(?P<decision>{_DECISION}))(?:\s+(?P<to>to)\s+|\s+(?:of|for)\s+|[,.;])",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:\s*\([^()]{1,60}\))?,?\s+for\s+(?:having\s+)?(?:(?:its|his|her|their)\s+"
    rf"{_KIND}(?:{_NOUN}|(?P<decision>{_DECISION}))|(?:offer(?:ing|ed)|pledg(?:ing|ed)|promis(?:ing|ed)|volunteer(?:ing|ed)|"
    r"undertak(?:ing|en)|commit(?:ting|ted)|agree(?:ing|d)\s+to\s+host|second(?:ing|ed)))\b",
    re.IGNORECASE,
)
_FOR_SUM = re.compile(
    r",?\s+for\s+(?:the\s+)?[^.;]{1,80}?\b(?:promised|pledged|offered)\b", re.IGNORECASE
)
_TO = re.compile(r"\s+to\s+(?:\w+ly\s+)?")
#: characters of a promise that is thanked for
_LONGEST = 3000
_LINK = re.compile(r"\s*(?:,|,?\s+and|,?\s+as well as)\s+(?:the\s+|from\s+|by\s+|of\s+)*")


def thanked_in(sentence: Sentence, end: int) -> list[Promise]:
    """The promises of others that a sentence thanks for, one each."""
    if not _thanks().search(sentence.words):
        return []
    found: list[Promise] = []
    for place, mention in enumerate(sentence.mentions):
        if not mention.key or mention.key in sentence.speakers.keys:
            continue
        if (what := _promise_of(sentence, mention)) is None:
            continue
        keys = (mention.key, *_further(sentence, place))
        found.extend(_promise(sentence, key, what, end) for key in keys)
    return list({(promise.makers, promise.what): promise for promise in found}.values())


def _promise(sentence: Sentence, key: str, what: int, end: int) -> Promise:
    text = sentence.text
    offered = re.search(
        r"offer|readiness|willingness|volunteer", text[max(sentence.span.start, what - 60) : what]
    )
    return Promise(
        *(sentence.span.start, what, Makers.named([key]), "offered" if offered else "firm"),
        *("thanks for a promise", "", Sureness.LIKELY, True),
        end=end if end - what <= _LONGEST else text.rfind(" ", what, what + _LONGEST),
    )


def _promise_of(sentence: Sentence, mention: Mention) -> int | None:
    """Where what a participant promised begins, None where it is not thanked for a promise."""
    text = sentence.text
    before = text[max(sentence.span.start, mention.span.start - 120) : mention.span.start]
    if of := _OFFER_OF.search(before):
        what = _verb_behind(sentence, mention.span.end)
        if what is None and (of["decision"] or _verb_denied(text, mention.span.end)):
            return None
        return what or mention.span.start - len(before) + of.start()
    if promised := _PROMISED_BY.search(before):
        return mention.span.start - len(before) + promised.start()
    if own := _OWN_OFFER.match(text, mention.span.end, sentence.span.end):
        if own["decision"] and not own["to"]:
            return None
        return None if own["to"] and promises_nothing(text, own.end()) else own.end()
    if mention.adjective:
        return None
    if given := _FOR.match(text, mention.span.end, sentence.span.end):
        return _after_for(text, given)
    if paid := _FOR_SUM.match(text, mention.span.end, sentence.span.end):
        return mention.span.end + re.compile(r",?\s+for\s+(?:the\s+)?").match(paid[0]).end()  # type: ignore[union-attr]
    return None


def _after_for(text: str, given: re.Match[str]) -> int | None:
    to = _TO.match(text, given.end())
    if given["decision"] and not to:
        return None
    if to:
        return None if promises_nothing(text, to.end()) else to.end()
    return given.end() + 1


def _verb_behind(sentence: Sentence, place: int) -> int | None:
    to = _TO.match(sentence.text, place, sentence.span.end)
    return None if to is None or promises_nothing(sentence.text, to.end()) else to.end()


def _verb_denied(text: str, place: int) -> bool:
    to = _TO.match(text, place)
    return to is not None and promises_nothing(text, to.end())


def _further(sentence: Sentence, place: int) -> list[str]:
    """The participants of a list that begins with a name: “from Slovenia and Thailand”."""
    keys = []
    last = sentence.mentions[place]
    for mention in islice(sentence.mentions, place + 1, None):
        if not mention.key or not _LINK.fullmatch(
            sentence.text[last.span.end : mention.span.start]
        ):
            break
        keys.append(mention.key)
        last = mention
    return keys


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(word) for word in phrases('thanks'))})\b", re.IGNORECASE
    )
