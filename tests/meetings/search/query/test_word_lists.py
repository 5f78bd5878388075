"""Words that a question is made of."""

import pytest

from meetings.search.engine.normal_form import folded
from meetings.search.query.word_lists import (
    COMMON_WORDS,
    KIND_WORDS,
    MEETING_WORDS,
    ORDINALS,
    WORDS_AND_ABBREVIATIONS,
    ordinal_of,
)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("first", 1), ("second", 2), ("twentieth", 20), ("1st", 1), ("2nd", 2), ("3rd", 3),
        ("112th", 112), ("2", None), ("nd", None), ("second2", None), ("north", None),
        ("99999th", None), ("", None),
    ],
)  # fmt: skip
def test_ordinal_is_read_in_words_and_digits(word: str, number: int | None) -> None:
    assert ordinal_of(word) == number


def test_words_stand_in_normal_form_and_for_one_thing() -> None:
    every = [*COMMON_WORDS, *KIND_WORDS, *MEETING_WORDS, *ORDINALS, *WORDS_AND_ABBREVIATIONS]

    assert [word for word in every if folded(word) != word] == []
    assert COMMON_WORDS & KIND_WORDS.keys() == set()
    assert COMMON_WORDS & ORDINALS.keys() == set()
    assert COMMON_WORDS.isdisjoint({"us", "car"})
