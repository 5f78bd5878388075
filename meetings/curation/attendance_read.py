"""What a line of a list of delegations says, before anybody is looked up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.intake.names import Mention
from meetings.intake.parts import Span
from meetings.intake.people.offices import office_at
from meetings.intake.people.text import PeopleText
from meetings.intake.rules.meeting.opening import words_pattern
from meetings.intake.words import folded, meanings
from meetings.models.choices import Level

_LEVELS = ("levels_of_groups", "levels_of_meetings")
_GROUPS = {name: words_pattern(name) for name in _LEVELS}
#: behind these a name is not that of who is present
_NOT_PRESENT = re.compile(r"\b(?:to|on\sbehalf\sof|accredited\sto)\s(?:the\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, and where it stands without list mark and spaces around."""

    number: int
    span: Span
    #: where the line itself begins, which cells that are empty need
    begin: int


_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]*(?:\r\n|[\n\r\v\f\u2028\u2029]|\Z)")
#: what stands before an entry: bullets, numbers, letters
LIST_MARK = re.compile(
    r"[\s\ufeff]*(?:(?:[-*•·▪‣➢◦–—]+|\(?(?:\d{1,3}|[a-z])[.)\]]{1,2}|\d{1,3}(?=\t))\s+|\d{1,3}[.)])?\s*"
)


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a list that are not blank."""
    for number, match in enumerate(_LINE.finditer(text), 1):
        if not match[0].strip():
            continue
        begin = match.start()
        end = begin + len(match[0].rstrip())
        mark = LIST_MARK.match(text, begin, end)
        first = mark.end() if mark and mark.end() < end else begin
        first += len(text[first:end]) - len(text[first:end].lstrip())
        yield Line(number, Span(first, end), begin)


@dataclass(slots=True)
class PersonRead:
    """A person of a line: what is not printed is empty."""

    span: Span
    name: str = ""
    honorific: str = ""
    title: str = ""
    level: str = ""
    #: where columns say the family name
    sort_name: str = ""


@dataclass(slots=True)
class Read:
    """What a line says: ``keys`` are the participants that its name may mean."""

    printed: str = ""
    keys: tuple[str, ...] = ()
    persons: list[PersonRead] = field(default_factory=list)
    role: str = ""
    presence: str = ""
    #: what words for all of a group say
    level: str = ""
    unread: str = ""
    #: where a line is no more than several names: each of them
    several: tuple[Mention, ...] = ()
    #: the words of one of several
    span: Span | None = None


def mentions_in(text: PeopleText, span: Span) -> list[Mention]:
    """The names of participants in a part of a line; not those that one speaks to or for."""
    found = []
    for place in range(text.word_from(span.start), text.word_from(span.end)):
        mention = text.mention_at(place)
        if mention is None or mention.adjective or mention.span.end > span.end:
            continue
        if not _NOT_PRESENT.search(text.text, span.start, mention.span.start):
            found.append(mention)
    return found


def level_of(text: PeopleText, span: Span) -> str:
    """The level that the office says with which words begin."""
    place = text.word_from(span.start)
    office = office_at(text, place) if place < len(text.words) else None
    return office.level if office else ""


def keys_of(mention: Mention) -> tuple[str, ...]:
    """Who is meant; the office of the Secretary-General stands for the United Nations."""
    return tuple("united-nations" if key == "secretary-general" else key for key in mention.keys)


def around(one: Span, other: Span) -> Span:
    """From the first to the last of the words of both."""
    return Span(min(one.start, other.start), max(one.end, other.end))


def group_level(text: str, start: int, end: int) -> str:
    """The level that the last words for a group say: “at the ambassadorial level by”."""
    said = [
        (match.start(), meanings(name)[folded(match[0])])
        for name, pattern in _GROUPS.items()
        for match in pattern.finditer(text, start, end)
    ]
    level = max(said)[1] if said else ""
    # A role is said so, too: “observers from …”.
    return level if level in Level.values and level != Level.NOT_STATED else ""
