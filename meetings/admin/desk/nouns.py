"""The nouns of the register that are named by typing: how each is found, and made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext

from meetings.curation.sort_names import read_name
from meetings.models import Document, Meeting, Series, Topic
from meetings.models.choices import Layer, Stage
from participants.finder import find_participant
from participants.models import Participant, Person, PersonName
from participants.models.choices import ParticipantKind
from participants.names import fold_for_sort, fold_name
from participants.slugs import latin_slug

from ..slugs import free_slug

#: candidates that are offered
OFFERED = 5
#: what is chosen where several go by a name: the name, and the address in brackets
ADDRESS = "[{}]"


@dataclass(frozen=True, slots=True)
class Named:
    """A noun that can be named: its model, the column of its address, and how it is made."""

    model: type[Any]
    address: str
    permission: str
    find: Callable[[str], Sequence[Any]]
    make: Callable[[str, str], Any] | None = None

    def text(self, row: Any) -> str:
        """What a box shows of a row, by which it is found again."""
        name = str(row.name) if hasattr(row, "name") else str(row)
        alike = [other for other in self.find(name) if other.pk != row.pk]
        return f"{name} {ADDRESS.format(getattr(row, self.address))}" if alike else name

    def by_address(self, text: str) -> Any:
        """The row whose address stands in brackets at the end of a text."""
        _name, bracket, rest = text.rstrip().rpartition("[")
        if not bracket or not rest.endswith("]"):
            return None
        return self.rows().filter(**{self.address: rest[:-1].strip()}).first()

    def rows(self) -> Any:
        """The rows that may be named."""
        rows = self.model._default_manager.all()
        return rows.filter(layer=Layer.STUB) if self.model is Meeting else rows


def _participants(text: str) -> Sequence[Any]:
    return find_participant(text).candidates


def _people(text: str) -> Sequence[Any]:
    folded = fold_name(text)
    family, comma, given = text.partition(",")
    turned = fold_name(f"{given} {family}") if comma else folded
    further = PersonName.objects.filter(folded__in=[folded, turned]).values("person")
    known = Q(folded__in=[folded, turned]) | Q(pk__in=further)
    return list(Person.objects.filter(known).order_by("sort_name", "key")[:OFFERED])


def _topics(text: str) -> Sequence[Any]:
    return _alike(Topic, text, Q(abbreviation__iexact=text.strip()) | Q(slug=text.strip()))


def _series(text: str) -> Sequence[Any]:
    return _alike(Series, text, Q(slug=text.strip()))


def _alike(model: Any, text: str, otherwise: Q) -> Sequence[Any]:
    rows = model.objects.filter(Q(sort_name=fold_for_sort(text)) | otherwise)
    return list(rows.order_by("sort_name", "slug")[:OFFERED])


def _documents(text: str) -> Sequence[Any]:
    short = text.strip()
    known = Q(symbol__iexact=short) | Q(key=short) | Q(title=short)
    rows = Document.objects.filter(known | Q(title=short.rpartition(" (")[0])).defer("text")
    return list(rows.order_by("title", "key")[:OFFERED])


def _stubs(text: str) -> Sequence[Any]:
    rows = Meeting.objects.filter(layer=Layer.STUB).select_related("series")
    known = Q(slug=text.strip()) | Q(title=text.strip())
    found = list(rows.filter(known).order_by("slug", "pk")[:OFFERED])
    if found:
        return found
    # A title that a page composes stands in no column.
    untitled = rows.filter(title="").order_by("slug", "pk")[:500]
    return [row for row in untitled if row.shown_title == text.strip()]


def _new_participant(text: str, kind: str) -> Participant:
    kinds = {str(value) for value in ParticipantKind.values}
    return Participant(
        name=text,
        slug=_free(Participant, "slug", text),
        kind=kind if kind in kinds else ParticipantKind.OTHER,
    )


def _new_person(text: str, _kind: str) -> Person:
    read = read_name(text)
    return Person(name=read.name, sort_name=read.sort_name, key=_free(Person, "key", read.name))


def _new_topic(text: str, _kind: str) -> Topic:
    return Topic(name=text, slug=_free(Topic, "slug", text))


def _new_stub(text: str, _kind: str) -> Meeting:
    return Meeting(
        title=text, layer=Layer.STUB, stage=Stage.MENTIONED, slug=_free(Meeting, "slug", text)
    )


def _new_document(text: str, _kind: str) -> Document:
    return Document(title=text, key=_free(Document, "key", text))


def _free(model: Any, field: str, text: str) -> str:
    base = latin_slug(text, model._meta.get_field(field).max_length - 5)
    if not base:
        raise ValidationError(
            gettext("An address cannot be made of “%s”: add it on its own page.") % text
        )
    return free_slug(base, model._default_manager.all(), field, set())


NOUNS: dict[type[Any], Named] = {
    named.model: named
    for named in (
        Named(Participant, "slug", "participants.add_participant", _participants, _new_participant),
        Named(Person, "key", "participants.add_person", _people, _new_person),
        Named(Topic, "slug", "meetings.add_topic", _topics, _new_topic),
        Named(Series, "slug", "meetings.add_series", _series),
        Named(Document, "key", "meetings.add_document", _documents, _new_document),
        Named(Meeting, "slug", "meetings.add_stubmeeting", _stubs, _new_stub),
    )
}
