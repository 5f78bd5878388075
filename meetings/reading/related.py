"""How a meeting hangs together with others, as records state it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery

from ..models import Inference, Meeting, Passage, Relation
from ..models.choices import RelationKind
from .evidence import InferredRow, QuoteRow
from .inferred import Reasons
from .labels import labels
from .links import DocumentLink
from .meeting import PlacedMeeting, short_date
from .meeting_reasons import give_reasons, is_described


@dataclass(slots=True)
class RelatedRow:
    """What a record says of another meeting; that meeting, if it is public.

    The reasons say why a value is inferred: ``reason`` the relation itself.
    """

    pk: int
    relation: str
    printed: str
    other_slug: Annotated[str, F("other__slug")]
    other: PlacedMeeting | None = None
    reason: str = ""
    stage_reason: str = ""

    @property
    def kind(self) -> str:
        """The relation in words."""
        return labels(RelationKind)[self.relation]

    @property
    def when(self) -> str:
        """The date of the other meeting; empty where that is not public, or not dated."""
        return short_date(self.other) if self.other else ""


class DocumentQuotes(NamedTuple):
    """The words that one document has."""

    document: DocumentLink
    texts: list[str]


@dataclass(slots=True)
class NamingRelation:
    """What another record says of a meeting, and the words of its documents."""

    pk: int
    relation: str
    printed: str
    described: dict[str, Any]
    meeting: PlacedMeeting
    quotes: Sequence[DocumentQuotes] = ()
    inferred: Sequence[InferredRow] = ()

    @property
    def words(self) -> str:
        """The relation as the other meeting's page says it."""
        return inverse(self.relation)

    @property
    def unquoted(self) -> str:
        """The words printed, where no passage quotes them."""
        quoted = [text for quotes in self.quotes for text in quotes.texts]
        return "" if self.printed in quoted else self.printed


@dataclass(slots=True)
class QuoteOfRelation(QuoteRow):
    """The words in which a source names another meeting."""

    relation_id: int


@dataclass(slots=True)
class InferredOfRelation(InferredRow):
    """What is inferred of another meeting."""

    relation_id: int


def _naming(slug: str, own: int) -> Any:
    """Relations of other published records to the meeting of that slug."""
    rows = Relation.objects.published().filter(other__slug=slug)
    return rows.exclude(meeting=own)


def _of_naming(slug: str, own: int) -> dict[str, Any]:
    return {"relation__in": _naming(slug, own).values("pk")}


_RELATED = PreparedQuery(
    lambda meeting: Relation.objects.filter(meeting=meeting).order_by("order", "pk"), RelatedRow
)
_PUBLIC_OTHERS = PreparedQuery(
    lambda meeting: (
        Meeting.objects.public()
        .filter(slug__in=Relation.objects.filter(meeting=meeting).values("other__slug"))
        .order_by()
    ),
    PlacedMeeting,
)
_NAMING = PreparedQuery(
    lambda slug, own: _naming(slug, own).order_by(
        F("meeting__first_day").asc(), "meeting__slug", "order", "pk"
    ),
    NamingRelation,
)
_QUOTES = PreparedQuery(
    lambda slug, own: Passage.objects.filter(**_of_naming(slug, own)).order_by(
        "order", "start", "pk"
    ),
    QuoteOfRelation,
)
_INFERRED = PreparedQuery(
    lambda slug, own: Inference.objects.filter(**_of_naming(slug, own)).order_by(
        "meeting__first_day", "meeting__slug", "relation__order", "pk"
    ),
    InferredOfRelation,
)


def related_to(meeting: int, reasons: Reasons) -> list[RelatedRow]:
    """The meetings that a record names, those alone that are public as such; four queries."""
    public = {other.slug: other for other in _PUBLIC_OTHERS.rows(meeting)}
    give_reasons(public.values())
    relations = _RELATED.rows(meeting)
    for relation in relations:
        relation.other = public.get(relation.other_slug)
        _give_reasons(relation, reasons)
    return relations


def _give_reasons(relation: RelatedRow, reasons: Reasons) -> None:
    def why(*paths: str) -> str:
        return reasons.of(*paths, field="relation", owner=relation.pk)

    relation.reason = why("relation")
    relation.stage_reason = why("meeting/stage")


def naming(slug: str, meeting: int) -> list[NamingRelation]:
    """What published records say of a meeting, the earliest first; two queries."""
    relations = _NAMING.rows(slug, meeting)
    give_reasons(relation.meeting for relation in relations)
    return relations


def naming_in_full(slug: str, meeting: int) -> list[NamingRelation]:
    """The same with the words of the documents and what is inferred; four queries."""
    relations = naming(slug, meeting)
    by_number = {relation.pk: relation for relation in relations}
    quotes: dict[tuple[int, str], DocumentQuotes] = {}
    for quote in _QUOTES.rows(slug, meeting):
        relation, key = by_number[quote.relation_id], (quote.relation_id, quote.document.key)
        if key not in quotes:
            quotes[key] = DocumentQuotes(quote.document, [])
            relation.quotes = (*relation.quotes, quotes[key])
        if quote.exact not in quotes[key].texts:
            quotes[key].texts.append(quote.exact)
    for row in _INFERRED.rows(slug, meeting):
        relation = by_number[row.relation_id]
        relation.inferred = (*relation.inferred, row)
    return relations


def inferred_by_all(relations: Sequence[NamingRelation]) -> list[InferredRow]:
    """What is inferred of a meeting: a value that one of the records prints is not."""
    return [
        row
        for relation in relations
        for row in relation.inferred
        if not any(_prints(other, row.path) for other in relations)
    ]


def _prints(relation: NamingRelation, path: str) -> bool:
    """Whether a record states the value at a path of the other meeting, and does not infer it."""
    inferred = any(row.path == path for row in relation.inferred)
    return is_described(relation.described, path) and not inferred


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
