"""Why date, place, title and series of meetings are inferred, for all that shows them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from django.db.models import F

from participants.queries.prepared import PreparedQuery

from ..models import Inference, Relation
from .links import MeetingLink

#: reasons, each with the path of the value it speaks of: "place/country"
_Paths = list[tuple[str, str]]

_OF_RECORDS = PreparedQuery(
    lambda numbers: (
        Inference.objects.of_meetings()
        .filter(meeting__in=[numbers])
        .order_by("pk")
        .values_list("meeting_id", "field", "reason")
    )
)


@dataclass(slots=True)
class _Naming:
    """What a record says of a stub, with one of the values that it infers, if any."""

    other_id: int
    pk: int
    described: dict[str, Any]
    path: Annotated[str | None, F("inferences__field")]
    reason: Annotated[str | None, F("inferences__reason")]


_OF_STUBS = PreparedQuery(
    lambda numbers: (
        Relation.objects.published()
        .filter(other__in=[numbers])
        .order_by("meeting", "order", "pk", "inferences__pk")
    ),
    _Naming,
)


def give_reasons(meetings: Iterable[MeetingLink]) -> None:
    """Set ``reasons`` of meetings: one query, and one more where some are only named."""
    rows = list(meetings)
    of_records: dict[int, _Paths] = defaultdict(list)
    for number, path, reason in _OF_RECORDS.rows({row.pk for row in rows if not row.is_stub}):
        of_records[number].append((path, reason))
    reasons = of_records | _of_stubs({row.pk for row in rows if row.is_stub})
    for row in rows:
        row.reasons = by_fact(reasons.get(row.pk, ()))


def by_fact(reasons: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Reasons, each with the path of its value, by the first step: "place" for "place/country"."""
    facts: dict[str, list[str]] = defaultdict(list)
    for path, reason in reasons:
        facts[path.split("/")[0]].append(reason)
    return {fact: " ".join(dict.fromkeys(some)) for fact, some in facts.items()}


def is_described(described: Mapping[str, Any], path: str) -> bool:
    """Whether a record says anything at a path of a meeting that it names ("meeting/date")."""
    fact = path.removeprefix("meeting/").removeprefix("place/").split("/")[0]
    return bool(described.get(fact))


def _of_stubs(stubs: Iterable[int]) -> dict[int, _Paths]:
    """The reasons of the records that name a stub; none of a value that one of them prints."""
    described: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
    inferred: dict[int, _Paths] = defaultdict(list)
    inferring: dict[tuple[int, str], set[int]] = defaultdict(set)
    for row in _OF_STUBS.rows(stubs):
        described[row.other_id][row.pk] = row.described
        if row.path and row.reason and row.path.startswith("meeting/"):
            inferred[row.other_id].append((row.path, row.reason))
            inferring[row.other_id, row.path].add(row.pk)

    def is_printed(stub: int, path: str) -> bool:
        relations = described[stub].items()
        return any(
            is_described(facts, path) for pk, facts in relations if pk not in inferring[stub, path]
        )

    return {
        stub: [
            (path.removeprefix("meeting/"), reason)
            for path, reason in reasons
            if not is_printed(stub, path)
        ]
        for stub, reasons in inferred.items()
    }
