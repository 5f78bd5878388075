"""Texts whose writing alone differs are alike, and lead back to their places."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.records.loose_texts import LooseText, is_plain, loosen, nearest, without_case


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("é", "e\u0301"),
        ("’", "'"),
        ("“«", '""'),
        ("—", "-"),
        ("ﬀ", "ff"),
        ("a\u00adb", "ab"),
        ("`", "'"),
        ("ộ", "o\u0302\u0323"),
    ],
)
def test_writings_of_the_same_words_are_alike(one: str, other: str) -> None:
    assert loosen(one) == loosen(other)


@pytest.mark.parametrize(("one", "other"), [("e", "é"), ("a", "A"), ("a b", "ab"), ("'", '"')])
def test_other_words_are_not_alike(one: str, other: str) -> None:
    assert loosen(one) != loosen(other)


@given(st.text(max_size=40))
@example("ﬃe\u0301\u0323\u00ad’")
def test_whole_text_is_found_at_its_place(text: str) -> None:
    loose = LooseText(text)
    if not loose.text:
        return

    ((start, end), *_more) = loose.spans(text) or [(0, 0)]

    assert loosen(text[start:end]) == loose.text


@given(st.text(max_size=20), st.text(max_size=20))
@example("e\u0301", "\u0323a")
def test_texts_are_loosened_apart_before_a_plain_letter(one: str, other: str) -> None:
    assert is_plain("a")
    assert not is_plain("é")

    assert loosen(one + "a" + other) == loosen(one) + loosen("a" + other)


def test_spans_begin_where_they_are_asked_to() -> None:
    assert list(LooseText("é é é").spans("e\u0301", 2)) == [(2, 3), (4, 5)]
    assert list(LooseText("é é é").spans("")) == []


def test_text_ends_with_words_at_a_place_of_the_original() -> None:
    loose = LooseText("ﬁrst “word” here")

    assert loose.ends_with('"word"', 11)
    assert not loose.ends_with("here", 11)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("second word of nothing", (4, 15)),
        ("nothing of THE SECOND", (0, 10)),
        ("other", None),
        ("sec", None),
    ],
)
def test_nearest_is_the_longest_beginning_or_end(words: str, place: tuple[int, int] | None) -> None:
    assert nearest(without_case("The second word"), words) == place


def test_letters_that_case_would_move_keep_their_places() -> None:
    assert without_case("İ and b").text == loosen("İ and b")
