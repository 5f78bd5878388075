"""Rows of the lists of participants, people and documents: plain values, read in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import get_language

from participants.models import Kind, Participant, Person
from participants.queries.prepared import PreparedQuery

from ..addresses import address
from ..dates import wording
from ..models import Delegate, Document, Speaker
from ..models.tallies import tally_participants, tally_people
from ..models.uses import HELD
from .named import Named, Rows

NEWEST_DELEGATION = (F("delegation__meeting__first_day").desc(nulls_last=True), "pk")
NEWEST_SPEECH = (F("statement__key").desc(nulls_last=True), "order", "pk")


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A participant, what it is and is part of, and how much it has on record."""

    pk: int
    slug: str
    name: str
    sort_name: str
    kind: str
    part_of: Named | None
    attended: int
    said: int
    promised: int
    on_record: bool

    def get_absolute_url(self) -> str:
        """The profile."""
        return address("participant", self.slug)

    def get_kind_display(self) -> str:
        """The kind in words."""
        return _kind(self.kind, get_language())


class Post(NamedTuple):
    """As whom somebody sat or spoke: a title, and the participant."""

    title: str
    body: Named | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, the post at the latest meeting, and how much there is on record."""

    pk: int
    key: str
    name: str
    sort_name: str
    attended: int
    said: int
    promised: int
    post: Post | None

    def get_absolute_url(self) -> str:
        """The profile."""
        return address("person", self.key)


class Issuer(NamedTuple):
    """Who issued a document."""

    name: str
    slug: str

    def get_absolute_url(self) -> str:
        """The profile."""
        return address("participant", self.slug)


@dataclass(slots=True)
class DocumentRow:
    """A document without its text."""

    pk: int
    key: str
    title: str
    symbol: str
    kind: str
    date: str
    language: str
    held: str
    issuers: Rows
    language_name: str = ""
    when: str = field(init=False)

    def __post_init__(self) -> None:
        self.when = wording(self.date) if self.date else ""

    def get_absolute_url(self) -> str:
        """The page of the document."""
        return address("document", self.key)


@lru_cache(maxsize=64)
def _kind(kind: str, language: str) -> str:
    return str(Kind(kind).label)


_PARTICIPANTS = PreparedQuery(
    lambda numbers: tally_participants(
        Participant.objects.filter(pk__in=[numbers]).order_by()
    ).values_list(
        *("pk", "slug", "name", "sort_name", "kind", "part_of__name"),
        *("attended", "said", "promised", "on_record"),
    )
)
_PEOPLE = PreparedQuery(
    lambda numbers: (
        tally_people(Person.objects.filter(pk__in=[numbers]).order_by())
        .annotate(
            seat=Subquery(
                Delegate.objects.published()
                .filter(person=OuterRef("pk"))
                .order_by(*NEWEST_DELEGATION)
                .values("pk")[:1]
            )
        )
        .values_list("pk", "key", "name", "sort_name", "attended", "said", "promised", "seat")
    )
)
_SEATS = PreparedQuery(
    lambda numbers: (
        Delegate.objects.filter(pk__in=[numbers])
        .order_by()
        .values_list("pk", "title", "delegation__participant__name")
    )
)
_SPEECHES = PreparedQuery(
    lambda numbers: (
        Person.objects.filter(pk__in=[numbers])
        .order_by()
        .values_list(
            "pk",
            Subquery(
                Speaker.objects.published()
                .filter(person=OuterRef("pk"))
                .order_by(*NEWEST_SPEECH)
                .values("pk")[:1]
            ),
        )
    )
)
_SPOKEN = PreparedQuery(
    lambda numbers: (
        Speaker.objects.filter(pk__in=[numbers])
        .order_by()
        .values_list("pk", "title", "capacity", "participant__name")
    )
)
_DOCUMENTS = PreparedQuery(
    lambda numbers: (
        Document.objects.filter(pk__in=[numbers])
        .order_by()
        .values_list("pk", "key", "title", "symbol", "kind", "date", "language", HELD)
    )
)
_ISSUERS = PreparedQuery(
    lambda numbers: (
        Document.issuers.through.objects.filter(document__in=[numbers])
        .order_by("participant__sort_name", "participant__slug", "pk")
        .values_list("document", "participant__name", "participant__slug")
    )
)


def participant_rows(numbers: Sequence[int]) -> list[ParticipantRow]:
    """Participants by their numbers, in their order; one query."""
    rows = {
        pk: ParticipantRow(pk, slug, name, by, kind, Named(whole) if whole else None, *tally)
        for pk, slug, name, by, kind, whole, *tally in _PARTICIPANTS.rows(numbers)
    }
    return [rows[pk] for pk in numbers if pk in rows]


def person_rows(numbers: Sequence[int]) -> list[PersonRow]:
    """People by their numbers, in their order; at most four queries."""
    found = _PEOPLE.rows(numbers)
    posts = _posts({row[0]: row[-1] for row in found})
    rows = {
        pk: PersonRow(pk, key, name, by, attended, said, promised, posts.get(pk))
        for pk, key, name, by, attended, said, promised, _seat in found
    }
    return [rows[pk] for pk in numbers if pk in rows]


def _posts(seats: dict[int, int | None]) -> dict[int, Post]:
    """The seat, else the speech, of the latest meeting."""
    sat = {
        pk: Post(title, Named(body))
        for pk, title, body in _SEATS.rows([seat for seat in seats.values() if seat])
    }
    posts = {pk: sat[seat] for pk, seat in seats.items() if seat in sat}
    others = _SPEECHES.rows([pk for pk, seat in seats.items() if not seat])
    spoken = {
        pk: Post(title or capacity, Named(body) if body else None)
        for pk, title, capacity, body in _SPOKEN.rows([speech for _pk, speech in others if speech])
    }
    return posts | {pk: spoken[speech] for pk, speech in others if speech in spoken}


def document_rows(numbers: Sequence[int]) -> list[DocumentRow]:
    """Documents by their numbers, in their order; two queries."""
    issuers: dict[int, list[Issuer]] = {}
    for document, name, slug in _ISSUERS.rows(numbers):
        issuers.setdefault(document, []).append(Issuer(name, slug))
    rows = {
        pk: DocumentRow(
            pk, key, title, symbol, kind, date, language, held, Rows(issuers.get(pk, ()))
        )
        for pk, key, title, symbol, kind, date, language, held in _DOCUMENTS.rows(numbers)
    }
    return [rows[pk] for pk in numbers if pk in rows]
