"""Sections of the page of a participant, a person or a topic: its latest statements and pledges."""

import datetime
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.translation import gettext

from participants.queries.prepared import PreparedList, PreparedQuery

from ..derived.facet_codes import ALL, FacetName, code
from ..models.derived_rows import Tally
from ..models.wording import cited_name, listed
from .pledge import NEWEST, pledge_rows
from .speaker import SpeakerRow
from .statement import StatementRow, statement_rows

#: rows of a section; the rest is in the filtered list
MOST = 10

_KEPT = PreparedQuery(
    lambda counted: Tally.objects.filter(chosen=ALL, counted=counted).values_list("n")
)


class Section(NamedTuple):
    """The first rows of a section, how many there are in all, and the list that has them all."""

    rows: Sequence[Any] = ()
    n: int = 0
    url: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.n - len(self.rows)


EMPTY = Section()


class Total(NamedTuple):
    """A large number and what it counts; None where nothing is on record, which is never 0."""

    n: int | None
    label: str


def totals(*counted: tuple[int, str]) -> list[Total]:
    """Numbers at the top of a page; what is not on record is said in words, never as 0."""
    return [Total(n or None, label) for n, label in counted]


def newest_statement_keys(
    links: Callable[[int], Any], most: int = MOST
) -> PreparedList[tuple[Any, ...]]:
    """The keys of the latest statements of link rows, by the key alone, and how many there are."""
    return PreparedList(links, lambda rows: rows.newest_first().values_list("key")[: most + 1])


def newest_pledges(
    pledges: Callable[[int], Any], most: int = MOST
) -> PreparedList[tuple[Any, ...]]:
    """The numbers of pledges, the latest meeting first, and how many there are."""
    return PreparedList(pledges, lambda rows: rows.order_by(*NEWEST).values_list("pk")[: most + 1])


def first(
    query: PreparedList[Any],
    whose: int,
    url: str = "",
    most: int = MOST,
    facet: FacetName | None = None,
) -> Section:
    """The first rows, or the numbers that stand for them; one query more where they are many.

    How many statements have a value of a ``facet`` is kept: that is looked up, not counted.
    """
    rows = [row[0] if isinstance(row, tuple) else row for row in query.rows(whose)]
    if len(rows) <= most:
        return Section(rows, len(rows), url)
    kept = _KEPT.rows(code(facet, whose)) if facet else []
    return Section(rows[:most], kept[0][0] if kept else query.count(whose), url)


def statements(*sections: Section) -> list[Section]:
    """Sections of keys with their statements as a list shows them; three queries for all."""
    keys = {key for section in sections for key in section.rows}
    rows = {row.key: row for row in statement_rows(keys)}
    return [
        section._replace(rows=[rows[key] for key in section.rows if key in rows])
        for section in sections
    ]


def pledges(section: Section, day: datetime.date) -> Section:
    """A section of numbers with the pledges, each with its status of a day."""
    return section._replace(rows=pledge_rows(section.rows, day))


def with_parts(section: Section, facet: FacetName, whose: int) -> Section:
    """The statements, each with ``note``: how the participant or person took part."""
    rows = [replace(row, note=part_in(row, facet, whose)) for row in section.rows]
    return section._replace(rows=rows)


def part_in(statement: StatementRow, facet: FacetName, whose: int) -> str:
    """How one of several speakers took part: jointly with whom, as what, on whose behalf."""
    field = "participant_id" if facet == FacetName.PARTICIPANT else "person_id"
    own, others = _apart(statement.speakers, lambda speaker: getattr(speaker, field) == whose)
    words = [gettext("as %(capacity)s") % {"capacity": s.capacity} for s in own if s.capacity]
    bodies = {speaker.participant_id for speaker in own}
    names = dict.fromkeys(filter(None, (_beside(speaker, facet, bodies) for speaker in others)))
    if names:
        words.insert(0, gettext("jointly with %(names)s") % {"names": listed(list(names))})
    elif statement.collective and own:
        words.insert(0, gettext("with %(names)s") % {"names": statement.collective})
    return "; ".join(dict.fromkeys(words))


def _beside(speaker: SpeakerRow, facet: FacetName, bodies: Container[int | None]) -> str:
    """Another speaker: beside a participant the body, beside a person the person.

    Of the same body, only another person is another speaker.
    """
    if facet == FacetName.PARTICIPANT:
        return str(speaker.participant or speaker)
    if speaker.participant_id is not None and speaker.participant_id in bodies:
        return str(speaker.person or "")
    return cited_name(speaker)


def _apart(rows: Iterable[Any], chosen: Callable[[Any], bool]) -> tuple[list[Any], list[Any]]:
    """The rows that are chosen, and the others."""
    own: list[Any] = []
    others: list[Any] = []
    for row in rows:
        (own if chosen(row) else others).append(row)
    return own, others
