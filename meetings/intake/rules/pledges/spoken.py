"""Promises by verbs and nouns that mean one: “pledged”, “undertook to”, “its readiness to host”."""

import re
from functools import cache

from ...parts import Span, Sureness
from ...printed_dates import dates_of
from ...sums import sums_of
from ...words import meanings, phrases
from .acts import Act, act_at, gerund_at, promises_nothing
from .governing import is_only_told
from .makers import Makers, Subject
from .promise import Promise
from .sentence import REACH, Sentence
from .things import names_thing

_OWNERS = r"(?:its|his|her|their|our|my)"
_SELVES = r"(?:itself|himself|herself|themselves|ourselves|myself)"
_AGAIN = r"(?:reaffirm|renew|reiterat|restat|reconfirm|confirm|recommit)\w*"
_STATED = (
    r"(?:announc|express|stat|declar|indicat|convey|affirm|signal|voic|reaffirm|renew|reiterat|"
    r"restat|confirm|reconfirm|repeat|underlin|underscor|not|made known|mak|made|recall)\w*"
)
_TOGETHER = r"(?:jointly|together|further|formally)"
_BETWEEN = re.compile(rf",[^,]*,|\s+{_TOGETHER}(?=\s+to$)", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|nor|no longer|cannot|be|been|being|is|are|was|were|remain(?:s|ed)?|fully)\s+$"
)
_CONFIRMED = re.compile(r"\bconfirm(?:ed|s|ing)\s+(?=(?:a|an|its|his|her|their|the)\s+\w+)")
_ANNOUNCE = re.compile(
    r"\b(?:announc(?:ed|es|ing|e)|notif(?:ied|ies|ying) (?:the \w+ )?of)\s+(?!that\b)"
)
_MADE = re.compile(
    r"\b(?:ma(?:de|kes?|king)|announc(?:ed|es|ing))\s+(?:\w+\s+){0,4}?"
    r"(?P<noun>pledges?|commitments?)\b"
    r"|\b(?:pledges?|commitments?)\s+(?:were|was)\s+(?:made|announced)\s+by\s+(?P<by>[^,.;]{1,60}?)"
    r"(?=\s+(?:that|which|to|of|for|in|on|at)\b|[,.;])",
    re.IGNORECASE,
)
_CUT = re.compile(
    rf"[,;.](?!\d)|\s(?:and|but)\s+(?:\w+\s+)?(?:{'|'.join(phrases('verbs_of_saying'))})\b"
)
_AS_VENUE = re.compile(
    r"\bas\s+(?:the\s+|a\s+|its\s+)?(?:next\s+)?(?:venue|host|site|seat|place)\b", re.IGNORECASE
)
_TO = re.compile(r"to\s+(?:\w+ly\s+|also\s+)?", re.IGNORECASE)


def spoken_in(sentence: Sentence, end: int) -> list[Promise]:
    """The promises of a sentence that a word for promising makes, up to ``end``."""
    found = [
        *(_by_verb(sentence, match, end) for match in sentence.found(_verbs(), end)),
        *(_by_noun(sentence, match, end) for match in sentence.found(_nouns(), end)),
        *(_announced(sentence, match, end) for match in sentence.found(_ANNOUNCE, end)),
        *(_confirmed(sentence, match, end) for match in sentence.found(_CONFIRMED, end)),
        *(_made(sentence, match) for match in sentence.found(_MADE, end)),
    ]
    return [promise for promise in found if promise]


def _by_verb(sentence: Sentence, match: re.Match[str], end: int) -> Promise | None:
    text, phrase = sentence.text, _spelt(_BETWEEN.sub("", match["phrase"]))
    if _NOT.search(text[max(sentence.span.start, match.start() - 12) : match.start()]):
        return None
    strength = meanings("promises").get(phrase, "firm")
    if re.search(
        r"\bin principle\b", text[match.start() : min(end, match.start() + 120)], re.IGNORECASE
    ):
        strength = "in principle"
    subject = sentence.subject(match.start())
    if strength == "offered" and _of_an_institution(sentence, subject, match.start()):
        subject = Subject("self", subject.start, sentence.speakers, "the institution")
    if subject.kind == "other" or not subject.makers:
        return None
    if sentence.verbatim and not _in_own_voice(sentence, subject):
        return None
    following = text[match.end() : match.end() + 40]
    what = match.end() + len(following) - len(following.lstrip())
    if not phrase.endswith(" to"):
        if to := _TO.match(text, what):
            return _infinitive(sentence, subject, to.end(), end, strength, phrase)
        return _object(sentence, subject, what, end, strength, phrase)
    return _infinitive(sentence, subject, what, end, strength, phrase)


_INSTITUTION = re.compile(
    r"(?:The|Our)\s+(?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|the|on)\s+){0,2}){2,8}"
)


def _of_an_institution(sentence: Sentence, subject: Subject, place: int) -> bool:
    """Whether one of the speaker's institutions offers, in a speech: “The Geological Survey is”."""
    if subject.kind != "other" or not sentence.verbatim:
        return False
    named = sentence.source.mentions_in(Span(subject.start, place))
    return not named and bool(_INSTITUTION.fullmatch(sentence.text, subject.start, place))


_LOOSELY = (
    *("agreed to", "agree to", "agreeing to", "decide to", "decided to", "decides to"),
    *("resolve to", "resolves to", "resolved to", "is to", "are to", "was to", "were to"),
)


def _infinitive(
    sentence: Sentence, subject: Subject, what: int, end: int, strength: str, phrase: str
) -> Promise | None:
    """A promise to do: the verb stands at ``what``."""
    text = sentence.text
    skipped = re.compile(r"(?:\w+ly|also|jointly|further)\s+").match(text, what)
    verb = skipped.end() if skipped and not act_at(text, what) else what
    act = act_at(text, verb) or (
        gerund_at(text, verb) if phrase.startswith("committed to") else None
    )
    if phrase in _LOOSELY and (act is None or act.vague):
        return None
    if phrase in _IS_TO and (
        subject.kind == "elided" or is_only_told(sentence, subject.start, what)
    ):
        return None
    if (
        act
        and act.vague
        and strength == "offered"
        and not _backed(text, Span(verb, sentence.ahead(verb, end)))
    ):
        return None
    if act is None and (promises_nothing(text, verb) or _article(text, verb)):
        return None
    sure = Sureness.SURE if act and subject.kind in ("self", "named") else Sureness.LIKELY
    return Promise(
        _at(subject, what), what, subject.makers, strength, phrase, act.kind if act else "", sure
    )


_IS_TO = ("is to", "are to", "was to", "were to")


def _backed(text: str, span: Span) -> bool:
    """Whether a sum, a number of things or a day is named."""
    return bool(sums_of(text, span) or dates_of(text, span))


def _article(text: str, place: int) -> bool:
    return bool(
        re.compile(r"(?:the|a|an|its|their|his|her|this|that|these|those)\b").match(text, place)
    )


def _object(
    sentence: Sentence, subject: Subject, what: int, end: int, strength: str, phrase: str
) -> Promise | None:
    """A promise of something: it stands at ``what``."""
    text = sentence.text
    if re.compile(
        r"(?:in|at|by|during|since|on|for|from|earlier|last|there|under|as|with|that|when)\b"
    ).match(text, what):
        return None
    if (strength == "offered" or phrase == "committed") and not _thing(text, what, end):
        return None
    act: Act | None = gerund_at(text, what)
    if strength == "in principle" and act is None:
        return None
    kind = act.kind if act else ""
    return Promise(_at(subject, what), what, subject.makers, strength, "pledged or offered", kind)


def _thing(text: str, what: int, end: int) -> bool:
    """Whether a sum or something that promises are made of stands in the next words."""
    end = min(end, what + REACH)
    cut = _CUT.search(text, what, end)
    span = Span(what, max(what, cut.start() if cut else end))
    venue = _AS_VENUE.search(text, span.start, span.end)
    return bool(venue or sums_of(text, span)) or names_thing(text, span)


def _by_noun(sentence: Sentence, match: re.Match[str], end: int) -> Promise | None:
    noun = match["noun"].casefold()
    strength = meanings("promise_nouns")[noun]
    again = re.match(_AGAIN, match["verb"], re.IGNORECASE)
    subject = sentence.subject(match.start())
    if subject.kind == "other" or not subject.makers:
        return None
    if strength == "reaffirmed" and not again:
        if not re.match(r"announc|ma[dk]", match["verb"]):
            return None
        strength = "firm"
    if again and noun in ("pledge", "pledges", "promise", "undertaking"):
        strength = "reaffirmed"
    if match["verb"].casefold().startswith(("not", "recall")) and noun not in (
        "readiness",
        "willingness",
    ):
        return None
    what = match.end()
    if (
        strength != "reaffirmed"
        and match["link"] == "to"
        and (promises_nothing(sentence.text, what) or _article(sentence.text, what))
    ):
        return None
    act = act_at(sentence.text, what)
    return Promise(
        _at(subject, match.start()),
        what,
        subject.makers,
        strength,
        f"its {noun}",
        act.kind if act else "",
    )


def _announced(sentence: Sentence, match: re.Match[str], end: int) -> Promise | None:
    subject = sentence.subject(match.start())
    if sentence.text[max(sentence.span.start, match.start() - 3) : match.start()] == "by ":
        subject = Subject("self", sentence.span.start, sentence.carried, "it")
    if subject.kind == "other" or not subject.makers or not _thing(sentence.text, match.end(), end):
        return None
    if _NOT.search(sentence.text[max(sentence.span.start, match.start() - 12) : match.start()]):
        return None
    return Promise(_at(subject, match.start()), match.end(), subject.makers, "firm", "announced")


def _confirmed(sentence: Sentence, match: re.Match[str], end: int) -> Promise | None:
    """“confirmed a contribution of EUR 2 million”: only with a sum."""
    cut = _CUT.search(sentence.text, match.end() + 1, sentence.ahead(match.end(), end))
    words = Span(match.end(), cut.start() if cut else sentence.ahead(match.end(), end))
    sums = [entry for entry in sums_of(sentence.text, words) if entry.money]
    return _announced(sentence, match, end) if sums else None


def _made(sentence: Sentence, match: re.Match[str]) -> Promise | None:
    if match["noun"]:
        subject = sentence.subject(match.start())
        if subject.kind == "other" or not subject.makers:
            return None
        return Promise(
            _at(subject, match.start()), match.start("noun"), subject.makers, "firm", "made pledges"
        )
    keys = [
        m.key
        for m in sentence.source.mentions_in(Span(match.start("by"), match.end("by")))
        if match.start("by") <= m.span.start < match.end("by") and m.key
    ]
    makers = (
        Makers.named(keys) if keys else sentence.speakers or Makers(collective=match["by"].strip())
    )
    return Promise(match.start(), match.start(), makers, "firm", "pledges were made")


def _in_own_voice(sentence: Sentence, subject: Subject) -> bool:
    """Whether a speaker speaks of himself in his own words."""
    if subject.kind == "self":
        return subject.words.startswith(("we", "i", "our", "my", "the "))
    return subject.kind == "elided" or subject.makers.keys <= sentence.speakers.keys


def _at(subject: Subject, place: int) -> int:
    return place if subject.kind == "elided" else subject.start


def _spelt(words: str) -> str:
    """A phrase as the list spells it."""
    plain = " ".join(words.casefold().split())
    plain = re.sub(rf"\b{_SELVES}\b", "itself", plain)
    return re.sub(rf"\b{_OWNERS}\b", "its", plain)


@cache
def _verbs() -> re.Pattern[str]:
    spelt = []
    for phrase in phrases("promises"):
        words = re.escape(phrase).replace(r"\ ", r"\s+")
        if phrase.endswith(" to"):
            words = rf"{words[:-5]}(?:,[^,;.]{{1,60}},|\s+{_TOGETHER})?\s+to"
        spelt.append(
            re.sub(r"\bitself\b", lambda _: _SELVES, re.sub(r"\bits\b", lambda _: _OWNERS, words))
        )
    return re.compile(rf"(?<![\w-])(?P<phrase>{'|'.join(spelt)})(?![\w-])", re.IGNORECASE)


@cache
def _nouns() -> re.Pattern[str]:
    nouns = "|".join(phrases("promise_nouns"))
    return re.compile(
        rf"\b(?P<verb>{_STATED})\s+(?:again\s+|anew\s+)?(?:{_OWNERS}|the|a|an|plans?)\s+"
        rf"(?:[\w’'-]+\s+){{0,2}}?"
        rf"(?P<noun>{nouns})\s+(?:of\s+(?:{_OWNERS}|the)\s+\w+\s+)?(?P<link>to|of)\s+",
        re.IGNORECASE,
    )
