"""Every change of a public record counts, in its transaction, whoever makes it.

Covers portal.pagecache.postgresql, portal.pagecache.sqlite, portal.pagecache.triggers and
meetings.search.signals as well.
"""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate, pre_migrate

from meetings import publication
from meetings.models import Meeting, Statement, StatementTopic
from participants.models import Participant
from portal.pagecache import triggers
from portal.pagecache.counter import count_change, read_version
from portal.pagecache.tables import COUNTER, followed_tables
from tests.meetings import build
from tests.portal.canaries import hidden_records, public_register

pytestmark = pytest.mark.django_db
ON_SQLITE = connection.vendor == "sqlite"


def said(status: str) -> Statement:
    """A statement of a record with this status."""
    return build.statement(
        build.meeting(f"a-{status.replace(' ', '-')}", status=status),
        speakers=(build.participant(),),
        topics=(build.topic(),),
    )


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def rows_of(statement: Statement) -> dict[str, Callable[[], Any]]:
    """Changes of a record past ``save()``: what hooks in the models would not see."""
    meeting = Meeting.objects.filter(pk=statement.meeting_id)
    rows = Statement.objects.filter(pk=statement.pk)
    return {
        "update": lambda: rows.update(text="Other."),
        "meeting": lambda: meeting.update(venue="Hall"),
        "part of a part": lambda: statement.speakers.update(printed="Other"),
        "insert in bulk": lambda: Statement.objects.bulk_create(
            [Statement(meeting_id=statement.meeting_id, number=7, order=7, text="More.")]
        ),
        "many to many": lambda: statement.mentions.add(build.participant()),
        "delete": lambda: StatementTopic.objects.filter(statement=statement).delete(),
        "by hand": lambda: run('UPDATE meetings_statement SET "order" = 9'),
    }


CHANGES = (
    "update", "meeting", "part of a part", "insert in bulk", "many to many", "delete", "by hand",
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_change_of_a_published_record_counts(change: str) -> None:
    make = rows_of(said("published"))[change]
    before = read_version()

    make()

    after = read_version()
    assert after != before
    assert (after.number, after.changed, after.inside) > before


@pytest.mark.parametrize("status", ["draft", "in review"])
@pytest.mark.parametrize("change", CHANGES)
def test_change_of_a_hidden_record_does_not_count(change: str, status: str) -> None:
    build.participant()
    make = rows_of(said(status))[change]
    before = read_version()

    make()

    assert read_version() == before


@pytest.mark.parametrize("change", CHANGES)
def test_change_of_a_withdrawn_record_counts_as_it_may_hide_a_stub(change: str) -> None:
    make = rows_of(said("withdrawn"))[change]
    before = read_version()

    make()

    assert read_version() != before


def test_shared_nouns_count() -> None:
    row = build.participant("Freedonia", kind="state")
    versions = [read_version()]

    for change in (
        lambda: Participant.objects.filter(pk=row.pk).update(name="Sylvania"),
        lambda: row.names.create(name="Old Freedonia", kind="former"),
        lambda: build.topic("Bees"),
        lambda: build.document("Text."),
        lambda: Participant.objects.filter(pk=row.pk).delete(),
    ):
        change()
        versions.append(read_version())

    assert len(set(versions)) == len(versions)


def test_update_of_no_row_does_not_count() -> None:
    said("published")
    before = read_version()

    Statement.objects.filter(pk=0).update(text="None.")
    StatementTopic.objects.filter(pk=0).delete()

    assert read_version() == before


@pytest.mark.parametrize("step", ["publish", "withdraw", "correct_record"])
def test_step_of_publication_counts(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "faults_of", lambda rows, dump: [])
    begins = {"publish": "in review", "withdraw": "published", "correct_record": "published"}[step]
    meeting = said(begins).meeting
    user = User.objects.create_superuser("publisher")
    before = read_version()

    getattr(publication, step)(meeting, user, "Because.")

    assert read_version() != before


def test_change_that_is_taken_back_does_not_count() -> None:
    row = said("published")
    before = read_version()

    point = transaction.savepoint()
    Statement.objects.filter(pk=row.pk).update(text="Never.")
    inside = read_version()
    transaction.savepoint_rollback(point)

    assert inside != before
    assert read_version() == before


def test_version_knows_when() -> None:
    began = datetime.now(UTC).timestamp()

    said("published")

    assert began - 1 < read_version().changed / 1_000_000 < datetime.now(UTC).timestamp() + 1


def test_hidden_records_with_nouns_of_their_own_count_only_for_these() -> None:
    known = public_register()
    draft = build.meeting("quiet", status="draft", country=known.land, series=known.series)
    before = read_version()

    build.delegation(draft, known.land)
    build.statement(draft, speakers=(known.land, known.person), topics=(known.topic,))
    build.pledge(draft, "Quiet", known.land)
    Meeting.objects.filter(pk=draft.pk).update(status="in review")

    assert read_version() == before
    hidden_records(known)
    assert read_version() != before


@pytest.mark.django_db(transaction=True)
def test_each_transaction_counts_once_it_is_over() -> None:
    row = build.participant()
    before = read_version()

    with transaction.atomic():
        Participant.objects.filter(pk=row.pk).update(name="A")
        Participant.objects.filter(pk=row.pk).update(name="B")
    between = read_version()
    Participant.objects.filter(pk=row.pk).update(name="C")
    after = read_version()

    assert before.number < between.number < after.number
    assert before.changed < between.changed < after.changed
    assert {before.inside, between.inside, after.inside} == {""}


@pytest.mark.skipif(ON_SQLITE, reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_writers_do_not_wait_for_each_other() -> None:
    first, second = build.participant("First"), build.participant("Second")
    versions = [read_version()]
    other = connection.copy()
    try:
        with transaction.atomic():
            Participant.objects.filter(pk=first.pk).update(name="A")
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
                cursor.execute(
                    "UPDATE participants_participant SET name = 'B' WHERE id = %s", [second.pk]
                )
                # It ends before the one that began first, which does not hide it.
                cursor.execute(f"SELECT sum(number) FROM {COUNTER}")  # noqa: S608 - a constant
                (committed,) = cursor.fetchone()
        versions.append(read_version())
    finally:
        other.close()

    assert committed == versions[0].number + 1
    assert versions[1].number == versions[0].number + 2


def test_every_table_of_the_register_is_followed() -> None:
    models = [
        model
        for label in ("participants", "meetings")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]

    derived = {
        "meetings_tally", "meetings_meetingtally", "meetings_listedperson",
        "meetings_listeddocument", "meetings_uncoveredtext", "meetings_sentform",
        "meetings_openrecord",
        "meetings_intakereport", "meetings_finding", "meetings_unknownbody", "meetings_merge",
        "meetings_setaside", "meetings_sitting",
        "meetings_comment", "meetings_recordauthor", "meetings_reviewopening",
        "meetings_act",
    }  # fmt: skip
    tables = {model._meta.db_table for model in models}
    assert {one.table for one in followed_tables()} == (tables - derived) | {"portal_pagetext"}
    assert triggers.faults() == []


def test_parts_lead_to_their_meeting() -> None:
    paths = {one.table: [table for _column, table in one.path] for one in followed_tables()}

    assert paths["meetings_speaker_on_behalf_of"] == [
        "meetings_speaker", "meetings_statement", "meetings_meeting",
    ]  # fmt: skip
    assert paths["meetings_update"] == ["meetings_pledge", "meetings_meeting"]
    assert paths["meetings_revision"] == ["meetings_meeting"]
    assert paths["meetings_document_issuers"] == []


def migrated(signal: Any, **more: Any) -> None:
    config = apps.get_app_config("portal")
    signal.send(
        sender=config, app_config=config, verbosity=0, interactive=False, using="default", **more
    )


def test_dropped_trigger_is_reported_and_made_again() -> None:
    name = f"{COUNTER}_meetings_statement_update"
    run(f"DROP TRIGGER {name}" + ("" if ON_SQLITE else " ON meetings_statement"))
    before = read_version()

    told = run_checks(databases=["default"], tags=[Tags.database])
    migrated(post_migrate)

    assert [message.id for message in told] == ["portal.W003"]
    assert name in told[0].msg
    assert triggers.faults() == []
    # What happened without it is not known.
    assert read_version() != before


def test_work_past_the_triggers_counts_on_by_hand() -> None:
    before = read_version()

    count_change()

    assert read_version() != before


def test_rebuilding_the_search_index_counts() -> None:
    before = read_version()

    call_command("rebuild_index", stdout=io.StringIO())

    assert read_version() != before


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL builds no table anew")
def test_triggers_make_way_for_migrations_and_come_back() -> None:
    migrated(pre_migrate, plan=["a migration"])
    away = len(triggers.faults())
    migrated(post_migrate)

    assert away == 3 * len(list(followed_tables()))
    assert triggers.faults() == []


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL builds no table anew")
def test_triggers_stay_where_nothing_is_migrated() -> None:
    migrated(pre_migrate, plan=[])

    assert triggers.faults() == []
