"""What the index gets of a text is a-z and 0-9, and nothing where the text is plain."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from participants.words.cutting import GAP, folded, forms, tokens
from participants.words.indexing import index_spelling, is_plain, search_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Council’s “resolution” – A/RES/60/1 — costs € 5…\r\n\tNext.",
        "self-defence -\n next",
        "x" * 64,
    ],
)
def test_plain_text_is_not_stored_again(text: str) -> None:
    assert is_plain(text)
    assert search_text(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café", "cafe"),
        ("security² council", "security council"),
        ("co\u00adop", "coop"),
        ("disar-\nmament", "disarmament q000 disar mament"),
        ("1e5kg", "1q0a15kg"),
        ("a\x00b", "a b"),
        ("x" * 65, "x" * 65 + "0"),
        ("ж", "q2z8"),
        ("ж2s", "q2z82s"),
        ("𠮷", "v9s2vf31"),
    ],
)
def test_any_other_text_is_stored_in_letters_of_the_index(text: str, words: str) -> None:
    assert not is_plain(text)
    assert search_text(text) == words


@given(st.text(max_size=200))
def test_index_holds_nothing_but_letters_and_digits_of_ascii(text: str) -> None:
    assert re.fullmatch("[a-z0-9 ]*", search_text(text) or "")


@given(st.text(max_size=200))
def test_plain_text_has_the_words_that_a_database_finds_in_it(text: str) -> None:
    if is_plain(text):
        assert list(forms(text)) == re.findall("[a-z0-9]+", text.lower())


@given(st.text("abж和𠮷e1", min_size=1, max_size=12), st.integers(1, 12))
@example("11eж", 3)
def test_beginning_of_a_word_is_spelt_as_the_beginning_of_its_spelling(
    word: str, size: int
) -> None:
    word = folded(word)

    assert index_spelling(word).startswith(index_spelling(word[:size], prefix=True))


@given(st.text(st.characters(min_codepoint=128, categories=["L", "M"]), min_size=1, max_size=8))
def test_word_of_another_script_ends_so_that_no_stemmer_takes_it_for_english(word: str) -> None:
    for token in tokens(word):
        spelling = index_spelling(token.form)
        assert token.form == GAP or token.form.isascii() or spelling[-1].isdigit() or (
            token.form[-1].isascii()
        )  # fmt: skip


def test_words_longer_than_any_database_takes_are_cut() -> None:
    assert index_spelling("ж" * 400) == "q2z8" * 250
    assert index_spelling("a" * 2_000) == "a" * 999 + "0"
    assert index_spelling("a" * 2_000, prefix=True) == "a" * 64
