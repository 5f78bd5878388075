"""Checks of the register's database; those of settings are in test_headers.

Covers portal.apps as well.
"""

from io import StringIO

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from meetings.models import Meeting
from meetings.search.engine import search_engine
from tests.meetings import build

pytestmark = pytest.mark.django_db


def database_faults() -> list[str]:
    return [str(message.id) for message in run_checks(databases=["default"], tags=[Tags.database])]


def test_register_of_this_release_has_no_fault() -> None:
    assert database_faults() == []


def test_register_of_another_release_is_named_with_what_to_do() -> None:
    MigrationRecorder(connection).record_applied("meetings", "0009_former_release")

    (message,) = run_checks(databases=["default"], tags=[Tags.database])

    assert message.id == "portal.E001"
    assert message.msg.endswith("that this one lacks: meetings.0009_former_release.")
    assert "dumpdata" in str(message.hint)


def test_migrate_refuses_a_register_of_another_release_and_changes_nothing() -> None:
    build.meeting("kept")
    MigrationRecorder(connection).record_applied("portal", "0001_former_release")

    with pytest.raises(SystemCheckError, match="another release"):
        call_command("migrate", verbosity=0, skip_checks=False)

    assert Meeting.objects.filter(slug="kept").exists()


def test_migrations_of_other_apps_are_none_of_ours() -> None:
    MigrationRecorder(connection).record_applied("elsewhere", "0001_initial")

    assert database_faults() == []


def test_index_of_another_release_is_named_with_what_to_do() -> None:
    search_engine().note_folding(0)

    (message,) = run_checks(databases=["default"], tags=[Tags.database])

    assert message.id == "portal.W004"
    assert "rebuild_index" in str(message.hint)


def test_keys_of_another_release_are_named_with_what_to_do() -> None:
    meeting = build.meeting("kept")
    build.statement(meeting)
    build.statement(meeting)
    assert database_faults() == []
    # As keys were once: upward from the beginning of a meeting.
    base = 20071107 * 10**10 + meeting.pk * 10**4
    for row in meeting.statements.order_by("-number"):
        meeting.statements.filter(pk=row.pk).update(key=base + row.number - 1)

    (message,) = run_checks(databases=["default"], tags=[Tags.database])

    assert message.id == "portal.W005"
    assert "rebuild_index" in str(message.hint)
    call_command("rebuild_index", stdout=StringIO())
    assert database_faults() == []
