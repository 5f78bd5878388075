"""Writing the parts of one record: what all kinds of parts share."""

from collections.abc import Iterable, Sequence
from typing import Any

from ..models import AgendaItem, Meeting, Passage, Relation, Session, Statement
from .nouns import Nouns
from .plain import Range, RecordFile
from .sources import Sources

#: the file's list -> the field of a passage or inference that leads to its rows
OWNERS = {
    "agenda": "agenda_item",
    "sessions": "session",
    "delegations": "delegation",
    "delegates": "delegate",
    "statements": "statement",
    "pledges": "pledge",
    "updates": "update",
    "figures": "figure",
    "relations": "relation",
    "references": "reference",
}


class Parts:
    """The rows of one record as they come into being."""

    def __init__(
        self, meeting: Meeting, record: RecordFile, nouns: Nouns, sources: Sources
    ) -> None:
        self.meeting = meeting
        self.record = record
        self.nouns = nouns
        self.sources = sources
        #: rows by owner field and place in the file; delegates and updates by two places
        self.rows: dict[str, dict[Any, Any]] = {field: {} for field in OWNERS.values()}
        self.passages: list[Passage] = []
        # Rows by what the file calls them.
        self.items: dict[str, AgendaItem] = {}
        self.sessions: dict[str, Session] = {}
        self.numbered: dict[int | None, Statement] = {}
        #: meetings that the record named before it was loaded again
        self.named = set(Relation.objects.filter(meeting=meeting).values_list("other", flat=True))

    def create(self, field: str, rows: Sequence[Any]) -> None:
        """Create rows of one kind, known from then on by their place in the file."""
        model = type(rows[0]) if rows else None
        if model is not None:
            self.rows[field] = dict(enumerate(model.objects.bulk_create(rows, batch_size=500)))

    def cite_ranges(self, field: str, owner: Any, ranges: Iterable[Range]) -> None:
        for order, piece in enumerate(ranges):
            row = Passage(
                meeting=self.meeting,
                document=self.sources.rows[piece.document],
                order=order,
                start=piece.start,
                end=piece.end,
                exact=piece.exact,
            )
            if field:
                setattr(row, field, owner)
            self.passages.append(row)

    def cite(self, field: str, parts: Iterable[Any]) -> None:
        for place, data in enumerate(parts):
            self.cite_ranges(field, self.rows[field][place], data.passage)

    def upsert(
        self, field: str, model: Any, parts: Sequence[Any], fields: list[dict[str, Any]]
    ) -> None:
        """Update rows known by number, create the others."""
        known = {row.number: row for row in model.objects.filter(meeting=self.meeting)}
        fresh = []
        for data, values in zip(parts, fields, strict=True):
            row = known.get(data.number)
            if row is None:
                row = known[data.number] = model(meeting=self.meeting, number=data.number)
                fresh.append(row)
            for name, value in values.items():
                setattr(row, name, value)
        model.objects.bulk_create(fresh, batch_size=500)
        changed = [row for number, row in known.items() if row not in fresh]
        if changed:
            for row in changed:
                row.save()
        self.rows[field] = {place: known[data.number] for place, data in enumerate(parts)}
