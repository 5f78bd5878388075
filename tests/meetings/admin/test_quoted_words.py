"""Quoted words of a statement, as words and as places."""

import pytest
from django.core.exceptions import ValidationError

from meetings.admin.statement import marked_words, quoted_stretches

TEXT = "Fish are many. Nets are old. Nets are few."


def test_words_are_those_at_the_places() -> None:
    assert marked_words(TEXT, [[0, 4], [15, 27]]) == ["Fish", "Nets are old"]


def test_places_of_words_are_in_order_whatever_theirs() -> None:
    assert quoted_stretches(TEXT, ["Nets are old", "Fish"]) == [[0, 4], [15, 27]]


def test_places_lead_back_to_the_words() -> None:
    words = ["Fish are many.", "Nets are few."]

    assert marked_words(TEXT, quoted_stretches(TEXT, words)) == words


@pytest.mark.parametrize("words", ["Nets are", "Meat"])
def test_words_found_several_times_or_never_are_refused(words: str) -> None:
    with pytest.raises(ValidationError, match=r"^\['Quoted words: "):
        quoted_stretches(TEXT, ["Fish", words])


def test_no_words_have_no_place() -> None:
    assert quoted_stretches(TEXT, []) == []
