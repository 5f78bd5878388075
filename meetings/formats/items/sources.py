"""Where the words of statements, pledges and delegations stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from participants.queries.prepared import PreparedQuery

from ...addresses import whole_address
from ...models import Passage
from ...reading.links import DocumentLink
from .shared import Named, SourceItem


@dataclass(slots=True)
class _Row:
    start: int
    end: int
    statement_id: int | None
    pledge_id: int | None
    delegation_id: int | None
    document: DocumentLink


def _of(owner: str) -> PreparedQuery[_Row]:
    return PreparedQuery(
        lambda numbers: Passage.objects.filter(**{f"{owner}__in": [numbers]}).order_by(
            "order", "start", "pk"
        ),
        _Row,
    )


_PASSAGES = {owner: _of(owner) for owner in ("statement", "pledge", "delegation")}


def sources_of(owner: str, numbers: Iterable[int]) -> dict[int, list[SourceItem]]:
    """The passages of each "statement", "pledge" or "delegation" of these numbers; one query."""
    sources: dict[int, list[SourceItem]] = defaultdict(list)
    for row in _PASSAGES[owner].rows(numbers):
        document = Named(row.document.key, row.document.title, whole_address(row.document.url))
        item = SourceItem(document, row.start, row.end)
        sources[getattr(row, f"{owner}_id")].append(item)
    return sources
