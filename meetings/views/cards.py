"""Rows as the profiles show them: what a delegation was, how one took part in a statement."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext

from participants.models import Participant, Person
from participants.queries.prepared import PreparedList, PreparedQuery

from ..cards.pledge import pledge_cards
from ..cards.statement import StatementCard, statement_cards
from ..lists.pledge import NEWEST
from ..models.facet_count import ALL, FacetCount, FacetName, code
from ..models.wording import listed

#: rows of a section of a profile; the rest is in the filtered list
MOST = 10


_KEPT = PreparedQuery(
    lambda counted: FacetCount.objects.filter(chosen=ALL, counted=counted).values_list("n")
)


class Bar(NamedTuple):
    """A counted row drawn as a bar; ``width`` is out of 100 of the longest."""

    label: str
    n: int
    width: float
    url: str


class Section(NamedTuple):
    """The first rows of a section, how many there are in all, and the list that has them all."""

    rows: Sequence[Any]
    n: int
    url: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.n - len(self.rows)


def today() -> date:
    """The day as of which statuses are told."""
    return localdate()


def list_url(name: str, **query: str) -> str:
    """The address of a list, filtered."""
    return f"{reverse(name)}?{urlencode(query)}"


def figures(numbers: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    """Numbers at the top of a page; what is not on record is said in words, never as 0."""
    return [{"n": n or None, "label": label} for n, label in numbers]


def bars(rows: Iterable[tuple[str, int, str]]) -> list[Bar]:
    """Rows of (label, number, address) with their bars."""
    counted = list(rows)
    longest = max((n for _label, n, _url in counted), default=1)
    return [Bar(label, n, round(100 * n / longest, 1), url) for label, n, url in counted]


def newest_keys(links: Callable[[int], Any], most: int = MOST) -> PreparedList:
    """The keys of the latest statements of link rows, by the key alone, and how many there are."""
    return PreparedList(links, lambda rows: rows.newest_first().values_list("key")[: most + 1])


def newest_pledges(pledges: Callable[[int], Any], most: int = MOST) -> PreparedList:
    """The numbers of pledges, the latest meeting first, and how many there are."""
    return PreparedList(pledges, lambda rows: rows.order_by(*NEWEST).values_list("pk")[: most + 1])


def first(
    asked: PreparedList, whose: int, url: str = "", most: int = MOST, facet: FacetName | None = None
) -> Section:
    """The first numbers or keys; one query more where they are many.

    How many statements have a value of a ``facet`` is kept: that is looked up, not counted.
    """
    found = [number for (number,) in asked.rows(whose)]
    if len(found) <= most:
        return Section(found, len(found), url)
    kept = _KEPT.rows(code(facet, whose)) if facet else []
    return Section(found[:most], kept[0][0] if kept else asked.count(whose), url)


def statements(*found: Section) -> list[Section]:
    """Sections of keys with their statements as a list shows them; three queries for all."""
    rows = {row.key: row for row in statement_cards({key for one in found for key in one.rows})}
    return [one._replace(rows=[rows[key] for key in one.rows if key in rows]) for one in found]


def pledges(found: Section) -> Section:
    """A section of numbers with the pledges, each with its status of today."""
    return found._replace(rows=pledge_cards(found.rows, today()))


def part_in(statement: StatementCard, who: Participant | Person) -> str:
    """How one of several speakers took part: jointly with whom, as what, on whose behalf."""
    field = "participant_id" if isinstance(who, Participant) else "person_id"
    speakers = list(statement.speakers.all())
    own = [speaker for speaker in speakers if getattr(speaker, field) == who.pk]
    others = [str(s.participant or s) for s in speakers if getattr(s, field) != who.pk]
    words = [gettext("as %(capacity)s") % {"capacity": s.capacity} for s in own if s.capacity]
    if others:
        jointly = {"names": listed(list(dict.fromkeys(others)))}
        words.insert(0, gettext("jointly with %(names)s") % jointly)
    elif statement.collective and own:
        words.insert(0, gettext("with %(names)s") % {"names": statement.collective})
    return "; ".join(dict.fromkeys(words))


def with_parts(found: Section, who: Participant | Person) -> Section:
    """The statements, each with ``note``: how ``who`` took part."""
    rows = [replace(row, note=part_in(row, who)) for row in found.rows]
    return found._replace(rows=rows)
