"""What the desk shows of a record: its source, its parts, and how far they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from meetings.curation.acting import last_act, may_act
from meetings.curation.entries import Entry, entries_of, in_document
from meetings.curation.parts import MARKS, NOUNS, noun_label
from meetings.curation.source_lines import SourceLine, source_lines
from meetings.models import Act, Document, Finding, IntakeReport, Meeting, Passage, Topic
from meetings.models.choices import MarkKind, Sureness
from meetings.models.owned import PARTS
from meetings.records.stored_texts import document_coverage
from participants.models import Participant
from participants.queries.prepared import PreparedQuery
from participants.queries.prepared_rows import PreparedRows

from .remarks import with_remarks

#: the keys that make of words what they are, as the list of keys has them
KEYS = {
    "statement": "s",
    "delegation": "d",
    "delegate": "g",
    "pledge": "p",
    "figure": "f",
    "agendaitem": "i",
    "session": "o",
    "relation": "r",
    "reference": "q",
    "narrative": "n",
    "heading": "h",
    "label": "l",
    "furniture": "u",
}
#: documents that are offered where a record has no source yet
OFFERED = 10
#: topics that are suggested at once; of more, those that begin with what is typed
SUGGESTED = 2_000


@dataclass(frozen=True, slots=True)
class NounButton:
    """A button that makes words a part: what it sends, what it says, and its key."""

    noun: str
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class ProposalGroup:
    """Open proposals that are judged at once: those of a rule, or of a noun."""

    by: str
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """How far the record is: the share of the source that is used, and what is still to be done."""

    share: float
    gaps: int
    gap: Any
    proposals: int
    sure: int
    sureness: Sequence[ProposalGroup]
    rules: Sequence[ProposalGroup]
    nouns: Sequence[ProposalGroup]
    meeting: int
    undo: Any

    @property
    def percent(self) -> str:
        """The share; 100 only where nothing is left."""
        return "100" if self.gaps == 0 else f"{min(99.9, self.share * 100):.1f}"


@dataclass(frozen=True, slots=True)
class Desk:
    """The page."""

    meeting: Meeting
    document: Document | None
    documents: Sequence[Document]
    offered: Sequence[Document]
    lines: Sequence[SourceLine]
    entries: Sequence[Entry]
    status: DeskStatus
    may_act: bool


def buttons() -> list[NounButton]:
    """What words may be made, in the order of a summary."""
    parts = [NounButton(noun, noun_label(model), KEYS[noun]) for noun, model in NOUNS.items()]
    marks = [NounButton(kind, str(MarkKind(kind).label), KEYS[kind]) for kind in MARKS]
    return parts + marks


def sources_of(meeting: Meeting, user: Any, asked: int | None = None) -> list[Document]:
    """The documents with text that the record has passages in or was proposed from, and the one
    that is asked for where ``user`` may see documents; without their texts."""
    used = Passage.objects.filter(meeting=meeting).values("document")
    proposed = IntakeReport.objects.filter(meeting=meeting).values("document")
    which = Q(pk__in=used) | Q(pk__in=proposed)
    if asked and user.has_perm("meetings.view_document"):
        which |= Q(pk=asked)
    rows = Document.objects.filter(which).exclude(text="").defer("text")
    return list(rows.order_by("title", "key"))


def source_of(meeting: Meeting, user: Any, asked: int | None) -> Document | None:
    """The source that is asked for, else the first; None where the record has none."""
    if asked and (user.has_perm("meetings.view_document") or _OWN.rows(asked, meeting.pk)):
        found = _SOURCES.rows(asked)
        if found and found[0].text:
            return found[0]
    documents = sources_of(meeting, user, asked)
    chosen = next((one for one in documents if one.pk == asked), next(iter(documents), None))
    return Document.objects.get(pk=chosen.pk) if chosen else None


# Asked of every act: put into SQL once.
_SOURCES = PreparedRows(
    Document, lambda number: Document.objects.filter(pk__in=[number]).order_by("key")
)
_OWN = PreparedQuery(
    lambda number, meeting: (
        Document.objects.filter(pk=number)
        .filter(
            Exists(Passage.objects.filter(document=OuterRef("pk"), meeting=meeting))
            | Exists(IntakeReport.objects.filter(document=OuterRef("pk"), meeting=meeting))
        )
        .values_list("pk")
    )
)
_OPEN = PreparedQuery(
    lambda meeting: (
        Finding.objects.filter(meeting=meeting, accepted=False)
        .order_by("order", "pk")
        .values_list("rule", "sureness", *(f"{name}_id" for name in PARTS))
    )
)


def unused_documents(user: Any) -> list[Document]:
    """The documents with text that no record has passages in, the newest first."""
    if not user.has_perm("meetings.view_document"):
        return []
    rows = Document.objects.filter(passages=None).exclude(text="").defer("text")
    return list(rows.order_by("-pk")[:OFFERED])


def desk_of(meeting: Meeting, user: Any, asked: int | None) -> Desk:
    """The whole page; of the source that is asked for, else of the first."""
    documents = sources_of(meeting, user, asked)
    chosen = next((one for one in documents if one.pk == asked), next(iter(documents), None))
    document = Document.objects.get(pk=chosen.pk) if chosen else None
    entries = with_remarks(meeting, entries_of(meeting))
    lines: Sequence[SourceLine] = ()
    if document is not None:
        entries = in_document(entries, document)
        lines = source_lines(meeting, document)
    status = status_of(meeting, document, user)
    offered = [] if document else unused_documents(user)
    return Desk(
        meeting, document, documents, offered, lines, entries, status, may_act(user, meeting)
    )


def status_of(
    meeting: Meeting, document: Document | None, user: Any, undo: Act | None = None
) -> DeskStatus:
    """How far a record is; ``undo`` is the last act of ``user``, if it is known. A fixed number of
    queries.
    """
    share: float = 1.0
    gaps: Sequence[Any] = ()
    if document is not None:
        coverage = document_coverage(document, meeting)
        share, gaps = coverage.share, coverage.gaps
    rows = _OPEN.rows(meeting.pk)
    nouns = Counter(_noun(row[2:]) for row in rows)
    of_the_meeting = nouns.pop("", 0)
    rules = Counter(row[0] for row in rows)
    return DeskStatus(
        share=share,
        gaps=len(gaps),
        gap=gaps[0] if gaps else None,
        proposals=len(rows),
        sure=sum(row[1] == Sureness.SURE for row in rows),
        rules=[ProposalGroup("rule", rule, rule, n) for rule, n in rules.most_common()],
        sureness=[
            ProposalGroup("sureness", str(one), str(one.label), n)
            for one in Sureness
            if (n := sum(row[1] == one for row in rows))
        ],
        nouns=[
            ProposalGroup("noun", noun, noun_label(NOUNS[noun]), n)
            for noun, n in nouns.most_common()
            if noun in NOUNS
        ],
        meeting=of_the_meeting,
        undo=undo or last_act(meeting, user),
    )


def _noun(owners: Sequence[int | None]) -> str:
    named = zip(PARTS, owners, strict=True)
    return next((name for name, number in named if number is not None), "").replace("_", "")


def suggestions(meeting: Meeting) -> dict[str, list[str]]:
    """Names that the boxes suggest: participants, those of the meeting first, and topics."""
    rows = Participant.objects.order_by("sort_name", "slug")
    here = set(meeting.delegations.values_list("participant", flat=True))
    named: Any = rows.values_list("pk", "name")
    names = sorted(named, key=lambda row: row[0] not in here)
    topics = Topic.objects.order_by("sort_name", "slug").values_list("name", flat=True)
    return {
        "participant": list(dict.fromkeys(name for _pk, name in names)),
        "topic": list(topics[:SUGGESTED]),
    }


def desk_address(meeting: Meeting) -> str:
    """The address of the desk of a record."""
    return reverse("admin:meetings_meeting_desk", args=[meeting.pk])
