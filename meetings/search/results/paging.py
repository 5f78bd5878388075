"""Pages of a list by the key: what comes after a statement, or stands before it, at any depth."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..query.conditions import Condition
from ..query.expansion import Branch
from .statement_keys import newest_keys, next_newer_keys

_BELOW_ALL = -1


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The keys of a page in order, and what the pages beside it are asked for; None for none."""

    keys: list[int]
    before: int | None
    after: int | None


def key_page(
    ways: Sequence[Branch],
    conditions: Sequence[Condition],
    *,
    oldest_first: bool = False,
    after: int | None = None,
    before: int | None = None,
    limit: int = 20,
    using: str = "default",
) -> KeyPage:
    """A page: the first, the one after a key, or the one before a key. One or two queries."""

    def forward(start: int | None, size: int) -> list[int]:
        if oldest_first:
            above = _BELOW_ALL if start is None else start
            return next_newer_keys(ways, conditions, size, above, using)
        return newest_keys(ways, conditions, size, start, using)

    def back(start: int, size: int) -> list[int]:
        if oldest_first:
            return newest_keys(ways, conditions, size, start, using)
        return next_newer_keys(ways, conditions, size, start, using)

    if before is None:
        keys = forward(after, limit + 1)
        page = keys[:limit]
        return KeyPage(
            page,
            before=page[0] if page and after is not None else None,
            after=page[-1] if len(keys) > limit else None,
        )
    keys = back(before, limit + 1)
    page = keys[:limit][::-1]
    if len(keys) <= limit:
        # The beginning: a whole page of it, as the list itself begins.
        return key_page(ways, conditions, oldest_first=oldest_first, limit=limit, using=using)
    return KeyPage(page, before=page[0], after=page[-1])
