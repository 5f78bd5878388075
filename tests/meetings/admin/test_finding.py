"""Words or a position become the one stretch of a source, or are refused in words."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from meetings.admin.owned import PassageFormSet
from meetings.admin.passage import only_source, span_of, words_at
from meetings.models import Correction, Document, Passage
from meetings.records.passages import Quote, Span
from tests.meetings import build

TEXT = "Fish are many. Nets are old. Nets are few."


@pytest.fixture
def source() -> Document:
    """A document of a few words, which no database knows."""
    return Document(key="report", text=TEXT)


@pytest.mark.parametrize(
    ("quote", "position", "span"),
    [
        (Quote("Fish", "many."), None, Span(0, 14)),
        (Quote("Nets are old."), None, Span(15, 28)),
        (Quote("Nets", "few.", "old."), None, Span(29, 42)),
        (Quote(""), Span(15, 19), Span(15, 19)),
        (Quote("Nets are old."), Span(15, 28), Span(15, 28)),
    ],
)
def test_stretch_is_found_by_words_position_or_both(
    source: Document, quote: Quote, position: Span | None, span: Span
) -> None:
    assert span_of(source, quote, position) == span


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (Quote("Nets are"), "Passage: "),
        (Quote("Meat"), "Passage: "),
        (Quote("  "), "Give the first words of the passage."),
    ],
)
def test_words_that_lead_nowhere_are_refused(source: Document, quote: Quote, words: str) -> None:
    with pytest.raises(ValidationError) as raised:
        span_of(source, quote, None)

    assert raised.value.message.startswith(words)


def test_document_is_asked_for_and_so_is_its_text() -> None:
    with pytest.raises(ValidationError, match="Choose the document"):
        span_of(None, Quote("Fish"), None)
    with pytest.raises(ValidationError, match="is not held here"):
        span_of(Document(key="cited", text=""), Quote("Fish"), None)


def test_words_at_a_stretch_lead_back_to_it(source: Document) -> None:
    quote = words_at(TEXT, 15, 28)

    assert span_of(source, quote, None) == Span(15, 28)


def test_stretch_that_ends_in_space_has_no_words() -> None:
    assert words_at(TEXT, 0, 5) == Quote("")


def words_of(*passages: Passage) -> str:
    """What the form set of these ranges reads."""
    formset: Any = SimpleNamespace(ranges=lambda: passages)
    return PassageFormSet.text(formset)


@pytest.mark.django_db
def test_words_of_a_passage_are_those_of_the_text_as_corrected() -> None:
    source = build.document(TEXT)
    Correction.objects.create(
        document=source, start=0, end=4, printed="Fish", read="Cod", reason="Misread"
    )

    words = words_of(Passage(document=source, start=0, end=14, exact=TEXT[:14]))

    assert words == "Cod are many."
    with pytest.raises(ValidationError, match="Passage: "):
        words_of(Passage(document=source, start=2, end=14, exact=TEXT[2:14]))


@pytest.mark.django_db
def test_only_source_of_a_record_is_told_and_none_of_several() -> None:
    meeting, first, second = build.meeting(), build.document(TEXT), build.document(TEXT)
    unsaved, without = only_source(None), only_source(meeting)
    build.passage(meeting, first, 0, 4)
    build.passage(meeting, first, 15, 19)
    alone = only_source(meeting)
    build.passage(meeting, second, 0, 4)

    assert (unsaved, without, alone, only_source(meeting)) == (None, None, first, None)
