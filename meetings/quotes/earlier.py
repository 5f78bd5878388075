"""Words that stood in an earlier published version of a statement, which says something else now.

Which versions changed the text of a statement is kept with each of them, so that the files of the
few records are read in which a text that was compared did change.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.db.models import F

from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_address
from ..history.changed_parts import numbers_changed
from ..models import Version
from ..reading.version_files import public_files, rows_of
from ..records.fields.declaration import Json
from .alignment import Compared, Found, found_in
from .asked import AskedQuote
from .context import stretch_of
from .passages import StatementPassage

#: records whose files are read, and earlier versions of each, the newest first
MOST_RECORDS, _MOST_VERSIONS = 2, 10
#: by how much an earlier text has to fit better than the one that stands there now
_BETTER = 0.05


@dataclass(frozen=True, slots=True)
class EarlierWording:
    """The last version in which a statement had other words, which fit a sentence better."""

    number: int
    when: datetime.datetime
    url: str
    found: Found

    @property
    def is_exact(self) -> bool:
        """Whether the sentence stood there as it is."""
        return self.found.is_exact


@dataclass(slots=True)
class _VersionRow:
    """A published version of a record; ``withdrawn`` where nothing of it may be told."""

    meeting_id: int
    number: int
    changes: Any
    withdrawn: datetime.datetime | None
    revision_id: int
    when: Annotated[datetime.datetime, F("revision__when")]


_VERSIONS = PreparedQuery(
    lambda meetings: (
        Version.objects.published().filter(meeting__in=[meetings]).order_by("meeting_id", "-number")
    ),
    _VersionRow,
)


def earlier_wordings(
    asked: AskedQuote, compared: Sequence[tuple[StatementPassage, Found]]
) -> dict[int, EarlierWording]:
    """By their keys, statements of which an earlier version fits a sentence better than what was
    found in the current one. One query, and five for each of two records at most."""
    rows: dict[int, list[_VersionRow]] = defaultdict(list)
    for row in _VERSIONS.rows({statement.meeting.pk for statement, _found in compared}):
        rows[row.meeting_id].append(row)
    told: dict[int, EarlierWording] = {}
    files: dict[int, dict[int, Json]] = {}
    for statement, found in compared:
        meeting = statement.meeting.pk
        earlier = _other_wordings(rows[meeting], statement.number)
        if not earlier or (meeting not in files and len(files) == MOST_RECORDS):
            continue
        if meeting not in files:
            # All at once: another statement of the record may have changed in others of them.
            known = [row.revision_id for row in rows[meeting][1:] if not row.withdrawn]
            files[meeting] = public_files(meeting, known[:_MOST_VERSIONS])
        fitting = _fitting(asked, statement, earlier, files[meeting])
        best = max(fitting, key=lambda one: (one.is_exact, one.found.share), default=None)
        if best and (best.is_exact or best.found.share > found.share + _BETTER):
            told[statement.key] = best
    return told


def _other_wordings(rows: Sequence[_VersionRow], number: int) -> list[_VersionRow]:
    """Of the versions of a record, the newest first, the last one of each earlier wording that may
    be told."""
    earlier: list[_VersionRow] = []
    is_other = False
    for row, after in zip(rows[1:], rows, strict=False):
        is_other = is_other or _is_changed(after, number)
        if is_other and not row.withdrawn:
            earlier.append(row)
            is_other = False
    return earlier


def _is_changed(row: _VersionRow, number: int) -> bool:
    """Whether a version may have changed the text of a statement."""
    numbers = numbers_changed(row.changes, "statements")
    if numbers is None:
        return True
    what = row.changes.get("statements", {}).get(str(number), ())
    return number in numbers and (isinstance(what, str) or "text" in what)


def _fitting(
    asked: AskedQuote,
    statement: StatementPassage,
    earlier: Sequence[_VersionRow],
    files: Mapping[int, Json],
) -> Iterator[EarlierWording]:
    """What of a sentence stands in earlier texts of a statement, the newest first."""
    for row in earlier:
        of_number = (
            one
            for one in rows_of(files.get(row.revision_id, {}), "statements")
            if one.get("number") == statement.number
        )
        text = str(next(of_number, {}).get("text") or "")
        if text and text != statement.text and (found := _nearest(asked, text)):
            address = numbered_address("version", statement.meeting.slug, row.number)
            url = f"{address}#p{statement.number}"
            yield EarlierWording(row.number, row.when, url, found)


def _nearest(asked: AskedQuote, text: str) -> Found | None:
    start, end = stretch_of(text, asked.raw_words, len(asked.text))
    compared = Compared(text[start:end])
    every = filter(None, (found_in(reading, compared) for reading in asked.readings))
    return max(every, key=lambda found: (found.is_exact, found.share), default=None)
