"""Joining the mentions of one person: “Ambassador Takasu” is whom the text introduced before."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from participants.names import fold_name

from ..names import Mention
from ..words import meanings
from ..words.longest import longest
from .finding import PersonMention

#: whom “the Minister” and “the Ambassador” alone may mean
_LEVELS = {"minister": ("minister", "deputy minister"), "ambassador": ("ambassador",)}
#: what a longer office is called in short: “the Adviser” of a Special Adviser
_SHORT = frozenset(("adviser", "commissioner", "envoy", "director", "coordinator", "secretary"))
#: how many mentions back somebody may have been introduced
_REMEMBERED = 400
#: said of whoever is meant at that place, not of somebody introduced
_PASSING = frozenset(("representative", "delegate", "observer", "head", "chief", "counterpart"))


def join_mentions(mentions: Sequence[PersonMention], names: Sequence[Mention], text: str) -> None:
    """Give each mention the one it means, and from it the participant, office and level."""
    earlier: list[PersonMention] = []
    bodies = [name for name in names if name.key and not name.adjective and " " in name.printed]
    _share_states(mentions, text)
    home = _letterhead(names, text)
    for mention in mentions:
        if mention.head == "counterpart" and earlier:
            mention.level = earlier[-1].level
        # “the Secretary-General's report” is that of the United Nations, whoever was introduced.
        owns = mention.by_list and text[mention.span.end : mention.span.end + 2] in ("'s", "’s")
        same = _by_name(mention, earlier) if mention.name else _by_office(mention, earlier)
        same = None if owns else same
        if same is not None:
            _take_over(mention, same)
        elif not mention.named and not mention.key and mention.title:
            mention.key = _short_body(mention, bodies) or _its(mention, names, text)
            if not mention.key and _is_at_home(mention):
                mention.key = home
        earlier.append(mention)


_OFFICIAL = re.compile(
    r"\b(?:ministry|department|foreign\soffice|chancellery|office\sof\sthe|permanent\smission|"
    r"embassy|government)\b",
    re.IGNORECASE,
)
_LINES_OF_LETTERHEAD = 5


def _letterhead(names: Sequence[Mention], text: str) -> str:
    """The one state in whose letterhead a text stands: its “Minister” needs no further name."""
    every: set[str] = set()
    official: set[str] = set()
    start, lines = 0, 0
    while lines < _LINES_OF_LETTERHEAD and start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if len(line) > 90:
            break
        lines += bool(line)
        named = {
            name.key
            for name in names
            if start <= name.span.start < end and name.key and not name.adjective
        }
        every |= named
        if _OFFICIAL.search(line):
            official |= named or {""}
        start = end + 1
    # A ministry that names its state is at home there, whoever else a headline names.
    for keys in (official - {""}, every if official else set()):
        if len(keys) == 1:
            return keys.pop()
    return ""


def _is_at_home(mention: PersonMention) -> bool:
    """Whether a minister or head of state is named without a state, as at home."""
    return (
        mention.definite
        and mention.body is None
        and mention.level in ("minister", "deputy minister", "head of state or government")
        and mention.head != "counterpart"
    )


def _take_over(mention: PersonMention, same: PersonMention) -> None:
    mention.introduced = same
    if same.key and (not mention.key or mention.by_list):
        mention.key = same.key
    mention.level = mention.level or same.level
    mention.title = mention.title or same.title
    mention.body = mention.body or same.body


def _share_states(mentions: Sequence[PersonMention], text: str) -> None:
    """“the Minister of X and the Minister of Y of Chile”: both are of Chile."""
    for one, other in pairwise(mentions):
        between = text[one.span.end : other.span.start].split()
        shared = between in (["and"], ["and", "the"]) and other.named and one.office
        if shared and not one.key and one.level and one.level == other.level:
            one.key = other.key


def _by_name(mention: PersonMention, earlier: Sequence[PersonMention]) -> PersonMention | None:
    """Who was introduced with a name that holds all words of this one."""
    words = set(fold_name(mention.name).split())
    for other in reversed(earlier[-_REMEMBERED:]):
        if not other.name or not words <= set(fold_name(other.name).split()):
            continue
        if _differ(mention, other):
            continue
        return other.introduced or other
    return None


def _differ(one: PersonMention, other: PersonMention) -> bool:
    """Whether two mentions are of different participants by what is printed with each."""
    certain = one.named and other.named
    return bool(certain and one.key and other.key and one.key != other.key)


def _by_office(mention: PersonMention, earlier: Sequence[PersonMention]) -> PersonMention | None:
    """Whose office this is: the same with the same participant, or the last of that office."""
    if mention.head in _PASSING or not mention.definite:
        return None
    return _last(mention, earlier, bare=True) or _last(mention, earlier, bare=False)


def _last(
    mention: PersonMention, earlier: Sequence[PersonMention], *, bare: bool
) -> PersonMention | None:
    """The last that it may mean: of the very office, or of one that is called so in short."""
    for other in reversed(earlier[-_REMEMBERED:]):
        if not other.head and not other.level:
            continue
        if bare and _head(other) != _head(mention):
            continue
        if mention.named or (mention.key and not mention.by_list):
            same = _head(other) == _head(mention) and other.key in (mention.key, "")
            if same and (other.key or _portfolio(other)) and _agree(mention, other):
                return _introduced(mention, other)
        elif _is_that_office(mention, other):
            return other.introduced or other
    return None


def _introduced(mention: PersonMention, other: PersonMention) -> PersonMention:
    """Whom a mention means; whose state was not printed there has that of the mention."""
    first = other.introduced or other
    first.key = first.key or mention.key
    return first


def _agree(one: PersonMention, other: PersonMention) -> bool:
    """Whether two offices are for the same, or one of them says nothing of it."""
    words, others = _portfolio(one), _portfolio(other)
    return words <= others or others <= words


def _portfolio(mention: PersonMention) -> set[str]:
    return set(fold_name(mention.title).split()) & meanings("portfolios").keys() - {"deputy"}


def _is_that_office(mention: PersonMention, other: PersonMention) -> bool:
    if mention.body is not None or not (other.key or other.name) or other.head in _PASSING:
        return False
    title, head = fold_name(mention.title), _head(mention)
    if title != mention.head:
        # “the Minister of Foreign Affairs” is not the Minister of Defence.
        return _head(other) == head and _portfolio(other) == _portfolio(mention)
    if head in _LEVELS and not other.by_list:
        return other.level in _LEVELS[head]
    return _head(other) == head or (head in _SHORT and _head(other).endswith(f" {head}"))


def _head(mention: PersonMention) -> str:
    """The phrase of the office in its first wording: “chair” for “chairman”."""
    return fold_name(longest("same_offices").values.get(mention.head, "")) or mention.head


def _its(mention: PersonMention, names: Sequence[Mention], text: str) -> str:
    """Whom “its” in “its Deputy Minister” means: the last participant named in the paragraph."""
    if not text[max(0, mention.span.start - 4) : mention.span.start].casefold().endswith("its "):
        return ""
    place = bisect_left([name.span.start for name in names], mention.span.start)
    for name in reversed(names[:place]):
        if "\n" in text[name.span.end : mention.span.start]:
            return ""
        if name.key and not name.adjective:
            return name.key
    return ""


def _short_body(mention: PersonMention, bodies: Sequence[Mention]) -> str:
    """The body that “the Secretary General of the Forum” means: the last with that word."""
    last = fold_name(mention.title).split()[-1]
    if last not in meanings("heads_of_bodies") or last == mention.head:
        return ""
    place = bisect_left([name.span.start for name in bodies], mention.span.start)
    for name in reversed(bodies[:place]):
        if last in fold_name(name.printed).split():
            return name.key
    return ""
