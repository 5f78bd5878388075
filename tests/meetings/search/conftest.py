"""Hits of the five shipped records by short names."""

from meetings.models import Statement
from meetings.search.results.statements import StatementHits

SHORT = {
    "apr2p-ciis-dialogue-1": "ciis",
    "fhs-3": "fhs",
    "peacekeeping-ministerial-2021": "seoul",
    "r2p-focal-points-6": "focal",
    "r2p-ministerial-breakfast-2011": "breakfast",
}


def found(hits: StatementHits) -> list[str]:
    """Hits as "record number", in order."""
    rows = Statement.objects.filter(pk__in=[hit.pk for hit in hits.rows])
    names = {
        pk: f"{SHORT.get(slug, slug)} {number}"
        for pk, slug, number in rows.values_list("pk", "meeting__slug", "number")
    }
    return [names[hit.pk] for hit in hits.rows]
