"""The first rows of a list in its default order, as far as facets count them."""

from typing import Any

from django.db.models import Q, QuerySet

from .cursor import Ordering


def first_rows(filters: Any, most: int, left_out: tuple[str, ...] = ()) -> list[int]:
    """The numbers of the first rows that the filters leave but for some; ``most`` at most.

    Each part of the order is read by itself, as a range of an index: one query for each, until
    there are enough.
    """
    ordering = Ordering.of(filters.default_order)
    numbers: list[int] = []
    for name, where, order in ordering.ranges():

        def rows(where: Q = where, order: Any = order) -> QuerySet[Any]:
            named = ordering.named(filters.rows_without(*left_out)).filter(where)
            return named.order_by(*order).values_list("pk")[:most]

        numbers += [pk for (pk,) in filters.prepared(f"first {most}, {name}", rows).rows()]
        if len(numbers) >= most:
            break
    return numbers[:most]
