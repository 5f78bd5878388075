"""Where the names in a stored version lead today: only to what is public now."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from participants.models import Participant, Person

from ..addresses import address
from ..history.wording import Wording, participants_named
from ..models import Document, Topic
from ..records.fields.declaration import Json
from .links import ParticipantLink, PersonLink, TopicLink
from .version_files import rows_of


@dataclass(slots=True)
class NamedParticipant(ParticipantLink):
    """A participant as a version names it; its page where that is public."""

    @property
    def url(self) -> str:
        """The profile; "" where there is none."""
        return address("participant", self.slug) if self.slug else ""


@dataclass(slots=True)
class NamedPerson(PersonLink):
    """A person as a version names them; their page where that is public."""

    @property
    def url(self) -> str:
        """The profile; "" where there is none."""
        return address("person", self.key) if self.key else ""


@dataclass(slots=True)
class NamedTopic(TopicLink):
    """A topic as a version names it; its page where that is public."""

    @property
    def url(self) -> str:
        """The page of the topic; "" where there is none."""
        return address("topic", self.slug) if self.slug else ""


class Linked:
    """The public pages of what a file names; four queries. A former address leads to its heir."""

    def __init__(self, file: Json, words: Wording) -> None:
        self._words = words
        bodies = {*participants_named(file)}
        self._bodies = _pages(Participant, "slug", bodies, "code")
        self._codes = {row.get("slug"): row.get("code") for row in rows_of(file, "participants")}
        self._people = _pages(Person, "key", _keys(file, "people", "key"))
        self._topics = _pages(Topic, "slug", _keys(file, "topics", "name"), "name")
        self._documents = _pages(Document, "key", _keys(file, "documents", "key"))

    def participant(self, key: Any) -> NamedParticipant | None:
        """The participant that a file names so; None for none."""
        if not key:
            return None
        code = str(key) if len(str(key)) == 3 and str(key).isupper() else self._codes.get(key) or ""
        name = self._words.participant(key)
        return NamedParticipant(slug=self._bodies.get(key, ""), name=name, kind="", code=code)

    def person(self, key: Any) -> NamedPerson | None:
        """The person that a file names so; None for none."""
        if not key:
            return None
        return NamedPerson(key=self._people.get(key, ""), name=self._words.entry("people", key))

    def topic(self, name: str) -> NamedTopic:
        """The topic that a file names so."""
        return NamedTopic(slug=self._topics.get(name, ""), name=name)

    def document_url(self, key: Any) -> str:
        """The page of a document; "" where there is none."""
        return address("document", self._documents[key]) if key in self._documents else ""


def _pages(model: Any, field: str, keys_: set[Any], *others: str) -> dict[Any, str]:
    """The addresses of public rows by what files call them."""
    names = (field, *others, "former_slugs__slug")
    known = Q()
    for name in names:
        known |= Q(**{f"{name}__in": keys_})
    # Which former addresses a row has is asked of what is public, in one query.
    rows = model.objects.public().filter(known).order_by().values(*names)
    return {row[name]: row[field] for row in rows for name in reversed(names) if row[name]}


def _keys(file: Json, of: str, key: str) -> set[Any]:
    return {row.get(key) for row in rows_of(file, of) if row.get(key)}
