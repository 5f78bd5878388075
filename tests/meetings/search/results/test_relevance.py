"""What makes a text more relevant than another."""

import pytest

from meetings.search.engine.expressions import Term
from meetings.search.results.relevance import ranked

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
    filler = [(number, "human peace") for number in range(3, 9)]

    order = ranked([(2, worse), (1, better), *filler], [HUMAN, SECURITY], set())

    assert order.index(1) < order.index(2)


def test_statement_of_whom_the_query_names_stands_before_an_equal() -> None:
    texts = [(1, "security"), (2, "security")]

    assert ranked(texts, [SECURITY], set()) == [2, 1]
    assert ranked(texts, [SECURITY], {1}) == [1, 2]
