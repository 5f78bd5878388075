"""Words searched are marked where they stand."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.engine.expressions import Term
from meetings.search.engine.normal_form import forms, tokens
from meetings.search.results import marking
from meetings.search.results.marking import as_html, marked, snippet


@given(st.text(max_size=200), st.lists(st.text("abc x", min_size=1, max_size=4), max_size=3))
def test_marked_text_is_the_text(text: str, words: list[str]) -> None:
    terms = [Term(forms(word)) for word in words if forms(word)]

    assert "".join(part.text for part in marked(text, terms)) == text


def test_snippet_shows_the_words_marked_and_escapes_the_rest() -> None:
    text = "Nothing here. " * 40 + "The <b>children</b> of “Peace-building” and children."

    shown = as_html(
        snippet(text, [Term(("child",)), Term(("children",)), Term(("peace", "build"))])
    )

    assert shown.endswith(
        "The &lt;b&gt;<mark>children</mark>&lt;/b&gt; of “<mark>Peace-building</mark>” and "
        "<mark>children</mark>."
    )
    assert shown.startswith("… ")
    assert len(shown) < 500


SPELLINGS = ["hope", "hoping", "hopes", "state", "statement", "ability", "able", "the", "peace"]


@given(
    st.lists(st.sampled_from([*SPELLINGS, *"abcdefgh"]), min_size=30, max_size=200),
    st.lists(
        st.tuples(st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=2), st.booleans()),
        min_size=1,
        max_size=3,
    ),
)
def test_snippet_of_a_long_text_is_that_of_the_whole(
    words: list[str], asked: list[tuple[list[str], bool]]
) -> None:
    text = " ".join(words)
    terms = [Term(tuple(term), prefix=prefix) for term, prefix in asked]

    with patch.object(marking, "_LONG", 100):
        about = snippet(text, terms, 80)

    assert about == snippet(text, terms, 80)


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (Term(("halibut",)), "<mark>halibut</mark>"),
        (Term(("halibut", "ship")), "<mark>halibut ships</mark>"),
        (Term(("cote",)), "<mark>Côte</mark>"),
        (Term(("disarmament",)), "<mark>disarma-\nment</mark>"),
        (Term(("和平",)), "<mark>和平</mark>"),
    ],
)
def test_snippet_of_a_speech_cuts_few_of_its_words(
    monkeypatch: pytest.MonkeyPatch, term: Term, shown: str
) -> None:
    text = "Of fish. " * 5_000 + "A halibut ships Côte disarma-\nment 和平。" + " Of fish." * 5_000
    cut: list[int] = []
    monkeypatch.setattr(marking, "tokens", lambda part: cut.append(len(part)) or tokens(part))

    html = as_html(snippet(text, [term]))

    assert shown in html
    assert (max(cut) < 2_000) is term.words[0].startswith(("halibut", "disarmament"))


def test_snippet_of_a_speech_without_words_is_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut: list[int] = []
    monkeypatch.setattr(marking, "tokens", lambda part: cut.append(len(part)) or tokens(part))

    shown = as_html(snippet("Of fish. " * 5_000, []))

    assert (shown[:8], shown[-4:], max(cut) < 2_000) == ("Of fish.", "sh …", True)
