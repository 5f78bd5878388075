"""What somebody pasted: cleaned, refused, in parts, and as it may be meant.

Covers meetings.quotes.units as well.
"""

import pytest

from meetings.quotes.asked import LONGEST, RefusedQuote, asked_quote, cleaned
from meetings.quotes.units import letters_of, units, weight


def readings(text: str) -> list[tuple[list[str], str]]:
    """The parts of each reading, and what it leaves aside."""
    return [
        ([part.text for part in reading.parts], reading.aside)
        for reading in asked_quote(text).readings
    ]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\0b\x07c\td", "a b c\td"),
        ("se\u00adcu\u200brity\ufeff", "security"),
        ("co\u00ad\noperation", "co\u00ad\noperation"),
        ("<p class=x>We <b>all</b>\u00a0agree</p>", "We  all \u00a0agree"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("e\u0301tat\ud800", "\u00e9tat?"),
    ],
)
def test_cleaned_text_keeps_what_is_seen(pasted: str, kept: str) -> None:
    assert cleaned(pasted) == kept


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("", "Paste the words that you want to check."),
        (" \n\0 ", "Paste the words that you want to check."),
        ("… “!” 。", "There is no word in this."),
        ("Peace.", "This is 1 word; give 4 or more in a row"),
        ("peace and security", "These are 3 words; give 4 or more in a row"),
        ("word " * 3648, "These are 18,239 characters; up to 2,000 are checked at a time."),
    ],
)
def test_what_cannot_be_checked_is_refused_in_words(pasted: str, told: str) -> None:
    with pytest.raises(RefusedQuote) as refused:
        asked_quote(pasted)

    assert told in str(refused.value)


def test_longest_text_is_taken() -> None:
    assert len(asked_quote("peace " * (LONGEST // 6)).text) == LONGEST - LONGEST % 6 - 1


@pytest.mark.parametrize("sign", ["…", "...", "[...]", " [ … ] ", "(…)", " . . . ", "……"])
def test_signs_that_words_are_left_out_part_a_sentence(sign: str) -> None:
    assert readings(f"We shall provide{sign}protection to people")[0] == (
        ["We shall provide", "protection to people"],
        "",
    )


def test_whole_is_read_first_then_what_stands_in_marks_then_without_its_last_clause() -> None:
    assert readings("“Peace is a daily habit”, Japan said") == [
        (["Peace is a daily habit”, Japan said"], ""),
        (["Peace is a daily habit"], ", Japan said"),
        (["Peace is a daily habit"], "Japan said"),
    ]


def test_opening_clause_is_left_aside() -> None:
    assert readings("Japan said that peace is a daily habit")[1:] == [
        (["peace is a daily habit"], "Japan said"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Peace is a habit, and no State could buy it", "Peace is a habit: of every day and of all"],
)
def test_clause_that_says_nobody_said_it_is_compared(text: str) -> None:
    assert len(readings(text)) == 1


@pytest.mark.parametrize(
    "aside", ["(Japan, 2007)", "– Ambassador Yukio Takasu", ", as Japan noted"]
)
def test_clause_of_names_or_of_saying_is_left_aside(aside: str) -> None:
    assert [parts for parts, _aside in readings(f"Peace is a daily habit {aside}")[1:]] == [
        ["Peace is a daily habit"]
    ]


def test_units_of_chinese_are_letters_and_of_cut_words_whole() -> None:
    assert [unit.form for unit in units("和平会议 re-\nsource État")] == [
        *"和平会议",
        "resource",
        "etat",
    ]
    assert [(unit.start, unit.end) for unit in units("和平会")] == [(0, 1), (1, 2), (2, 3)]
    assert weight(units("和平会议 now")) == 3
    assert letters_of(units("Co-operation")) == "cooperation"
