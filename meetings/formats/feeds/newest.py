"""What was published or changed last of the rows that a list holds, in bounded time.

The latest versions are walked in batches, and the list is asked for its rows within their records:
what is entered today stands first, whatever day its meeting has. Where that gives too few, because
few rows are in the list or all were entered long ago, the first thousand rows of the list are taken
with the versions of their records. So nothing is missed of a list of up to a thousand rows, and of
a longer one only what stands far down.
"""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db.models import Exists, OuterRef, Subquery

from ...history.changed_parts import NUMBERED, Changes, numbers_changed
from ...models import Meeting, Revision, Version
from .entry import MOST

#: versions that are walked, a batch after another
BATCHES = (5, 20, 75)
#: rows that are read of the records of a batch, and of a whole list
MOST_ROWS, FIRST_ROWS = 5_000, 1_000
#: above the number of any version
_LAST = 10**18


class Placed(NamedTuple):
    """A row of a list, by what it is known by, and the record that shows it.

    ``number`` is that of a statement or pledge.
    """

    identity: Any
    meeting: int
    number: int | None = None


class Rows(Protocol):
    """The rows of a list, in the order in which those of one record are shown.

    ``shown_by`` names the lists of a record file that show them; a correction of others is none of
    theirs. With one numbered list there, only rows of its numbers count as changed.
    """

    @property
    def shown_by(self) -> Sequence[str]:
        """The lists of a record file."""

    def of_meetings(self, days: Mapping[int, datetime.date | None]) -> Iterable[Placed]:
        """Those of some records, which are given with their first days."""

    def first(self) -> Iterable[Placed]:
        """The first :data:`FIRST_ROWS` of the list."""


class _Published(NamedTuple):
    """A version of a published record."""

    pk: int
    meeting: int
    day: datetime.date | None
    when: datetime.datetime
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class Newest:
    """A row, the moment of the version that changed it last, and the record of that."""

    identity: Any
    when: datetime.datetime
    meeting: int


def newest_rows(rows: Rows, most: int = MOST) -> list[Newest]:
    """The rows that were published or changed last; two queries a batch, and four more."""
    found: dict[Hashable, Newest] = {}
    below = _LAST
    for size in BATCHES:
        batch = _versions(size, pk__lt=below)
        _add(found, rows, batch, rows.of_meetings({row.meeting: row.day for row in batch}))
        if len(found) >= most or len(batch) < size:
            return [*found.values()][:most]
        below = batch[-1].pk
    others = [*rows.first()]
    older = _versions(None, pk__lt=below, meeting__in={row.meeting for row in others})
    _add(found, rows, older, others)
    return [*found.values()][:most]


def _versions(size: int | None, **conditions: Any) -> list[_Published]:
    """Published versions, the latest first.

    What stands in other tables is looked up for each: joined, SQLite may begin with all published
    records and sort their versions.
    """
    record = Meeting.objects.filter(pk=OuterRef("meeting")).order_by()
    revision = Revision.objects.filter(pk=OuterRef("revision")).order_by()
    versions = (
        Version.objects.filter(Exists(record.published()), **conditions)
        .annotate(day=Subquery(record.values("first_day")), when=Subquery(revision.values("when")))
        .order_by("-pk")
    )
    columns = ("pk", "meeting", "day", "when", "changes")
    return [_Published(*row) for row in versions.values_list(*columns)[:size]]


def _add(
    found: dict[Hashable, Newest],
    rows: Rows,
    versions: Iterable[_Published],
    placed: Iterable[Placed],
) -> None:
    """Add the rows that each version made new or changed, the latest first."""
    by_meeting: dict[int, list[Placed]] = defaultdict(list)
    for row in placed:
        by_meeting[row.meeting].append(row)
    for version in versions:
        for row in _changed(rows.shown_by, version.changes, by_meeting[version.meeting]):
            newest = Newest(row.identity, version.when, version.meeting)
            found.setdefault(row.identity, newest)


def _changed(
    shown_by: Sequence[str], changes: Changes | None, placed: list[Placed]
) -> Iterator[Placed]:
    if changes is not None and not any(name in changes for name in shown_by):
        return
    one = shown_by[0] if len(shown_by) == 1 and shown_by[0] in NUMBERED else ""
    numbers = numbers_changed(changes, one) if one else None
    for row in placed:
        if numbers is None or row.number in numbers:
            yield row
