"""Numbers of deleted statements and pledges are kept, so that none is used again."""

from typing import Any

from django.db.models import Max

from ..models.choices import Noun
from ..models.meeting import Meeting
from ..models.pledge import Pledge
from ..models.retired import RetiredNumber
from ..models.statement import Statement


def _deleting_meeting(origin: Any) -> bool:
    return isinstance(origin, Meeting) or getattr(origin, "model", None) is Meeting


def retire_number(instance: Statement | Pledge, origin: Any = None, **_: Any) -> None:
    """Receiver of ``post_delete``: keep the number.

    Unless its whole meeting goes, which only a draft can.
    """
    if not _deleting_meeting(origin):
        noun = Noun.STATEMENT if isinstance(instance, Statement) else Noun.PLEDGE
        RetiredNumber.objects.get_or_create(
            meeting_id=instance.meeting_id, noun=noun, number=instance.number
        )


def next_number(meeting: Meeting, noun: Noun) -> int:
    """The lowest number above all that statements (or pledges) of the meeting ever had."""
    model = Statement if noun == Noun.STATEMENT else Pledge
    used = model.objects.filter(meeting=meeting).aggregate(top=Max("number"))["top"] or 0
    retired = RetiredNumber.objects.filter(meeting=meeting, noun=noun)
    return max(used, retired.aggregate(top=Max("number"))["top"] or 0) + 1
