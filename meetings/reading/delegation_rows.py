"""Delegations as their list shows them: ``DelegationListRow``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from django.db.models import F

from participants.queries.prepared import PreparedQuery

from ..models import Delegation
from ..models.choices import Level, Presence, Role
from .labels import labels
from .links import Link, ParticipantLink
from .meeting import PlacedMeeting
from .meeting_reasons import give_reasons
from .presence import AttendeeRow, people_of, reasons_of_delegations
from .speaker import Why


@dataclass(slots=True)
class DelegationListRow:
    """A participant at a meeting.

    ``meta`` are roles, level, presence and whether the meeting was held, each in words with why it
    is inferred; ``reason`` says why it is that participant.
    """

    pk: int
    printed: str
    roles: list[str]
    level: str
    presence: str
    participant: ParticipantLink
    sort_name: Annotated[str, F("participant__sort_name")]
    meeting: PlacedMeeting
    people: Sequence[AttendeeRow] = ()
    meta: Sequence[Link] = ()
    reason: str = ""


_ROWS = PreparedQuery(
    lambda numbers: Delegation.objects.filter(pk__in=[numbers]).order_by(), DelegationListRow
)


def delegation_rows(numbers: Sequence[int]) -> list[DelegationListRow]:
    """Delegations by their numbers, in their order, with their people; five queries."""
    rows = {row.pk: row for row in _ROWS.rows(numbers)}
    people, reasons = people_of(numbers), reasons_of_delegations(numbers)
    give_reasons(row.meeting for row in rows.values())
    for pk, row in rows.items():
        why = partial(reasons.of, field="delegation", owner=pk)
        row.people, row.meta = people[pk], _meta(row, why)
        row.reason = why("participant", "printed")
    return [rows[pk] for pk in numbers if pk in rows]


def _meta(row: DelegationListRow, why: Why) -> list[Link]:
    """What is known of a delegation; to be a participant is told only where that is inferred."""
    known = [role for role in row.roles if role != Role.PARTICIPANT or why("roles")]
    level = "" if row.level == Level.NOT_STATED else labels(Level)[row.level]
    presence = "" if row.presence == Presence.NOT_STATED else labels(Presence)[row.presence]
    words = [
        Link(", ".join(labels(Role).get(role, role) for role in known), reason=why("roles")),
        Link(level, reason=why("level")),
        Link(presence, reason=why("presence")),
        Link(row.meeting.standing),
    ]
    return [link for link in words if link.text]
