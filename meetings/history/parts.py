"""Parts of a record file: what they are called, and what tells which part became which."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext

from meetings.records.fields.agenda import AgendaItemRecord
from meetings.records.fields.declaration import Json, fields_of
from meetings.records.fields.delegation import DelegateRecord, DelegationRecord
from meetings.records.fields.document import CorrectionRecord, DocumentRecord, MarkRecord
from meetings.records.fields.figure import FigureRecord
from meetings.records.fields.participant import ParticipantRecord
from meetings.records.fields.person import PersonRecord
from meetings.records.fields.pledge import AmountRecord, PledgeRecord, PledgerRecord, UpdateRecord
from meetings.records.fields.reference import ReferenceRecord
from meetings.records.fields.relation import RelationRecord, StubDelegationRecord
from meetings.records.fields.session import SessionRecord
from meetings.records.fields.statement import SpeakerRecord, StatementRecord
from meetings.records.fields.topic import TopicRecord

from .matching import Sign, whole
from .wording import Wording, shown

#: what an entry of the old file is in the new one: by list and key
Now = Callable[[str, Any], Any]

#: the keys by which others refer to entries of a list
CALLED_BY = {
    "participants": ("slug", "code"),
    "people": ("key",),
    "topics": ("name",),
    "documents": ("key",),
    "agenda": ("key",),
    "sessions": ("key",),
}


def _by(*names: str) -> tuple[Sign, Sign]:
    """Entries of which all these values are alike, and one of them says something."""

    def sign(entry: Json) -> Hashable | None:
        values = [entry.get(name) for name in names]
        if not any(value not in (None, "") for value in values):
            return None
        return tuple(value if isinstance(value, Hashable) else repr(value) for value in values)

    return sign, sign


def _renamed(key: str) -> tuple[Sign, Sign]:
    """An old entry by its address, a new one by a former address that it had."""

    def address(entry: Json) -> str:
        return slugify(str(entry.get(key)))

    def former(entry: Json) -> Hashable | None:
        # Of several that became one the first has it; the others are gone.
        return next(iter(entry.get("former_slugs") or []), None)

    return address, former


def _quoted(entry: Json) -> Hashable | None:
    """The words that a mark is found by, wherever they stand."""
    passage = entry.get("passage")
    quote = passage.get("quote") if isinstance(passage, dict) else None
    return whole(quote) if isinstance(quote, dict) else None


def _marked(entry: Json) -> Hashable | None:
    words = _quoted(entry)
    return None if words is None else (entry.get("kind"), words)


_WHOLE: tuple[Sign, Sign] = (whole, whole)
_PASSAGE = _by("passage")
_SIGNS: dict[Any, Sequence[tuple[Sign, Sign]]] = {
    ParticipantRecord: [_by("slug"), _renamed("slug")],
    PersonRecord: [_by("key"), _renamed("key")],
    TopicRecord: [_by("name"), _renamed("name")],
    DocumentRecord: [_by("key"), _renamed("key")],
    AgendaItemRecord: [_by("key"), _by("title"), _PASSAGE],
    SessionRecord: [_by("key"), _by("title")],
    StatementRecord: [_by("number")],
    PledgeRecord: [_by("number")],
    FigureRecord: [_WHOLE, _by("text", "subject"), _by("text"), _PASSAGE],
    ReferenceRecord: [_WHOLE, _by("symbol"), _by("title"), _PASSAGE],
    MarkRecord: [_WHOLE, (_marked, _marked), (_quoted, _quoted), _PASSAGE],
    CorrectionRecord: [_WHOLE, _by("printed", "read"), _by("printed")],
    SpeakerRecord: [_WHOLE, _by("participant", "person"), _by("person"), _by("printed", "title")],
    PledgerRecord: [_WHOLE, _by("participant", "person"), _by("person"), _by("participant")],
    DelegateRecord: [_WHOLE, _by("person"), _by("printed"), _by("title")],
    AmountRecord: [_WHOLE, _by("text")],
    UpdateRecord: [_WHOLE, _by("date", "status"), _by("text"), _by("date")],
}


def signs_of(record: Any, now: Now) -> Sequence[tuple[Sign, Sign]]:
    """The signs by which entries of a noun are paired, the surest first."""
    if record in (DelegationRecord, StubDelegationRecord):
        return [
            (
                lambda entry: now("participants", entry.get("participant")),
                lambda entry: now("", entry.get("participant")),
            )
        ]
    if record is RelationRecord:
        return [(_other, _other), (_other_alone, _other_alone), _PASSAGE]
    return _SIGNS[record]


def _other(entry: Json) -> Hashable:
    return entry.get("relation"), _other_alone(entry)


def _other_alone(entry: Json) -> Hashable:
    return (entry.get("meeting") or {}).get("slug")


class PartNames:
    """What the parts of one file are called."""

    def __init__(self, wording: Wording) -> None:
        self._in = wording
        #: the key of the document whose marks and corrections are named
        self.document = ""

    def name(self, record: Any, entry: Json) -> str:
        """What a part is called: "¶12", "Delegation of Japan"."""
        return _NAMES[record](self, entry)

    def summary(self, record: Any, entry: Json) -> str:
        """What a part holds, in a few words; "" where its name tells it."""
        if record is StatementRecord:
            who = [self.name(SpeakerRecord, one) for one in entry.get("speakers") or []]
            said = ", ".join([*who, *filter(None, [entry.get("collective")])])
            return ": ".join(filter(None, [said, shown(entry.get("text"))]))
        if record is PledgeRecord:
            return shown(entry.get("title"))
        return ""

    # One for each noun

    def _statement(self, entry: Json) -> str:
        return f"¶{entry.get('number')}"

    def _pledge(self, entry: Json) -> str:
        return gettext("Pledge %(number)s") % {"number": entry.get("number")}

    def _delegation(self, entry: Json) -> str:
        return gettext("Delegation of %(name)s") % {"name": self._body(entry)}

    def _body(self, entry: Json) -> str:
        return self._in.participant(entry.get("participant"))

    def _agenda(self, entry: Json) -> str:
        return gettext("Agenda item %(title)s") % {"title": shown(entry.get("title"))}

    def _session(self, entry: Json) -> str:
        return gettext("Session %(title)s") % {"title": shown(entry.get("title"))}

    def _document(self, entry: Json) -> str:
        return gettext("Document %(title)s") % {"title": shown(entry.get("title"))}

    def _figure(self, entry: Json) -> str:
        return gettext("Figure %(text)s") % {"text": shown(entry.get("text"))}

    def _relation(self, entry: Json) -> str:
        title = shown(self._in.title(entry.get("meeting") or {}))
        return gettext("Related meeting %(title)s") % {"title": title}

    def _reference(self, entry: Json) -> str:
        title = shown(entry.get("title") or entry.get("symbol"))
        return gettext("Document referred to %(title)s") % {"title": title}

    def _participant(self, entry: Json) -> str:
        return gettext("Participant %(name)s") % {"name": entry.get("name")}

    def _person(self, entry: Json) -> str:
        return gettext("Person %(name)s") % {"name": entry.get("name")}

    def _topic(self, entry: Json) -> str:
        return gettext("Topic %(name)s") % {"name": shown(entry.get("name"))}

    def _speaker(self, entry: Json) -> str:
        """A person or a participant, one for the other; else as the source names them."""
        body, person = self._body(entry), self._in.entry("people", entry.get("person"))
        if body and person:
            return f"{person} ({body})"
        return body or person or str(entry.get("printed") or entry.get("title") or "")

    def _delegate(self, entry: Json) -> str:
        person = self._in.entry("people", entry.get("person"))
        return person or str(entry.get("printed") or entry.get("title") or "")

    def _text(self, entry: Json) -> str:
        return shown(entry.get("text"))

    def _update(self, entry: Json) -> str:
        date, status = (
            self._in.value(field, entry.get(field.key), entry)
            for field in fields_of(UpdateRecord)
            if field.key in ("date", "status")
        )
        return ", ".join(filter(None, [date, status]))

    def _mark(self, entry: Json) -> str:
        return shown(self._words(entry.get("passage")))

    def _correction(self, entry: Json) -> str:
        return shown(entry.get("printed") or self._words(entry.get("passage")))

    def _words(self, passage: Any) -> str:
        piece = passage[0] if isinstance(passage, list) and passage else passage
        piece = piece if isinstance(piece, dict) else {}
        text, position = self._in.texts.get(self.document), piece.get("position")
        if text is not None and isinstance(position, dict):
            return text[position.get("start", 0) : position.get("end", 0)]
        return str((piece.get("quote") or {}).get("start") or "")


_NAMES: dict[Any, Callable[[PartNames, Json], str]] = {
    ParticipantRecord: PartNames._participant,
    PersonRecord: PartNames._person,
    TopicRecord: PartNames._topic,
    DocumentRecord: PartNames._document,
    AgendaItemRecord: PartNames._agenda,
    SessionRecord: PartNames._session,
    DelegationRecord: PartNames._delegation,
    StatementRecord: PartNames._statement,
    PledgeRecord: PartNames._pledge,
    FigureRecord: PartNames._figure,
    RelationRecord: PartNames._relation,
    ReferenceRecord: PartNames._reference,
    SpeakerRecord: PartNames._speaker,
    PledgerRecord: PartNames._speaker,
    DelegateRecord: PartNames._delegate,
    AmountRecord: PartNames._text,
    UpdateRecord: PartNames._update,
    MarkRecord: PartNames._mark,
    CorrectionRecord: PartNames._correction,
    StubDelegationRecord: PartNames._body,
}
