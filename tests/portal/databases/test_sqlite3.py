"""A web process makes no empty register where the file is missing.

Covers portal.databases.sqlite3.base and portal.databases.commits.
"""

from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
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
