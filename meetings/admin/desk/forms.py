"""The form of one part at the desk: its own boxes, and the rows below it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils.text import capfirst

from meetings.curation.places import last_order
from meetings.models import (
    Meeting,
)
from participants.concurrency import opened_with

from ..doubts import confirmed
from .boxes import CLASSES, FORMS, FORMSETS, ROWS, sent
from .names import MAKE


class EntryForm:
    """What one part is edited by: its own boxes, and the rows below it."""

    def __init__(self, noun: str, part: Any, meeting: Meeting, user: Any, data: Any = None) -> None:
        self.noun, self.part, self.meeting, self.user = noun, part, meeting, user
        self.data = data
        self.prefix = f"{noun}-{part.pk or 'new'}"
        self.form: Any = CLASSES[noun](data, instance=part, prefix=self.prefix)
        self.form.prepare(meeting, user)
        self.rows: list[Any] = [
            formset(data, instance=part, prefix=f"{self.prefix}-{model._meta.model_name}")
            for formset, (model, _base, _fields) in zip(
                FORMSETS.get(noun, ()), ROWS.get(noun, ()), strict=True
            )
        ]
        for rows in self.rows:
            rows.title = capfirst(str(rows.model._meta.verbose_name_plural))
            for form in rows.forms:
                form.prepare(meeting, user)

    @property
    def part_number(self) -> str:
        """The row number of the part, as text; "" of a new one."""
        return str(self.part.pk or "")

    def give(self, rows: Sequence[Sequence[dict[str, Any]]]) -> None:
        """Fill rows that are new with what is guessed."""
        for formset, given in zip(self.rows, rows, strict=False):
            for form, values in zip(formset.extra_forms, given, strict=False):
                form.initial |= values

    def ask_who(self, words: str) -> None:
        """Fill the box of the participant with words that nobody goes by, and offer what may be."""
        field = self.form.fields["participant"]
        if field.max_length is None or len(words) <= field.max_length:
            self.form.initial["participant"] = words
            field.suggest(words)

    @property
    def rows_first(self) -> bool:
        """Whether the rows stand before the part's own boxes: who speaks is asked first."""
        return self.noun != "delegation"

    @property
    def shown(self) -> list[Any]:
        """The boxes that stand open."""
        return [self.form[name] for name in FORMS[self.noun][1] if name in self.form.fields]

    @property
    def folded(self) -> list[Any]:
        """The boxes that unfold."""
        return [self.form[name] for name in FORMS[self.noun][2] if name in self.form.fields]

    @property
    def opened(self) -> str:
        """The digests of what is stored now, as a plain page carries them."""
        return opened_with([self.form, *(form for rows in self.rows for form in rows.forms)])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What was confirmed and asked for so far, to be sent along again."""
        sure = [("_sure", one) for one in confirmed(self.data)]
        return sure + [(MAKE, one) for one in sent(self.data or {}, MAKE)]

    @property
    def unfolds(self) -> bool:
        """Whether the folded boxes hold an error."""
        return any(bound.errors for bound in self.folded)

    def is_valid(self) -> bool:
        """Whether all of it can be saved; call it in the transaction that saves it."""
        found = [self.form.is_valid(), *(rows.is_valid() for rows in self.rows)]
        return all(found)

    def has_changed(self) -> bool:
        """Whether anything was changed."""
        return self.form.has_changed() or any(rows.has_changed() for rows in self.rows)

    def save(self) -> Any:
        """Save the part and its rows; new rows come after the last."""
        part = self.form.save()
        for rows in self.rows:
            rows.instance = part
            _number(rows.extra_forms, part)
            rows.save()
        return part


def _number(new: Iterable[Any], part: Any) -> None:
    """Give new rows their order."""
    for form in new:
        row = form.instance
        if form.has_changed() and hasattr(row, "order"):
            setattr(row, _owner(row, part), part)
            row.order = last_order(row)


def _owner(row: Any, part: Any) -> str:
    return next(
        field.name
        for field in row._meta.fields
        if isinstance(field, models.ForeignKey) and field.related_model is type(part)
    )
