"""Meetings, participants, people, topics, documents, pledges and sources as a search finds them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from participants.models import Participant, ParticipantKind, ParticipantName, Person, PersonName
from participants.queries.prepared import PreparedQuery

from ..models import Document, Meeting, Topic, UncoveredText
from .document import DocumentRow
from .document_reasons import document_reasons
from .links import DocumentLink, ParticipantLink, PersonLink
from .meeting import PlacedMeeting
from .meeting_reasons import give_reasons
from .pledge import pledge_rows
from .topic import TopicRow


@dataclass(slots=True)
class MeetingHit(PlacedMeeting):
    """A meeting: its title, when and where it was, and what else is known of it."""

    title_printed: str
    summary: str


@dataclass(slots=True)
class ParticipantHit(ParticipantLink):
    """A participant: its name, the others it goes by, and what it is."""

    pk: int
    formal_name: str
    names: Sequence[str] = ()

    def get_kind_display(self) -> str:
        """The kind in words."""
        return str(ParticipantKind(self.kind).label)


@dataclass(slots=True)
class PersonHit(PersonLink):
    """A person: the name, and the others."""

    pk: int
    names: Sequence[str] = ()


@dataclass(slots=True)
class SourceHit:
    """A stretch of a source that no statement holds, with the document that has it."""

    pk: int
    line: int
    text: str
    document: DocumentLink


def _rows_of(model: Any, row: Any) -> PreparedQuery[Any]:
    return PreparedQuery(lambda numbers: model.objects.filter(pk__in=[numbers]).order_by(), row)


def _names_of(model: Any, owner: str) -> PreparedQuery[tuple[Any, ...]]:
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(**{f"{owner}__in": [numbers]})
            .order_by(owner, "pk")
            .values_list(owner, "name")
        )
    )


_MEETINGS = _rows_of(Meeting, MeetingHit)
_PARTICIPANTS = _rows_of(Participant, ParticipantHit)
_PEOPLE = _rows_of(Person, PersonHit)
_TOPICS = _rows_of(Topic, TopicRow)
_DOCUMENTS = _rows_of(Document, DocumentRow)
_SOURCES = _rows_of(UncoveredText, SourceHit)
_NAMES_OF_PARTICIPANTS = _names_of(ParticipantName, "participant_id")
_NAMES_OF_PEOPLE = _names_of(PersonName, "person_id")


def _with_names(
    rows: PreparedQuery[Any], names: PreparedQuery[tuple[Any, ...]], numbers: Sequence[int]
) -> list[Any]:
    """Participants or people, each with the names that it goes by."""
    by_owner: dict[int, list[str]] = defaultdict(list)
    for owner, name in names.rows(numbers):
        by_owner[owner].append(name)
    hits = rows.rows(numbers)
    for row in hits:
        row.names = by_owner[row.pk]
    return hits


def _meetings(numbers: Sequence[int]) -> list[MeetingHit]:
    hits: list[MeetingHit] = _MEETINGS.rows(numbers)
    give_reasons(hits)
    return hits


def _documents(numbers: Sequence[int]) -> list[DocumentRow]:
    rows: list[DocumentRow] = _DOCUMENTS.rows(numbers)
    reasons = document_reasons(row.pk for row in rows)
    for row in rows:
        row.reasons = reasons.get(row.pk, {})
    return rows


_READ: dict[str, Callable[[Sequence[int]], list[Any]]] = {
    "meeting": _meetings,
    "pledge": pledge_rows,
    "participant": lambda numbers: _with_names(_PARTICIPANTS, _NAMES_OF_PARTICIPANTS, numbers),
    "person": lambda numbers: _with_names(_PEOPLE, _NAMES_OF_PEOPLE, numbers),
    "topic": _TOPICS.rows,
    "document": _documents,
    "source": _SOURCES.rows,
}


def search_hits(noun: str, numbers: Sequence[int]) -> list[Any]:
    """The rows of a noun by its name in ``search.nouns``, in the order of their numbers."""
    rows = {row.pk: row for row in _READ[noun](numbers)}
    return [rows[pk] for pk in numbers if pk in rows]
