"""Columns of a pasted table: what each holds, told by its head, and the lines below it."""

import re
from dataclasses import dataclass

from meetings.intake.parts import Span
from meetings.intake.people import People
from meetings.intake.people.printed_names import honorifics_at
from meetings.intake.people.text import PeopleText
from participants.names import fold_name

from .attendance_read import Line, PersonRead, Read, around, keys_of, level_of, mentions_in

PARTICIPANT, NAME, GIVEN, FAMILY = "participant", "name", "given", "family"
TITLE, HONORIFIC, OTHER = "title", "honorific", "other"

#: heads of columns, folded
_HEADS = {
    PARTICIPANT: (
        *("country", "state", "member state", "delegation", "participant", "organization"),
        *("organisation", "institution", "entity", "affiliation", "country organization"),
        *("country organisation", "member", "party", "countries", "states", "observer", "body"),
    ),
    NAME: (
        *("name", "full name", "representative", "delegate", "names", "name of delegate", "person"),
        *("head of delegation", "speaker", "name of representative", "represented by"),
    ),
    GIVEN: ("first name", "given name", "first names", "given names", "forename", "forenames"),
    FAMILY: ("family name", "last name", "surname", "family names", "last names"),
    TITLE: (
        *("title", "position", "function", "office", "job title", "designation", "capacity"),
        *("title position", "position title", "functional title", "rank", "post"),
    ),
    HONORIFIC: ("honorific", "salutation", "mr ms", "mr mrs", "prefix", "form of address"),
    OTHER: ("no", "number", "email", "e mail", "phone", "remarks", "notes", "sex", "gender", "nr"),
}
_KIND = {head: kind for kind, heads in _HEADS.items() for head in heads}


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds, in order."""

    kinds: tuple[str, ...]


def cells_of(text: str, span: Span) -> list[Span]:
    """The cells of a line, parted by tabs, without the spaces around them."""
    found = []
    for match in re.finditer(r"[^\t]*(?:\t|$)", text[span.start : span.end]):
        cell = match[0].removesuffix("\t")
        first = span.start + match.start() + len(cell) - len(cell.lstrip())
        found.append(Span(first, first + len(cell.strip())))
    # The expression finds nothing once more at the end.
    return found if not found or text[span.end - 1] == "\t" else found[:-1]


def columns_of(text: str, span: Span) -> Columns | None:
    """The columns, where a line is the head of a table; None for any other line."""
    words = text[span.start : span.end]
    if "\t" not in words:
        return None
    heads = [fold_name(text[cell.start : cell.end]) for cell in cells_of(text, span)]
    kinds = [_KIND.get(head, "") for head in heads]
    known = {kind for kind in kinds if kind}
    if not known & {PARTICIPANT, NAME, FAMILY} or sum(map(bool, kinds)) * 2 < len(kinds):
        return None
    return Columns(tuple(kind or OTHER for kind in kinds))


class CellReader:
    """Reads the lines of one table, in which names, persons and offices were found before."""

    def __init__(self, text: PeopleText, persons: People) -> None:
        self.text, self.persons = text, persons

    def read(self, line: Line, columns: Columns) -> Read:
        """A line of a table with heads."""
        read = Read()
        cells = dict[str, Span]()
        for kind, cell in zip(
            columns.kinds, cells_of(self.text.text, Span(line.begin, line.span.end)), strict=False
        ):
            if cell.start < cell.end:
                cells.setdefault(kind, cell)
        if PARTICIPANT in cells:
            self._take_cell(cells[PARTICIPANT], read)
        self._take_person_of(cells, read)
        return read

    def _take_cell(self, cell: Span, read: Read) -> None:
        mentions = mentions_in(self.text, cell)
        read.printed = self.text.printed(cell)
        read.keys = keys_of(mentions[0]) if len({keys_of(one) for one in mentions}) == 1 else ()

    def _take_person_of(self, cells: dict[str, Span], read: Read) -> None:
        kinds = (HONORIFIC, GIVEN, FAMILY, NAME, TITLE)
        spans = [cells[kind] for kind in kinds if kind in cells]
        if not spans:
            return
        person = PersonRead(around(min(spans), max(spans)))
        if HONORIFIC in cells:
            person.honorific = self.text.printed(cells[HONORIFIC])
        if FAMILY in cells:
            family = self.text.printed(cells[FAMILY])
            given = self.text.printed(cells[GIVEN]) if GIVEN in cells else ""
            person.name = f"{family}, {given}" if given else family
        elif NAME in cells or GIVEN in cells:
            self._name_cell(cells[NAME] if NAME in cells else cells[GIVEN], person)
        if TITLE in cells:
            person.title = self.text.printed(cells[TITLE])
            person.level = person.level or self._level_within(cells[TITLE])
        read.persons = [person]

    def _name_cell(self, cell: Span, person: PersonRead) -> None:
        """A cell with a name: honorifics before it, an office behind."""
        place = self.text.word_from(cell.start)
        honorifics = honorifics_at(self.text, place) if place < len(self.text.words) else None
        first = cell.start
        if honorifics and honorifics.end < self.text.word_from(cell.end):
            first = self.text.words[honorifics.end].start
            person.honorific = self.text.printed(Span(cell.start, first))
            person.level = honorifics.level
        found = [one for one in self.persons.within(cell) if one.name]
        if len(found) == 1 and found[0].title:
            person.name, person.title = found[0].name, found[0].title
            person.level = found[0].level
        else:
            person.name = self.text.printed(Span(first, cell.end))

    def _level_within(self, span: Span) -> str:
        offices = (one.level for one in self.persons.within(span) if one.level)
        return next(offices, "") or level_of(self.text, span)
