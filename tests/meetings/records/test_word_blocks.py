"""Finding words in the stretches of a long text that hold them all."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.records import word_blocks
from meetings.records.word_blocks import WordBlocks


@pytest.fixture(autouse=True, scope="module")
def short_texts_are_cut_too() -> Iterator[None]:
    with patch.multiple(word_blocks, _LONG=0, _BLOCKS=8):
        yield


def everywhere(text: str, words: str, start: int) -> list[int]:
    return [at for at in range(start, len(text)) if text.startswith(words, at)]


@given(st.text("ab ", min_size=8, max_size=60), st.text("ab ", min_size=1), st.integers(0, 20))
@example("aa aa aa aa aa aa", "a aa a", 0)
@example("ab  ab  ab ab", "b  ab ", 1)
@example("a b a b a b a b a b a b a b a b", "b a b a b a b a b a b a b", 0)
def test_every_place_of_words_is_found(text: str, words: str, start: int) -> None:
    found = list(WordBlocks(text).occurrences(words, start))

    assert found == everywhere(text, words, start)


def test_words_across_the_edges_of_blocks_are_found() -> None:
    text = " ".join(f"word{n}" for n in range(100))

    for first in range(96):
        words = " ".join(f"word{n}" for n in range(first, first + 4))
        assert list(WordBlocks(text).occurrences(words)) == [text.index(words)]


def test_only_blocks_that_hold_the_words_are_searched() -> None:
    blocks = WordBlocks(" ".join(f"word{n}" for n in range(800)))

    stretches = list(blocks._stretches("word400 word401 word402"))

    assert sum(end - start for start, end in stretches) < len(blocks.text) / 3
