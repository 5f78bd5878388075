"""The parts of a record on their way into another: what they clash with, and what both have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from ..models import (
    AgendaItem,
    Delegate,
    Delegation,
    Figure,
    Finding,
    Inference,
    IntakeReport,
    Meeting,
    Passage,
    Pledge,
    Reference,
    Relation,
    RetiredNumber,
    ReviewOpening,
    Revision,
    Session,
    SetAside,
    Statement,
    StepTaken,
    UnknownBody,
)
from .carrying import MergeError
from .packing import Changed, change, taken_out
from .record_plan import RecordPlan
from .references import clashes, referring
from .same_parts import COMPARED, SILENT, SamePart

#: what a person chooses for a part of which both say something: that of the one that stays, that
#: of the other, or (a statement, a pledge, a figure, a reference) both
KEPT, GONE, BOTH = "kept", "gone", "both"
#: parts that stand in an order of their own in a record
_ORDERED = (AgendaItem, Session, Statement, Delegation, Figure, Pledge, Reference, Relation)
#: what tells how the draft came about, and is no part of the record that stays
_OF_DRAFT = (
    *(Revision, StepTaken, IntakeReport, Finding, UnknownBody, RetiredNumber),
    *(SetAside, ReviewOpening),
)


@dataclass(slots=True)
class CarriedParts:
    """What stands in the way of moving the parts, taken out of it, and noted to be taken back."""

    plan: RecordPlan
    changed: Changed = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    #: parts of the one that goes, and the places that they take in the one that stays
    places: list[tuple[Any, dict[str, int]]] = field(default_factory=list)

    @property
    def kept(self) -> Meeting:
        """The record that stays."""
        return self.plan.kept

    @property
    def gone(self) -> Meeting:
        """The one that goes."""
        return self.plan.gone[0]

    def settle(self, same: Mapping[str, str], chosen: Mapping[str, int]) -> None:
        """Let every part of the one that goes fit into the one that stays."""
        for of_draft in _OF_DRAFT:
            self._drop(of_draft._base_manager.filter(meeting=self.gone).order_by("pk"))
        self._settle_values(chosen)
        for pair in self.plan.same:
            choice = KEPT if pair.is_equal else same.get(pair.name, "")
            if choice not in ((KEPT, GONE) if pair.is_delegation else (KEPT, GONE, BOTH)):
                words = _("Choose which stands of “%s”; nothing was merged.")
                raise MergeError(words % pair.gone)
            self._make_one(pair, choice)
        for row in self.plan.renumbered:
            if type(row.part)._base_manager.filter(pk=row.part.pk).exists():
                change(self.changed, row.part, number=row.number)
        for keyed in (AgendaItem, Session):
            self._rename_keys(keyed)
        for ordered in _ORDERED:
            self._put_behind(ordered)
        # Numbers of a draft that nobody saw are free; those that went now retired by themselves.
        RetiredNumber.objects.filter(meeting=self.gone).delete()
        for one in referring(Meeting):
            # What is left: that somebody is an author of both, and whatever else is said twice.
            for clash in clashes(one, [self.kept.pk, self.gone.pk]):
                self._drop(clash.rows[1:])

    def place(self) -> None:
        """Give parts that stand for others their places, and the numbers that may be cited."""
        for row, values in self.places:
            if number := values.get("number"):
                noun = row._meta.model_name
                self.kept.retired_numbers.filter(noun=noun, number=number).delete()
            change(self.changed, row, **values)

    def _drop(self, rows: Iterable[Any]) -> None:
        if held := list(rows):
            self.dropped.append(taken_out(held))

    def _settle_values(self, chosen: Mapping[str, int]) -> None:
        """What of the meetings themselves is inferred or read somewhere stands with its value."""
        mine = {row.field: row for row in Inference.objects.of_meetings().filter(meeting=self.kept)}
        for row in Inference.objects.of_meetings().filter(meeting=self.gone).order_by("pk"):
            other = mine.get(row.field)
            is_theirs = chosen.get(row.field.rpartition("/")[2]) == self.gone.pk
            if other is not None:
                self._drop([other if is_theirs else row])
        self._drop_same_passages(Passage.objects.filter(meeting=self.gone), None, self.kept)

    def _rename_keys(self, model: Any) -> None:
        """Keys are for the record file alone; one that is in use gets a number."""
        rows = model.objects.filter(meeting=self.gone).order_by("order", "pk")
        mine = set(model.objects.filter(meeting=self.kept).values_list("key", flat=True))
        used = mine | {row.key for row in rows}
        for row in rows:
            if row.key in mine:
                stem = row.key[:75]
                key = next(key for n in count(2) if (key := f"{stem}-{n}") not in used)
                change(self.changed, row, key=key)
                used.add(key)

    def _put_behind(self, model: Any) -> None:
        """Parts come after those that are there; where they belong is for a person to say."""
        last = model.objects.filter(meeting=self.kept).aggregate(last=Max("order"))["last"]
        placed = [row.pk for row, _values in self.places if type(row) is model]
        rows = model.objects.filter(meeting=self.gone).exclude(pk__in=placed)
        for n, row in enumerate(rows.order_by("order", "pk"), 0 if last is None else last + 1):
            change(self.changed, row, order=n)

    def _make_one(self, pair: SamePart, choice: str) -> None:
        if choice == BOTH:
            return
        if pair.is_delegation:
            self._join(pair.kept, pair.gone, choice == GONE)
            return
        stays, goes = (pair.kept, pair.gone) if choice == KEPT else (pair.gone, pair.kept)
        self._lead_to(goes, stays)
        if choice == GONE:
            names = ("order", "number") if hasattr(goes, "number") else ("order",)
            self.places.append((stays, {name: getattr(goes, name) for name in names}))
        self._drop([goes])

    def _lead_to(self, goes: Any, stays: Any) -> None:
        """What of others leads to a part that goes leads to the one that stays."""
        for one in referring(type(goes)):
            own = one.is_derived or one.field.remote_field.on_delete.__name__ == "CASCADE"
            if one.model._meta.auto_created:
                self._lead_links(one, goes, stays)
            elif not own:
                for row in one.rows([goes.pk]):
                    change(self.changed, row, **{one.field.attname: stays.pk})

    def _lead_links(self, one: Any, goes: Any, stays: Any) -> None:
        """A statement that replies to one that goes replies to the one that stays."""
        owner = one.model._meta.auto_created
        link = next(f for f in owner._meta.many_to_many if f.remote_field.through is one.model)
        if one.field.name == link.m2m_field_name():
            return
        for row in one.rows([goes.pk]):
            whose = {link.m2m_field_name(): getattr(row, f"{link.m2m_field_name()}_id")}
            there = {f"{one.field.name}_id": stays.pk} | {f"{k}_id": v for k, v in whose.items()}
            if whose[link.m2m_field_name()] != stays.pk and not (
                one.model._base_manager.filter(**there).exists()
            ):
                change(self.changed, row, **{one.field.attname: stays.pk})

    def _join(self, mine: Delegation, other: Delegation, theirs: bool) -> None:
        """Make one delegation of two: all roles, delegates and passages of both."""
        values: dict[str, Any] = {"roles": [*mine.roles]}
        values["roles"] += [role for role in other.roles if role not in mine.roles]
        for name in COMPARED:
            is_silent = getattr(mine, name) in SILENT
            if (theirs or is_silent) and getattr(other, name) not in SILENT:
                values[name] = getattr(other, name)
        change(self.changed, mine, **values)
        behind = mine.delegates.count()
        known = {_said(row) for row in mine.delegates.all()}
        for n, row in enumerate(other.delegates.order_by("order", "pk"), behind):
            if _said(row) not in known:
                change(self.changed, row, delegation_id=mine.pk, order=n)
        self._drop_same_passages(other.passages.all(), mine, self.kept)
        for one in referring(Delegation):
            for row in one.rows([other.pk]) if not one.is_derived else ():
                if not isinstance(row, Delegate):
                    change(self.changed, row, **{one.field.attname: mine.pk})
        self._drop([other])

    def _drop_same_passages(self, rows: Any, owner: Any, record: Meeting) -> None:
        """Take out passages of a delegation, or of the meeting, that the one that stays has."""
        name = "delegation" if owner else "meeting"
        theirs = [row for row in rows.order_by("order", "pk") if row.owner_field == name]
        held = Passage.objects.filter(meeting=record)
        mine = {
            _range(row)
            for row in held.order_by("pk")
            if row.owner_field == name and (owner is None or row.delegation_id == owner.pk)
        }
        self._drop([row for row in theirs if _range(row) in mine])


def _range(row: Passage) -> tuple[int, int, int]:
    return row.document_id, row.start, row.end


def _said(row: Delegate) -> tuple[Any, ...]:
    """What a delegation says of one of its people."""
    names = ("person_id", "printed", "honorific", "title", "role", "level", "presence")
    return tuple(getattr(row, name) for name in names)
