"""Why the dates of meetings are inferred, for all that shows such a date."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from participants.queries.prepared import PreparedQuery

from ..models import Inference, Relation
from .links import MeetingLink

_OF_RECORDS = PreparedQuery(
    lambda numbers: (
        Inference.objects.of_meetings()
        .filter(field="date", meeting__in=[numbers])
        .order_by("pk")
        .values_list("meeting_id", "reason")
    )
)
_INFERRED = Inference.objects.filter(relation=OuterRef("pk"), field="meeting/date").order_by("pk")
_OF_STUBS = PreparedQuery(
    lambda numbers: (
        Relation.objects.published()
        .filter(other__in=[numbers])
        .order_by("meeting", "order", "pk")
        .values_list("other_id", "described", Subquery(_INFERRED.values("reason")[:1]))
    )
)


def give_date_reasons(meetings: Iterable[MeetingLink]) -> None:
    """Set ``date_reason`` of meetings: one query, and one more where some are only named."""
    rows = list(meetings)
    reasons: dict[int, list[str]] = defaultdict(list)
    for number, reason in _OF_RECORDS.rows({row.pk for row in rows if not row.is_stub}):
        reasons[number].append(reason)
    reasons |= _of_stubs({row.pk for row in rows if row.is_stub})
    for row in rows:
        row.date_reason = " ".join(reasons.get(row.pk, ()))


def _of_stubs(stubs: Iterable[int]) -> dict[int, list[str]]:
    """The reasons of the records that date a stub; none where one of them prints the date."""
    reasons: dict[int, list[str]] = defaultdict(list)
    printed: set[int] = set()
    for stub, described, reason in _OF_STUBS.rows(stubs):
        if reason:
            reasons[stub].append(reason)
        elif described.get("date"):
            printed.add(stub)
    return {stub: some for stub, some in reasons.items() if stub not in printed}
