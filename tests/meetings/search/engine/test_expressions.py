"""Expressions say what is sought. Covers meetings.search.engine.definition as well."""

from meetings.search.engine.definition import INDEXES, MEETING, NOUN_INDEX, STATEMENT_INDEX
from meetings.search.engine.expressions import And, Or, Term, positive_terms

APPLE, BREAD, MILK = Term(("apple",)), Term(("bread",)), Term(("milk",))


def test_terms_that_are_sought_leave_out_what_is_excluded() -> None:
    expression = And((APPLE, Or((BREAD, And((APPLE,), (MILK,))))), (MILK,))

    assert list(positive_terms(expression)) == [APPLE, BREAD, APPLE]


def test_term_is_written_as_it_is_typed() -> None:
    assert str(Term(("apple",), prefix=True)) == "apple*"
    assert str(Term(("apple", "pies"), exact=True)) == "“apple pies”"
    assert Term(("apple", "pies")).stems == ("appl", "pi")


def test_key_of_an_entry_names_row_and_noun() -> None:
    meetings = next(source for source in NOUN_INDEX.sources if source.code == MEETING)
    (statements,) = STATEMENT_INDEX.sources

    assert meetings.key("t.") == "t.id * 10 + 1"
    assert statements.key("") == "key"
    assert statements.watched == ("key", "text", "search_text")
    assert len({source.table for index in INDEXES for source in index.sources}) == 10
