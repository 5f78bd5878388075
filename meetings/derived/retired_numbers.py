"""Permanent numbers of deleted parts are kept, so that none is used again."""

from typing import Any

from django.db.models import Max

from ..models.meeting import Meeting
from ..models.numbered import Numbered
from ..models.retired import RetiredNumber


def _deleting_meeting(origin: Any) -> bool:
    return isinstance(origin, Meeting) or getattr(origin, "model", None) is Meeting


def retire_number(instance: Numbered, origin: Any = None, **_: Any) -> None:
    """Receiver of ``post_delete``: keep the number.

    Unless its whole meeting goes, which only a draft can.
    """
    if not _deleting_meeting(origin):
        RetiredNumber.objects.get_or_create(
            meeting_id=instance.meeting_id, noun=instance.noun, number=instance.number
        )


def next_number(part: Numbered) -> int:
    """The lowest number above all that parts of this noun ever had in the meeting of ``part``."""
    model: Any = type(part)
    used = model.objects.filter(meeting=part.meeting)
    retired = RetiredNumber.objects.filter(meeting=part.meeting, noun=part.noun)
    return max(rows.aggregate(top=Max("number"))["top"] or 0 for rows in (used, retired)) + 1
