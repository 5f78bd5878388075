"""Where a row stands among its siblings: after which of them, never a number to guess."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Substr
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.curation.places import FIRST, LAST, put, put_by_source, siblings_of
from meetings.models import Statement

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


@dataclass(frozen=True, slots=True)
class Sibling:
    """A row of the same owner, in words."""

    pk: int
    words: str


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
