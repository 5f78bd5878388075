"""One normal form of text and of queries, which knows no case and no accents."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.search.engine.normal_form import forms, tokens


def test_forms_have_no_case_and_no_accents() -> None:
    assert forms("Türkiye, Ærø; A/RES/60/1’s Łódź") == (
        "turkiye", "aero", "a", "res", "60", "1", "s", "lodz",
    )  # fmt: skip
    assert forms("Cafe\u0301") == ("cafe",)


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert not token.form or token.form in forms(text[token.start : token.end])
