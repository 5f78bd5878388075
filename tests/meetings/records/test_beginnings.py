"""Places where the same words begin, by what stands before them."""

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from meetings.records import beginnings
from meetings.records.beginnings import Beginnings, without_space
from meetings.records.loose_texts import LooseText

_LETTERS = "aeé’'- \u00ad\u0301\u0323"


@given(st.lists(st.text(_LETTERS, max_size=6), max_size=8), st.text(_LETTERS, min_size=1))
@example(["a\u0323", "a"], "a\u0323\u0301")
@example(["e\u0301", "é", "e"], "é")
@example(["", "\u00ad" * 7 + "a"], "a")
def test_no_place_after_the_words_is_left_out(before: list[str], words: str) -> None:
    text = "".join(f"{piece} X" for piece in before) + "."
    positions = [place for place, letter in enumerate(text) if letter == "X"]

    with patch.multiple(beginnings, _MANY=0, _LETTERS=3, _AROUND=5):
        found = Beginnings(text, positions).perhaps_after(words)

    whole = LooseText(text)
    for place in positions:
        end = without_space(text, place)
        if text.endswith(words, 0, end) or whole.ends_with(words, end):
            assert place in found
    assert list(found) == sorted(found)


def test_few_of_many_places_are_left() -> None:
    text = "".join(f"speaker {n} Thanks. " for n in range(1_000))
    positions = [place for place in range(len(text)) if text.startswith("Thanks", place)]

    found = Beginnings(text, positions).perhaps_after("speaker 417")

    assert [text[place - 12 : place] for place in found] == ["speaker 417 "]
