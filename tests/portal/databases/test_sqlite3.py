"""A web process makes no empty register where the file is missing.

Covers portal.databases.sqlite3.base and portal.databases.commits.
"""

import sqlite3
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.test import Client

from meetings.models import Topic
from portal.databases import commits
from portal.databases.sqlite3.base import DatabaseWrapper
from portal.outage import is_outage, outage


def wrapper(file: Path) -> DatabaseWrapper:
    """Django's connection to this file."""
    options = {"NAME": str(file), "OPTIONS": {}, "TIME_ZONE": None, "CONN_HEALTH_CHECKS": False}
    known = {"AUTOCOMMIT": True, "CONN_MAX_AGE": 0, "ATOMIC_REQUESTS": False, "TEST": {}}
    return DatabaseWrapper(options | known, "another")


@pytest.mark.django_db
def test_file_that_is_missing_is_made_by_a_command_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing, made = tmp_path / "a ?register.sqlite3", tmp_path / "new.sqlite3"

    monkeypatch.setattr(outage, "watching", False)
    command = wrapper(made)
    command.ensure_connection()
    command.close()
    monkeypatch.setattr(outage, "watching", True)
    site = wrapper(missing)
    with pytest.raises(OperationalError) as raised:
        site.ensure_connection()
    again = wrapper(made)
    again.ensure_connection()
    again.close()

    assert is_outage(raised.value)
    assert (missing.exists(), made.exists()) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_commit_is_known_until_the_next_request(client: Client) -> None:
    commits.forget()
    connection.ensure_connection()
    Topic.objects.count()
    before = commits.may_be_saved()
    with transaction.atomic():
        Topic.objects.count()
    after = commits.may_be_saved()
    client.get("/robots.txt")

    assert (before, after, commits.may_be_saved()) == (False, True, False)


@pytest.mark.django_db
def test_table_that_is_missed_in_passing_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cursor = wrapper(tmp_path / "register.sqlite3").cursor()
    missed = iter([True, False, True, True])
    execute = SQLiteCursorWrapper.execute

    def missing(self: SQLiteCursorWrapper, query: str, params: object = None) -> object:
        if next(missed):
            raise sqlite3.OperationalError("no such table: topic")
        return execute(self, query, params)

    monkeypatch.setattr(SQLiteCursorWrapper, "execute", missing)
    found = cursor.execute("SELECT 1").fetchone()
    with pytest.raises(OperationalError, match="no such table: topic"):
        cursor.execute("SELECT 2")

    assert (found, list(missed)) == ((1,), [])
    cursor.db.close()
