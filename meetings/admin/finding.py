"""From first and last words to the place in a source, for forms."""

from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.models import Document, Meeting, Passage
from meetings.records.passages import (
    PassageError,
    Quote,
    Span,
    TextIndex,
    make_quote,
    resolve,
)
from meetings.records.stored_texts import text_of


@lru_cache(maxsize=8)
def index_of(text: str) -> TextIndex:
    """A text made ready to be searched; the last few are kept."""
    return TextIndex(text)


def words_at(text: str, start: int, end: int) -> Quote:
    """First words, last words and words before that lead to a stretch; all empty if none do."""
    return make_quote(index_of(text), Span(start, end)) or Quote("")


def find(document: Document | None, quote: Quote, position: Span | None) -> Span:
    """The one stretch that words, a position, or both stand for.

    Raises ``ValidationError`` with the count where the words are found never or several times.
    """
    if document is None:
        raise ValidationError(_("Choose the document that holds these words."))
    if not document.text:
        raise ValidationError(_("The text of this document is not held here."))
    words = quote if quote.start.strip() else None
    if words is None and position is None:
        raise ValidationError(_("Give the first words of the passage."))
    try:
        return resolve(index_of(document.text), words, position)
    except PassageError as error:
        raise ValidationError(_("Passage: %s") % error) from error


def reading(ranges: list[Passage]) -> str:
    """The words of ranges, as the corrections of their documents read them.

    Raises ``ValidationError`` where a correction lies across the edge of a range.
    """
    try:
        return text_of(ranges)
    except PassageError as error:
        raise ValidationError(_("Passage: %s") % error) from error


def only_source(meeting: Meeting | None) -> Any:
    """The document that all passages of the meeting lie in; None if there are several."""
    if meeting is None or meeting.pk is None:
        return None
    documents = Document.objects.filter(passages__meeting=meeting).distinct()[:2]
    return documents[0] if len(documents) == 1 else None
