"""Delegations as their list shows them: ``DelegationListRow``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db.models import F

from participants.queries.prepared import PreparedQuery

from ..models import Delegation
from ..models.choices import Level, Presence, Role
from .labels import labels
from .links import ParticipantLink
from .meeting import PlacedMeeting
from .meeting_reasons import give_reasons
from .presence import AttendeeRow, delegation_reasons, people_of


@dataclass(slots=True)
class DelegationListRow:
    """A participant at a meeting; ``reasons`` say why anything of it is inferred."""

    pk: int
    printed: str
    roles: list[str]
    level: str
    presence: str
    participant: ParticipantLink
    sort_name: Annotated[str, F("participant__sort_name")]
    meeting: PlacedMeeting
    people: Sequence[AttendeeRow] = ()
    reasons: Sequence[str] = ()

    @property
    def meta(self) -> list[str]:
        """Roles, level and presence in words, and whether the meeting was held if it was not."""
        roles = [labels(Role).get(role, role) for role in self.roles if role != Role.PARTICIPANT]
        level = "" if self.level == Level.NOT_STATED else labels(Level)[self.level]
        presence = "" if self.presence == Presence.NOT_STATED else labels(Presence)[self.presence]
        return list(filter(None, [*roles, level, presence, self.meeting.standing]))


_ROWS = PreparedQuery(
    lambda numbers: Delegation.objects.filter(pk__in=[numbers]).order_by(), DelegationListRow
)


def delegation_rows(numbers: Sequence[int]) -> list[DelegationListRow]:
    """Delegations by their numbers, in their order, with their people; five queries."""
    rows = {row.pk: row for row in _ROWS.rows(numbers)}
    people, reasons = people_of(numbers), delegation_reasons(numbers)
    give_reasons(row.meeting for row in rows.values())
    for pk, row in rows.items():
        row.people, row.reasons = people[pk], reasons[pk]
    return [rows[pk] for pk in numbers if pk in rows]
