"""An index built anew, beside the old one or alone, is right.

Covers meetings.management.commands.rebuild_index as well.
Covers meetings.search.engine.postgresql_functions as well.
"""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting
from meetings.search.engine import maintenance, rebuilding, search_engine
from meetings.search.engine.checking import index_faults
from meetings.search.engine.definition import PROGRESS_TABLE, STATEMENT_INDEX, WORDS_TABLE
from meetings.search.results.statements import search_statements
from tests.meetings import build
from tests.meetings.search.engine.conftest import KEY, ON_SQLITE, run


def test_rebuild_mends_and_tells_its_progress(meeting: Meeting) -> None:
    words = "'x'" if ON_SQLITE else "to_tsvector('x')"
    run(f"INSERT INTO {STATEMENT_INDEX.name} ({KEY}, words) VALUES (7, {words})")
    out = io.StringIO()

    call_command("rebuild_index", stdout=out)

    assert "meetings_statement: 30 of 30 rows\n" in out.getvalue()
    assert out.getvalue().endswith("The indexes were built anew.\n")
    assert list(index_faults()) == []
    assert search_statements("word3").count.n == 1


def test_rebuild_while_reading_and_writing(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "_FIRST_BATCH", 10)
    monkeypatch.setattr(rebuilding, "_MOST", 10)
    read: list[int] = []

    def in_between(what: str, done: int, total: int) -> None:
        if what != "meetings_statement":
            return
        read.append(search_statements("word2").count.n)
        if done == 10:
            meeting.statements.filter(number=2).update(text="Changed2, copied already. word2")
            meeting.statements.filter(number=25).update(text="Changed25, not yet copied.")
            meeting.statements.filter(number__in=[5, 26]).delete()
            build.statement(meeting, "Made31 meanwhile.", number=31, order=31)
            meeting.statements.filter(number=3).update(order=40)
            refresh_derived(meeting)

    rebuilding.rebuild(in_between)

    assert read == [1] * len(read)
    assert len(read) == 3
    assert list(index_faults()) == []
    counts = {
        query: search_statements(query).count.n
        for query in ("changed2", "changed25", "word5", "word26", "made31", "word3", "word25")
    }
    assert counts == {
        "changed2": 1, "changed25": 1, "word5": 0, "word26": 0, "made31": 1, "word3": 1,
        "word25": 0,
    }  # fmt: skip


def test_rebuild_after_one_that_was_stopped(meeting: Meeting) -> None:
    class StoppedError(Exception):
        pass

    def stop(what: str, done: int, total: int) -> None:
        if done == total == 30:
            raise StoppedError

    with pytest.raises(StoppedError):
        rebuilding.rebuild(stop)
    assert search_statements("word3").count.n == 1

    rebuilding.rebuild()

    assert list(index_faults()) == []


def test_index_built_alone_is_the_same(meeting: Meeting) -> None:
    words = "'x'" if ON_SQLITE else "to_tsvector('x')"
    run(f"INSERT INTO {STATEMENT_INDEX.name} ({KEY}, words) VALUES (7, {words})")
    run(f"INSERT INTO {WORDS_TABLE} (word) VALUES ('gone')")
    out = io.StringIO()

    call_command("rebuild_index", alone=True, stdout=out)

    assert out.getvalue().endswith("The indexes were built anew.\n")
    assert list(index_faults()) == []
    assert search_statements("word3").count.n == 1
    build.statement(meeting, "Followed.", number=99, order=99)
    assert search_statements("followed").count.n == 1
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word FROM {WORDS_TABLE}")
        assert {word for (word,) in cursor.fetchall()} == {f"word{n}" for n in range(1, 31)}


@pytest.mark.parametrize("alone", [False, True])
def test_register_of_an_earlier_release_is_searched_rightly_once_rebuilt(
    meeting: Meeting, *, alone: bool
) -> None:
    meeting.statements.filter(number=3).update(text="Новый word3.")
    # As a migration leaves it: the columns are empty, and nothing is noted.
    run("UPDATE meetings_statement SET search_text = NULL")
    run(f"DELETE FROM {PROGRESS_TABLE}")
    maintenance.follow_migrations()
    assert search_statements("word3").count.n == 1
    assert search_statements("новый").count.n == 0

    call_command("rebuild_index", alone=alone, stdout=io.StringIO())

    assert search_statements("новый").count.n == 1
    assert not maintenance.texts_of_another_release()
    assert list(index_faults()) == []


def test_rebuild_stopped_among_the_texts_begins_again(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StoppedError(Exception):
        pass

    def stop(what: str, done: int, total: int) -> None:
        if what == "search_text of meetings_statement" and done == 10:
            raise StoppedError

    monkeypatch.setattr(rebuilding, "_FIRST_BATCH", 10)
    meeting.statements.filter(number__in=[3, 25]).update(text="Новый")
    run("UPDATE meetings_statement SET search_text = NULL")
    search_engine().note_folding(0)

    with pytest.raises(StoppedError):
        rebuilding.rebuild(stop)
    assert maintenance.texts_of_another_release()
    assert search_statements("новый").count.n == 1
    rebuilding.rebuild()

    assert search_statements("новый").count.n == 2
    assert not maintenance.texts_of_another_release()
    assert list(index_faults()) == []
