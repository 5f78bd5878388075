"""What the units of a query are: names however they are typed, words for kinds, ordinals."""

import pytest

from meetings.search.query.language import parse_query
from meetings.search.query.name_bearers import NameBearers
from meetings.search.query.units import (
    abbreviations_as_words,
    kind_named,
    meeting_ordinal,
    name_runs,
    of_noun,
    possible_names,
    units_of,
)

NAMES = {
    name: NameBearers(participants=[number])
    for number, name in enumerate(
        ["cote divoire", "timor leste", "us", "jpn", "republic of korea", "trinidad and tobago"]
    )
}


def typed(query: str) -> list[str]:
    """The names among the units of a query, as typed."""
    units = units_of(parse_query(query).expression.parts, NAMES)
    return [unit.typed for unit in units if unit.bearers]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("côte d'ivoire", ["côte d'ivoire"]),
        ("Côte d’Ivoire fish", ["Côte d’Ivoire"]),
        ("timor-leste", ["timor-leste"]),
        ("Timor Leste", ["Timor Leste"]),
        ("U.S. and us", ["U.S."]),
        ("US", ["US"]),
        ("us", []),
        ("u.s.", ["u.s."]),
        ("trinidad & tobago", ["trinidad & tobago"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("the Republic of Korea", ["the Republic of Korea"]),
        ('"republic of korea"', []),
        ("timor -leste", []),
        ("timor* leste", []),
    ],
)
def test_name_is_known_by_how_it_is_typed(query: str, names: list[str]) -> None:
    assert typed(query) == names


@pytest.mark.parametrize(("query", "codes"), [("JPN", {"JPN"}), ("jpn", set()), ("Jpn", set())])
def test_code_stands_in_capitals(query: str, codes: set[str]) -> None:
    names = possible_names(parse_query(query).expression)

    assert set(filter(None, names.values())) == codes


def test_longest_run_of_words_comes_first() -> None:
    runs = [run.name for run in name_runs(parse_query("one two three").expression.parts)]

    assert runs == ["one two three", "one two", "one", "two three", "two", "three"]


@pytest.mark.parametrize(
    ("query", "ordinal"),
    [
        ("second meeting of friends", 2),
        ("2nd ministerial", 2),
        ("meeting 12", 12),
        ("twelfth annual meeting", 12),
        ("second generation", None),
        ("2021 meeting", None),
        ("meeting 2021", None),
        ("168 projects", None),
    ],
)
def test_ordinal_beside_a_meeting_is_its_number(query: str, ordinal: int | None) -> None:
    units = units_of(parse_query(query).expression.parts, {})

    assert meeting_ordinal(units) == ordinal


@pytest.mark.parametrize(
    ("query", "noun", "needed"),
    [
        ("fish pledges", "pledge", ["fish"]),
        ("fish pledges", "meeting", ["fish", "pledges"]),
        ("pledges", "pledge", ["pledges"]),
        ("second meeting of fish", "meeting", ["of", "fish"]),
        ("second meeting", "meeting", []),
        ("third ministerial of fish", "meeting", ["ministerial", "of", "fish"]),
        ("next meeting of fish", "meeting", ["of", "fish"]),
        ("next fish meeting held", "meeting", ["fish"]),
        ("next ministerial of fish", "meeting", ["ministerial", "of", "fish"]),
        ("next meeting of fish", "statement", ["next", "meeting", "of", "fish"]),
        ("next steps", "meeting", ["next", "steps"]),
        ("upcoming meetings", "meeting", []),
    ],
)
def test_noun_needs_no_word_for_itself(query: str, noun: str, needed: list[str]) -> None:
    units = units_of(parse_query(query).expression.parts, {})

    assert [unit.typed for unit in of_noun(units, noun)] == needed


def test_kind_is_named_beside_other_words_alone() -> None:
    def kind(query: str) -> str:
        return kind_named(units_of(parse_query(query).expression.parts, {}))

    assert kind("fish pledges") == "pledge"
    assert kind("attended cod") == "meeting"
    assert kind("pledges") == ""
    assert kind("fish") == ""


def sought(query: str) -> str:
    """What statements must hold, as typed."""
    units = units_of(parse_query(query).expression.parts, NAMES)
    return " | ".join(unit.typed for unit in of_noun(units, "statement") if not unit.is_common)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("statements by JPN", "JPN"),
        ("JPN speeches fish", "JPN | fish"),
        ("remarks on fish", "fish"),
        ("opening remarks", "opening | remarks"),
        ("statements", "statements"),
        ("pledges by JPN", "pledges | JPN"),
    ],
)
def test_word_for_statements_is_not_sought_where_it_asks_for_them(
    query: str, expected: str
) -> None:
    assert sought(query) == expected


def test_abbreviations_in_small_letters_are_words() -> None:
    units = units_of(parse_query("vicuna car us US").expression.parts, NAMES)

    assert abbreviations_as_words(units) == ["car", "us"]
