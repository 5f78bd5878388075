"""How a meeting hangs together with others, as records state it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery

from ..dates import short_wording
from ..models import Inference, Meeting, Passage, Relation
from ..models.choices import RelationKind
from .meeting_reading import meeting_columns, meeting_of
from .plain import DocumentLink, document_columns, document_link
from .reasons import Reasons

_RELATIONS = PreparedQuery(
    lambda meeting: (
        Relation.objects.filter(meeting=meeting)
        .order_by("order", "pk")
        .values_list("id", "relation", "printed", "other__slug")
    )
)
_PUBLIC_OTHERS = PreparedQuery(
    lambda meeting: (
        Meeting.objects.public()
        .filter(slug__in=Relation.objects.filter(meeting=meeting).values("other__slug"))
        .order_by()
        .values_list(*meeting_columns())
    )
)


def _of_relation(slug: str, own: int) -> dict[str, Any]:
    return {"relation__in": _naming(slug, own).values("pk")}


def _naming(slug: str, own: int) -> Any:
    """Relations of other published records to the meeting of that slug."""
    rows = Relation.objects.published().filter(other__slug=slug)
    return rows.exclude(meeting=own)


_NAMING = PreparedQuery(
    lambda slug, own: (
        _naming(slug, own)
        .order_by(F("meeting__first_day").asc(), "meeting__slug", "order", "pk")
        .values_list("id", "relation", "printed", *meeting_columns("meeting__"))
    )
)
_QUOTES = PreparedQuery(
    lambda slug, own: (
        Passage.objects.filter(**_of_relation(slug, own))
        .order_by("order", "start", "pk")
        .values_list("relation_id", "exact", "document_id", *document_columns("document"))
    )
)
_INFERENCES = PreparedQuery(
    lambda slug, own: (
        Inference.objects.filter(**_of_relation(slug, own))
        .order_by("meeting__first_day", "meeting__slug", "relation__order", "pk")
        .values_list("relation_id", "field", "reason")
    )
)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """What a record says of another meeting; ``meeting`` is the record, where that is not known."""

    pk: int
    relation: str
    printed: str
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """One relation: the other meeting, if it is public, and what is said of it."""

    relation: RelationRow
    kind: str
    other: Meeting | None
    when: str
    reason: str


def related(meeting: int, reasons: Reasons) -> list[Related]:
    """The meetings that a record names, those alone that are public as such; two queries."""
    found = [meeting_of(row)[0] for row in _PUBLIC_OTHERS.rows(meeting)]
    public = {other.slug: other for other in found}
    return [
        Related(
            RelationRow(pk, relation, printed),
            str(RelationKind(relation).label),
            public.get(slug),
            _when(public.get(slug)),
            reasons.together("relation", pk),
        )
        for pk, relation, printed, slug in _RELATIONS.rows(meeting)
    ]


def _when(other: Meeting | None) -> str:
    return short_wording(other.date) if other and other.date else ""


@dataclass(frozen=True, slots=True)
class Naming:
    """What one record says of a meeting: the relation, and the words in each document."""

    relation: RelationRow
    words: str
    quotes: list[tuple[DocumentLink, list[str]]] = field(default_factory=list)
    inferred: list[tuple[str, str]] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The words printed, where no passage quotes them."""
        quoted = [text for _document, texts in self.quotes for text in texts]
        return "" if self.relation.printed in quoted else self.relation.printed


def naming(meeting: Meeting) -> list[Naming]:
    """What published records say of the meeting, the earliest first; one query."""
    found = []
    for pk, relation, printed, *told in _NAMING.rows(meeting.slug, meeting.pk):
        row = RelationRow(pk, relation, printed, meeting_of(told)[0])
        found.append(Naming(row, inverse(relation)))
    return found


def naming_in_full(meeting: Meeting) -> list[Naming]:
    """The same with the words of the documents and what is inferred (path, reason)."""
    found = naming(meeting)
    rows = {row.relation.pk: row for row in found}
    quotes: dict[tuple[int, int], list[str]] = {}
    for pk, exact, document, *told in _QUOTES.rows(meeting.slug, meeting.pk):
        if (pk, document) not in quotes:
            quotes[pk, document] = []
            rows[pk].quotes.append((document_link(told), quotes[pk, document]))
        if exact not in quotes[pk, document]:
            quotes[pk, document].append(exact)
    for pk, path, reason in _INFERENCES.rows(meeting.slug, meeting.pk):
        rows[pk].inferred.append((path, reason))
    return found


def inverse(relation: str) -> str:
    """A relation as the other meeting's page says it: "names it as the next meeting"."""
    return {
        RelationKind.PREVIOUS: _("names it as the meeting before"),
        RelationKind.NEXT: _("names it as the meeting to follow"),
        RelationKind.PREPARATORY: _("names it as a meeting that prepared it"),
        RelationKind.FOLLOW_UP: _("names it as a follow-up"),
        RelationKind.SIDE_EVENT: _("names it as a side event"),
        RelationKind.MENTIONED: _("mentions it"),
    }[RelationKind(relation)]
