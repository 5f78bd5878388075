"""What series and topics share: a permanent slug and a name that lists sort by."""

from typing import Any, Self

from django.db import models

from participants.queries.visibility import compiled_once, in_public_record

from .parts import NaturalKey


class NamedQuerySet(models.QuerySet[Any]):
    """Rows that are public only while a published record uses them."""

    @compiled_once
    def public(self) -> Self:
        """What a published record uses."""
        return self.filter(in_public_record(self.model))

    def get_by_natural_key(self, slug: str) -> Any:
        """The row of that slug. Raises ``DoesNotExist``."""
        return self.get(slug=slug)


class Named(NaturalKey):
    """A row known by its slug."""

    natural_lookups = ("slug",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)  # type: ignore[attr-defined]  # declared by each subclass
