"""An address is read aloud, whatever script its title is in, or asked for."""

import pytest

from participants.slugs import is_slug, latin_slug


@pytest.mark.parametrize("text", ["a", "7", "fish-1", "a-b-c"])
def test_slug_is_lower_case_letters_and_digits_joined_by_hyphens(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["", "Upper-Case", "under_score", "a--b", "-lead", "trail-", "a b", "é", "a\n", "٣"]
)
def test_slug_is_nothing_else(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("First Meeting, 7–8 November 2007", "first-meeting-7-8-november-2007"),
        ("Côte d’Ivoire & the U.S.A.", "cote-divoire-the-usa"),
        ("Tromsø, Łódź, Straße", "tromso-lodz-strasse"),
        ("under_score a--b", "under-score-a-b"),
        ("Новый порядок", "novyy-poryadok"),
        ("Ελλάδα", "ellada"),
        ("和平会议 2007", "he-ping-hui-yi-2007"),
        ("ひらがな", "hiragana"),
        ("한국 평화", "hangug-pyeonghwa"),
        ("สันติภาพ", "santiphaph"),
    ],
)
def test_title_is_written_in_latin_letters(title: str, slug: str) -> None:
    assert latin_slug(title) == slug
    assert is_slug(slug)


@pytest.mark.parametrize("title", ["الحوار الوطني", "עברית", "नमस्ते", "🐟", "’–…", "", " "])
def test_title_of_which_consonants_or_nothing_would_be_left_gives_no_address(title: str) -> None:
    assert latin_slug(title) == ""


def test_few_foreign_letters_are_left_out() -> None:
    assert latin_slug("Meeting of Friends (حوار)") == "meeting-of-friends"


def test_long_title_is_cut_between_words() -> None:
    assert latin_slug("word " * 5, 17) == "word-word-word"
    assert latin_slug("word " * 5, 14) == "word-word-word"
    assert latin_slug("x" * 200) == "x" * 120
