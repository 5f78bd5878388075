"""Triggers come back after migrations, and follow whatever empties tables.

Covers meetings.apps as well.
"""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate

from meetings.models import Meeting, Statement
from meetings.search.engine import maintenance, search_engine
from meetings.search.engine.checking import index_faults
from meetings.search.results.statements import search_statements
from portal.pagecache import triggers
from tests.meetings import build
from tests.meetings.search.engine.conftest import ON_SQLITE, drop_trigger, first_trigger, run


def test_triggers_are_restored_after_a_migration(meeting: Meeting) -> None:
    name = drop_trigger()

    post_migrate.send(
        sender=apps.get_app_config("meetings"), app_config=apps.get_app_config("meetings"),
        verbosity=0, interactive=False, using="default",
    )  # fmt: skip

    assert name in search_engine().existing_triggers()
    assert list(index_faults()) == []


@pytest.mark.skipif(not ON_SQLITE, reason="only SQLite rebuilds tables")
@pytest.mark.django_db(transaction=True)
def test_table_rebuilt_by_a_migration_is_caught_and_mended(
    caplog: pytest.LogCaptureFixture,
) -> None:
    meeting = build.meeting("remade")
    build.statement(meeting, "Before it.")
    # As `migrate` does before and after.
    triggers.suspend(plan=["a migration"])
    with connection.schema_editor() as editor:
        editor._remake_table(Statement)  # type: ignore[attr-defined]  # SQLite's
    triggers.restore()
    faults = list(index_faults())
    maintenance.follow_migrations()
    build.statement(meeting, "After it.")

    assert len(faults) == 3
    assert "had been dropped" in caplog.text
    assert list(index_faults()) == []
    assert search_statements("after").count.n == 1
    assert search_statements("before").count.n == 1


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
    engine = search_engine()
    name = first_trigger()
    run(f"DROP TRIGGER {name}" + ("" if ON_SQLITE else " ON meetings_statement"))
    build.statement(meeting, "Never indexed.")
    maintenance.follow_migrations()
    build.statement(meeting, "Indexed.")
    run("DELETE FROM meetings_meetingtally")
    tables = ["meetings_statement", "meetings_meeting"]
    assert name in engine.existing_triggers()

    with connection.constraint_checks_disabled():
        for table in tables if statements_first else tables[::-1]:
            run(f"DELETE FROM {table}")

    assert list(index_faults()) == []
    assert search_statements("indexed").count.n == 0


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

    assert not maintenance.indexes_exist()
    maintenance.follow_migrations()
    assert maintenance.indexes_exist()
