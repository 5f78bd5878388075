"""What PostgreSQL is asked, without a database."""

import pytest

from meetings.search.engine.definition import STATEMENT_INDEX
from meetings.search.engine.expressions import And, Expression, Or, Term
from meetings.search.engine.postgresql import PostgreSQLEngine

ENGINE = PostgreSQLEngine("default")
A, B, C = Term(("apple",)), Term(("bread", "crust"), exact=True), Term(("che",), prefix=True)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (A, "('apple')"),
        (B, "('bread' <-> 'crust')"),
        (C, "('che':*)"),
        (Term(("ж", "1e5")), "('q2z8' <-> '1q0a15')"),
        (Term(("会", "和")), "('xk90' <-> 'xo44':*)"),
        (Or((A, C)), "(('apple') | ('che':*))"),
        (And((A,), (B, C)), "(('apple') & !('bread' <-> 'crust') & !('che':*))"),
    ],
)
def test_expression_in_the_language_of_to_tsquery(expression: Expression, text: str) -> None:
    assert ENGINE.match(expression) == text


def test_conditions_name_the_index_and_take_the_words_as_a_parameter() -> None:
    name, words = STATEMENT_INDEX.name, "words @@ to_tsquery('meetings_search', %s)"

    assert ENGINE.found_sql(STATEMENT_INDEX, A) == (f"{name}.{words}", ["('apple')"])
    assert ENGINE.left_out_sql(STATEMENT_INDEX, A, "s.key") == (
        f"NOT EXISTS (SELECT 1 FROM {name} x WHERE x.key = s.key AND x.{words})",
        ["('apple')"],
    )


def test_one_trigger_follows_rows_and_one_the_emptied_table() -> None:
    assert [trigger.name.rpartition("_")[2] for trigger in ENGINE.triggers(STATEMENT_INDEX)] == [
        "row",
        "all",
    ]
