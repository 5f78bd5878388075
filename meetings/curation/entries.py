"""A record as the desk shows it: each part in a few words, in the order of its source."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from participants.models.choices import ParticipantKind
from participants.queries.prepared import PreparedQuery
from participants.queries.prepared_rows import PreparedRows

from ..models import (
    Document,
    Finding,
    Meeting,
    Passage,
    Pledger,
    Statement,
    StatementTopic,
)
from ..models.owned import PARTS
from ..models.parts import meeting_path
from ..records.held_rows import hold, is_held, statements_held
from .images import Image, images_by_part, version_of
from .parts import NOUNS, noun_label, owner_field, part_label

#: words of a part that are shown
WORDS = 40
#: nouns that have no place of their own in a source come first
_FIRST = -1

# Asked of every act on a part: put into SQL once.
_TOPICS = PreparedRows(
    StatementTopic,
    lambda owner: StatementTopic.objects.filter(statement__in=[owner]).order_by("order", "pk"),
    joins=("topic",),
)
_RANGES = {
    owner: PreparedQuery(
        lambda number, owner=owner: (
            Passage.objects.filter(**{f"{owner}__in": [number]})
            .order_by("order", "pk")
            .values_list(owner, "document", "start", "end")
        )
    )
    for owner in PARTS
}
_FOUND = {
    owner: PreparedRows(
        Finding,
        lambda number, owner=owner: Finding.objects.filter(
            **{f"{owner}__in": [number]}, accepted=False
        ).order_by("order", "pk"),
    )
    for owner in PARTS
}


@dataclass(frozen=True, slots=True)
class Range:
    """A range of a source that a part comes from: code points of a document."""

    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What intake said of a part that nobody judged yet."""

    rule: str
    sureness: str
    label: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a check says of a part; ``blocks`` publishing where it must be fixed."""

    message: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """An open comment on a part: who wrote it and what, with how many answers."""

    author: str
    text: str
    answers: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of the record, ready to print."""

    reference: str
    noun: str
    kind: str
    label: str
    who: str
    words: str
    details: Sequence[str]
    ranges: Sequence[Range]
    version: str
    missing: str = ""
    proposal: Proposal | None = None
    checks: Sequence[Check] = ()
    remarks: Sequence[Remark] = ()
    #: where one comments on it
    comment_url: str = ""

    @property
    def start(self) -> int:
        """Where it begins in its source; before everything where it has no passage."""
        return self.ranges[0].start if self.ranges else _FIRST


@dataclass(slots=True)
class _Read:
    """What hangs on the parts of one noun, by their number."""

    ranges: dict[int, list[Range]] = field(default_factory=lambda: defaultdict(list))
    proposals: dict[int, Proposal] = field(default_factory=dict)


def entries_of(
    meeting: Meeting,
    parts: Collection[Any] | None = None,
    images: Mapping[tuple[str, int], Image] | None = None,
) -> list[Entry]:
    """The parts of a record, or some of them, in the order of the source.

    A fixed number of queries a noun; fewer where the statements are held already (``held_rows``),
    and where ``images`` of all parts of a noun were just made.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for part in parts or ():
        if part.pk is not None and part._meta.model_name in NOUNS:
            numbers[str(part._meta.model_name)].append(part.pk)
    found: list[Entry] = []
    for noun, model in NOUNS.items():
        if parts is not None and noun not in numbers:
            continue
        rows = _rows(noun, meeting)
        if parts is not None:
            rows = rows.filter(pk__in=numbers[noun])
        if noun == "statement":
            held = [part for part in parts or () if isinstance(part, Statement) and is_held(part)]
            read: list[Any] = _statements(rows, numbers[noun], held)
        else:
            read = list(rows)
        found += _entries(noun, model, read, images or {})
    return sorted(found, key=lambda entry: (entry.start, [*NOUNS].index(entry.noun)))


def in_document(entries: Iterable[Entry], document: Document) -> list[Entry]:
    """Those that come from a document, and those without a passage."""
    return [
        entry
        for entry in entries
        if not entry.ranges or any(one.document == document.pk for one in entry.ranges)
    ]


def _rows(noun: str, meeting: Meeting) -> QuerySet[Any]:
    model = NOUNS[noun]
    rows: Any = model._base_manager.filter(**{meeting_path(model): meeting.pk})
    if noun == "pledge":
        makers = Pledger.objects.select_related("participant", "person").order_by("order", "pk")
        rows = rows.select_related("statement").prefetch_related(Prefetch("pledgers", makers))
    elif noun == "reference":
        rows = rows.select_related("document").defer("document__text")
    else:
        related = {
            "delegation": ["participant"],
            "delegate": ["person", "delegation__participant"],
            "relation": ["other__series"],
        }
        rows = rows.select_related(*related.get(noun, [])) if noun in related else rows
    last = "number" if noun in ("statement", "pledge") else "pk"
    return rows.order_by("order", last)


def _statements(
    rows: QuerySet[Any], numbers: Sequence[int], held: list[Statement]
) -> list[Statement]:
    """The statements of these row numbers, or of all ``rows``, with what is told of each."""
    found = held
    if not held or len(held) < len(numbers):
        found = statements_held(numbers or list(rows.values_list("pk", flat=True)))
    topics = _TOPICS.rows([row.pk for row in found])
    for row in found:
        hold(row, "topic_links", [link for link in topics if link.statement_id == row.pk])
    return found


def _entries(
    noun: str, model: Any, rows: list[Any], images: Mapping[tuple[str, int], Image]
) -> Iterator[Entry]:
    if not rows:
        return
    read = _read_with(noun, rows)
    label = model._meta.label_lower
    if any((label, row.pk) not in images for row in rows):
        images = images_by_part(rows)
    for row in rows:
        yield replace(
            _entry(noun, row),
            ranges=tuple(read.ranges[row.pk]),
            proposal=read.proposals.get(row.pk),
            version=version_of(images[label, row.pk]),
        )


def _read_with(noun: str, rows: list[Any]) -> _Read:
    read, owner = _Read(), owner_field(rows[0])
    numbers = [row.pk for row in rows]
    for number, *place in _RANGES[owner].rows(numbers):
        read.ranges[number].append(Range(*place))
    for row in _FOUND[owner].rows(numbers):
        proposal = Proposal(row.rule, row.sureness, row.get_sureness_display())
        read.proposals.setdefault(getattr(row, f"{owner}_id"), proposal)
    return read


def _entry(noun: str, row: Any) -> Entry:
    told = _TOLD[noun](row)
    return Entry(
        reference=f"{noun}-{row.pk}",
        noun=noun,
        kind=noun_label(type(row)),
        label=part_label(row) if noun in ("statement", "pledge") else noun_label(type(row)),
        who=told.who,
        words=told.words,
        details=[detail for detail in told.details if detail],
        ranges=(),
        version="",
        missing=told.missing,
    )


class _Told(NamedTuple):
    """What an entry says of a part, and asks where something is missing."""

    who: str
    words: str = ""
    details: Sequence[str] = ()
    missing: str = ""


def _statement(row: Statement) -> _Told:
    speakers = [_named(one) for one in row.speakers.all()]
    who = ", ".join([*speakers, *filter(None, [row.collective])])
    missing = "" if who or row.unattributed or row.procedural else _("Who said it?")
    topics = ", ".join(str(link.topic) for link in row.topic_links.all())
    details = [
        str(row.session) if row.session else "",
        str(row.agenda_item) if row.agenda_item else "",
        topics,
        row.get_form_display() if row.form != "reported" else "",
        row.get_delivery_display(),  # type: ignore[attr-defined]  # the field adds it
        row.language,
        _("procedural") if row.procedural else "",
        row.unattributed,
    ]
    return _Told(who, Truncator(row.text).words(WORDS), details, missing)


def _named(speaker: Any) -> str:
    """A person with the country or body; a state alone where it speaks for itself."""
    if speaker.person and speaker.participant:
        return f"{speaker.person} ({speaker.participant})"
    return str(speaker)


def _delegation(row: Any) -> _Told:
    details = [
        row.get_roles_display(),
        _unless_silent(row, "level"),
        _unless_silent(row, "presence"),
    ]
    printed = row.printed if row.printed != str(row.participant) else ""
    kind = ParticipantKind(row.participant.kind)
    details += [str(kind.label)] if kind != ParticipantKind.STATE else []
    return _Told(str(row.participant), printed, details)


def _delegate(row: Any) -> _Told:
    own = [_unless_silent(row, name) for name in ("role", "level")]
    printed = "" if row.printed == str(row) else row.printed
    return _Told(str(row), printed, [str(row.delegation.participant), row.title, *own])


def _unless_silent(row: Any, name: str) -> str:
    value = getattr(row, name)
    return "" if value in ("", "not stated") else str(getattr(row, f"get_{name}_display")())


def _pledge(row: Any) -> _Told:
    who = ", ".join([*map(_named, row.pledgers.all()), *filter(None, [row.collective])])
    details = [row.get_kind_display(), row.get_strength_display(), row.due, row.condition]
    details += [f"¶{row.statement.number}"] if row.statement else []
    return _Told(who, row.title, details, "" if who else _("Who promised it?"))


def _figure(row: Any) -> _Told:
    missing = "" if row.subject else _("What is counted?")
    return _Told(row.text, row.subject, missing=missing)


def _agenda_item(row: Any) -> _Told:
    return _Told(row.title, "; ".join(str(item) for item in row.items))


def _session(row: Any) -> _Told:
    return _Told(row.title, details=[row.kind, row.date, row.place])


def _relation(row: Any) -> _Told:
    return _Told(str(row.other), row.printed, [row.get_relation_display(), row.other.date_wording])


def _reference(row: Any) -> _Told:
    return _Told(str(row.document))


_TOLD: dict[str, Any] = {
    "statement": _statement,
    "delegation": _delegation,
    "delegate": _delegate,
    "pledge": _pledge,
    "figure": _figure,
    "agendaitem": _agenda_item,
    "session": _session,
    "relation": _relation,
    "reference": _reference,
}
