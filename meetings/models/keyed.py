"""Rows that sort by the chronological key."""

from typing import Self

from .parts import PartQuerySet


class KeyedQuerySet(PartQuerySet):
    """Rows that carry the chronological key: NULL unless the record is published."""

    def published(self) -> Self:
        """Keyed rows: those of published records."""
        return self.filter(key__isnull=False)

    def newest_first(self) -> Self:
        """Latest first, by the key alone."""
        return self.order_by("-key")
