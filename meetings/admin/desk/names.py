"""Boxes in which nouns of the register are named by typing: found by any name, else asked about.

A name that nobody goes by is refused with those that are like it, and with a box that makes it;
one that several go by with a choice. A box that was not touched keeps what it held.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from meetings.curation.candidates import Candidate
from meetings.curation.likeness import like_meetings, like_participants, like_people, like_topics
from meetings.models import Document, Meeting, Series, Topic
from meetings.models.choices import Layer
from participants.finder import find_participant
from participants.models import Participant, Person, PersonName
from participants.models.choices import ParticipantKind
from participants.names import fold_for_sort, fold_name
from participants.slugs import latin_slug

from ..choosing import likeliest_first
from ..slugs import free_slug

#: what may be meant by a name that nobody goes by
_LIKE: dict[type[Any], Callable[[str], Sequence[Candidate]]] = {
    Participant: like_participants,
    Person: like_people,
    Topic: like_topics,
    Meeting: partial(like_meetings, stubs=True),
}
#: boxes that say what shall be made: "person Ada Example"
MAKE = "_make"
#: candidates that are offered
OFFERED = 5
#: what is chosen where several go by a name: the name, and the address in brackets
_ADDRESS = "[{}]"


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
        return f"{name} {_ADDRESS.format(getattr(row, self.address))}" if alike else name

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
    family, comma, given = text.partition(",")
    name = f"{given.strip()} {family.strip()}" if comma else text
    words = name.split()
    sort_name = text if comma else f"{words[-1]}, {' '.join(words[:-1])}" if words[1:] else name
    return Person(name=name, sort_name=sort_name, key=_free(Person, "key", name))


def _new_topic(text: str, _kind: str) -> Topic:
    return Topic(name=text, slug=_free(Topic, "slug", text))


def _new_stub(text: str, _kind: str) -> Meeting:
    return Meeting(
        title=text, layer=Layer.STUB, stage="mentioned", slug=_free(Meeting, "slug", text)
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


def token(model: type[Model], text: str) -> str:
    """What the box sends that makes a noun of this name."""
    return f"{model._meta.model_name} {text}"


class NameInput(forms.TextInput):
    """A box with suggestions: a list of the page, or one that is asked for while one types."""

    def __init__(self, noun: str) -> None:
        super().__init__(
            attrs={"list": f"names-{noun}", "data-noun": noun, "autocomplete": "off", "size": 24}
        )


class NameField(forms.CharField):
    """One row of a noun, by any of its names; ``user`` may make one where they may add it."""

    def __init__(self, model: type[Any], *, label: Any = None, required: bool = False) -> None:
        self.named = NOUNS[model]
        noun = str(model._meta.model_name)
        super().__init__(
            label=label, required=required, widget=NameInput(noun), max_length=1000, strip=True
        )
        self.held: Any = None
        self.user: Any = None
        self.wanted: frozenset[str] = frozenset()
        self.kinds: dict[str, str] = {}

    def prepare_value(self, value: Any) -> Any:
        """The name of a row; text as it was typed."""
        if isinstance(value, Model):
            return self.named.text(value)
        if isinstance(value, int):
            row = self.named.model._default_manager.filter(pk=value).first()
            return self.named.text(row) if row else ""
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another name stands in the box than was shown."""
        shown = " ".join(str(self.prepare_value(initial) or "").split())
        return shown != " ".join(str(data or "").split())

    def clean(self, value: Any) -> Any:
        """The row; a new one is stored where it was said that one shall be made.

        Call it in a transaction that is taken back where anything is refused.
        """
        text = " ".join(str(super().clean(value) or "").split())
        if not text:
            return None
        return self.meant(text)

    def meant(self, text: str) -> Any:
        """The row that a text means. Raises ``ValidationError`` with what may be meant."""
        if self.held is not None and text == self.named.text(self.held):
            return self.held
        if row := self.named.by_address(text):
            return row
        found = self.named.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(self._several(text, found))
        if token(self.named.model, text) in self.wanted and self._may_make():
            assert self.named.make is not None  # noqa: S101 - _may_make says so
            row = self.named.make(text, self.kinds.get(text, ""))
            row.full_clean()
            # The transaction of the act takes it back where the form is refused.
            row.save()
            return row
        raise ValidationError(self._unknown(text))

    def _may_make(self) -> bool:
        return self.named.make is not None and bool(
            self.user and self.user.has_perm(self.named.permission)
        )

    def _several(self, text: str, found: Iterable[Any]) -> SafeString:
        return format_html(
            "{} {}",
            gettext("Several go by “%s”. Choose one:") % text,
            self._offered(map(self._addressed, found)),
        )

    def _unknown(self, text: str) -> SafeString:
        noun = self.named.model._meta.verbose_name
        told = gettext("No %(noun)s goes by “%(text)s”.") % {"noun": noun, "text": text}
        like = self._like(text)
        offered = (
            format_html(" {} {}", gettext("Did you mean:"), self._offered(like)) if like else ""
        )
        box = self._box(text) if self._may_make() else ""
        return format_html("{}{} {}", told, offered, box)

    def _like(self, text: str) -> list[str]:
        if like := _LIKE.get(self.named.model):
            return [f"{one.name} {_ADDRESS.format(one.key)}" for one in like(text)[:OFFERED]]
        rows = likeliest_first(self.named.rows(), text)
        return [self._addressed(row) for row in rows[:OFFERED]] if rows is not None else []

    def _addressed(self, row: Any) -> str:
        return f"{row} {_ADDRESS.format(getattr(row, self.named.address))}"

    def _offered(self, names: Iterable[str]) -> SafeString:
        """Buttons that put a name in the box; without scripts they are to be copied."""
        return format_html_join(
            " ",
            '<button type="button" class="offer" data-name="{}">{}</button>',
            ((name, name) for name in names),
        )

    def _box(self, text: str) -> SafeString:
        noun = self.named.model._meta.verbose_name
        label = gettext("Make a new %(noun)s “%(text)s”") % {"noun": noun, "text": text}
        box = format_html(
            '<label class="sure"><input type="checkbox" name="{}" value="{}"> {}</label>',
            MAKE,
            token(self.named.model, text),
            label,
        )
        if self.named.model is not Participant:
            return box
        options = format_html_join("", '<option value="{}">{}</option>', ParticipantKind.choices)
        return format_html(
            '{} <select name="{}-kind-{}" aria-label="{}">{}</select>',
            box,
            MAKE,
            text,
            gettext("Kind"),
            options,
        )


class NamesField(NameField):
    """Several rows of a noun, their names parted by semicolons."""

    def prepare_value(self, value: Any) -> Any:
        """The names in a line."""
        if isinstance(value, (list, tuple)):
            return "; ".join(str(super(NamesField, self).prepare_value(one)) for one in value)
        return value

    def clean(self, value: Any) -> Any:
        """The rows, each once, in the order in which they were named."""
        text = forms.CharField.clean(self, value) or ""
        names = [" ".join(name.split()) for name in str(text).split(";")]
        rows, errors = [], []
        for name in dict.fromkeys(filter(None, names)):
            try:
                rows.append(self.meant(name))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(rows))
