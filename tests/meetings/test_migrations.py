"""Migrations that change how a register is stored lead forward and back, and lose nothing.

A new register begins with all that a release had as one migration; one that has some of them goes
on one by one, to the same tables.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from meetings.history.storage import whole
from meetings.models import Meeting, Passage, Revision, SourceText
from meetings.models.choices import Action
from meetings.records.checks import record_faults
from meetings.records.dumper import record_bytes
from meetings.records.revision_texts import record_file
from meetings.records.revisions import store_revision
from meetings.search.engine.checking import index_faults
from tests.meetings.admin import rich

Migrate = Callable[[str], Any]

#: what a new register begins with, and the last of the migrations that each stands for
AS_ONE = [
    ("participants", "0001_squashed_0007_former_slugs"),
    ("meetings", "0001_squashed_0029_corrections"),
]
LAST = [("participants", "0007_former_slugs"), ("meetings", "0029_corrections")]


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    """Take the register back to a migration, one by one, and give the models as they are there."""

    def to(name: str) -> Any:
        executor = MigrationExecutor(connection)
        executor.loader = MigrationLoader(connection, replace_migrations=False)
        plan = executor.migration_plan([("meetings", name)])
        # As `migrate` does: triggers make way for tables that are built anew.
        emit_pre_migrate_signal(0, False, connection.alias, plan=plan)
        executor.migrate([("meetings", name)], plan)
        return executor.loader.project_state(("meetings", name)).apps

    yield to
    call_command("migrate", verbosity=0)


@pytest.fixture
def published() -> Meeting:
    """A record with every kind of row."""
    return rich.record(status="published")


def test_new_register_has_what_one_has_that_came_step_by_step() -> None:
    loader = MigrationLoader(None)
    new = loader.project_state(AS_ONE)
    old = MigrationLoader(None, replace_migrations=False).project_state(LAST)

    changes = MigrationAutodetector(old, new).changes(loader.graph)

    assert {app for app, _model in new.models} >= {"participants", "meetings"}
    assert changes == {}


@pytest.mark.django_db(transaction=True)
def test_texts_kept_once_are_put_back_and_taken_out(migrate: Migrate, published: Meeting) -> None:
    """Words of statements (0009), texts of revisions (0010) and their changes (0021), in one walk.

    A walk leads through every migration since, which takes half a minute.
    """
    dump = record_bytes(published)
    words = {row.pk: row.words for row in Passage.objects.select_related("document")}
    of_statements = set(
        Passage.objects.filter(statement__isnull=False).values_list("pk", flat=True)
    )
    odd = '{"documents": [{"key": "fish", "text": "Not as files are written"}]}'
    Revision.objects.create(
        meeting=published,
        number=90,
        action=Action.LOAD,
        base=90,
        payload=whole(json.dumps(odd)),
        sha256=hashlib.sha256(odd.encode()).hexdigest(),
    )
    for theme in ("Deep water", "Deeper, deeper water"):
        Meeting.objects.filter(pk=published.pk).update(theme=theme)
        store_revision(Meeting.objects.get(pk=published.pk), Action.SUBMIT)
    Meeting.objects.filter(pk=published.pk).update(theme=published.theme)
    stored = {row.number: (row.status, record_file(row)) for row in Revision.objects.all()}
    texts = set(SourceText.objects.values_list("sha256", "packed"))

    before = migrate("0009_words_of_statements").get_model("meetings", "Revision")
    before_texts = dict(before.objects.values_list("number", "record"))
    earlier = migrate("0008_document_provenance").get_model("meetings", "Passage")
    kept = dict(earlier.objects.values_list("pk", "exact"))
    call_command("migrate", verbosity=0)

    assert before_texts == {number: file.decode() for number, (_status, file) in stored.items()}
    rows = Revision.objects.order_by("number")
    assert {row.number: (row.status, record_file(row)) for row in rows} == stored
    assert [(row.number, row.base, row.action) for row in rows] == [
        # A submission was no revision of an older release, which reads it as a correction.
        (1, 1, "correct"),
        (2, 1, "publish"),
        (90, 90, "load"),
        (91, 91, "correct"),
        (92, 91, "correct"),
    ]
    assert set(SourceText.objects.values_list("sha256", "packed")) == texts != set()
    assert not Revision.objects.get(number=90).texts.exists()
    assert (record_faults(published), list(index_faults())) == ([], [])
    assert kept == words
    emptied = Passage.objects.filter(exact__isnull=True).values_list("pk", flat=True)
    assert set(emptied) == of_statements != set()
    assert (record_bytes(published), record_faults(published)) == (dump, [])
    assert list(index_faults()) == []
