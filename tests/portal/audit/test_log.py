"""What is done stands in the log, in its transaction, and nobody changes it there.

Covers portal.audit.acting, portal.audit.deeds, portal.audit.triggers, portal.audit.pruning,
portal.management.commands.prune_audit_log, portal.management.commands.flush and meetings.exports.
"""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.checks import Tags, run_checks
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils.timezone import now

from meetings import publication
from meetings.merging.carrying import merge
from meetings.merging.undoing import undo
from meetings.models import Meeting, Merge, Original
from portal.audit import triggers
from portal.audit.log import note
from portal.models import AuditEntry, AuditKind
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


def told(*kinds: AuditKind) -> list[tuple[str, ...]]:
    """Who did what on what, in the order in which it was done."""
    rows = AuditEntry.objects.order_by("pk").filter(kind__in=kinds or AuditKind.values)
    return [(row.who, row.kind, row.what, row.details) for row in rows]


def boss() -> User:
    return User.objects.create_superuser("chief")


@rich.in_state("in review")
def test_steps_and_corrections_are_told_with_who_and_why(meeting: Meeting) -> None:
    user = boss()
    begun = AuditEntry.objects.count()

    publication.publish(meeting, user)
    publication.correct_record(meeting, user, "A slip.")
    publication.withdraw(meeting, user, "Asked to.")

    entries = AuditEntry.objects.order_by("pk")[begun:]
    assert [(row.who, row.kind, row.details) for row in entries] == [
        ("chief", "step", ""),
        ("chief", "correction", "A slip."),
        ("chief", "step", "Asked to."),
    ]
    assert entries[0].what == f"Published: {meeting}".strip()
    assert {row.path for row in entries} == {f"/admin/meetings/meeting/{meeting.pk}/change/"}


def test_what_is_taken_back_is_not_told() -> None:
    begun = told()

    with transaction.atomic():
        boss()
        transaction.set_rollback(True)

    assert told() == begun


def test_merges_and_ways_back_are_told() -> None:
    user = boss()
    one, other = build.person("Ada"), build.person("Eda")

    done = merge(one, [other], {}, user, "The same.")
    undo(done, user)
    Merge.objects.get(pk=done.pk).save()

    assert told(AuditKind.MERGE) == [
        ("chief", "merge", "“Eda” → Ada", "The same."),
        ("chief", "merge", "Taken back: “Eda” → Ada", ""),
    ]


def test_deletions_of_records_are_told_and_of_stubs_not(admin_client: Client) -> None:
    draft, stub = build.meeting("one", title="One", status="draft"), build.stub("other")

    admin_client.post(f"/admin/meetings/meeting/{draft.pk}/delete/", {"post": "yes"})
    stub.delete()

    assert told(AuditKind.DELETION) == [("admin", "deletion", "One", "It was “Draft”, at one.")]


def test_files_of_drafts_are_told_and_published_ones_not(
    admin_client: Client, empty_store: None, tmp_path: Any
) -> None:
    draft = build.meeting("one", title="One", status="draft")
    document = build.document("summary", title="Summary")
    Original.objects.create(
        document=document, file=ContentFile(b"x", "x"), name="summary.docx", sha256="0" * 64
    )
    build.meeting("two", title="Two", status="published")

    admin_client.get(f"/admin/meetings/document/{document.pk}/original/")
    call_command("dump_records", str(tmp_path), "one", "two", stdout=io.StringIO())

    assert told(AuditKind.EXPORT) == [
        ("admin", "export", str(document), "summary.docx"),
        ("command line", "export", str(draft), "one.json"),
    ]


def test_database_refuses_to_change_the_log(admin_user: User) -> None:
    note(AuditKind.STEP, "One")
    rows = AuditEntry.objects.filter(what="One")

    for change in (lambda: rows.update(who="nobody"), rows.delete, rows.get().delete):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()

    assert rows.get().who == "command line"


def test_missing_triggers_are_said_and_made_again() -> None:
    with triggers.lifted():
        missing = triggers.faults()
        said = run_checks(tags=[Tags.database], databases=["default"])

    assert missing
    assert {warning.id for warning in said} == {"portal.W006"}
    assert triggers.faults() == []


def test_log_is_in_no_dump() -> None:
    note(AuditKind.STEP, "One")
    out = io.StringIO()

    call_command("dumpdata", "portal", stdout=out)

    assert "auditentry" not in out.getvalue()


def aged(what: str, kind: AuditKind, days: int) -> None:
    AuditEntry.objects.create(what=what, kind=kind, when=now() - timedelta(days=days))


def test_old_entries_are_pruned_with_an_entry_that_says_so() -> None:
    note(AuditKind.STEP, "New")
    begun = AuditEntry.objects.latest("pk")
    for kind in (AuditKind.STEP, AuditKind.FAILED, AuditKind.PRUNED):
        aged("Ancient", kind, 2_000)
        aged("Old", kind, 100)

    for asked in ["29", "--failures"], ["364"]:
        with pytest.raises(CommandError, match="days at least"):
            call_command("prune_audit_log", *asked)
    call_command("prune_audit_log", "90", "--failures", stdout=io.StringIO())
    call_command("prune_audit_log", "1800", stdout=io.StringIO())
    call_command("prune_audit_log", "1800", stdout=io.StringIO())

    kept = AuditEntry.objects.filter(pk__gt=begun.pk).order_by("pk").values_list("kind", "what")
    pruned = [what for kind, what in kept if kind == "pruned"]
    assert [row for row in kept if row[0] != "pruned"] == [("step", "Old")]
    assert pruned[:2] == ["Ancient", "Old"]
    assert [words.partition(" before")[0] for words in pruned[2:]] == ["2 entries", "1 entries"]
    assert triggers.faults() == []


def test_without_a_log_nothing_is_told_and_nothing_fails() -> None:
    table = AuditEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO elsewhere")

    group = Group.objects.create(name="Readers")
    group.permissions.add(Permission.objects.order_by("pk")[0])

    assert triggers.faults() == []
