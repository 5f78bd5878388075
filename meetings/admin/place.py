"""Where a row stands among its siblings: after which of them, never a number to guess.

Orders are kept as numbers; a row that is put somewhere moves no other than it must.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Min
from django.db.models.functions import Substr
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Passage, Statement
from meetings.models.numbered import Numbered

FIRST, LAST = "first", "last"
#: the siblings that a form offers, those nearest to the row: on its own page, and in a list of rows
NEAR, NEAR_IN_ROWS = 40, 10
#: what rows are named by
NAMED_BY = {
    "delegation": "participant",
    "delegate": "person",
    "reference": "document",
    "relation": "other__series",
}
TEXTS = {"document": ["document__text"]}
#: the least order that no statement may have
LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Sibling:
    """A row of the same owner, in words."""

    pk: int
    words: str


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


def words_of(row: Any) -> str:
    """A sibling as a choice names it."""
    return Truncator(" ".join(str(row).split())).chars(60)


class PlaceField(forms.ChoiceField):
    """Where a row is put: "" where it stands or by its place in the source, first, last, or after
    the sibling of that number."""

    def __init__(self, siblings: Sequence[int], choices: Any, **kwargs: Any) -> None:
        super().__init__(required=False, choices=choices, label=_("Place"), **kwargs)
        self.siblings = {str(pk) for pk in siblings}

    def valid_value(self, value: Any) -> bool:
        """Every sibling, also one that is too far away to be offered."""
        return str(value) in {FIRST, LAST} | self.siblings

    def validate(self, value: Any) -> None:
        """Refuse a sibling that is no longer there."""
        if value and not self.valid_value(value):
            raise ValidationError(
                gettext("What this was to come after is no longer there. Choose another place.")
            )


def place_field(row: Any, known: Sequence[Sibling] | None = None) -> PlaceField:
    """The choice for ``row``; the siblings are looked up, but for those of a list of rows."""
    most = NEAR if known is None else NEAR_IN_ROWS
    everyone = _everyone(row) if known is None else known
    pks = [one.pk for one in everyone]
    before = pks.index(row.pk) if row.pk in pks else len(pks)
    others = [one for one in everyone if one.pk != row.pk]
    after = others[before - 1].words if before else None
    near = [(str(one.pk), gettext("after %s") % one.words) for one in _near(others, before, most)]
    choices = [
        ("", _as_now(row, after)),
        (FIRST, gettext("first")),
        *near,
        (LAST, gettext("last")),
    ]
    return PlaceField([one.pk for one in others], choices)


def _everyone(row: Any) -> list[Sibling]:
    """A row, if it is stored, and its siblings in order; a query, without long texts."""
    rows = siblings_of(row, alone=False)
    if rows.model is Statement:
        begins = Substr("text", 1, 100)
        found = rows.values_list("pk", "number", begins)
        return [Sibling(pk, words_of(Statement(number=n, text=text))) for pk, n, text in found]
    named = NAMED_BY.get(rows.model._meta.model_name)
    if named:
        rows = rows.select_related(named).defer(*TEXTS.get(named, []))
    return [Sibling(one.pk, words_of(one)) for one in rows]


def _near(others: Sequence[Sibling], before: int, most: int) -> Sequence[Sibling]:
    start = max(0, min(before - most // 2, len(others) - most))
    return others[start : start + most]


def _as_now(row: Any, after: str | None) -> str:
    if row.pk is None:
        return gettext("by its place in the source, else last")
    if after is None:
        return gettext("as now: first")
    return gettext("as now: after %s") % after


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
    model = type(row)
    moved = [model(pk=pk, order=order) for pk, order in orders.items()]
    model._base_manager.bulk_update(moved, ["order"], batch_size=500)
    row.order = orders[row.pk]


def settle(chosen: Iterable[Any]) -> None:
    """Put rows where the forms that were saved say; new ones by their place in a source."""
    for form in chosen:
        row = form.instance
        if row.pk is None or "order" not in form.fields:
            continue
        if form.place:
            put(row, form.place)
        elif form.is_new:
            put_by_source(row)
