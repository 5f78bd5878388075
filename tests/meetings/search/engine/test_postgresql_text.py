"""What PostgreSQL makes of a text is what Python makes of it."""

import unicodedata

import pytest
from django.db import connection

from meetings.search.engine.normal_form import forms

ON_POSTGRESQL = connection.vendor == "postgresql"


TEXTS = (
    "A/RES/60/1, the “R2P” – it's Côte d'Ivoire's…",
    "ÅNGSTRÖM Ørsted Łódź Þór Æsop straße Đorđe ıspanak İstanbul",
    "МОСКВА и Йошкар-Ола; ΑΘΗΝΑ; Ελλάδα; عَرَبِيّ; 中文。日本語、",
    "e-mail: someone@example.org <b>bold</b> &amp; 1,234.5% _x_ a\u00a0b\u200bc",
)


@pytest.fixture(params=["as it is", "C"])
def plain(request: pytest.FixtureRequest, db: None) -> str:
    """SQL that makes a text plain, with the locale of the database and as under "C"."""
    name = "meetings_search_plain"
    if request.param == "C":
        with connection.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [name])
            body = cursor.fetchone()[0].replace("lower(chr(1044)) = chr(1076)", "false")
            name = "plain_as_under_c"
            cursor.execute(
                f"CREATE FUNCTION pg_temp.{name}(given text) RETURNS text LANGUAGE plpgsql AS"
                f" $body${body}$body$",
                None,
            )
            name = f"pg_temp.{name}"
    return name


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite folds within FTS5")
@pytest.mark.parametrize("text", TEXTS)
def test_text_made_plain_has_the_words_of_python(plain: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {plain}(%s)", [text])
        (found,) = cursor.fetchone()

    assert found.split() == list(forms(text))


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite folds within FTS5")
def test_every_letter_is_made_plain_as_python_does(plain: str) -> None:
    # Letters that Unicode writes as a letter and a sign are as many words as there are letters.
    points = [p for p in range(1, 0x3000) if unicodedata.normalize("NFC", chr(p)) == chr(p)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p, {plain}('x' || chr(p) || 'y') FROM unnest(%s::int[]) p", [points]
        )
        different = {
            chr(point): found
            for point, found in cursor.fetchall()
            if found.split() != list(forms(f"x{chr(point)}y"))
        }

    assert different == {}
