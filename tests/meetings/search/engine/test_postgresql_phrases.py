"""Phrases of long texts on PostgreSQL are sought by pairs of words, and found as ever."""

from itertools import pairwise
from random import Random

import pytest
from django.db import connection

from meetings.models import Statement
from meetings.search.engine import search_engine
from meetings.search.engine.definition import STATEMENT_INDEX
from meetings.search.engine.expressions import And, Expression, Or, Term
from meetings.search.engine.postgresql import PostgreSQLEngine
from meetings.search.engine.postgresql_phrases import (
    FEWEST_WORDS,
    found_by_pairs,
    loose_match,
    pairs_found_sql,
)
from meetings.search.engine.postgresql_size import IndexSize
from meetings.search.engine.rebuilding import rebuild
from meetings.search.query.expansion import Branch
from meetings.search.results.key_page import newest_keys
from tests.meetings import build

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the index of PostgreSQL"
)
APPLE, CHE = Term(("apple",)), Term(("che",), prefix=True)
CRUST, CRUSTS = Term(("bread", "crust"), exact=True), Term(("bread", "crust"), prefix=True)
#: words that stand in every drawn text
COMMON = ("security", "council", "peace", "states", "united")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (CRUST, "('bread' & 'crust')"),
        (CRUSTS, "('bread' & 'crust':*)"),
        (Or((APPLE, CRUST)), "(('apple') | ('bread' & 'crust'))"),
        (And((APPLE, CRUST), (CHE,)), "(('apple') & ('bread' & 'crust'))"),
    ],
)
def test_words_of_an_expression_wherever_they_stand(expression: Expression, text: str) -> None:
    assert loose_match(expression) == text


@pytest.mark.parametrize(
    ("expression", "texts"),
    [
        (APPLE, None),
        (CRUST, ["bread crust"]),
        (CRUSTS, None),
        (Term(("the", "bread", "cru"), prefix=True), ["the bread"]),
        (Term(("ж", "1e5")), ["q2z8 1q0a15"]),
        (Or((APPLE, CRUST)), None),
        (Or((CRUST, Term(("apple", "pie")))), ["bread crust", "apple pie"]),
        (And((APPLE, CRUST), (Term(("apple", "pie")),)), ["bread crust"]),
    ],
)
def test_phrases_that_rows_must_hold(expression: Expression, texts: list[str] | None) -> None:
    found = pairs_found_sql(expression, "p.words")

    assert (found and found[1]) == texts


@pytest.fixture
def texts() -> None:
    """Forty statements with all common words, each apart; the tenth says "Security Council"."""
    rng, meeting = Random(5), build.meeting("long")  # noqa: S311  (repeatable, not secret)
    for number in range(1, 41):
        size = rng.choice((3, 2 * FEWEST_WORDS))
        words = [f"w{rng.randrange(900)}" for _ in range(size)]
        for common in COMMON:
            words += [common, *(f"w{rng.randrange(900)}" for _ in range(2))]
        if number == 10:
            words = ["long", *(f"v{at}" for at in range(FEWEST_WORDS)), *words]
            words += ["Security", "Council"]
        build.statement(meeting, number=number, text=" ".join(words))
    Statement.objects.filter(number=20).update(text="安全理事会")


def keys(engine_size: IndexSize, expression: And, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The keys of statements that hold an expression, in an index of that size."""
    monkeypatch.setattr(PostgreSQLEngine, "_size", lambda *_index: engine_size)
    return newest_keys([Branch(expression)], [], 1_000)


@on_postgresql
@pytest.mark.django_db
@pytest.mark.usefixtures("texts")
def test_phrase_of_words_that_all_texts_hold_is_read_in_few() -> None:
    expression = And((Term(("security", "council"), exact=True),))

    found = found_by_pairs(STATEMENT_INDEX, expression, "DESC")

    assert found is not None
    rows = search_engine().rows(
        f"SELECT length({STATEMENT_INDEX.name}.words) FROM {found.sql}", found.params
    )
    long_rows = [words for (words,) in rows if words >= FEWEST_WORDS]
    assert len(long_rows) == 1


@on_postgresql
@pytest.mark.django_db
@pytest.mark.usefixtures("texts")
def test_pairs_find_what_the_words_alone_find(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(2)  # noqa: S311  (repeatable, not secret)
    words = [
        word for text in Statement.objects.values_list("text", flat=True) for word in text.split()
    ]
    phrases = [
        Term(tuple(word.lower() for word in words[at : at + rng.choice((2, 3))]))
        for at in rng.sample(range(len(words) - 3), 60)
    ]
    asked = [
        *(And((phrase,)) for phrase in phrases),
        *(And((Or((one, two)),)) for one, two in pairwise(phrases)),
        And((Term(("security",)),), (Term(("security", "council")),)),
        And((Term(("peace",)), Term(("security", "council")))),
        And((Term(("security", "counc"), prefix=True),)),
        And((Term(("安全", "全理", "理事")),)),
    ]

    with_pairs = [keys(IndexSize(40, True, True), one, monkeypatch) for one in asked]
    without = [keys(IndexSize(40, True, False), one, monkeypatch) for one in asked]

    assert with_pairs == without
    assert [len(found) for found in without[-4:]] == [38, 1, 1, 1]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_register_of_an_earlier_release_has_pairs_once_rebuilt() -> None:
    engine = search_engine()
    assert isinstance(engine, PostgreSQLEngine)
    engine.execute(f"DROP INDEX {STATEMENT_INDEX.name}_pairs")
    before = engine._size(STATEMENT_INDEX).has_pairs

    rebuild()

    assert (before, engine._size(STATEMENT_INDEX).has_pairs) == (False, True)
