"""Fields, parts and values of a record file in the words that staff know them by."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.date_texts import DateError
from meetings.dates import wording
from meetings.records.fields import keys, kinds
from meetings.records.fields.declaration import Field, Json, fields_of
from meetings.records.fields.meeting import PlaceRecord
from meetings.records.fields.participant import Names
from meetings.records.fields.passage import OwnSpan, PassageOf
from meetings.records.fields.pledge import MeetingKey, PledgerRecord
from meetings.records.fields.record import RecordFile
from meetings.records.fields.relation import StubDelegationRecord, StubRecord
from participants.models import Participant

from .matching import entries

#: words of a text that names a part, or that is told whole
SHORT, LONG = 8, 40
#: fields whose models have no words for them, or other words than staff see
_FIELDS: dict[tuple[str, str], Any] = {
    ("MeetingRecord", "place"): _("place"),
    ("StubRecord", "place"): _("place"),
    ("StubRecord", "delegations"): _("participants"),
    ("StubDelegationRecord", "participant"): _("participant"),
    ("StubDelegationRecord", "roles"): _("roles"),
    ("RetiredRecord", "statements"): _("statements"),
    ("RetiredRecord", "pledges"): _("pledges"),
    ("CorrectionRecord", "passage"): _("words corrected"),
    ("MeetingRecord", "slug"): _("address"),
    ("StubRecord", "slug"): _("address"),
    ("SeriesRecord", "slug"): _("address"),
    ("ParticipantRecord", "slug"): _("address"),
    ("PersonRecord", "key"): _("address"),
    ("DocumentRecord", "key"): _("address"),
    ("AgendaItemRecord", "key"): _("name in record files"),
    ("SessionRecord", "key"): _("name in record files"),
    ("DocumentRecord", "sha256"): _("fingerprint of the text"),
    ("ParticipantRecord", "sort_name"): _("sort name"),
    ("PersonRecord", "sort_name"): _("sort name"),
}
_FORMER = _("former addresses")
#: the fields of an object without a model are columns of another
_MODELS = {PlaceRecord: "meetings.Meeting", StubRecord: "meetings.Meeting"}
#: nouns without a model, or with other words than it has
_NOUNS = {PledgerRecord: _("maker"), StubDelegationRecord: _("participant")}


def field_words(record: Any, field: Field) -> str:
    """What staff know a field as, in the active language."""
    return str(_field_words(record, field.key))


@cache
def _field_words(record: Any, key: str) -> Any:
    field = next(field for field in fields_of(record) if field.key == key)
    if words := _FIELDS.get((record.__name__, field.key)):
        return words
    if field.key == "former_slugs":
        return _FORMER
    if isinstance(field.kind, PassageOf | OwnSpan):
        return _("passage")
    model = apps.get_model(record.NOUN.model or _MODELS[record])
    *way, name = field.column.split(".")
    for step in way:
        model = model._meta.get_field(step).related_model
    column = model._meta.get_field(name)
    if hasattr(column, "verbose_name"):
        return column.verbose_name
    return column.related_model._meta.verbose_name_plural


def noun_words(record: Any) -> str:
    """What staff call one entry of a list."""
    if record in _NOUNS:
        return str(_NOUNS[record])
    return str(apps.get_model(record.NOUN.model)._meta.verbose_name)


class Wording:
    """One record file, asked for the words of its parts and values.

    ``names`` gives the names of participants that no file defines, by code or slug.
    """

    def __init__(self, file: Json, names: Callable[[str], str]) -> None:
        self._names = names
        self.file = file
        self.texts: dict[str, str] = {
            str(row.get("key")): row["text"]
            for row in entries(file.get("documents"))
            if isinstance(row.get("text"), str)
        }
        self._titles = {
            name: {row.get(key): row.get(title) for row in entries(file.get(name))}
            for name, key, title in (
                ("people", "key", "name"),
                ("agenda", "key", "title"),
                ("sessions", "key", "title"),
                ("documents", "key", "title"),
            )
        }
        bodies = entries(file.get("participants"))
        self._bodies = {row.get(key): row.get("name") for key in ("slug", "code") for row in bodies}
        stubs = [row.get("meeting") for row in entries(file.get("relations"))]
        self._stubs = {stub.get("slug"): stub for stub in entries(stubs)}

    def participant(self, key: Any) -> str:
        """The name of a participant."""
        return str(self._bodies.get(key) or self._names(str(key))) if key else ""

    def entry(self, of: str, key: Any) -> str:
        """What an entry of a list is called: "¶3", the name of a person, the title of a session."""
        if key is None or key == "":
            return ""
        if of == "statements":
            return f"¶{key}"
        return str(self._titles.get(of, {}).get(key) or key)

    def stub(self, slug: str) -> str:
        """What a meeting is called that is only named."""
        stub = self._stubs.get(slug)
        return self.title(stub) if stub else slug.replace("-", " ")

    def title(self, meeting: Json) -> str:
        """The title of a meeting, or what else it is known by."""
        series = meeting.get("series") or {}
        known = [series.get("name"), meeting.get("ordinal")]
        composed = " ".join(str(one) for one in known if one)
        slug = str(meeting.get("slug") or "").replace("-", " ")
        return str(meeting.get("title") or composed or slug)

    def value(self, field: Field, value: Any, entry: Json) -> str:
        """A value in words; "" for one that says nothing. ``entry`` is what it belongs to."""
        if value in (None, "", [], {}, ()):
            return ""
        return _WORDED[next(kind for kind in type(field.kind).__mro__ if kind in _WORDED)](
            self, field.kind, value, entry
        )

    # One for each kind of value

    def _text(self, kind: Any, value: Any, entry: Json) -> str:
        return str(value)

    def _texts(self, kind: Any, value: Any, entry: Json) -> str:
        return "; ".join(map(str, value)) if isinstance(value, list) else str(value)

    def _date(self, kind: Any, value: Any, entry: Json) -> str:
        try:
            return wording(str(value))
        except DateError:
            return str(value)

    def _choice(self, kind: Any, value: Any, entry: Json) -> str:
        return _label(kind.choices, value)

    def _choices(self, kind: Any, value: Any, entry: Json) -> str:
        return ", ".join(_label(kind.choices, one) for one in _listed(value))

    def _flag(self, kind: Any, value: Any, entry: Json) -> str:
        return gettext("yes") if value else gettext("no")

    def _number(self, kind: Any, value: Any, entry: Json) -> str:
        return f"{value:,}" if isinstance(value, int | float) else str(value)

    def _quoted(self, kind: Any, value: Any, entry: Json) -> str:
        text = str(entry.get("text") or "")
        spans = value if isinstance(value, list) else [value]
        quoted = [text[span.get("start", 0) : span.get("end", 0)] for span in entries(spans)]
        return ", ".join(f"“{words}”" for words in quoted)

    def _body(self, kind: Any, value: Any, entry: Json) -> str:
        return self.participant(value)

    def _bodies_of(self, kind: Any, value: Any, entry: Json) -> str:
        return ", ".join(map(self.participant, _listed(value)))

    def _person(self, kind: Any, value: Any, entry: Json) -> str:
        return self.entry("people", value)

    def _entry(self, kind: Any, value: Any, entry: Json) -> str:
        return self.entry(kind.of, value)

    def _entries(self, kind: Any, value: Any, entry: Json) -> str:
        return ", ".join(self.entry(kind.of, one) for one in _listed(value))

    def _meeting(self, kind: Any, value: Any, entry: Json) -> str:
        return self.stub(str(value))

    def _further_names(self, kind: Any, value: Any, entry: Json) -> str:
        return ", ".join(_further_name(one) for one in _listed(value))


_WORDED: dict[type, Callable[[Any, Any, Any, Json], str]] = {
    kinds.Text: Wording._text,
    kinds.TextList: Wording._texts,
    kinds.Date: Wording._date,
    kinds.Choice: Wording._choice,
    kinds.Choices: Wording._choices,
    kinds.Flag: Wording._flag,
    kinds.PermanentNumber: Wording._text,
    kinds.Ordinal: Wording._text,
    kinds.Sum: Wording._number,
    kinds.Quotations: Wording._quoted,
    keys.ParticipantKey: Wording._body,
    keys.ParticipantKeys: Wording._bodies_of,
    keys.PersonKey: Wording._person,
    keys.EntryKey: Wording._entry,
    keys.EntryKeys: Wording._entries,
    MeetingKey: Wording._meeting,
    Names: Wording._further_names,
}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _label(choices: Any, value: Any) -> str:
    known = dict(choices.choices)
    label = str(known.get(value, value))
    return label[:1].lower() + label[1:]


def _further_name(name: Any) -> str:
    if not isinstance(name, dict):
        return str(name)
    return f"{name.get('name')} ({name.get('kind')})"


def shown(text: Any, words: int = SHORT) -> str:
    """The first words of a text in quotation marks; "" for none."""
    flat = " ".join(str(text or "").split())
    return f"“{Truncator(Truncator(flat).words(words, truncate='…')).chars(240)}”" if flat else ""


def register_names(files: Iterable[Json]) -> dict[str, str]:
    """Names of the participants that the files refer to and do not define; one query.

    By what the files call them: code, slug or former slug.
    """
    referred = {key for file in files for key in participants_named(file)}
    known = Q(code__in=referred) | Q(slug__in=referred) | Q(former_slugs__slug__in=referred)
    rows = Participant.objects.filter(known).order_by()
    names: dict[str, str] = {}
    for row in rows.values("code", "slug", "name", "former_slugs__slug"):
        for key in ("former_slugs__slug", "slug", "code"):
            if row[key] in referred:
                names[row[key]] = row["name"]
    return names


def participants_named(value: Any, record: Any = RecordFile) -> Iterator[str]:
    """What a file, or an object inside it, calls participants, by code or slug."""
    for field in fields_of(record):
        held = value.get(field.key)
        if not held:
            continue
        if isinstance(field.kind, keys.ParticipantKey):
            yield str(held)
        elif isinstance(field.kind, keys.ParticipantKeys):
            yield from map(str, _listed(held))
        elif hasattr(field.kind, "record"):
            for one in entries(_listed(held)):
                yield from participants_named(one, field.kind.record)
