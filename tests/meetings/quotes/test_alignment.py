"""A sentence laid beside a text: exact, nearly, in parts; whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.history.runs import RunKind
from meetings.quotes.alignment import Compared, Found, differences_in_print, found_in
from meetings.quotes.asked import Part, Reading
from meetings.quotes.units import units

TEXT = (
    "Egypt said that peace is a habit of every day, and that no State could buy it. "
    "The Chair thanked the delegations for their patience and for the co-\noperation of all."
)
WORDS = st.lists(
    st.sampled_from(["peace", "the", "of", "habit", "和平", "day,", "État"]), min_size=1
)


def found(text: str, *parts: str) -> Found:
    """What of a sentence stands in a text; something must."""
    reading = Reading([Part(part, units(part)) for part in parts])
    result = found_in(reading, Compared(text))
    assert result is not None
    return result


def runs(result: Found) -> list[tuple[str, str]]:
    """The runs of all parts: kind and text."""
    return [(run.kind.value, run.text) for part in result.there for run in part.runs]


@pytest.mark.parametrize(
    "words",
    [
        "peace is a habit of every day",
        "PEACE is — a “habit” of every day!",
        "the cooperation of all",
        "the co-operation of all",
    ],
)
def test_words_in_a_row_are_exact_whatever_signs_and_cut_lines(words: str) -> None:
    result = found(TEXT, words)

    assert (result.is_exact, result.share, result.left_out) == (True, 1, False)


def test_word_that_a_longer_one_begins_with_is_not_exact() -> None:
    assert not found("peace is a habitat", "peace is a habit").is_exact


def test_words_that_differ_are_told() -> None:
    result = found(TEXT, "peace is the custom of every day and no State could buy it")

    assert not result.is_exact
    assert runs(result) == [
        ("same", "peace is"),
        ("gone", "the custom"),
        ("new", "a habit"),
        ("same", "of every day, and"),
        ("new", "that"),
        ("same", "no State could buy it"),
    ]
    assert result.longest == 5


def test_lone_word_far_away_is_no_part_of_what_was_found() -> None:
    result = found(TEXT, "a habit of every day for all")

    assert runs(result) == [("same", "a habit of every day"), ("gone", "for all")]


@pytest.mark.parametrize(
    ("parts", "in_order", "left_out"),
    [
        (("peace is a habit", "no State could buy it"), True, True),
        (("peace is a habit", "of every day"), True, False),
        (("no State could buy it", "peace is a habit"), False, False),
    ],
)
def test_parts_are_told_to_stand_in_order(
    parts: tuple[str, str], in_order: bool, left_out: bool
) -> None:
    result = found(TEXT, *parts)

    assert (result.in_order, result.left_out, result.is_exact) == (in_order, left_out, in_order)


def test_nothing_is_found_where_no_word_stands() -> None:
    reading = Reading([Part("quite other things", units("quite other things"))])

    assert found_in(reading, Compared(TEXT)) is None
    assert found_in(reading, Compared("")) is None


@given(WORDS, st.data())
def test_words_of_a_text_in_a_row_are_found_exactly(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    text, asked = " ".join(words), " ".join(words[start:end])

    result = found(text, asked)

    assert result.is_exact
    (part,) = result.there
    assert units(text[part.start : part.end])[0].form == units(asked)[0].form
    assert not differences_in_print(asked, text[part.start : part.end])


@given(WORDS, WORDS)
def test_runs_hold_all_words_asked_and_all_of_the_text_between(
    words: list[str], asked: list[str]
) -> None:
    text, sentence = " ".join(words), " ".join(asked)
    result = found_in(Reading([Part(sentence, units(sentence))]), Compared(text))
    for part in result.there if result else ():
        printed = [run.text for run in part.runs if run.kind is not RunKind.GONE]
        there = text[part.start : part.end]
        assert forms(" ".join(printed)) == forms(there)
        of_sentence = [run.text for run in part.runs if run.kind is not RunKind.NEW]
        assert "".join(forms(" ".join(of_sentence))) == "".join(forms(sentence))
        assert 0 < part.found <= part.whole


def forms(text: str) -> list[str]:
    """The units of a text."""
    return [unit.form for unit in units(text)]


@pytest.mark.parametrize(
    ("asked", "printed", "differing"),
    [
        ("Peace is a habit", "Peace is\na habit", []),
        ("“Peace is a habit.”", "Peace is a habit", []),
        ("the cooperation", "the co-\noperation", []),
        ("peace is a habit", "Peace is a habit", ["case"]),
        ("a 'habit' - of day", "a ‘habit’ – of day", ["marks"]),
        ("no, peace", "no peace", ["signs"]),
        ("l'etat", "l'état", ["letters"]),
        ("no where", "nowhere", ["letters"]),
    ],
)
def test_differences_in_print(asked: str, printed: str, differing: list[str]) -> None:
    assert differences_in_print(asked, printed) == differing
