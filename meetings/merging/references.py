"""What refers to a row, by Django's own description of the models: no foreign key is forgotten."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignObjectRel, Model, UniqueConstraint

from participants.models import ParticipantName, PersonName

from ..models import StatementParticipant, StatementPerson, StatementTopic
from ..models.choices import Layer
from ..models.delegation import Delegation
from ..models.derived_rows import DerivedRow
from ..models.parts import meeting_path

#: models whose rows are computed anew from what moves
DERIVED = (DerivedRow, StatementParticipant, StatementPerson)
#: models whose rows say no more than that two belong together, or a name
_LINKS = (StatementTopic, ParticipantName, PersonName)


@dataclass(frozen=True, slots=True)
class Referring:
    """A foreign key that leads to rows of a noun; that of a many-to-many table is one too."""

    model: Any
    field: Any

    @property
    def key(self) -> str:
        """What it is called where it is noted: “meetings.speaker.person”."""
        return f"{self.model._meta.label_lower}.{self.field.name}"

    @property
    def label(self) -> str:
        """Its rows in words; those of a many-to-many table by its field."""
        owner = self.model._meta.auto_created
        if not owner:
            return str(self.model._meta.verbose_name_plural)
        name = next(
            field.verbose_name
            for field in owner._meta.many_to_many
            if field.remote_field.through is self.model
        )
        return f"{owner._meta.verbose_name_plural}: {name}"

    @property
    def is_derived(self) -> bool:
        """Whether its rows follow from others."""
        return issubclass(self.model, DERIVED)

    @property
    def is_link(self) -> bool:
        """Whether its rows say no more than that two belong together, so that one says it."""
        return bool(self.model._meta.auto_created) or issubclass(self.model, _LINKS)

    def rows(self, numbers: Sequence[int]) -> Any:
        """The rows that lead to any of some rows."""
        found = self.model._base_manager.filter(**{f"{self.field.name}__in": numbers})
        return found.order_by("pk")


def referring(model: type[Model]) -> list[Referring]:
    """Every foreign key that leads to rows of a model, hidden ones and those of links as well."""
    concrete = model._meta.concrete_model or model
    return [
        Referring(relation.related_model, relation.field)
        for relation in concrete._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many
    ]


@dataclass(frozen=True, slots=True)
class Clash:
    """Rows that may not stand side by side once what they refer to is one; the first one stays.

    ``is_link`` where the others say nothing more, and are given up.
    """

    rows: tuple[Any, ...]
    is_link: bool


def clashes(one: Referring, numbers: Sequence[int]) -> Iterator[Clash]:
    """What a unique constraint forbids once all rows of ``numbers`` are the first of them."""
    rows = list(one.rows(numbers)) if not one.is_derived else []
    if not rows:
        return
    rows.sort(key=lambda row: (numbers.index(getattr(row, one.field.attname)), row.pk))
    for names in _unique_with(one):
        groups: dict[Any, list[Any]] = defaultdict(list)
        for row in rows:
            values = tuple(getattr(row, name) for name in names)
            groups[None if None in values else values, row.pk if None in values else 0].append(row)
        for group in groups.values():
            if len(group) > 1:
                yield Clash(tuple(group), one.is_link or _of_stub(group[0]))


def _unique_with(one: Referring) -> Iterator[tuple[str, ...]]:
    """The other columns of each unique constraint that the foreign key is part of."""
    meta = one.model._meta
    sets = [c.fields for c in meta.constraints if isinstance(c, UniqueConstraint)]
    sets += [tuple(fields) for fields in meta.unique_together]
    if one.field.unique:
        sets.append((one.field.name,))
    for fields in dict.fromkeys(map(tuple, sets)):
        if one.field.name in fields:
            names = [name for name in fields if name != one.field.name]
            yield tuple(meta.get_field(name).attname for name in names)


def _of_stub(row: Any) -> bool:
    """Whether a delegation is one that follows from what records say of a meeting."""
    return isinstance(row, Delegation) and row.meeting.layer == Layer.STUB


def meeting_lookup(model: Any) -> str:
    """The lookup path from rows to the meeting that they belong to; "" where there is none.

    Rows of a many-to-many table belong to the row whose field it is.
    """
    owner = model._meta.auto_created
    if not owner:
        return meeting_path(model)
    path = meeting_path(owner)
    field = next(f for f in owner._meta.many_to_many if f.remote_field.through is model)
    return f"{field.m2m_field_name()}__{path}" if path else ""
