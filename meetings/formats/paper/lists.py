"""A list as a document: the rows that its filters leave, as its page says them.

Of a long list the first rows are printed, and where the whole of it is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, ngettext_lazy

from ...lists.address import SORT
from ...lists.headings import heading
from ...lists.pages import ReadRows
from ...reading.delegation_rows import delegation_rows
from ...reading.document import document_rows
from ...reading.meeting import meeting_rows
from ...reading.participant import participant_rows
from ...reading.person import person_rows
from ...reading.pledge import pledge_rows
from ...reading.statement import statement_rows
from ...search.engine.expressions import Term
from ...search.results.capped import Capped
from ..lists import ListOf
from . import list_rows
from .blocks import Block, Inline, Paper, Paragraph, Run, Section, whole
from .meeting_parts import pledge_table, status_day
from .rows import start_of

#: rows that are printed
MOST = 200
#: puts rows into blocks; the terms are those that were searched in a list of statements
Put = Callable[[Sequence[Any], Sequence[Term]], Sequence[Block]]


@dataclass(frozen=True, slots=True)
class Printed:
    """How a list is printed: reading its rows, what they become, and words for how many.

    A list without filters is read as the items of its files.
    """

    put: Put
    words: Any
    read: ReadRows | None = None


def list_paper(listing: ListOf, filters: Any) -> Paper:
    """The document of a list; ``filters`` are valid, and None where it has none."""
    printed = _PRINTED[listing.noun]
    rows, count = _rows(listing, printed, filters)
    terms = filters.query.terms if getattr(filters, "is_searching", False) else ()
    query = filters.address.query().urlencode() if filters else ""
    page = reverse(listing.page_route)
    label = str(listing.label)
    blocks = printed.put(rows, terms) if rows else [_nothing(filters)]
    note = status_day(localdate()) if listing.noun == "pledge" and rows else ""
    return result_paper(
        gettext("List"),
        heading(filters, label) if filters else label,
        f"{page}?{query}" if query else page,
        facts=[
            (gettext("Found"), [[Run(str(printed.words % {"words": count, "n": count.n}))]]),
            *_order(filters),
        ],
        notes=filters.notes if filters else (),
        sections=[Section(label, "list", blocks, note)],
        left=_left(rows, count),
    )


def result_paper(
    kicker: str,
    title: str,
    page: str,
    *,
    facts: Sequence[tuple[str, Sequence[Inline]]],
    notes: Iterable[str],
    sections: Sequence[Section],
    left: str = "",
) -> Paper:
    """A document of what a page of results shows today.

    ``page`` is its address here; ``left`` says that not all is printed, and how much is.
    """
    day, url = localdate(), whole(page)
    on = date_format(day, "j F Y")
    rows = [*facts]
    if left:
        rows.append((gettext("Printed here"), [[Run(left)]]))
    rows += [
        (gettext("Downloaded"), [[Run(on)]]),
        (gettext("Whole list") if left else gettext("Address"), [[Run(url, url)]]),
    ]
    return Paper(
        title=title,
        kicker=kicker,
        language=get_language() or "en",
        day=start_of(day),
        url=url,
        facts=rows,
        notes=[[Run(note)] for note in notes],
        sections=sections,
        edition=gettext("%(site)s, as of %(day)s") % {"site": settings.SITE_NAME, "day": on},
    )


@dataclass(frozen=True, slots=True)
class _Count(Capped):
    """How many rows there are, put into a sentence by its number in words."""

    def __str__(self) -> str:
        return self.in_words


def _rows(listing: ListOf, printed: Printed, filters: Any) -> tuple[Sequence[Any], _Count]:
    """The rows that are printed, and how many there are."""
    if listing.rows is None or printed.read is None:
        items = listing.whole() if listing.whole else []
        return items[:MOST], _Count(len(items))
    pages = listing.rows.pages(filters, MOST, printed.read)
    rows, _following = pages.rows_after(None)
    return rows, _Count(max(pages.count, len(rows)), not filters.more_than)


def _left(rows: Sequence[Any], count: _Count) -> str:
    if count.exact and count.n <= len(rows):
        return ""
    words = gettext("The first %(n)s of %(count)s")
    return words % {"n": number_format(len(rows), force_grouping=True), "count": count}


def _order(filters: Any) -> list[tuple[str, Sequence[Inline]]]:
    """How the rows are ordered, where that can be chosen."""
    sort = filters.filters.get(SORT) if filters else None
    if sort is None:
        return []
    chosen = getattr(filters, "order", "") or filters.address.sort or sort.default
    return [(gettext("Order"), [[Run(filters.shown(SORT, chosen))]])]


def _nothing(filters: Any) -> Block:
    if filters and filters.address.is_filtered:
        words = gettext("Nothing on record matches all these filters.")
    else:
        words = gettext("Nothing is on record yet.")
    return Paragraph([Run(words)], "muted")


def _plain(put: Callable[[Sequence[Any]], Sequence[Block]]) -> Put:
    """What says nothing of the words that were searched."""
    return lambda rows, _terms: put(rows)


#: every list by its noun
_PRINTED: dict[str, Printed] = {
    "statement": Printed(
        list_rows.statements,
        ngettext_lazy("%(words)s statement", "%(words)s statements", "n"),
        statement_rows,
    ),
    "meeting": Printed(
        _plain(list_rows.meetings),
        ngettext_lazy("%(words)s meeting", "%(words)s meetings", "n"),
        meeting_rows,
    ),
    "delegation": Printed(
        _plain(list_rows.delegations),
        ngettext_lazy("%(words)s delegation", "%(words)s delegations", "n"),
        delegation_rows,
    ),
    "pledge": Printed(
        _plain(lambda rows: [pledge_table(rows, with_meeting=True)]),
        ngettext_lazy("%(words)s pledge", "%(words)s pledges", "n"),
        lambda numbers: pledge_rows(numbers, localdate()),
    ),
    "participant": Printed(
        _plain(list_rows.participants),
        ngettext_lazy("%(words)s participant", "%(words)s participants", "n"),
        participant_rows,
    ),
    "person": Printed(
        _plain(list_rows.people),
        ngettext_lazy("%(words)s person", "%(words)s people", "n"),
        person_rows,
    ),
    "document": Printed(
        _plain(list_rows.documents),
        ngettext_lazy("%(words)s document", "%(words)s documents", "n"),
        document_rows,
    ),
    "topic": Printed(
        _plain(list_rows.topics), ngettext_lazy("%(words)s topic", "%(words)s topics", "n")
    ),
    "series": Printed(
        _plain(list_rows.series), ngettext_lazy("%(words)s series", "%(words)s series", "n")
    ),
}
