"""Passages of parts as they are set, moved and joined; the text of a statement follows."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participants.queries.prepared_rows import PreparedRows

from ..models import Document, Meeting, Passage, Statement
from ..models.owned import PARTS
from ..records.fields.passage import Span
from ..records.passages import PassageError, Quote, locate
from ..records.stored_texts import text_of
from ..records.text_index import WHITE_SPACE, TextIndex
from .errors import ActError
from .parts import owner_field

_SPACE = re.compile(f"[{WHITE_SPACE}]")
_SPACES = re.compile(f"[{WHITE_SPACE}]+")
_WORD = re.compile(f"[^{WHITE_SPACE}]+")


def trimmed(text: str, start: int, end: int) -> Span:
    """A stretch that somebody chose, without white space at its ends and with whole words.

    Raises :class:`ActError` where nothing is left of it.
    """
    start, end = max(0, start), min(end, len(text))
    while start < end and _SPACE.match(text[start]):
        start += 1
    while end > start and _SPACE.match(text[end - 1]):
        end -= 1
    if start >= end:
        raise ActError(_("No words are chosen. Choose some in the source first."))
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def words_around(text: str, span: Span, *, at: str, by: int) -> Span:
    """A stretch with its ``at`` ("start", "end") moved by some words; at least one word stays."""
    words = [found.span() for found in _WORD.finditer(text, *_near(text, span, by))]
    if at == "start":
        starts = [start for start, _end in words]
        here = sum(start < span.start for start in starts)
        place = min(max(0, here + by), len(starts) - 1)
        moved = Span(min(starts[place], _last(words, span)), span.end)
    else:
        ends = [end for _start, end in words]
        here = sum(end < span.end for end in ends)
        place = min(max(0, here + by), len(ends) - 1)
        moved = Span(span.start, max(ends[place], _first(words, span)))
    return moved


def _near(text: str, span: Span, by: int) -> tuple[int, int]:
    """Where words are sought: the stretch, and enough beside it."""
    room = 60 * (abs(by) + 1)
    start = max(0, span.start - room)
    while start and not _SPACE.match(text[start - 1]):
        start -= 1
    end = min(len(text), span.end + room)
    while end < len(text) and not _SPACE.match(text[end]):
        end += 1
    return start, end


def _last(words: Sequence[tuple[int, int]], span: Span) -> int:
    """Where the last word of a stretch begins."""
    return max((start for start, _end in words if start < span.end), default=span.start)


def _first(words: Sequence[tuple[int, int]], span: Span) -> int:
    """Where the first word of a stretch ends."""
    return min((end for _start, end in words if end > span.start), default=span.end)


def ranges_of(part: Any) -> list[Passage]:
    """The passages of a part in order, each with its document."""
    return _RANGES[owner_field(part)].rows(part.pk)


# Asked of most acts: put into SQL once.
_RANGES = {
    owner: PreparedRows(
        Passage,
        lambda number, owner=owner: Passage.objects.filter(**{owner: number}).order_by(
            "order", "pk"
        ),
        joins=("document",),
    )
    for owner in PARTS
}
# Those of the meeting itself belong to none of its parts.
_RANGES["meeting"] = PreparedRows(
    Passage,
    lambda number: Passage.objects.filter(meeting=number, **dict.fromkeys(PARTS)).order_by(
        "order", "pk"
    ),
    joins=("document",),
)


def set_ranges(
    part: Any, document: Document, spans: Iterable[Span], before: Sequence[Passage] | None = None
) -> list[Passage]:
    """Give a stored part these ranges of a document; a statement gets their words.

    ``before`` are the ranges that it has, where they were read. Gives those that it has now.
    Raises :class:`ActError` where a correction of the document lies across an edge, or quoted
    words stand no longer in a statement.
    """
    if before is None:
        before = ranges_of(part)
    owner, meeting = owner_field(part), _meeting_id(part)
    made = []
    for order, span in enumerate(spans):
        row = before[order] if order < len(before) else Passage(**{owner: part})
        row.meeting_id, row.document, row.order = meeting, document, order
        row.start, row.end = span.start, span.end
        row.exact = None if owner == "statement" else document.text[span.start : span.end]
        row.save()
        made.append(row)
    for row in before[len(made) :]:
        row.delete()
    if isinstance(part, Statement):
        set_text(part, made)
    return made


def _meeting_id(part: Any) -> int:
    if isinstance(part, Meeting):
        return int(part.pk)
    direct = getattr(part, "meeting_id", None)
    return int(direct if direct is not None else part.delegation.meeting_id)


def set_text(statement: Statement, ranges: Sequence[Passage]) -> None:
    """Give a statement the words of its passages, and its quotations their places in them.

    Words that are no longer in the text are quoted no more.
    """
    try:
        text = text_of(ranges)
    except PassageError as error:
        raise ActError(str(error)) from error
    quoted = [statement.text[start:end] for start, end in statement.quotations]
    statement.text = text
    statement.quotations = _places(text, [words for words in quoted if words in text])
    statement.save(update_fields=["text", "quotations"])


def _places(text: str, quoted: Iterable[str]) -> list[list[int]]:
    index = TextIndex(text)
    try:
        spans = [locate(index, Quote(words)) for words in quoted]
    except PassageError as error:
        raise ValidationError(_("Quoted words: %s") % error) from error
    return sorted([span.start, span.end] for span in spans)


def one_line(text: str) -> str:
    """Words of a source in one line, as a title has them."""
    return _SPACES.sub(" ", text).strip()
