"""The numbers of a record that was never public: given anew, in the order of its parts.

A number is permanent from the day on which somebody may have cited it. Until then it only says in
what order parts were proposed, made and deleted.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Meeting, Pledge, RetiredNumber, Statement
from ..models.choices import Status
from ..records.revisions import is_of_draft
from .acting import Doing
from .errors import ActError
from .images import set_aside_numbers
from .places import siblings_of


def may_renumber(meeting: Meeting) -> bool:
    """Whether nobody outside can have seen a number of the record."""
    if meeting.is_correction or meeting.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        return False
    return all(is_of_draft(revision) for revision in meeting.revisions.all())


def renumber(doing: Doing) -> None:
    """Number statements and pledges from 1 on, in their order; numbers of deleted ones are free."""
    meeting = doing.meeting
    if not may_renumber(meeting):
        raise ActError(_("This record was public: its numbers are cited, and stay."))
    changed = 0
    for model in (Statement, Pledge):
        rows = _misnumbered(model, meeting)
        doing.take_all(rows.values())
        set_aside_numbers(model, [row.pk for row in rows.values()])
        for number, row in rows.items():
            row.number = number
        model._base_manager.bulk_update(rows.values(), ["number"], batch_size=500)
        changed += len(rows)
    RetiredNumber.objects.filter(meeting=meeting).delete()
    doing.words = ngettext(
        "%(n)d part has another number now", "%(n)d parts have another number now", changed
    ) % {"n": changed}


def _misnumbered(model: Any, meeting: Meeting) -> dict[int, Any]:
    """The rows whose number is not their place, by their place."""
    rows = siblings_of(model(meeting=meeting), alone=False)
    return {place: row for place, row in enumerate(rows, 1) if row.number != place}
