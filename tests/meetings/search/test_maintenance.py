"""Rebuilding beside the old index, proving it, and the limit on time."""

import io
import time
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import post_migrate

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting, Statement
from meetings.search import maintenance, rebuilding
from meetings.search.checking import index_faults
from meetings.search.definition import STATEMENTS, WORDS_TABLE
from meetings.search.limits import SearchTimeout, time_limit
from meetings.search.statements import search_statements
from meetings.version import maintenance as version_maintenance
from tests.meetings import build

ON_SQLITE = connection.vendor == "sqlite"
KEY = "rowid" if ON_SQLITE else "key"


def run(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.fixture
def meeting(db: None) -> Meeting:
    meeting = build.meeting("indexed")
    for number in range(1, 31):
        Statement.objects.create(
            meeting=meeting, number=number, order=number, text=f"Word{number}."
        )
    refresh_derived(meeting)
    return meeting


def first_trigger() -> str:
    engine = maintenance.backend()
    return next(name for name in engine.triggers(STATEMENTS) if not name.endswith("_all"))


def drop_trigger() -> str:
    name = first_trigger()
    run(f"DROP TRIGGER {name}" + ("" if ON_SQLITE else " ON meetings_statement"))
    return name


def test_check_index_of_a_sound_index_says_so(meeting: Meeting) -> None:
    out = io.StringIO()
    call_command("check_index", stdout=out)

    assert out.getvalue().splitlines() == [
        "meetings_search_statement: triggers",
        "meetings_search_statement: rows",
        "meetings_search_statement: words",
        "meetings_search_noun: triggers",
        "meetings_search_noun: rows",
        "meetings_search_noun: words",
        "counts: 0 of 1 rows",
        "counts: 1 of 1 rows",
        "Index and records agree.",
    ]


def test_check_index_catches_a_dropped_trigger(meeting: Meeting) -> None:
    name = drop_trigger()
    err = io.StringIO()

    with pytest.raises(CommandError, match=r"^1 faults; run rebuild_index"):
        call_command("check_index", stderr=err, no_color=True)

    assert f"the trigger {name} is missing" in err.getvalue()


def test_triggers_are_restored_after_a_migration(meeting: Meeting) -> None:
    name = drop_trigger()

    post_migrate.send(
        sender=apps.get_app_config("meetings"), app_config=apps.get_app_config("meetings"),
        verbosity=0, interactive=False, using="default",
    )  # fmt: skip

    assert name in maintenance.backend().existing_triggers("default")
    assert list(index_faults()) == []


def test_check_index_catches_a_missing_row(meeting: Meeting) -> None:
    key = meeting.statements.get(number=3).key
    if ON_SQLITE:
        run(
            f"INSERT INTO {STATEMENTS.name} ({STATEMENTS.name}, rowid, words)"
            " VALUES ('delete', %s, 'Word3.')", key,
        )  # fmt: skip
    else:
        run(f"DELETE FROM {STATEMENTS.name} WHERE key = %s", key)

    faults = list(index_faults())

    assert f"{STATEMENTS.name}: rows of meetings_statement are missing: 1 ({key})" in faults


def test_check_index_catches_a_row_too_many(meeting: Meeting) -> None:
    words = "'x'" if ON_SQLITE else "to_tsvector('x')"
    run(f"INSERT INTO {STATEMENTS.name} ({KEY}, words) VALUES (7, {words})")

    assert f"{STATEMENTS.name}: entries of rows that are not there: 1 (7)" in list(index_faults())


def test_check_index_catches_a_stale_row(meeting: Meeting) -> None:
    drop = [first for first in maintenance.backend().triggers(STATEMENTS) if "update" in first]
    if ON_SQLITE:
        run(f"DROP TRIGGER {drop[0]}")
    else:
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("ALTER TABLE meetings_statement DISABLE TRIGGER USER")
    row = meeting.statements.get(number=3)
    Statement.objects.filter(pk=row.pk).update(text="Other3.")
    if not ON_SQLITE:
        run("ALTER TABLE meetings_statement ENABLE TRIGGER USER")
    maintenance.follow_migrations()

    (fault,) = index_faults()

    assert "stale" in fault
    assert str(row.key) in fault


def test_rebuild_mends_and_tells_its_progress(meeting: Meeting) -> None:
    words = "'x'" if ON_SQLITE else "to_tsvector('x')"
    run(f"INSERT INTO {STATEMENTS.name} ({KEY}, words) VALUES (7, {words})")
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


@pytest.mark.skipif(not ON_SQLITE, reason="only SQLite rebuilds tables")
@pytest.mark.django_db(transaction=True)
def test_table_rebuilt_by_a_migration_is_caught_and_mended(
    caplog: pytest.LogCaptureFixture,
) -> None:
    meeting = build.meeting("remade")
    build.statement(meeting, "Before it.")
    # As `migrate` does before and after.
    version_maintenance.suspend(plan=["a migration"])
    with connection.schema_editor() as editor:
        editor._remake_table(Statement)  # type: ignore[attr-defined]  # SQLite's
    version_maintenance.restore()
    faults = list(index_faults())
    maintenance.follow_migrations()
    build.statement(meeting, "After it.")

    assert len(faults) == 3
    assert "had been dropped" in caplog.text
    assert list(index_faults()) == []
    assert search_statements("after").count.n == 1
    assert search_statements("before").count.n == 1


@pytest.mark.django_db
def test_first_migration_makes_the_indexes_and_warns_of_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    build.statement(build.meeting("first"), "Before it.")
    maintenance.drop()

    maintenance.follow_migrations()

    assert caplog.text == ""
    assert list(index_faults()) == []
    assert search_statements("before").count.n == 1


@pytest.mark.django_db
def test_indexes_go_with_the_tables_that_they_index(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection.introspection, "table_names", lambda: ["auth_user"])
        maintenance.follow_migrations()

    assert not maintenance.exists()
    maintenance.follow_migrations()
    assert maintenance.exists()


@pytest.mark.django_db(transaction=True)
def test_flushed_tables_leave_no_entries() -> None:
    build.statement(build.meeting("flushed"), "Before it.")

    call_command("flush", interactive=False, verbosity=0)

    assert list(index_faults()) == []
    assert search_statements("").count.n == 0


@pytest.mark.django_db(transaction=True)
def test_flush_of_a_filled_register_leaves_no_entries() -> None:
    call_command("loaddata", "participants", verbosity=0)
    call_command("load_records", "fixtures/records", stdout=io.StringIO())

    call_command("flush", interactive=False, verbosity=0)

    assert list(index_faults()) == []
    assert search_statements("").count.n == 0


@pytest.mark.django_db
@pytest.mark.parametrize("statements_first", [True, False])
def test_rows_that_were_never_indexed_are_deleted_without_fault(*, statements_first: bool) -> None:
    meeting = build.meeting("deleted")
    engine = maintenance.backend()
    name = first_trigger()
    run(f"DROP TRIGGER {name}" + ("" if ON_SQLITE else " ON meetings_statement"))
    build.statement(meeting, "Never indexed.")
    maintenance.follow_migrations()
    build.statement(meeting, "Indexed.")
    run("DELETE FROM meetings_meetingtally")
    tables = ["meetings_statement", "meetings_meeting"]
    assert name in engine.existing_triggers("default")

    with connection.constraint_checks_disabled():
        for table in tables if statements_first else tables[::-1]:
            run(f"DELETE FROM {table}")

    assert list(index_faults()) == []
    assert search_statements("indexed").count.n == 0


def test_index_built_alone_is_the_same(meeting: Meeting) -> None:
    words = "'x'" if ON_SQLITE else "to_tsvector('x')"
    run(f"INSERT INTO {STATEMENTS.name} ({KEY}, words) VALUES (7, {words})")
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


SLOW = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)"
    " SELECT count(*) FROM n"
)


@pytest.mark.django_db
def test_time_limit_stops_a_slow_query_and_work_goes_on() -> None:
    began = time.monotonic()

    with pytest.raises(SearchTimeout), time_limit(0.2):
        run(SLOW)

    assert time.monotonic() - began < 2
    assert Statement.objects.count() == 0


@pytest.mark.django_db
def test_time_limit_holds_for_all_queries_together() -> None:
    def two_queries() -> None:
        with time_limit(0.05):
            Statement.objects.count()
            time.sleep(0.1)
            Statement.objects.count()

    with pytest.raises(SearchTimeout):
        two_queries()
    assert Statement.objects.count() == 0


@pytest.mark.django_db
def test_time_limit_ends_with_its_block() -> None:
    with time_limit(0.2):
        assert Statement.objects.count() == 0
    time.sleep(0.25)

    assert Statement.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(i) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                       " FROM n WHERE i < 300000) SELECT i FROM n) numbers")  # fmt: skip
        assert cursor.fetchone() == (300000 * 300001 // 2,)
