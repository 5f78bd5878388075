"""What hangs on one part of a record: passages and inferences."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .meeting import Meeting
from .parts import Identified

#: the parts that can own a passage, by field name -> model
PARTS = {
    "statement": "Statement",
    "pledge": "Pledge",
    "update": "Update",
    "figure": "Figure",
    "delegation": "Delegation",
    "delegate": "Delegate",
    "agenda_item": "AgendaItem",
    "session": "Session",
    "relation": "Relation",
    "reference": "Reference",
}


def part(field: str, on_delete: Any = models.CASCADE) -> models.ForeignKey[Any, Any]:
    """The nullable link to one kind of owner; indexed only where it is set."""
    return models.ForeignKey(
        f"meetings.{PARTS[field]}",
        on_delete,
        null=True,
        blank=True,
        related_name="%(class)ss",
        db_index=False,
        verbose_name=_(field.replace("_", " ")),
    )


def at_most_one(fields: list[str]) -> Q:
    """The condition that no two of ``fields`` are set."""
    none = Q(**{f"{name}__isnull": True for name in fields})
    cases = [none]
    for owner in fields:
        others = {f"{name}__isnull": True for name in fields if name != owner}
        cases.append(Q(**{f"{owner}__isnull": False}, **others))
    condition = cases[0]
    for case in cases[1:]:
        condition |= case
    return condition


def owner_indexes(prefix: str, fields: list[str]) -> list[models.Index]:
    """One small index an owner, over the rows that it owns."""
    return [
        models.Index(
            fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"{prefix}_of_{name}"
        )
        for name in fields
    ]


class Owned(Identified):
    """A row that belongs to one part of a record; to none of them means to the meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="%(class)ss")
    statement = part("statement")
    pledge = part("pledge")
    update = part("update")
    figure = part("figure")
    delegation = part("delegation")
    delegate = part("delegate")
    agenda_item = part("agenda_item")
    session = part("session")
    relation = part("relation")
    reference = part("reference")

    class Meta:
        abstract = True

    @property
    def owner_field(self) -> str:
        """The name of the field that is set; "meeting" where none is."""
        for name in self.owner_fields():
            if getattr(self, f"{name}_id") is not None:
                return name
        return "meeting"

    @property
    def owner(self) -> Any:
        """The part this belongs to."""
        return getattr(self, self.owner_field)

    @classmethod
    def owner_fields(cls) -> list[str]:
        """The fields of which at most one is set."""
        return list(PARTS)
