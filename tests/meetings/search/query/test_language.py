"""The query language: what is understood, and that any text is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.engine.expressions import And, Or, Term
from meetings.search.query.language import (
    DEEPEST_GROUP,
    LONGEST_QUERY,
    MOST_TERMS,
    FieldTerm,
    parse_query,
)
from tests.drawing import examples

A, B, C = Term(("apple",)), Term(("bread",)), Term(("cheese",))


@pytest.mark.parametrize(
    ("text", "parts", "without"),
    [
        ("apple", (A,), ()),
        ("Apple BREAD", (A, B), ()),
        ("apple AND bread", (A, B), ()),
        ("apple OR bread", (Or((A, B)),), ()),
        ("apple | bread", (Or((A, B)),), ()),
        ("apple or bread", (A, Term(("or",)), B), ()),
        ("apple bread OR cheese", (Or((And((A, B)), C)),), ()),
        ("apple (bread OR cheese)", (A, Or((B, C))), ()),
        ("(apple bread) cheese", (A, B, C), ()),
        ("apple -bread", (A,), (B,)),
        ("apple NOT bread", (A,), (B,)),
        ("apple –bread", (A,), (B,)),
        ("-bread", (), (B,)),
        ("apple -(bread cheese)", (A,), (And((B, C)),)),
        ("apple -(bread OR cheese)", (A,), (Or((B, C)),)),
        ("apple -bread OR cheese", (Or((And((A,), (B,)), C)),), ()),
        ("apple OR apple", (A,), ()),
        ('"apple bread"', (Term(("apple", "bread"), exact=True),), ()),
        ("“apple bread”", (Term(("apple", "bread"), exact=True),), ()),
        ('"apple bread', (Term(("apple", "bread"), exact=True),), ()),
        ('"apple bre"*', (Term(("apple", "bre"), prefix=True, exact=True),), ()),
        ("appl*", (Term(("appl",), prefix=True),), ()),
        ("和平*", (Term(("和平",), prefix=True),), ()),
        ("和平会", (Term(("和平", "平会")),), ()),
        ("和*", (Term(("和",), prefix=True),), ()),
        ("A/RES/60/1", (Term(("a", "res", "60", "1")),), ()),
        ("Côte Ærø STRASSE straße", (Term(("cote",)), Term(("aero",)), Term(("strasse",)),
                                     Term(("strasse",))), ()),
        ("apple ( ) \"\" - * ! ?", (A,), ()),
        ("OR", (), ()),
        ("( OR ) AND NOT", (), ()),
        ("well-being", (Term(("well", "being")),), ()),
        ("http://example.org", (Term(("http", "example", "org")),), ()),
    ],
)  # fmt: skip
def test_text_is_understood(text: str, parts: tuple, without: tuple) -> None:
    query = parse_query(text)

    assert query.expression == And(parts, without)
    assert query.fields == ()
    assert query.notes == ()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("from:japan", [FieldTerm("from", "japan")]),
        ("From:Japan", [FieldTerm("from", "Japan")]),
        ('from:"Republic of Korea"', [FieldTerm("from", "Republic of Korea")]),
        ("-from:japan", [FieldTerm("from", "japan", negated=True)]),
        ("in:fhs year:2007..2011", [FieldTerm("in", "fhs"), FieldTerm("year", "2007..2011")]),
        ("from:japan OR from:mexico", [FieldTerm("from", "japan"), FieldTerm("from", "mexico")]),
        ("(topic:wps)", [FieldTerm("topic", "wps")]),
        ("form:verbatim", [FieldTerm("form", "verbatim")]),
    ],
)
def test_field_is_understood(text: str, fields: list[FieldTerm]) -> None:
    query = parse_query(text)

    assert list(query.fields) == fields
    assert query.expression == And(())
    assert query.notes == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("apple)", "A closing parenthesis without an opening one was left out."),
        ("apple OR -bread", "Beside OR, words to leave out need a word that is to be found."),
        ("-(-apple)", "A double “without” was left out."),
        ("from: japan", "Write what to look for after from:"),
        (
            "apple from:japan OR bread",
            "Fields such as from: narrow the whole search; OR joins words only.",
        ),
        ("ab*", "Write at least 3 letters before *; “ab” was taken as a word."),
        ("(" * 30 + "apple", f"Parentheses deeper than {DEEPEST_GROUP} were left out."),
        ("a " * LONGEST_QUERY, f"Only the first {LONGEST_QUERY} characters were read."),
        (
            " ".join(f"w{n}" for n in range(MOST_TERMS + 1)),
            f"Only the first {MOST_TERMS} words were searched for.",
        ),
    ],
)
def test_what_is_not_understood_is_said(text: str, note: str) -> None:
    assert note in parse_query(text).notes


def test_terms_are_those_sought() -> None:
    query = parse_query('apple "bread cheese" -milk (tea OR apple)')

    assert [term.words for term in query.terms] == [("apple",), ("bread", "cheese"), ("tea",)]


PIECES = st.sampled_from(
    ['"', "(", ")", "-", "*", "OR", "AND", "NOT", "|", ":", "from:", "year:", "in:", "topic:",
     "form:", "..", "apple", "é", "ﬁ", "\u0301", "\x00", "'", "\\", "%", "%s", "NEAR", "^", "{",
     "2007", "<->", "!", "&", "\u202e", "😀", "水", " ", "  "]
)  # fmt: skip
ODD = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join) | st.text(max_size=80)


@given(ODD)
@settings(max_examples=examples(500))
def test_any_text_is_understood(text: str) -> None:
    query = parse_query(text)

    assert query.text == text
    assert all(term.words and all(term.words) for term in query.terms)
    assert len(query.terms) <= MOST_TERMS
    assert all(note for note in query.notes)
