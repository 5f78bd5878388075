"""Meetings, participants, people, topics and documents as the results of a search show them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from participants.models import Kind, Participant, ParticipantName, Person, PersonName
from participants.queries.prepared import PreparedQuery

from ..addresses import address
from ..models import Document, Meeting, Topic
from ..models.choices import Layer
from .meeting import MEETING, meeting_card
from .named import Named, Rows
from .pledge import pledge_cards


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting: its title, when and where it was, and what else is told of it."""

    pk: int
    slug: str
    shown_title: str
    date_wording: str
    place: str
    is_stub: bool
    title_printed: str
    theme: str
    summary: str

    def get_absolute_url(self) -> str:
        """The page of the meeting."""
        return address("meeting", self.slug)


@dataclass(frozen=True, slots=True)
class FoundBearer:
    """A participant or a person: its name, the others it goes by, and what it is."""

    pk: int
    slug: str
    name: str
    names: Rows
    url: str
    formal_name: str = ""
    kind: str = ""

    def get_absolute_url(self) -> str:
        """The profile."""
        return self.url

    def get_kind_display(self) -> str:
        """The kind of a participant in words."""
        return str(Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic."""

    pk: int
    slug: str
    name: str
    abbreviation: str

    def get_absolute_url(self) -> str:
        """The page of the topic."""
        return address("topic", self.slug)


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document, without its text."""

    pk: int
    key: str
    title: str
    symbol: str
    kind: str
    date: str

    def get_absolute_url(self) -> str:
        """The page of the document."""
        return address("document", self.key)


def _query(model: Any, *columns: str) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(pk__in=[numbers]).order_by().values_list("pk", *columns)
        )
    )


def _names_query(model: Any, owner: str) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(**{f"{owner}__in": [numbers]})
            .order_by(owner, "pk")
            .values_list(owner, "name")
        )
    )


_MEETINGS = _query(
    Meeting,
    *("layer", "title_printed", "theme", "summary", "venue", "city", "country__name"),
    *MEETING,
)
_PARTICIPANTS = _query(Participant, "slug", "name", "formal_name", "kind")
_PEOPLE = _query(Person, "key", "name")
_TOPICS = _query(Topic, "slug", "name", "abbreviation")
_DOCUMENTS = _query(Document, "key", "title", "symbol", "kind", "date")
_NAMES_OF_PARTICIPANTS = _names_query(ParticipantName, "participant_id")
_NAMES_OF_PEOPLE = _names_query(PersonName, "person_id")


def _names(query: PreparedQuery, numbers: Sequence[int]) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = {}
    for owner, name in query.rows(numbers):
        found.setdefault(owner, []).append(Named(name))
    return found


def _meetings(numbers: Sequence[int]) -> list[FoundMeeting]:
    found = []
    for pk, layer, printed, theme, summary, *rest in _MEETINGS.rows(numbers):
        card = meeting_card(rest[3:])
        found.append(
            FoundMeeting(
                pk,
                card.slug,
                card.shown_title,
                card.date_wording,
                ", ".join(filter(None, rest[:3])),
                layer == Layer.STUB,
                printed,
                theme,
                summary,
            )
        )
    return found


def _participants(numbers: Sequence[int]) -> list[FoundBearer]:
    names = _names(_NAMES_OF_PARTICIPANTS, numbers)
    return [
        FoundBearer(
            pk, slug, name, Rows(names.get(pk, ())), address("participant", slug), formal, kind
        )
        for pk, slug, name, formal, kind in _PARTICIPANTS.rows(numbers)
    ]


def _people(numbers: Sequence[int]) -> list[FoundBearer]:
    names = _names(_NAMES_OF_PEOPLE, numbers)
    return [
        FoundBearer(pk, key, name, Rows(names.get(pk, ())), address("person", key))
        for pk, key, name in _PEOPLE.rows(numbers)
    ]


_READ: dict[str, Callable[[Sequence[int]], Iterable[Any]]] = {
    "meeting": _meetings,
    "pledge": pledge_cards,
    "participant": _participants,
    "person": _people,
    "topic": lambda numbers: [FoundTopic(*row) for row in _TOPICS.rows(numbers)],
    "document": lambda numbers: [FoundDocument(*row) for row in _DOCUMENTS.rows(numbers)],
}


def noun_cards(noun: str, numbers: Sequence[int]) -> list[Any]:
    """The rows of a noun by its name in ``noun_groups``, in the order of their numbers."""
    rows = {row.pk: row for row in _READ[noun](numbers)}
    return [rows[pk] for pk in numbers if pk in rows]
