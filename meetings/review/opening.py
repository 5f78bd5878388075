"""A record in review: who submitted it, who opened it first, and whether it can be taken back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Meeting, ReviewOpening, StepTaken
from ..models.choices import Status, Step
from .staff import PUBLISH, called


def submitted(meeting: Meeting) -> StepTaken | None:
    """The step that brought a record into review; None where it is not there by a step."""
    steps = meeting.steps_taken.newest_first().select_related("user")
    last: StepTaken | None = steps.first() if meeting.status == Status.IN_REVIEW else None
    return last if last is not None and last.step == Step.SUBMIT else None


def opening_of(meeting: Meeting) -> ReviewOpening | None:
    """Who opened a record for review first, and when; None where nobody did."""
    rows = ReviewOpening.objects.filter(meeting=meeting.pk).select_related("user")
    found: ReviewOpening | None = rows.first()
    return found


def note_opening(meeting: Meeting, user: Any) -> ReviewOpening | None:
    """Note that a user looks at a record: the first who may publish it, but who submitted it.

    Call it where a page shows the record. Writes once a review; gives what is noted.
    """
    if meeting.status != Status.IN_REVIEW:
        return None
    known = opening_of(meeting)
    if known is not None or not user.has_perm(PUBLISH):
        return known
    step = submitted(meeting)
    if step is None or step.user_id == user.pk:
        return None
    with transaction.atomic():
        # Held, so that it is not taken back at this moment.
        held = Meeting.objects.select_for_update().filter(pk=meeting.pk, status=Status.IN_REVIEW)
        if not held.exists():
            return None
        ReviewOpening.objects.get_or_create(meeting=meeting, defaults={"user": user})
    return opening_of(meeting)


def forget_opening(meeting: Meeting) -> None:
    """A review is over, or begins."""
    ReviewOpening.objects.filter(meeting=meeting.pk).delete()


def stands_against_taking_back(meeting: Meeting, user: Any) -> str:
    """Why a user cannot take a record back from review, in a sentence; "" where they can."""
    step = submitted(meeting)
    if step is None or step.user_id != user.pk:
        return _("Only who submitted a record takes it back; a Publisher sends it back.")
    opening = opening_of(meeting)
    if opening is None:
        return ""
    return _("%s opened it for review; ask for it to be sent back.") % (
        called(opening.user) or _("A Publisher")
    )
