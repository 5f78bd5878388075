"""What makes a text more relevant than another."""

from typing import Any

import pytest

from meetings.search.engine.expressions import Term
from meetings.search.query.language import parse_query
from meetings.search.results.relevance import Candidate, ranked


def said(key: int, text: str, **more: Any) -> Candidate:
    """A candidate that said so much and no more."""
    candidate = Candidate(key, text, len(text), None, None)
    for name, value in more.items():
        setattr(candidate, name, value)
    return candidate


HUMAN, SECURITY = Term(("human",)), Term(("security",))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("security and security", "security and peace"),
        ("human security", "security of the human"),
        ("security first of all", "of all things said here at length, security"),
        ("human and security", "security and security"),
    ],
)
def test_text_that_answers_better_stands_first(better: str, worse: str) -> None:
    filler = [said(number, "human peace") for number in range(3, 9)]

    order = ranked(
        [said(2, worse), said(1, better), *filler], [HUMAN, SECURITY], set(), "human security"
    )

    assert order.index(1) < order.index(2)


def test_statement_of_whom_the_query_names_stands_before_an_equal() -> None:
    texts = [said(1, "security"), said(2, "security")]

    assert ranked(texts, [SECURITY], set()) == [2, 1]
    assert ranked(texts, [SECURITY], {1}) == [1, 2]


@pytest.mark.parametrize(
    "more",
    [
        {"topics": ["Human security"]},
        {"session": "Human security"},
        {"agenda_item": "Human security and peace"},
        {"offices": ["Chair of the Commission on Human Security"]},
    ],
    ids=["topic", "session", "agenda item", "office"],
)
def test_statement_under_a_heading_of_the_words_stands_before_an_equal(
    more: dict[str, Any],
) -> None:
    texts = [said(1, "human security", **more), said(2, "human security")]

    assert ranked(texts, [HUMAN, SECURITY], set()) == [1, 2]


def test_topic_that_is_the_words_weighs_more_than_one_that_holds_them() -> None:
    texts = [
        said(1, "human security", topics=["Human security"]),
        said(2, "human security", topics=["Operationalization of human security"]),
    ]

    assert ranked(texts, [HUMAN, SECURITY], set()) == [1, 2]


def test_words_near_each_other_weigh_more_than_words_far_apart() -> None:
    apart = " and so on and so forth" * 12
    texts = [
        said(1, f"human beings need security{apart}"),
        said(2, f"human beings{apart} need security"),
    ]

    assert ranked(texts, [HUMAN, SECURITY], set()) == [1, 2]


def test_text_without_spaces_is_ranked_by_its_words() -> None:
    (term,) = parse_query("和平会议").terms
    texts = [
        said(1, "大会讨论和平会议的成果。和平会议重要。"),
        said(2, "和平会议" + "其他事项" * 50),
    ]

    assert ranked(texts, [term], set()) == [1, 2]
    assert ranked([*texts, said(3, "和平的会议")], [term], set())[-1] == 3
