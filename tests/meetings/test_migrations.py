"""Migrations that change how a register is stored lead forward and back, and lose nothing.

A new register begins with all that a release had as one migration; one that has some of them goes
on one by one, to the same tables.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

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
    ("meetings", "0001_squashed_0018_merge"),
]
LAST = [("participants", "0007_former_slugs"), ("meetings", "0018_merge")]


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    """Take the register back to a migration, one by one, and give the models as they are there."""

    def to(name: str) -> Any:
        executor = MigrationExecutor(connection)
        executor.loader = MigrationLoader(connection, replace_migrations=False)
        executor.migrate([("meetings", name)])
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
    """Words of statements (0009) and texts of revisions (0010), in one walk back and forward.

    A walk leads through every migration since, which takes half a minute.
    """
    dump = record_bytes(published)
    words = {row.pk: row.words for row in Passage.objects.select_related("document")}
    of_statements = set(
        Passage.objects.filter(statement__isnull=False).values_list("pk", flat=True)
    )
    odd = '{"documents": [{"key": "fish", "text": "Not as files are written"}]}'
    Revision.objects.create(meeting=published, number=90, action=Action.LOAD, record=odd)
    store_revision(published, Action.CORRECT)
    stored = {row.number: (row.record, record_file(row)) for row in Revision.objects.all()}
    texts = set(SourceText.objects.values_list("sha256", "packed"))

    before = migrate("0009_words_of_statements").get_model("meetings", "Revision")
    whole = dict(before.objects.values_list("number", "record"))
    earlier = migrate("0008_document_provenance").get_model("meetings", "Passage")
    kept = dict(earlier.objects.values_list("pk", "exact"))
    call_command("migrate", verbosity=0)

    assert whole == {number: file.decode() for number, (_record, file) in stored.items()}
    rows = Revision.objects.all()
    assert {row.number: (row.record, record_file(row)) for row in rows} == stored
    assert set(SourceText.objects.values_list("sha256", "packed")) == texts != set()
    assert not Revision.objects.get(number=90).texts.exists()
    assert (record_faults(published), list(index_faults())) == ([], [])
    assert kept == words
    emptied = Passage.objects.filter(exact__isnull=True).values_list("pk", flat=True)
    assert set(emptied) == of_statements != set()
    assert (record_bytes(published), record_faults(published)) == (dump, [])
    assert list(index_faults()) == []
