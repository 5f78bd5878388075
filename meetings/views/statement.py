"""The page of one statement, with its source beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..addresses import numbered_address
from ..models import Document
from ..models.choices import Noun
from ..models.wording import statement_speakers
from ..source_text import line_at, line_bounds
from . import speech_parts, statement_reading
from .citation import cite_statement
from .inferred import value_words
from .lookup import part_elsewhere
from .near_lines import lines_near
from .plain import Spoken
from .reasons import Reason, Reasons
from .searched import Searched
from .source_pane import Pane, near_pane
from .source_uses import corrections_between, marks_between, said_between, spans_of
from .sources import CorrectionRow
from .speech import Link, Parts, Speeches, delivery_words
from .statement_reading import Cited, Found


def statement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one statement.

    A retired number, or one of a withdrawn record, is gone (410); a former address of the
    meeting redirects for good.
    """
    found = statement_reading.found(slug, number)
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
    corrections: list[CorrectionRow]
    pane: Pane


def statement_context(found: Found, searched: Searched) -> dict[str, Any]:
    """All that the page of a statement prints, in a fixed number of queries a document."""
    pk, meeting, said = found.pk, found.meeting, found.said
    inferences = [
        Reason("statement", pk, path, reason)
        for path, reason in statement_reading.INFERENCES.rows(pk)
    ]
    reasons = Reasons(inferences)
    voices = speech_parts.voices(speech_parts.SPEAKERS.rows(pk)).get(pk, [])
    topics = speech_parts.topics(speech_parts.TOPICS.rows(pk)).get(pk, [])
    whole = statement_reading.whole(found, [voice for voice, _behalf in voices], topics)
    return {
        "statement": whole,
        "meeting": meeting,
        "speech": Speeches(reasons, searched).speech(said, Parts(voices, topics)),
        "delivery": delivery_words(said.delivery),
        "replies": [_link(other) for other in statement_reading.replies(found)],
        "answered": [_link(other) for other in statement_reading.answered(found)],
        "reply_reason": reasons.of("in_reply_to", field="statement", owner=pk),
        "provenances": provenances(found),
        "inferred": [(value_words(row.field), row.reason) for row in inferences],
        "citation": cite_statement(meeting, said.number, whole.speakers_wording, said.url),
        **neighbours(found),
    }


def provenances(found: Found) -> list[Provenance]:
    """The documents that a statement comes from."""
    return [provenance(found, cited) for cited in statement_reading.documents(found.pk)]


def provenance(found: Found, cited: Cited) -> Provenance:
    """One document, with the places of the statement in it."""
    document, own = cited.document, cited.places
    bounds = line_bounds(document.text)
    near = lines_near(bounds, own)
    start = min([first for first, _end in own] + [bounds[n - 1][0] for n in near[:1]])
    end = max([last for _start, last in own] + [bounds[n - 1][1] for n in near[-1:]])
    corrections = corrections_between(document.pk, start, end) if cited.corrected else []
    spans = spans_of(
        said_between(document.pk, found.meeting.pk, start, end),
        marks_between(document.pk, start, end),
        corrections,
        here=found.pk,
    )
    return Provenance(
        document,
        [
            Place(line_at(bounds, first), line_at(bounds, last - 1), f"{first:,}", f"{last:,}")
            for first, last in own
        ],
        [
            row
            for row in corrections
            if any(row.start < last and first < row.end for first, last in own)
        ],
        near_pane(document, spans, bounds, near),
    )


def _link(other: Spoken) -> Link:
    said: Any = other
    who = statement_speakers(said)
    words = _("%(who)s, ¶%(n)d") if who else _("¶%(n)d")
    url = numbered_address("statement", other.slug, other.number)
    return Link(words % {"who": who, "n": other.number}, url)


def neighbours(found: Found) -> dict[str, Any]:
    """The statements before and after in the meeting, as components/pager_steps.html has them."""
    before, after = statement_reading.neighbours(found)
    return {
        "previous": _step(before) if before else None,
        "next": _step(after) if after else None,
    }


def _step(other: Spoken) -> dict[str, str]:
    link = _link(other)
    return {"url": link.url, "label": link.text}
