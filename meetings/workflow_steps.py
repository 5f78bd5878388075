"""The steps in the life of a record: where each begins and ends, and who may take it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.models.choices import Action, Status
from meetings.review.staff import PUBLISH, SUBMIT


@dataclass(frozen=True, slots=True)
class WorkflowStep:
    """One step in the life of a record: where it begins and ends, and who may take it."""

    name: str
    label: Any
    begins: frozenset[Status]
    ends: Status
    permission: str
    action: Action | None = None
    needs_reason: bool = False

    @property
    def is_public(self) -> bool:
        """Whether the address of the record shows it, or says that it was withdrawn."""
        return self.ends in {Status.PUBLISHED, Status.WITHDRAWN}


STEPS = {
    step.name: step
    for step in (
        WorkflowStep(
            "submit",
            _("Submit for review"),
            frozenset({Status.DRAFT}),
            Status.IN_REVIEW,
            SUBMIT,
            Action.SUBMIT,
        ),
        WorkflowStep(
            "take_back",
            _("Take back to draft"),
            frozenset({Status.IN_REVIEW}),
            Status.DRAFT,
            SUBMIT,
            Action.TAKE_BACK,
        ),
        WorkflowStep(
            "send_back",
            _("Send back to draft"),
            frozenset({Status.IN_REVIEW}),
            Status.DRAFT,
            PUBLISH,
            Action.SEND_BACK,
            needs_reason=True,
        ),
        WorkflowStep(
            "publish",
            _("Publish"),
            frozenset({Status.IN_REVIEW, Status.WITHDRAWN}),
            Status.PUBLISHED,
            PUBLISH,
            Action.PUBLISH,
        ),
        WorkflowStep(
            "withdraw",
            _("Withdraw"),
            frozenset({Status.PUBLISHED}),
            Status.WITHDRAWN,
            PUBLISH,
            Action.WITHDRAW,
            needs_reason=True,
        ),
        WorkflowStep(
            "reopen",
            _("Back to draft"),
            frozenset({Status.WITHDRAWN}),
            Status.DRAFT,
            PUBLISH,
            Action.REOPEN,
            needs_reason=True,
        ),
    )
}
