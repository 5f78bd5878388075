"""The participants and persons of a passage, and lists of them: “Kenya, Chile and UNDP”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...names import Mention
from ...parts import Span
from ...people import PersonMention
from ...source import Source
from ...words import meanings
from ..meeting.opening import words_pattern

_DELEGATION = re.compile(
    r"\s(?:delegation|mission|government|side|embassy|ministry)\b", re.IGNORECASE
)
_GROUP_LEVELS = words_pattern("levels_of_groups")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
#: what ends a list, whatever words stand around
_STOP = re.compile(r"[.!?](?:\s|$)|\s[–—]\s|\n")
_POSSESSIVE = re.compile(r"^['’]s?\b")
#: what makes of the first name of a list the place or owner of something else
_OF = re.compile(r"\b(?:of|in|at|on|to|with|by|near|into|for|from)\s(?:the\s)?$", re.IGNORECASE)
#: between those who attended and the verb: it was another time
_BEFORE = re.compile(r"\b(?:had|has|will|would|could|might|should|may|not|never)\b", re.IGNORECASE)
#: “the Council of Ministers of the African Union” is one body
_COUNCIL = re.compile(
    r"\b(?:council|committee|conference|meetings?|session|forum|group|summit|assembly)\sof\s"
    r"(?:\w+\s){1,3}of\s(?:the\s)?$",
    re.IGNORECASE,
)
_OF_CAPITAL = re.compile(r"\b(?P<word>[A-Z][\w’'-]+)\s(?:of|in|on)\s(?:the\s)?$")
_LIMIT = 130
#: what parts names of a list
_PARTING = re.compile(r"[,;]\s*(?:and\s)?|(?:^|\s)and\s")
#: a name of a body: two words in capitals, small ones between them, or an abbreviation
_BODY = re.compile(
    r"[A-Z][\w’'-]+(?:\s(?:of|for|on|and|the|to|in|[A-Z][\w’'-]+))*\s[A-Z][\w’'-]+|[A-Z]{3,}"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A participant in a list: a name, or a person who stands for it; no ``key`` if unknown."""

    span: Span
    key: str
    printed: str
    level: str = ""
    person: PersonMention | None = None


def items_in(source: Source, span: Span) -> list[Item]:
    """The participants, persons and unknown bodies inside a span, in order."""
    people = (
        [
            person
            for person in source.people.mentions
            if person.span.meets(span) and span.holds(person.span)
        ]
        if span.end - span.start > 4000
        else source.people.within(span)
    )
    found = [_of_person(source, person) for person in people if person.key or person.body]
    taken = [person.span for person in people]
    for mention in source.mentions_in(span):
        if not any(other.meets(mention.span) for other in _near(taken, mention.span)):
            item = _of_name(source, mention)
            if item is not None:
                found.append(item)
    return sorted(found, key=lambda item: item.span)


def _near(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    return [other for other in spans if other.start < span.end and span.start < other.end]


def _of_person(source: Source, person: PersonMention) -> Item:
    if not person.key:
        body = person.body or person.span
        return Item(body, "", source.words(body))
    level = person.level if source.register.is_state(person.key) else ""
    printed = _printed_for(source, person)
    return Item(person.span, person.key, printed, level, person)


def _printed_for(source: Source, person: PersonMention) -> str:
    """The name of the participant as printed with the person, else the office."""
    for mention in source.mentions_in(person.span):
        if mention.key == person.key and not mention.adjective:
            return mention.printed
    return person.title or person.name


def _of_name(source: Source, mention: Mention) -> Item | None:
    if mention.adjective:
        behind = _DELEGATION.match(source.text, mention.span.end)
        if behind is None:
            return None
        span = Span(mention.span.start, behind.end())
        return Item(span, mention.key, source.words(span))
    key = "united-nations" if mention.key == "secretary-general" else mention.key
    return Item(mention.span, key, mention.printed)


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list and the level that words before it say."""

    item: Item
    level: str = ""


def list_behind(source: Source, position: int, limit: int) -> list[Listed]:
    """The list that begins behind a position, up to the first words that belong to none."""
    found: list[Listed] = []
    level, end = "", position
    for item in items_in(source, Span(position, limit)):
        gap = source.text[end : item.span.start]
        if not _is_gap(gap, first=not found) or _holds_another(source, end, item):
            break
        if found and gap.split() in (["to"], ["to", "the"]):
            # “the Ambassadors of Ghana and Kenya to Japan”
            end = item.span.end
            continue
        said = _level_of(gap)
        level = level if said is None else said
        found.append(Listed(item, level))
        end = item.span.end
    return found


def _holds_another(source: Source, start: int, item: Item) -> bool:
    """Whether somebody of no known participant is named in between."""
    between = source.people.within(Span(start, item.span.start))
    return any(person.name and not person.key for person in between)


def list_before(source: Source, start: int, position: int) -> list[Listed]:
    """The list that ends before a position, back to ``start`` at most."""
    items = items_in(source, Span(start, position))
    kept: list[Item] = []
    begin = position
    for item in reversed(items):
        gap = source.text[item.span.end : begin]
        if not _is_gap(gap, first=not kept) or (not kept and _BEFORE.search(gap)):
            break
        kept.append(item)
        begin = item.span.start
    while kept and _is_owner(source, start, kept[-1]):
        kept.pop()
    found: list[Listed] = []
    level, end = "", max(start, kept[-1].span.start - 80) if kept else start
    for item in reversed(kept):
        said = _level_of(source.text[end : item.span.start])
        level = level if said is None else said
        found.append(Listed(item, level))
        end = item.span.end
    return found


def unknown_between(source: Source, listed: Sequence[Listed], limit: int) -> list[Span]:
    """Names of bodies that the register does not know, among those of a list and at its end."""
    found: list[Span] = []
    ends = [*(entry.item.span.start for entry in listed[1:]), limit]
    for entry, end in zip(listed, ends, strict=True):
        start, is_last = entry.item.span.end, end == limit
        if is_last:
            stop = _STOP.search(source.text, start, end)
            end = stop.start() if stop else end
        partings = [*_PARTING.finditer(source.text, start, end)]
        edges = [parting.start() for parting in partings[1:]]
        for parting, edge in zip(partings, [*edges, end], strict=False):
            span = _body(source, Span(parting.end(), edge))
            if span is None and is_last:
                break
            found += [span] if span else []
    return found


def _body(source: Source, span: Span) -> Span | None:
    """The name of a body that a piece of a list is, but for an article before it."""
    text = source.text[span.start : span.end].rstrip()
    name = text.removeprefix("the ")
    if not _BODY.fullmatch(name) or _GROUP_LEVELS.search(name):
        return None
    start = span.start + len(text) - len(name)
    return Span(start, start + len(name))


def _is_owner(source: Source, start: int, item: Item) -> bool:
    """Whether a name belongs to other words: “On the margins of the General Assembly, Kenya”."""
    before = source.text[max(start, item.span.start - 60) : item.span.start]
    of = _OF.search(before)
    if of is None:
        return False
    if _COUNCIL.search(before):
        return True
    head = _WORD.findall(before[: of.start()])
    small = meanings("between_participants")
    return not head or head[-1].casefold() not in small


def _is_gap(gap: str, *, first: bool) -> bool:
    """Whether words between two names join them; unknown bodies in capitals may stand there."""
    of = _OF_CAPITAL.search(gap)
    if of and not _is_small(of["word"]):
        # “…, recalling the Declaration of Grenada”
        return False
    if _STOP.search(gap.rstrip()) or (len(gap) > _LIMIT and not first):
        return False
    small = meanings("between_participants")
    gap = _POSSESSIVE.sub("", gap)
    words = [word for word in _WORD.findall(gap) if word[0].islower()]
    others = [word for word in words if word.casefold().rstrip(".") not in small]
    return not others if not first else len(others) <= 6 and len(gap) < 2 * _LIMIT


def _is_small(word: str) -> bool:
    """Whether a word may stand between participants: of a list, or what ministers are for."""
    folded = word.casefold()
    return folded in meanings("between_participants") or folded in meanings("portfolios")


def _level_of(gap: str) -> str | None:
    """The level that the last words for people before a name say; None where there are none."""
    matches = list(_GROUP_LEVELS.finditer(gap))
    if not matches:
        return None
    said = meanings("levels_of_groups")[" ".join(matches[-1][0].casefold().split())]
    return "" if said == "not stated" else said
