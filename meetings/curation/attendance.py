"""Delegations from a list: each line read into participant, person, office and level.

Nothing is stored and nothing guessed: what names no participant or person of the register for
certain comes with candidates and a doubt, and is asked. Rows follow the lines; a line with two
persons gives two rows, one that is a heading gives a row that says so, so that every line is
answered. Spans are code points of the document, so that passages can be made of a selection.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.intake.names import Names
from meetings.intake.parts import Span
from meetings.intake.people import People
from meetings.intake.people.finding import found_people
from meetings.intake.people.text import PeopleText
from meetings.intake.register import Register
from meetings.intake.rules.attendance.zones import heading_role
from participants.names import fold_name

from .attendance_columns import CellReader, Columns, columns_of
from .attendance_line import LineReader
from .attendance_read import Line, PersonRead, Read, group_level, lines_of
from .candidates import Called, Candidate, KnownPeople, ranked, the_one
from .comparing import Likeness
from .sort_names import read_name

#: characters of a list that is read while somebody waits, and its lines
LONGEST, MOST_LINES = 100_000, 1000
#: how a sentence ends that a list follows: “… was attended by”
_OPENS = re.compile(r"(?::|\b(?:by|from|of|were|are|included|including))$")


class Doubt(StrEnum):
    """What of a row has to be asked."""

    NO_PARTICIPANT = "no participant"
    UNKNOWN_PARTICIPANT = "unknown participant"
    SEVERAL_PARTICIPANTS = "several participants"
    ABOVE = "above"
    PERSON_LIKE = "person like"
    SORT_NAME = "sort name"
    UNREAD = "unread"
    TWICE = "twice"

    @property
    def words(self) -> Any:
        """The doubt in words."""
        return _DOUBTS[self]


_DOUBTS = {
    Doubt.NO_PARTICIPANT: _("No participant is named on this line."),
    Doubt.UNKNOWN_PARTICIPANT: _("The register knows no participant of this name."),
    Doubt.SEVERAL_PARTICIPANTS: _("Several participants may be meant."),
    Doubt.ABOVE: _("The participant is taken from the line above."),
    Doubt.PERSON_LIKE: _("People with names like this one are known."),
    Doubt.SORT_NAME: _("Which words are the family name is not plain to see."),
    Doubt.UNREAD: _("Some words were not understood."),
    Doubt.TWICE: _("The participant stands on an earlier line too; both make one delegation."),
}


@dataclass(slots=True)
class AttendanceRow:
    """A line of a list, or one of the persons on it, as it was read.

    ``key`` is the participant that is meant for certain, else "", with ``candidates``; ``person``
    the same of the person, with ``people``. ``level``, ``role`` and ``presence`` are spelt as in
    record files, "" where the line does not say.
    """

    line: int
    span: Span
    text: str
    is_heading: bool = False
    printed: str = ""
    key: str = ""
    #: the name that the register has for it
    participant: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    #: the name as printed, and in the person's own order
    printed_name: str = ""
    name: str = ""
    sort_name: str = ""
    honorific: str = ""
    title: str = ""
    person: str = ""
    people: list[Candidate] = field(default_factory=list)
    person_span: Span | None = None
    level: str = ""
    role: str = ""
    presence: str = ""
    #: words that nothing was made of
    unread: str = ""
    doubts: list[Doubt] = field(default_factory=list)


def read_attendance(
    text: str,
    register: Register | Names,
    people: KnownPeople | None = None,
    *,
    start: int = 0,
) -> list[AttendanceRow]:
    """Read a list that was pasted, or selected in a document where it begins at ``start``.

    ``people`` are those of the register unless given. Every line that is not blank has a row.
    Who reads several lists with one register gives its ``Names``, which take a while to make.
    """
    names = register if isinstance(register, Names) else Names(register)
    return _Reading(text, names, people or _people_of(names.register), start).rows()


def _people_of(register: Register) -> KnownPeople:
    return KnownPeople(
        Called(0, known.key, known.name, fold_name(name), "" if name == known.name else name)
        for known in register.people
        for name in (known.name, *known.other_names)
    )


def _participants_of(register: Register) -> list[Called]:
    return [
        Called(0, known.key, known.name, fold_name(name), "" if name == known.name else name)
        for known in register.participants
        for name in dict.fromkeys((known.name, *known.names))
    ]


class _Reading:
    """A list while it is read, line by line."""

    def __init__(self, text: str, names: Names, people: KnownPeople, start: int) -> None:
        self.text, self.register, self.people, self.start = text, names.register, people, start
        words = PeopleText(text, names.mentions(text), names.register)
        found = found_people(words)
        persons = People(found, [mention.span.start for mention in found])
        self.reader, self.cells = LineReader(words, persons), CellReader(words, persons)
        self.columns: Columns | None = None
        self.role = self.level = ""
        #: who stands on the line above alone, or with persons below it
        self.above: AttendanceRow | None = None
        self.seen: dict[str, int] = {}

    def rows(self) -> list[AttendanceRow]:
        """The rows of all lines."""
        return [row for line in lines_of(self.text) for row in self._read(line)]

    def _read(self, line: Line) -> list[AttendanceRow]:
        words = self.text[line.span.start : line.span.end]
        columns = columns_of(self.text, Span(line.begin, line.span.end))
        if columns is not None:
            self.columns, self.above = columns, None
            return [self._row(line, is_heading=True)]
        somebody = self.reader.names_somebody(line.span)
        heading = heading_role(words, inside=not somebody)
        if heading is not None or (_OPENS.search(words) and not somebody):
            self.role, self.above = heading or self.role, None
            self.level = group_level(self.text, line.span.start, line.span.end)
            return [self._row(line, is_heading=True)]
        if self.columns is not None and "\t" in self.text[line.begin : line.span.end]:
            return self._rows_of(line, self.cells.read(line, self.columns))
        reads = self.reader.read_all(line, below=self.above is not None)
        return [row for read in reads for row in self._rows_of(line, read)]

    def _rows_of(self, line: Line, read: Read) -> list[AttendanceRow]:
        """A row for each person, one at least."""
        first = self._of_participant(line, read)
        rows = [first, *(self._copy(first) for _person in read.persons[1:])]
        for row, person in zip(rows, read.persons, strict=False):
            self._of_person(row, person)
        self._remember(first, read)
        return rows

    def _row(
        self, line: Line, words: Span | None = None, *, is_heading: bool = False
    ) -> AttendanceRow:
        words = words or line.span
        span = Span(words.start + self.start, words.end + self.start)
        text = self.text[words.start : words.end]
        return AttendanceRow(line.number, span, text, is_heading, role=self.role)

    def _of_participant(self, line: Line, read: Read) -> AttendanceRow:
        row = self._row(line, read.span)
        row.printed, row.unread = read.printed, read.unread
        row.role, row.presence = read.role or row.role, read.presence
        level = read.level or self.level
        row.level = level if all(map(self.register.is_state, read.keys)) else ""
        if read.unread:
            row.doubts.append(Doubt.UNREAD)
        if len(read.keys) == 1:
            row.key = read.keys[0]
            row.participant = self.register.participant(row.key).name
        elif read.keys:
            row.doubts.append(Doubt.SEVERAL_PARTICIPANTS)
            known = map(self.register.participant, read.keys)
            row.candidates = [Candidate(0, one.key, one.name, Likeness.NAME) for one in known]
        elif read.printed:
            row.doubts.append(Doubt.UNKNOWN_PARTICIPANT)
            row.candidates = ranked(read.printed, self._called, person=False)
        elif read.persons and self.above is not None:
            row.key, row.printed = self.above.key, self.above.printed
            row.participant, row.candidates = self.above.participant, self.above.candidates
            row.doubts.append(Doubt.ABOVE)
        else:
            row.doubts.append(Doubt.NO_PARTICIPANT)
        return row

    @cached_property
    def _called(self) -> list[Called]:
        return _participants_of(self.register)

    def _copy(self, row: AttendanceRow) -> AttendanceRow:
        """Another person of the same line."""
        other = AttendanceRow(row.line, row.span, row.text, role=row.role, presence=row.presence)
        other.printed, other.key, other.candidates = row.printed, row.key, row.candidates
        other.participant = row.participant
        other.level = self.level
        kept = (Doubt.PERSON_LIKE, Doubt.SORT_NAME, Doubt.UNREAD)
        other.doubts = [doubt for doubt in row.doubts if doubt not in kept]
        return other

    def _of_person(self, row: AttendanceRow, person: PersonRead) -> None:
        row.printed_name, row.honorific, row.title = person.name, person.honorific, person.title
        first, last = person.span.start + self.start, person.span.end + self.start
        row.person_span = Span(first, last)
        if not row.key or self.register.is_state(row.key):
            row.level = person.level or row.level
        if not person.name:
            return
        read = read_name(person.name, row.key)
        row.name, row.sort_name = read.name, person.sort_name or read.sort_name
        row.people = self.people.like(row.name)
        if one := the_one(row.people):
            row.person = one.key
        elif row.people:
            row.doubts.append(Doubt.PERSON_LIKE)
        if not row.person and not read.clear and not person.sort_name:
            row.doubts.append(Doubt.SORT_NAME)

    def _remember(self, row: AttendanceRow, read: Read) -> None:
        """Who the persons on the next lines may belong to, and who stood here."""
        if row.key and Doubt.ABOVE not in row.doubts:
            if row.key in self.seen:
                row.doubts.append(Doubt.TWICE)
            self.seen.setdefault(row.key, row.line)
        if Doubt.ABOVE not in row.doubts:
            in_table = self.columns is not None
            self.above = row if row.printed and (in_table or not read.persons) else None
