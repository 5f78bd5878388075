"""Quoted words of a statement as words instead of positions; its form is tested in test_passage."""

import pytest
from django.core.exceptions import ValidationError

from meetings.admin.statement import marked_words, quoted_stretches

TEXT = "Ruritania said that “fish are many” and “nets are old”."


def test_quoted_words_are_placed_in_order_of_the_text() -> None:
    stretches = quoted_stretches(TEXT, ["nets are old", "fish are many"])

    assert marked_words(TEXT, stretches) == ["fish are many", "nets are old"]


@pytest.mark.parametrize(("words", "count"), [("are", 2), ("whales", 0)])
def test_words_that_stand_there_never_or_twice_are_refused(words: str, count: int) -> None:
    with pytest.raises(ValidationError, match=f"{count} times"):
        quoted_stretches(TEXT, [words])
