"""The words of published statements are kept as they are spelt."""

import pytest

from meetings.search.engine import search_engine
from meetings.search.engine.definition import WORDS_TABLE
from meetings.search.engine.vocabulary import (
    note_all,
    note_words,
    stems_beyond,
    words_like,
    words_of,
)
from tests.meetings import build

pytestmark = pytest.mark.django_db


def kept_words() -> set[str]:
    """The words that are kept."""
    return {word for (word,) in search_engine().rows(f"SELECT word FROM {WORDS_TABLE}")}


def test_words_are_folded_and_numbers_left_out() -> None:
    assert words_of(["Café, café 2007 of scarce", "A" * 41]) == {"cafe", "scarce"}


def test_cut_words_are_kept_whole_and_pairs_are_not() -> None:
    assert words_of(["disar-\nmament ที่ประชุม Ёжик"]) == {"disarmament", "disar", "mament", "ежик"}


def test_prefix_beyond_the_stem_finds_a_word_of_each_stem_that_goes_on() -> None:
    note_words(["responsible responsibly response respond"])

    assert stems_beyond("responsib") == ("responsible",)
    assert stems_beyond("respon") == ()


def test_words_like_another_begin_so_and_are_about_as_long() -> None:
    note_words(["scarce scar scarcely other"])

    assert words_like("Scarse") == ["scar", "scarce", "scarcely"]


def test_words_of_no_statement_are_forgotten_when_asked() -> None:
    note_words(["gone"])
    build.statement(build.meeting(), "Scarce.")

    assert note_all() == 1
    assert kept_words() == {"gone", "scarce"}
    assert note_all(forget=True) == 1
    assert kept_words() == {"scarce"}
