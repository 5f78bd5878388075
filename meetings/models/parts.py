"""What rows share: their meeting, their visibility, their natural key and how they sort."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import CheckConstraint, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from participants.models.search_text import SearchTextQuerySet
from participants.queries.visibility import compiled_once, in_public_record

from .choices import Layer, Stage, Status


def closed(field: str, choices: type[TextChoices], *, blank: bool = False) -> CheckConstraint:
    """A named check that ``field`` holds one of ``choices`` (or nothing, where ``blank``)."""
    values = list(choices.values) + ([""] if blank else [])
    return CheckConstraint(
        condition=Q(**{f"{field}__in": values}),
        name=f"%(app_label)s_%(class)s_{field}_listed",
        violation_error_message=_("Choose from the list."),
    )


def days_in_order(first: str, last: str) -> CheckConstraint:
    """A named check that an earliest day is not after its latest day; open ends are empty."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__lte": models.F(last)}),
        name=f"%(app_label)s_%(class)s_{first}_before_{last}",
        violation_error_message=_("It ends before it begins."),
    )


def withdrawn_at(path: str = "") -> Q:
    """The condition for records that were withdrawn, and for those of them that are drafts again.

    ``path`` leads to the meeting, as "meeting__".
    """
    return Q(**{f"{path}status": Status.WITHDRAWN}) | Q(**{f"{path}gone": True})


class PartQuerySet(SearchTextQuerySet[Any]):
    """Rows that follow the life of a meeting."""

    #: lookup path from the row to its meeting
    meeting_path = "meeting"

    def published(self) -> Self:
        """Parts of published records."""
        return self.filter(
            **{
                f"{self.meeting_path}__layer": Layer.RECORD,
                f"{self.meeting_path}__status": Status.PUBLISHED,
            }
        )

    def at_held(self) -> Self:
        """Parts of meetings that took place: only what was held was attended."""
        return self.filter(**{f"{self.meeting_path}__stage": Stage.HELD})

    def at_not_held(self) -> Self:
        """Parts of meetings that did not take place, or of which no source says that they did."""
        return self.exclude(**{f"{self.meeting_path}__stage": Stage.HELD})

    def public_uses(self) -> Self:
        """Rows that make public what they refer to."""
        return self.published()

    def withdrawn_uses(self) -> Self:
        """Rows of withdrawn records, which made public what they refer to."""
        path = f"{self.meeting_path}__"
        return self.filter(withdrawn_at(path), **{f"{path}layer": Layer.RECORD})

    def get_by_natural_key(self, *key: Any) -> Any:
        """The row that ``natural_key()`` named.

        Raises the model's ``DoesNotExist``.
        """
        names = self.model.natural_lookups
        return self.get(**dict(zip(names, key, strict=True)))


def meeting_path(model: type[models.Model]) -> str:
    """The lookup path from a part to its meeting; empty for what is no part."""
    path = getattr(model._default_manager.none(), "meeting_path", "")
    names = {field.name for field in model._meta.get_fields()}
    # The link rows of a statement keep the path of the statement itself.
    return path if not path or path.split("__")[0] in names else f"statement__{path}"


class PledgePartQuerySet(PartQuerySet):
    """Rows below a pledge."""

    meeting_path = "pledge__meeting"


class NaturalKey(models.Model):
    """A row that a register's dump names by what it is, not by its row number."""

    #: lookup paths that together tell the row apart; a foreign key ends in a plain field
    natural_lookups: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """The values at ``natural_lookups``, as JSON holds them."""
        return tuple(self._at(path) for path in self.natural_lookups)

    def _at(self, path: str) -> Any:
        value: Any = self
        for name in path.split("__"):
            value = getattr(value, name)
        return str(value) if isinstance(value, uuid.UUID) else value


class Identified(NaturalKey):
    """A part without a name of its own, told apart by a UUID when a register is moved."""

    natural_lookups = ("uid",)
    uid = models.UUIDField(_("identifier"), unique=True, editable=False, default=uuid.uuid4)

    class Meta:
        abstract = True


class KeyedQuerySet(PartQuerySet):
    """Rows that carry the chronological key: NULL unless the record is published."""

    def published(self) -> Self:
        """Keyed rows: those of published records."""
        return self.filter(key__isnull=False)

    def newest_first(self) -> Self:
        """Latest first, by the key alone."""
        return self.order_by("-key")


class NamedQuerySet(SearchTextQuerySet[Any]):
    """Rows that are public only while a published record uses them."""

    @compiled_once
    def public(self) -> Self:
        """What a published record uses."""
        return self.filter(in_public_record(self.model))

    def get_by_natural_key(self, slug: str) -> Any:
        """The row of that slug. Raises ``DoesNotExist``."""
        return self.get(slug=slug)


class Named(NaturalKey):
    """A series or a topic: a row known by a permanent slug, with a name that lists sort by."""

    natural_lookups = ("slug",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)  # type: ignore[attr-defined]  # declared by each subclass
