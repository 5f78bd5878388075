"""The page of one statement, with its source beside it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..models import Correction, Document, Inference, Mark, Passage, Statement
from ..models.choices import Noun
from ..models.wording import statement_speakers
from ..source_text import line_at, line_bounds
from .citation import cite_statement
from .inferred import value_words
from .lookup import part_elsewhere
from .parameters import reads
from .reasons import Reasons
from .searched import PARAMETER, Searched
from .source_pane import Pane, near_pane
from .source_uses import fetched, passages_in, spans_of
from .speech import FETCHED, Link, delivery_words, speech


@reads(PARAMETER)
def statement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one statement.

    A retired number, or one of a withdrawn record, is gone (410); a former address of the
    meeting redirects for good.
    """
    rows = Statement.objects.published().filter(meeting__slug=slug, number=number)
    found = (
        rows.select_related("meeting__series", "meeting__country", "session", "agenda_item")
        .prefetch_related(*FETCHED, "mentions", "figures")
        .first()
    )
    if found is None:
        return part_elsewhere(slug, Noun.STATEMENT, number)
    return render(
        request, "meetings/statement_detail.html", statement_context(found, Searched(request))
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document the statement stands."""

    line: int
    last_line: int
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """A document, the places in it, the corrections there, and its lines beside the record."""

    document: Document
    places: list[Place]
    corrections: list[Correction]
    pane: Pane


def statement_context(statement: Statement, searched: Searched) -> dict[str, Any]:
    """All that the page of a statement prints, in a fixed number of queries a document."""
    reasons = Reasons(Inference.objects.published().filter(statement=statement))
    own = list(
        Passage.objects.published()
        .filter(statement=statement)
        .select_related("document")
        .order_by("document", "start")
    )
    by_document: dict[int, list[Passage]] = {}
    for passage in own:
        by_document.setdefault(passage.document_id, []).append(passage)
    return {
        "statement": statement,
        "meeting": statement.meeting,
        "speech": speech(statement, reasons, searched),
        "delivery": delivery_words(statement),
        "replies": replies(statement),
        "answered": answered(statement),
        "reply_reason": reasons.of("in_reply_to", field="statement", owner=statement.pk),
        "provenances": [provenance(statement, passages) for passages in by_document.values()],
        "inferred": [
            (value_words(row.field), row.reason)
            for row in reasons.all_of("statement", statement.pk)
        ],
        "citation": cite_statement(statement),
        **neighbours(statement),
    }


def provenance(statement: Statement, own: list[Passage]) -> Provenance:
    """One document that the statement comes from."""
    document = own[0].document
    corrections = fetched(Correction.objects.filter(document=document))
    used = passages_in(document).filter(meeting=statement.meeting)
    spans = spans_of(
        used.filter(Q(statement__isnull=False) | Q(pledge__isnull=False)),
        fetched(Mark.objects.filter(document=document)),
        corrections,
        here=lambda passage: passage.statement_id == statement.pk,
    )
    bounds = line_bounds(document.text)
    places = [
        Place(
            line_at(bounds, passage.start),
            line_at(bounds, passage.end - 1),
            f"{passage.start:,}",
            f"{passage.end:,}",
        )
        for passage in own
    ]
    return Provenance(
        document,
        places,
        [
            row
            for row in corrections
            if any(row.start < passage.end and passage.start < row.end for passage in own)
        ],
        near_pane(document, spans),
    )


def _short(other: Statement) -> Link:
    who = statement_speakers(other)
    words = _("%(who)s, ¶%(n)d") if who else _("¶%(n)d")
    return Link(words % {"who": who, "n": other.number}, other.get_absolute_url())


def _named(rows: Any) -> list[Statement]:
    """Statements with what their name in a link needs."""
    ordered = rows.select_related("meeting").prefetch_related(
        "speakers__participant", "speakers__person"
    )
    return list(ordered.order_by("order", "number"))


def replies(statement: Statement) -> list[Link]:
    """The statements that take this one up."""
    return [
        _short(row) for row in _named(Statement.objects.published().filter(in_reply_to=statement))
    ]


def answered(statement: Statement) -> list[Link]:
    """The statements that this one replies to."""
    return [_short(row) for row in _named(Statement.objects.published().filter(replies=statement))]


def neighbours(statement: Statement) -> dict[str, Any]:
    """The statements before and after in the meeting, as components/pager_steps.html has them."""
    rows = Statement.objects.published().filter(meeting=statement.meeting)
    rows = rows.select_related("meeting").prefetch_related(
        "speakers__participant", "speakers__person"
    )
    at = statement.key
    before = rows.filter(key__lt=at).order_by("-key").first()
    after = rows.filter(key__gt=at).order_by("key").first()
    return {
        "previous": _step(before) if before else None,
        "next": _step(after) if after else None,
    }


def _step(other: Statement) -> dict[str, str]:
    link = _short(other)
    return {"url": link.url, "label": link.text}
