"""What uses, marks or corrects a stretch of a source document, in words and with its address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Correction, Document, Mark, Passage
from ..models.wording import statement_speakers
from ..source_text import Span

_FACTS = {
    "update": gettext_lazy("Update of a pledge"),
    "figure": gettext_lazy("Figure"),
    "delegation": gettext_lazy("Delegation"),
    "delegate": gettext_lazy("Person"),
    "agenda_item": gettext_lazy("Agenda item"),
    "session": gettext_lazy("Session"),
    "relation": gettext_lazy("Related meeting"),
    "reference": gettext_lazy("Document referred to"),
    "meeting": gettext_lazy("The meeting"),
}
_ANCHORS = {
    "figure": "#figures",
    "delegation": "#delegations",
    "delegate": "#delegations",
    "agenda_item": "#agenda",
    "session": "#statements",
    "relation": "#related",
    "reference": "#references",
    "meeting": "",
}


@dataclass(frozen=True, slots=True)
class Use:
    """What uses, marks or corrects a stretch of the source."""

    kind: str
    label: str
    url: str = ""
    read: str = ""
    reason: str = ""


def passages_in(document: Document) -> QuerySet[Passage]:
    """The passages of published records in a document, with all that names their owners."""
    return (
        Passage.objects.published()
        .filter(document=document)
        .select_related(
            "meeting",
            "statement",
            "pledge",
            "update__pledge",
            "figure",
            "delegation__participant",
            "delegate__person",
            "agenda_item",
            "session",
            "relation",
            "reference__document",
        )
        .prefetch_related("statement__speakers__participant", "statement__speakers__person")
        .order_by("start", "-end", "pk")
    )


def use_of(passage: Passage) -> Use:
    """What a passage belongs to, in words and with its address."""
    field, slug = passage.owner_field, passage.meeting.slug
    if field == "statement":
        said = passage.statement
        label = f"¶{said.number} {statement_speakers(said)}".strip()
        return Use("statement", label, reverse("statement", args=[slug, said.number]))
    if field in ("pledge", "update"):
        pledge = passage.pledge or passage.update.pledge
        label = _("Pledge %(n)d: %(title)s") % {"n": pledge.number, "title": pledge.title}
        if field == "update":
            label = f"{_FACTS[field]}: {pledge.title}"
        kind = "pledge" if field == "pledge" else "fact"
        return Use(kind, label, reverse("pledge", args=[slug, pledge.number]))
    label = str(_FACTS[field])
    if field == "relation":
        label = f"{label}: {passage.relation.printed}"
    elif field != "meeting":
        label = f"{label}: {passage.owner}"
    return Use("fact", label, reverse("meeting", args=[slug]) + _ANCHORS[field])


def spans_of(
    passages: Iterable[Passage],
    marks: Iterable[Mark],
    corrections: Iterable[Correction],
    here: Callable[[Passage], bool] = lambda passage: False,
) -> list[Span[Use]]:
    """Everything that is marked in a document; ``here`` singles out passages of one record."""
    spans = []
    for passage in passages:
        use = use_of(passage)
        if here(passage):
            use = replace(use, kind="here", url="")
        spans.append(Span(passage.start, passage.end, use))
    for mark in marks:
        use = Use(mark.kind, str(mark.get_kind_display()))
        spans.append(Span(mark.start, mark.end, use))
    for row in corrections:
        use = Use("correction", "", read=row.read, reason=row.reason)
        spans.append(Span(row.start, row.end, use))
    return spans


def fetched(rows: Any) -> list[Any]:
    """Stretches of a document in order of the text."""
    return list(rows.order_by("start", "end"))
