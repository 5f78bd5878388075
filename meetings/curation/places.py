"""Where a row stands among its siblings: orders are kept as numbers.

A row that is put somewhere moves no other than it must.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Max, Min

from ..models import Passage
from ..models.numbered import Numbered

FIRST, LAST = "first", "last"
#: the least order that no statement may have
LIMIT = 10_000


def owner_of(row: Any) -> Any:
    """The field that leads to what a row is one of; None where it stands alone."""
    return next(
        (
            field
            for field in row._meta.fields
            if isinstance(field, models.ForeignKey)
            and field.remote_field.on_delete is models.CASCADE
            and getattr(row, field.attname) is not None
        ),
        None,
    )


def siblings_of(row: Any, *, alone: bool = True) -> Any:
    """The rows of the same owner, in order; without ``row``, unless not ``alone``."""
    rows = type(row)._base_manager.all()
    owner = owner_of(row)
    if owner is None:
        return rows.none()
    last = "number" if isinstance(row, Numbered) else "pk"
    rows = rows.filter(**{owner.attname: getattr(row, owner.attname)})
    rows = rows.order_by("order", last)
    return rows.exclude(pk=row.pk) if alone else rows


def last_order(row: Any) -> int:
    """The order after the last of the siblings."""
    top = siblings_of(row).aggregate(top=Max("order"))["top"]
    return 0 if top is None else int(top) + 1


def put(row: Any, place: str) -> None:
    """Give a stored row the place that was chosen for it."""
    rows = [*siblings_of(row).values_list("pk", "order")]
    pks = [pk for pk, _order in rows]
    if place == FIRST:
        _insert(row, rows, 0)
    elif place == LAST or int(place) not in pks:
        _insert(row, rows, len(rows))
    else:
        _insert(row, rows, pks.index(int(place)) + 1)


def put_by_source(row: Any) -> None:
    """Give a new row the place that its passage has in the source; without one it stays."""
    first = row.passages.order_by("order", "pk").first() if hasattr(row, "passages") else None
    if first is None:
        return
    rows = [*siblings_of(row).values_list("pk", "order")]
    noun = row.passages.field.name
    passages = Passage.objects.filter(
        **{f"{noun}__in": [pk for pk, _order in rows]}, document=first.document_id
    )
    starts = dict(passages.order_by().values_list(noun).annotate(start=Min("start")))
    earlier = [pk for pk, start in starts.items() if start < first.start]
    pks = [pk for pk, _order in rows]
    if earlier:
        _insert(row, rows, pks.index(max(earlier, key=lambda pk: (starts[pk], pk))) + 1)
    elif starts:
        _insert(row, rows, min(pks.index(pk) for pk in starts))


def _insert(row: Any, rows: Sequence[tuple[int, int]], place: int) -> None:
    """Put ``row`` before ``rows[place]``, and move on only those that stand in the way."""
    last = rows[place - 1][1] + 1 if place else 0
    orders = {row.pk: last}
    for pk, order in rows[place:]:
        if order > last:
            break
        last += 1
        orders[pk] = last
    if last >= LIMIT:
        pks = [pk for pk, _order in rows]
        orders = {pk: n for n, pk in enumerate([*pks[:place], row.pk, *pks[place:]])}
    _reorder(type(row), dict(rows), orders)
    row.order = orders[row.pk]


def _reorder(model: Any, before: dict[int, int], orders: dict[int, int]) -> None:
    """Write new orders: at once for those that move on by one, which is most of a long record."""
    by_one = [pk for pk, order in orders.items() if before.get(pk, order) + 1 == order]
    others = orders.keys() - set(by_one)
    model._base_manager.filter(pk__in=by_one).update(order=F("order") + 1)
    if len(others) == 1:
        (pk,) = others
        model._base_manager.filter(pk=pk).update(order=orders[pk])
        return
    moved = [model(pk=pk, order=orders[pk]) for pk in others]
    model._base_manager.bulk_update(moved, ["order"], batch_size=500)
