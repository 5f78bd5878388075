"""What all parts of a record need on their way out: names and passages."""

from collections.abc import Iterable
from typing import Any

from participants.models import Participant, Person

from ..models import (
    Meeting,
    Passage,
    Topic,
)
from ..models.choices import Rights
from .gathering import gather
from .passages import Span, TextIndex, make_quote
from .shapes import (
    Json,
    filled,
    who,
)


class Citing:
    """One record on its way out: what it refers to is noted as it is met."""

    def __init__(self, meeting: Meeting, public: bool) -> None:
        self.rows = gather(meeting)
        self.meeting = self.rows.meeting
        self.public = public
        self.participants: dict[str, Participant] = {}
        self.people: dict[str, Person] = {}
        self.topics: dict[str, Topic] = {}
        self.paths: dict[tuple[str, int], str] = {("meeting", meeting.pk): "/meeting"}
        self.keys = {row.pk: row.key for row in self.rows.documents}
        self.indexes = {row.pk: TextIndex(row.text) for row in self.rows.documents}
        hidden = (row.pk for row in self.rows.documents if row.rights != Rights.PUBLIC)
        #: documents of which only passages may be shown to whom this is for
        self.hidden = set(hidden) if public else set()

    def who(self, participant: Participant | None) -> str | None:
        if participant is not None:
            self.participants[participant.slug] = participant
        return who(participant)

    def whom(self, participants: Iterable[Participant]) -> list[str]:
        rows = sorted(participants, key=lambda row: row.slug)
        return [row.code or row.slug for row in rows if self.who(row)]

    def person(self, person: Person | None) -> str | None:
        if person is not None:
            self.people[person.key] = person
        return person.key if person else None

    def topic(self, topic: Topic) -> str:
        self.topics[topic.name] = topic
        return topic.name

    def passage(self, field: str, pk: int) -> Any:
        ranges = [self._range(row) for row in self.rows.passages.get((field, pk), [])]
        return ranges[0] if len(ranges) == 1 else ranges or None

    def _range(self, passage: Passage) -> Json:
        span = self.span(passage.document_id, passage.start, passage.end)
        return {"document": self.keys[passage.document_id]} | span

    def span(self, document: int, start: int, end: int) -> Json:
        quote = make_quote(self.indexes[document], Span(start, end))
        # Words before a passage are no part of it, so they stay where the text is hidden.
        prefix = quote.prefix if quote and document not in self.hidden else ""
        words = quote and filled(start=quote.start, end=quote.end, prefix=prefix)
        return filled(quote=words) | {"position": {"start": start, "end": end}}
