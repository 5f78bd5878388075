"""Texts made ready to be searched."""

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.records import text_index
from meetings.records.loose_texts import LooseText, is_plain
from meetings.records.text_index import TextIndex

from .strategies import source_texts

#: letters, marks that change places, what nobody sees, ligatures, spaces
_LETTERS = "aeé’'-– ﬁ\u00ad\u0301\u0323\u034f각あが\u3099"


@given(source_texts())
def test_folded_positions_lead_back_to_the_text(text: str) -> None:
    index = TextIndex(text)

    for position, character in enumerate(index.folded):
        original = text[index.original(position)]
        assert original == character or (character == " " and not original.strip())


@given(st.text(_LETTERS, max_size=30), st.data())
@example("a\u0323\u0301b", None)
def test_what_stands_before_a_place_is_read_as_in_the_whole_text(
    text: str, data: st.DataObject | None
) -> None:
    index = TextIndex(text)
    ends = [
        place
        for place in range(len(index.folded) + 1)
        if place == len(index.folded) or is_plain(index.folded[place])
    ]
    end = data.draw(st.sampled_from(ends)) if data else 3
    words = data.draw(st.text(_LETTERS, max_size=4)) if data else "a\u0301\u0323"

    assert index.reads_before(words, end) == LooseText(index.folded).ends_with(words, end)


@pytest.mark.parametrize("gap", [" ", "字"])
def test_only_the_words_before_a_place_are_loosened(gap: str) -> None:
    index = TextIndex(gap.join(["It said: ”"] * 1_000))
    loosened: list[str] = []

    def noted(text: str) -> LooseText:
        loosened.append(text)
        return LooseText(text)

    with patch.object(text_index, "LooseText", noted):
        assert index.reads_before('said: "', len(index.folded))
    assert [len(text) for text in loosened] == [7]
