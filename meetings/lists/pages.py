"""Pages of a list: numbers of rows, by the number of the page or at a cursor, then the rows.

A list is paged by number while it is short. A longer one leads on from the rows of a page, and
so does one that is entered at a row.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.queries.prepared import PreparedQuery

from .cursor import Cursor
from .filterset import ListFilterSet

#: rows that a list is paged through by number
DEEPEST = 5_000

ReadRows = Callable[[list[int]], list[Any]]


class Steps(NamedTuple):
    """Rows that the pages beside one are asked for by; None where there is no such page."""

    before: int | None
    after: int | None


class KeysetPaginator(Paginator):
    """Pages of what ``filters`` leave; ``read_rows`` gives the rows of numbers.

    ``steps`` lead on from a page that was made, where pages have no numbers.
    """

    def __init__(self, filters: ListFilterSet, read_rows: ReadRows, per_page: int) -> None:
        super().__init__([], per_page)
        self.filters: Any = filters
        self.read_rows = read_rows
        self.steps: Steps | None = None
        #: how many rows stand before the page that was made; None where that is not known
        self.before: int | None = None

    @cached_property
    def count(self) -> int:
        """How many rows the filters leave."""
        if not self.filters.is_valid():
            return 0
        if self.filters.address.is_filtered:
            # The facets ask for them, too; few lists are longer.
            numbers, whole = self.filters.counts.sample()
            if whole:
                return len(numbers)
        kept = self.filters.kept_count()
        if kept is not None:
            return int(kept)
        rows = self.filters.prepared("count", lambda: self.filters.qs.order_by().values_list("pk"))
        return sum(n for (n,) in rows.rows_around("SELECT count(*) FROM (%s) AS k"))

    def validate_number(self, number: Any) -> int:
        """The number of a page; raises ``EmptyPage`` beyond the deepest, too."""
        valid = super().validate_number(number)
        if (valid - 1) * self.per_page >= DEEPEST:
            raise EmptyPage(_("That page is too deep."))
        return valid

    def page(self, number: Any) -> Page[Any]:
        """The page of a number. Raises ``EmptyPage``."""
        number = self.validate_number(number)
        self.before = (number - 1) * self.per_page
        if not self.count:
            return Page([], number, self)
        if (numbers := self._sampled(number)) is not None:
            pass
        elif number == 1 and self.count > DEEPEST:
            # By the parts of the order, each a range of an index.
            numbers = self._read(None)[: self.per_page]
        else:
            numbers = self._read_from((number - 1) * self.per_page)
        if self.count > DEEPEST:
            self._lead(numbers, before=number > 1, after=number < self.num_pages)
        return Page(self.read_rows(numbers), number, self)

    def page_at(self, *, after: int | None = None, before: int | None = None) -> Page[Any]:
        """The page that begins after a row, or ends before it; its number is not known, 0.

        Raises ``EmptyPage`` where the row is not public.
        """
        if not self.count:
            return Page([], 1, self)
        back = before is not None
        number = before if before is not None else after
        cursor = self.filters.ordering.cursor(self.filters.listed, number)
        if cursor is None:
            raise EmptyPage(_("That page begins nowhere."))
        numbers = self._read(cursor, back=back)
        more = len(numbers) > self.per_page
        begins = back and not more
        if begins:
            # The beginning: a whole page of it, as the list itself begins.
            numbers = self._read(None)
            more = len(numbers) > self.per_page
        numbers = numbers[: self.per_page]
        if back and not begins:
            numbers.reverse()
        self._lead(numbers, before=not begins, after=more)
        return Page(self.read_rows(numbers), 0, self)

    def rows_after(self, number: int | None) -> tuple[list[Any], int | None]:
        """The rows after one, or the first ones, and what the next are asked for by; not counted.

        Raises ``EmptyPage`` where the row is not public (any more).
        """
        if not self.filters.is_valid():
            return [], None
        ordering = self.filters.ordering
        cursor = None if number is None else ordering.cursor(self.filters.listed, number)
        if cursor is None and number is not None:
            raise EmptyPage(_("That page begins nowhere."))
        numbers = self._read(cursor)
        page = numbers[: self.per_page]
        return self.read_rows(page), page[-1] if len(numbers) > len(page) else None

    def has_more_than(self, most: int) -> bool:
        """Whether there are more rows than so many."""
        return self.count > most

    def _lead(self, numbers: list[int], *, before: bool, after: bool) -> None:
        self.steps = Steps(
            numbers[0] if numbers and before else None, numbers[-1] if numbers and after else None
        )

    def _read(self, cursor: Cursor | None, *, back: bool = False) -> list[int]:
        """The numbers after a cursor or before it, from there on, with one more than a page."""
        numbers: list[int] = []
        for name, where, order in self.filters.ordering.ranges(cursor, back=back):
            left = self.per_page + 1 - len(numbers)

            def rows(where: Q = where, order: Any = order, left: int = left) -> QuerySet[Any]:
                named = self.filters.ordering.named(self.filters.qs).filter(where)
                return named.order_by(*order).values_list("pk")[:left]

            query = PreparedQuery(rows) if cursor else self.filters.prepared(f"{name} {left}", rows)
            numbers += [pk for (pk,) in query.rows()]
            if len(numbers) > self.per_page:
                break
        return numbers

    def _sampled(self, number: int) -> list[int] | None:
        """A page of the first thousand rows that the filters leave, which are read by then."""
        filters, end = self.filters, number * self.per_page
        if not (filters.address.is_filtered and filters.is_in_default_order):
            return None
        numbers, whole = filters.counts.sample()
        return numbers[end - self.per_page : end] if whole or end <= len(numbers) else None

    def _read_from(self, start: int) -> list[int]:
        query = self.filters.prepared(
            f"numbers {start} {self.per_page}",
            lambda: self.filters.qs.values_list("pk")[start : start + self.per_page],
        )
        return [pk for (pk,) in query.rows()]


def in_order(numbers: list[int], rows: QuerySet[Any]) -> list[Any]:
    """Rows of numbers in the order of these."""
    by_number = {row.pk: row for row in rows.order_by().filter(pk__in=numbers)} if numbers else {}
    return [by_number[pk] for pk in numbers if pk in by_number]
