"""What was done with a record so far, in words: on its page and beside its revisions."""

from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, StepTaken
from meetings.models.choices import Status, Step
from meetings.review.staff import called

#: steps that a page shows; a record that went to and fro more often shows the last ones
SHOWN = 20


def steps_of(meeting: Meeting) -> list[StepTaken]:
    """The last steps of a record, the newest first, with who took them; one query."""
    return list(meeting.steps_taken.newest_first().select_related("user")[:SHOWN])


def told(steps: list[StepTaken]) -> list[dict[str, Any]]:
    """Steps as pages print them."""
    return [
        {"label": str(step), "when": step.when, "who": called(step.user), "why": step.why}
        for step in steps
    ]


def sent_back(meeting: Meeting, steps: list[StepTaken]) -> str:
    """Why a draft was sent back, in a sentence; "" where it was not, or went on since."""
    if meeting.status != Status.DRAFT or not steps or steps[0].step != Step.SEND_BACK:
        return ""
    who = called(steps[0].user) or _("a Publisher")
    return _("%(who)s sent this record back: “%(why)s”") % {"who": who, "why": steps[0].why}
