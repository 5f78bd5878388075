"""What would come of making rows one: field by field, what moves, and what stands against it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..models import Delegate, Document, Meeting, Pledger, Speaker
from ..models.choices import Layer
from .described import describing
from .nouns import MergedNoun, noun_of, says
from .references import Clash, Referring, clashes, meeting_lookup, referring

#: rows of which two of one may stand side by side, which is likely a mistake: what they are below
_BESIDE: dict[Any, tuple[str, ...]] = {
    Speaker: ("statement", "participant", "person"),
    Pledger: ("pledge", "participant", "person"),
    Delegate: ("delegation", "person"),
}
#: steps from a unit to its office and on, at most
_STEPS = 20


@dataclass(frozen=True, slots=True)
class Value:
    """What one row says: its number, and the words."""

    row: int
    words: str


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field with what each row says; ``chosen`` is the row whose value stands unless asked.

    ``differs`` where two say something, and not the same.
    """

    name: str
    label: str
    values: tuple[Value, ...]
    chosen: int
    differs: bool

    @property
    def is_said(self) -> bool:
        """Whether any row says something."""
        return any(value.words for value in self.values)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the rows that it is about, each with a page of its own."""

    words: str
    rows: tuple[Any, ...] = ()


@dataclass(slots=True)
class MergePlan:
    """Rows that are to be one: the one that stays, those that go, and what comes of it."""

    noun: MergedNoun
    kept: Any
    gone: list[Any]
    fields: list[ComparedField] = field(default_factory=list)
    #: what moves, in words, with how many
    moves: list[tuple[str, int]] = field(default_factory=list)
    #: what stands against it
    obstacles: list[Told] = field(default_factory=list)
    #: what may be a mistake
    doubts: list[Told] = field(default_factory=list)
    clashes: dict[Referring, list[Clash]] = field(default_factory=dict)

    @property
    def numbers(self) -> list[int]:
        """The row numbers, that of the one that stays first."""
        return [row.pk for row in self.rows]

    @property
    def rows(self) -> list[Any]:
        """All of them, the one that stays first."""
        return [self.kept, *self.gone]


def plan_of(kept: Any, gone: Sequence[Any]) -> MergePlan:
    """What would come of merging rows into ``kept``; nothing is written."""
    plan = MergePlan(noun_of(kept), kept, list(gone))
    plan.fields = compared_fields(plan)
    plan.obstacles += _against(plan)
    numbers = [row.pk for row in gone]
    for one in referring(plan.noun.table):
        if one.is_derived:
            continue
        if n := one.rows(numbers).count():
            plan.moves.append((one.label, n))
        plan.clashes[one] = list(clashes(one, plan.numbers))
        for clash in plan.clashes[one]:
            if not clash.is_link:
                plan.obstacles.append(_told(one, clash))
        plan.doubts += _beside(one, plan.numbers)
    return plan


def compared_fields(plan: MergePlan) -> list[ComparedField]:
    """What each of the rows says, in the order of the columns of their model."""
    return [_compared(plan, column) for column in plan.noun.fields()]


def _compared(plan: MergePlan, column: Any) -> ComparedField:
    rows = [row for row in plan.rows if says(column, row)]
    values = {getattr(row, column.attname) for row in rows}
    chosen = rows[0].pk if rows else plan.kept.pk
    label = _("sort name") if column.name == "sort_name_written" else str(column.verbose_name)
    shown = tuple(Value(row.pk, _words(column, row)) for row in plan.rows)
    return ComparedField(column.name, label, shown, chosen, len(values) > 1)


def _words(column: Any, row: Any) -> str:
    if not says(column, row):
        return ""
    display = getattr(row, f"get_{column.name}_display", None)
    return str(display() if display else getattr(row, column.name))


def _told(one: Referring, clash: Clash) -> Told:
    """Rows of which a record may have one alone: both are named, with their places."""
    words = _("%(noun)s: “%(place)s” has one of each, and may have one alone. Make them one there.")
    first = clash.rows[0]
    place = getattr(first, "meeting", None) or first
    return Told(words % {"noun": one.label.capitalize(), "place": place}, clash.rows)


def _beside(one: Referring, numbers: Sequence[int]) -> Iterator[Told]:
    """Rows that stand side by side and would then be of one."""
    above, *whose = _BESIDE.get(one.model, ("",))
    if one.field.name not in whose:
        return
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in one.rows(numbers).select_related(above):
        groups[getattr(row, f"{above}_id")].append(row)
    for rows in groups.values():
        if len({getattr(row, one.field.attname) for row in rows}) > 1:
            words = _("%(noun)s of “%(place)s”: the same one would stand there twice.")
            owner = getattr(rows[0], above)
            names = {"noun": one.label.capitalize(), "place": owner}
            yield Told(words % names, (owner,))


def _against(plan: MergePlan) -> Iterator[Told]:
    """What no choice can settle."""
    for row in plan.gone:
        if getattr(row, "shipped", False):
            yield Told(
                _("“%s” comes with the portal: keep it, and merge the others into it.") % row
            )
    yield from _above(plan)
    if plan.noun.model is Document:
        yield from _texts(plan)
    if plan.noun.table is Meeting:
        slugs = [row.slug for row in plan.gone]
        for record in Meeting.objects.records().filter(slug__in=slugs):
            words = _("“%(record)s” is recorded under the address %(slug)s: keep that one.")
            yield Told(words % {"record": record, "slug": record.slug}, (record,))


def _above(plan: MergePlan) -> Iterator[Told]:
    """One of them that is, by whatever detour, part of another of them."""
    for own in plan.noun.table._meta.concrete_fields:
        if not own.is_relation or own.related_model is not plan.noun.table:
            continue
        for row in plan.rows:
            above, steps = getattr(row, own.name), 0
            while above is not None and above.pk not in plan.numbers and steps < _STEPS:
                above, steps = getattr(above, own.name), steps + 1
            if above is not None and above.pk in plan.numbers:
                words = _("“%(one)s” stands below “%(other)s”; take that out of its form first.")
                yield Told(words % {"one": row, "other": above}, (row,))


def _texts(plan: MergePlan) -> Iterator[Told]:
    """Texts that differ: passages of one do not stand in the other."""
    texts = {row.text for row in plan.rows if row.text}
    if len(texts) > 1:
        yield Told(
            _(
                "Both hold a text, and not the same: passages stand in one of them. Keep both, or "
                "enter the record anew from the better one."
            ),
            tuple(plan.rows),
        )


def affected_records(plan: MergePlan) -> list[Meeting]:
    """The records whose files say something of a row that goes.

    Of documents and meetings only named, those that name the one that stays as well: what they
    say of it is part of their own.
    """
    whole = plan.noun.table in (Document, Meeting)
    numbers = plan.numbers if whole else [row.pk for row in plan.gone]
    found = _using(plan.noun.table, numbers)
    addresses = [getattr(row, plan.noun.address) for row in plan.gone]
    found |= {relation.meeting_id for relation in describing(plan.noun.table, addresses)}
    return list(Meeting.objects.worked_on().filter(pk__in=found))


def _using(model: Any, numbers: Sequence[int], depth: int = 3) -> set[int]:
    """The numbers of the records that use rows, directly or through what they use."""
    found: set[int] = set()
    if not numbers:
        return found
    for one in referring(model):
        rows = one.rows(numbers)
        path = meeting_lookup(one.model)
        if one.model is Meeting:
            found |= set(rows.exclude(layer=Layer.STUB).values_list("pk", flat=True))
            stubs = list(rows.filter(layer=Layer.STUB).values_list("pk", flat=True))
            found |= _using(Meeting, stubs, depth - 1) if depth else set()
        elif path:
            found |= set(rows.values_list(path, flat=True))
        elif depth and (users := _shared_users(one, rows)):
            found |= _using(users.model, users.numbers, depth - 1)
    return found


@dataclass(frozen=True, slots=True)
class _Users:
    """Rows of a noun that records share."""

    model: Any
    numbers: list[int]


def _shared_users(one: Referring, rows: Any) -> _Users | None:
    """The shared rows that refer to others: parts of a body, narrower topics, issued documents."""
    owner = one.model._meta.auto_created or one.model
    if one.is_derived or not hasattr(owner, "former_slugs"):
        return None
    column = "pk"
    if one.model._meta.auto_created:
        link = next(f for f in owner._meta.many_to_many if f.remote_field.through is one.model)
        column = link.m2m_column_name()
        if one.field.column == column:
            return None
    return _Users(owner, list(rows.values_list(column, flat=True)))
