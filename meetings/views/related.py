"""How a meeting hangs together with others, as records state it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ..dates import short_wording
from ..models import Document, Meeting, Passage, Relation
from ..models.choices import RelationKind
from .reasons import Reasons


@dataclass(frozen=True, slots=True)
class Related:
    """One relation: the other meeting, if it is public, and what is said of it."""

    relation: Relation
    kind: str
    other: Meeting | None
    when: str
    reason: str


def related(relations: Iterable[Relation], reasons: Reasons) -> list[Related]:
    """The meetings that a record names. One query, for those that are public."""
    rows = list(relations)
    slugs = {row.other.slug for row in rows}
    found = Meeting.objects.public().select_related("series", "country").filter(slug__in=slugs)
    public = {meeting.slug: meeting for meeting in found}
    return [
        Related(
            row,
            row.get_relation_display(),
            public.get(row.other.slug),
            _when(public.get(row.other.slug)),
            " ".join(one.reason for one in reasons.all_of("relation", row.pk)),
        )
        for row in rows
    ]


def _when(other: Meeting | None) -> str:
    return short_wording(other.date) if other and other.date else ""


def quoted_passages() -> Prefetch:
    """Passages with what names their document, its text left behind."""
    rows = Passage.objects.select_related("document").defer("document__text")
    return Prefetch("passages", rows.order_by("order", "start"))


@dataclass(frozen=True, slots=True)
class Naming:
    """What one record says of a meeting: the relation, and the words in each document."""

    relation: Relation
    words: str
    quotes: list[tuple[Document, list[str]]]

    @property
    def printed(self) -> str:
        """The words printed, where no passage quotes them."""
        quoted = [text for _document, texts in self.quotes for text in texts]
        return "" if self.relation.printed in quoted else self.relation.printed


def naming(meeting: Meeting) -> list[Naming]:
    """What published records say of the meeting, the earliest first."""
    rows = Relation.objects.published().filter(other__slug=meeting.slug)
    ordered = (
        rows.exclude(meeting=meeting)
        .select_related("meeting__series", "meeting__country")
        .prefetch_related(quoted_passages(), "inferences")
        .order_by("meeting__first_day", "meeting__slug", "order")
    )
    return [Naming(row, inverse(row), _quotes(row)) for row in ordered]


def _quotes(relation: Relation) -> list[tuple[Document, list[str]]]:
    """The passages by document, the same words once."""
    found: dict[int, tuple[Document, list[str]]] = {}
    for passage in relation.passages.all():
        _document, texts = found.setdefault(passage.document_id, (passage.document, []))
        if passage.exact not in texts:
            texts.append(passage.exact)
    return list(found.values())


def inverse(relation: Relation) -> str:
    """A relation as the other meeting's page says it: "names it as the next meeting"."""
    return {
        RelationKind.PREVIOUS: _("names it as the meeting before"),
        RelationKind.NEXT: _("names it as the meeting to follow"),
        RelationKind.PREPARATORY: _("names it as a meeting that prepared it"),
        RelationKind.FOLLOW_UP: _("names it as a follow-up"),
        RelationKind.SIDE_EVENT: _("names it as a side event"),
        RelationKind.MENTIONED: _("mentions it"),
    }[RelationKind(relation.relation)]
