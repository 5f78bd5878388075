"""The stemmer in Python is that of FTS5."""

import re
import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from meetings.search.engine.porter import stem

ENDINGS = (
    "", "s", "es", "ies", "ed", "ing", "eed", "ational", "tional", "izer", "logi", "logy", "bly",
    "ization", "iveness", "fulness", "ousli", "ation", "ator", "alism", "biliti", "icate", "ative",
    "ful", "ness", "ement", "ion", "sion", "ate", "ive", "ize", "e", "ll", "y", "ably", "sses",
)  # fmt: skip


def by_fts5(words: list[str]) -> dict[str, str]:
    """Words and their stems as FTS5 indexes them."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE f USING fts5(w, tokenize='porter unicode61 remove_diacritics 2')"
        )
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, 'instance')")
        connection.executemany("INSERT INTO f (rowid, w) VALUES (?, ?)", enumerate(words))
        found = {words[row]: term for term, row in connection.execute("SELECT term, doc FROM v")}
    connection.close()
    return found


def test_stems_of_the_shipped_records_are_those_of_fts5() -> None:
    text = "".join(path.read_text() for path in sorted(Path("fixtures/records").glob("*.json")))
    words = sorted(set(re.findall("[a-z0-9]+", text.lower())))

    assert len(words) > 1_500
    assert {word: stem(word) for word in words if len(word) <= 64} == {
        word: found for word, found in by_fts5(words).items() if len(word) <= 64
    }


@given(st.text("abcelinorstuvyz", min_size=1, max_size=8), st.sampled_from(ENDINGS))
def test_stem_of_any_word_is_that_of_fts5(beginning: str, ending: str) -> None:
    word = beginning + ending

    assert by_fts5([word]) == {word: stem(word)}
