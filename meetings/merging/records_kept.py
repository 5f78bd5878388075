"""Records that a change of shared rows goes through: derived anew, with a revision each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..derived.refresh import refresh_derived
from ..models import Meeting
from ..models.choices import Action
from ..publication import stamp
from ..records.dumper import Dump
from ..records.gathered import gather
from ..records.revisions import store_revision


@dataclass(slots=True)
class RecordsKept:
    """Records held until the transaction ends, and which of them are as they were loaded."""

    meetings: list[Meeting]
    as_loaded: set[int]

    @classmethod
    def of(cls, meetings: Iterable[Meeting]) -> "RecordsKept":
        """Hold records, before they are changed."""
        numbers = [meeting.pk for meeting in meetings]
        held = list(
            Meeting.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
        )
        loaded = [meeting for meeting in held if meeting.loaded_digest]
        same = {row.pk for row in loaded if Dump.of(gather(row)).digest == row.loaded_digest}
        return cls(held, same)

    def keep(self, user: Any, action: Action, why: str) -> None:
        """Derive anew what follows; a published record gets a revision with the reason.

        What was as its file has it still is, so that the file loads again.
        """
        stamp(self.meetings, user)
        for meeting in self.meetings:
            refresh_derived(meeting)
            if not (meeting.is_published or meeting.pk in self.as_loaded):
                continue
            dump = Dump.of(gather(meeting))
            if meeting.pk in self.as_loaded:
                Meeting.objects.filter(pk=meeting.pk).update(loaded_digest=dump.digest)
            if meeting.is_published:
                store_revision(meeting, action, user, why, dump=dump)
