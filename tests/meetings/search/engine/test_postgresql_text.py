"""PostgreSQL makes the words of a row that Python makes of its text, and stems them as FTS5."""

import pytest
from django.db import connection

from meetings.search.engine.normal_form import forms
from meetings.search.engine.porter import stem
from meetings.search.engine.postgresql_text import WORDS_FUNCTION, spelt

ON_POSTGRESQL = connection.vendor == "postgresql"

GROUPS = (
    "technology technologies technological technolog", "biology biologies", "zoology", "theology",
    "assembly assemblies assemble", "possibly possible", "nobly", "noble", "doubly", "double",
    "analogy analogies analog", "us use uses used", "as", "is", "ms", "m", "es", "ay",
)  # fmt: skip


def made(folded: str | None, plain: str) -> str:
    """What the function gives."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {WORDS_FUNCTION}(%s, %s)", [folded, plain])
        return str(cursor.fetchone()[0])


def stems(words: str) -> list[str]:
    """What the dictionary makes of words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_lexize('meetings_porter', word)::text FROM unnest(%s::text[])"
            " WITH ORDINALITY row(word, n) ORDER BY n",
            [words.split()],
        )
        return [stem for (stem,) in cursor.fetchall()]


@pytest.mark.skipif(not ON_POSTGRESQL, reason="FTS5 takes the text as it is")
@pytest.mark.django_db
def test_plain_text_has_the_words_of_python() -> None:
    text = "A/RES/60/1, the “R2P” – it’s\n\te-mail: x@EXAMPLE.org <b>bold</b> 1,234.5% _x_"

    assert made(None, text).split() == list(forms(text))


@pytest.mark.skipif(not ON_POSTGRESQL, reason="FTS5 takes the column as it is")
@pytest.mark.django_db
def test_column_is_taken_before_the_text() -> None:
    assert made("cafe us us", "Café us us").split() == ["cafe", "use", "use"]


@pytest.mark.skipif(not ON_POSTGRESQL, reason="FTS5 stems so by itself")
@pytest.mark.django_db
def test_words_are_stemmed_alike_where_fts5_does() -> None:
    words = " ".join(GROUPS).split()

    written = [" ".join(spelt(word) for word in group.split()) for group in GROUPS]
    lexemes = [set(stems(group)) for group in written]

    assert made(None, " ".join(words)).split() == " ".join(written).split()
    assert [len(group) for group in lexemes] == [1] * len(GROUPS)
    assert len(set.union(*lexemes)) == len(GROUPS)


def test_groups_are_those_of_fts5() -> None:
    of_words = [{stem(word) for word in group.split()} for group in GROUPS]

    assert [len(group) for group in of_words] == [1] * len(GROUPS)
    assert len(set.union(*of_words)) == len(GROUPS)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("technology", "technolog"), ("technologies", "technolog"), ("biology", "biologi"),
        ("us", "use"), ("nobly", "nobli"), ("possibly", "possible"), ("ms", "ms0"), ("cod", "cod"),
    ],
)  # fmt: skip
def test_words_are_spelt_so_that_both_engines_stem_alike(word: str, written: str) -> None:
    assert spelt(word) == written
