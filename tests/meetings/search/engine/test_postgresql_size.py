"""An index of long texts is read by its words on PostgreSQL, never from one end to the other."""

from dataclasses import replace

import pytest
from django.db import connection

from meetings.models import Statement
from meetings.search.engine import limits, search_engine
from meetings.search.engine.definition import STATEMENT_INDEX
from meetings.search.engine.limits import time_limit
from meetings.search.engine.postgresql_size import IS_LONG
from meetings.search.results import statements
from meetings.search.results.capped import Capped
from meetings.search.results.statements import search_statements
from tests.meetings import build

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the catalogue of PostgreSQL"),
]


def write_statements(words_of_each: int, count: int) -> None:
    """Statements that all hold "fish", the first one "halibut" too."""
    meeting = build.meeting("long")
    Statement.objects.bulk_create(
        Statement(
            meeting=meeting,
            number=n,
            order=n,
            key=n,
            text="Fish. " + "".join(f"w{n}x{word} " for word in range(words_of_each)),
        )
        for n in range(1, count + 1)
    )
    Statement.objects.filter(number=1).update(text="Fish and halibut.")
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {STATEMENT_INDEX.name}")


def steps_for(word: str) -> str:
    """How the planner would find one statement that holds a word."""
    rows = search_engine().rows(
        f"EXPLAIN SELECT 1 FROM {STATEMENT_INDEX.name}"
        " WHERE words @@ to_tsquery('meetings_search', %s) LIMIT 1",
        [word],
    )
    return "\n".join(step for (step,) in rows)


@pytest.mark.parametrize(("words", "is_long"), [(3, False), (1_500, True)])
def test_index_of_long_texts_is_told_from_one_of_short(words: int, is_long: bool) -> None:
    # A table of its own: what other tests took back still has its place in the index.
    index = replace(STATEMENT_INDEX, name="one_of_its_own")
    search_engine().execute(
        "CREATE TABLE one_of_its_own (key bigint, words tsvector)",
        "INSERT INTO one_of_its_own SELECT n, to_tsvector('simple', (SELECT"
        f" string_agg(n || 'x' || w, ' ') FROM generate_series(1, {words}) w))"
        " FROM generate_series(1, 40) n",
    )

    assert search_engine().reads_long_rows(index) is is_long


def test_rare_word_of_long_texts_is_found_by_the_index_and_the_setting_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_statements(1_500, 40)
    # Short rows that other tests took back may outweigh these.
    monkeypatch.setattr(limits, "_SET_SQL", limits._SET_SQL.replace(IS_LONG, "true"))

    before = seqscan()
    with time_limit(5):
        inside = seqscan()
        steps = steps_for("halibut")

    assert (before, inside, seqscan()) == ("on", "off", "on")
    assert f"Bitmap Index Scan on {STATEMENT_INDEX.name}_words" in steps


def seqscan() -> str:
    """Whether the planner may read a table from one end to the other."""
    ((setting,),) = search_engine().rows("SELECT current_setting('enable_seqscan')")
    return str(setting)


@pytest.mark.parametrize("is_long", [False, True])
def test_hits_beyond_the_cap_are_all_ranked_unless_they_are_long(
    monkeypatch: pytest.MonkeyPatch, is_long: bool
) -> None:
    write_statements(3, 40)
    monkeypatch.setattr(statements, "CAP", 30)
    monkeypatch.setattr(type(search_engine()), "reads_long_rows", lambda *_index: is_long)

    hits = search_statements("fish", order="relevance")

    assert hits.only_newest is is_long
    assert hits.count == Capped(30, exact=False)
