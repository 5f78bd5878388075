"""What FTS5 is asked, without a database."""

import pytest

from meetings.search.engine.definition import STATEMENT_INDEX
from meetings.search.engine.expressions import And, Expression, Or, Term
from meetings.search.engine.sqlite import SQLiteEngine

ENGINE = SQLiteEngine("default")
A, B, C = Term(("apple",)), Term(("bread", "crust"), exact=True), Term(("che",), prefix=True)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (A, '"apple"'),
        (B, '"bread crust"'),
        (C, '"che" *'),
        (Term(("ж", "1e5")), '"q2z8 1q0a15"'),
        (Term(("会", "和")), '"xk90 xo44" *'),
        (Or((A, C)), '("apple" OR "che" *)'),
        (And((A, B)), '("apple" AND "bread crust")'),
        (And((A,), (B, C)), '(("apple") NOT ("bread crust" OR "che" *))'),
    ],
)
def test_expression_in_the_language_of_fts5(expression: Expression, text: str) -> None:
    assert ENGINE.match(expression) == text


def test_conditions_name_the_index_and_take_the_words_as_a_parameter() -> None:
    name = STATEMENT_INDEX.name

    assert ENGINE.found_sql(STATEMENT_INDEX, A) == (f"{name} MATCH %s", ['"apple"'])
    assert ENGINE.found_sql(STATEMENT_INDEX, A, "s.key") == (
        f"EXISTS (SELECT 1 FROM {name} WHERE {name} MATCH %s AND rowid = s.key)",
        ['"apple"'],
    )
    assert ENGINE.left_out_sql(STATEMENT_INDEX, A, "s.key") == (
        f"s.key NOT IN (SELECT rowid FROM {name} WHERE {name} MATCH %s)",
        ['"apple"'],
    )


def test_three_triggers_keep_a_table() -> None:
    assert [trigger.name.rpartition("_")[2] for trigger in ENGINE.triggers(STATEMENT_INDEX)] == [
        "insert",
        "delete",
        "update",
    ]
