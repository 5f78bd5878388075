"""Published versions of a record: which there are, and what differs between them.

Only versions are compared here, never drafts; of a withdrawn one nothing is told but that.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated

from django.db.models import F
from django.utils.translation import gettext

from participants.queries.prepared import PreparedQuery

from ..history.differences import Difference, differences
from ..history.wording import register_names
from ..models import Meeting, Version
from ..models.choices import Action
from ..records.fields.declaration import Json
from .meeting import PlacedMeeting
from .version_files import public_files

#: versions on a page of their list: each is compared with the one before it
ON_A_PAGE = 10


@dataclass(slots=True)
class VersionRow:
    """A published version: its number, when it was published, and whether it is ``withdrawn``.

    ``changes`` are the differences to the version before; None where one of both is not shown.
    """

    number: int
    withdrawn: datetime.datetime | None
    revision_id: int
    when: Annotated[datetime.datetime, F("revision__when")]
    action: Annotated[str, F("revision__action")]
    is_current: bool = field(default=False, kw_only=True)
    changes: Sequence[Difference] | None = field(default=None, kw_only=True)

    @property
    def is_first(self) -> bool:
        """Whether there was none before it."""
        return self.number == 1

    @property
    def said(self) -> str:
        """What made it, in words."""
        return words_of_version(self.number, self.action)


def words_of_version(number: int, action: str) -> str:
    """What made a version, in words."""
    if number == 1:
        return gettext("First published")
    return gettext("Published again") if action == Action.PUBLISH else gettext("Corrected")


@dataclass(slots=True)
class Versions:
    """The versions of a published record, the newest one first."""

    meeting: PlacedMeeting
    rows: Sequence[VersionRow]

    @property
    def current(self) -> VersionRow:
        """What the page of the record shows."""
        return self.rows[0]

    def row(self, number: int) -> VersionRow | None:
        """The version of a number, withdrawn or not."""
        return next((row for row in self.rows if row.number == number), None)

    @property
    def readable(self) -> list[VersionRow]:
        """Those that are not withdrawn."""
        return [row for row in self.rows if not row.withdrawn]


_MEETING = PreparedQuery(
    lambda slug: Meeting.objects.published().filter(slug=slug).order_by(), PlacedMeeting
)
_VERSIONS = PreparedQuery(
    lambda meeting: Version.objects.published().filter(meeting=meeting).order_by("-number"),
    VersionRow,
)


def versions_of(slug: str) -> Versions | None:
    """The versions of the published record of that slug; None without one. Two queries."""
    meeting = _MEETING.row(slug)
    rows = _VERSIONS.rows(meeting.pk) if meeting else []
    if meeting is None or not rows:
        return None
    rows[0].is_current = True
    return Versions(meeting, rows)


def fill_changes(versions: Versions, shown: Iterable[VersionRow]) -> None:
    """Tell of each version ``shown`` what differs from the one before; six queries, or none."""
    before = {row.number: earlier for row, earlier in pairwise(versions.rows)}
    pairs = [
        (row, before[row.number])
        for row in shown
        if row.number in before and not (row.withdrawn or before[row.number].withdrawn)
    ]
    wanted = {row.revision_id for pair in pairs for row in pair}
    files = public_files(versions.meeting.pk, wanted) if pairs else {}
    names = register_names(files.values()) if files else {}
    for row, earlier in pairs:
        if row.revision_id in files and earlier.revision_id in files:
            row.changes = differences(files[earlier.revision_id], files[row.revision_id], names)


def compared(versions: Versions, one: VersionRow, other: VersionRow) -> list[Difference] | None:
    """What differs between two versions, from the earlier to the later; six queries.

    None where one of them cannot be read.
    """
    files = public_files(versions.meeting.pk, [one.revision_id, other.revision_id])
    earlier, later = sorted([one, other], key=lambda row: row.number)
    if not {earlier.revision_id, later.revision_id} <= files.keys():
        return None
    names = register_names(files.values())
    return differences(files[earlier.revision_id], files[later.revision_id], names)


@dataclass(slots=True)
class StatementVersion:
    """A statement in one version: its words and speakers, and what became of it since before.

    ``statement`` is None where the version does not have it, or is not shown.
    """

    version: VersionRow
    statement: Json | None
    changes: Sequence[Difference] = ()
    is_told: bool = False


def statement_history(versions: Versions, number: int) -> list[StatementVersion] | None:
    """A statement through all versions, the newest first; None where none has it. Six queries."""
    files = public_files(versions.meeting.pk, [row.revision_id for row in versions.readable])
    names = register_names(files.values())
    told: list[StatementVersion] = []
    earlier: Json | None = None
    for row in reversed(versions.rows):
        file = None if row.withdrawn else files.get(row.revision_id)
        entry = StatementVersion(row, _statement(file, number))
        if file is not None and earlier is not None:
            entry.is_told = True
            entry.changes = [
                one
                for one in differences(earlier, file, names)
                if one.about.noun == "statements" and one.about.number == number
            ]
        told.append(entry)
        earlier = file
    return told[::-1] if any(entry.statement for entry in told) else None


def _statement(file: Json | None, number: int) -> Json | None:
    rows = (file or {}).get("statements") or ()
    return next((row for row in rows if row.get("number") == number), None)
