"""A revision comes back as the draft of its record, whole or not at all, and can be undone."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from meetings.history.restoring import restore
from meetings.history.sittings import close_sitting, note_change
from meetings.models import Document, Meeting, Passage, Revision, Statement, Topic
from meetings.publication import StepError
from meetings.records.checks import record_faults
from meetings.records.dumper import record_bytes
from meetings.records.errors import RecordErrors
from meetings.records.revision_texts import record_file
from meetings.records.revisions import store_revision
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    """An Editor."""
    return rich.editor()


@pytest.fixture
def first(meeting: Meeting, editor: Any) -> Revision:
    """The draft as it was before an Editor took a statement out, and made another."""
    revision = store_revision(meeting, "edit", editor)
    note_change(meeting, editor)
    statement = meeting.statements.order_by("number")[0]
    statement.delete()
    fresh = build.statement(meeting, number=90, text="Said later")
    assert fresh.number == 90
    Meeting.objects.filter(pk=meeting.pk).update(theme="Later")
    return revision


def test_restored_draft_is_what_the_revision_holds_and_can_be_undone(
    meeting: Meeting, editor: Any, first: Revision
) -> None:
    changed = record_bytes(meeting)
    numbers = set(meeting.retired_numbers.values_list("noun", "number"))

    assert restore(first, editor, "Taken out by mistake") == meeting

    restored = json.loads(record_bytes(meeting))
    retired = restored.pop("retired")
    held = json.loads(record_file(first))
    held.pop("retired", None)
    assert restored == held
    # The number that came back is in use again, that of what went is not.
    assert 90 in retired["statements"]
    assert 1 not in retired["statements"]
    rows = list(meeting.revisions.order_by("number"))
    assert [(row.action, row.why) for row in rows][1:] == [
        ("edit", ""),
        ("restore", "revision 1: Taken out by mistake"),
    ]
    assert record_file(rows[1]) == changed
    restore(rows[1], editor)
    assert record_bytes(meeting) == changed
    assert set(meeting.retired_numbers.values_list("noun", "number")) == numbers
    assert not any("retired" in fault.message for fault in record_faults(meeting))


def test_what_records_share_and_addresses_stay_as_they_are_by_now(
    meeting: Meeting, editor: Any, first: Revision
) -> None:
    participant = Participant.objects.filter(shipped=False).first()
    person, topic = Person.objects.first(), Topic.objects.first()
    assert participant
    assert person
    assert topic
    Participant.objects.filter(pk=participant.pk).update(formal_name="Another name")
    participant.names.create(name="Yet another", kind="other")
    Person.objects.filter(pk=person.pk).update(name="Renamed")
    Topic.objects.filter(pk=topic.pk).update(abbreviation="NEW")
    Meeting.objects.filter(pk=meeting.pk).update(slug="another-address")
    meeting.former_slugs.create(slug="fish-1")

    restore(first, editor)

    meeting.refresh_from_db()
    assert meeting.slug == "another-address"
    assert [row.slug for row in meeting.former_slugs.all()] == ["fish-1"]
    participant.refresh_from_db()
    assert participant.formal_name == "Another name"
    assert participant.names.filter(name="Yet another").exists()
    assert Person.objects.get(pk=person.pk).name == "Renamed"
    assert Topic.objects.get(pk=topic.pk).abbreviation == "NEW"
    assert meeting.statements.filter(number=1).exists()


def test_text_that_another_record_quotes_and_reads_otherwise_is_told(
    meeting: Meeting, editor: Any, first: Revision
) -> None:
    document = Document.objects.filter(passages__meeting=meeting).first()
    assert document
    close_sitting(meeting)
    Document.objects.filter(pk=document.pk).update(text=document.text + " And more.")
    other = build.meeting("cod")
    Passage.objects.create(meeting=other, document=document, start=0, end=3, exact="And")
    before = record_bytes(meeting)

    with pytest.raises(RecordErrors) as refused:
        restore(first, editor)

    assert "reads otherwise by now" in refused.value.errors[0].message
    assert record_bytes(meeting) == before
    assert not meeting.revisions.filter(action="restore").exists()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("in review", "Have it sent back"),
        ("withdrawn", "back to draft first"),
    ],
)
def test_only_a_draft_is_replaced(
    meeting: Meeting, editor: Any, first: Revision, status: str, said: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    before = record_bytes(meeting)

    with pytest.raises(StepError, match=said):
        restore(first, editor)

    assert record_bytes(meeting) == before


def test_published_record_gets_a_correction_that_holds_the_revision(
    meeting: Meeting, editor: Any, first: Revision
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status="published")
    before = record_bytes(meeting)
    retired = set(meeting.retired_numbers.values_list("number", flat=True))

    draft = restore(first, editor, "It was right")

    assert (draft.layer, draft.status, draft.slug) == ("correction", "draft", meeting.slug)
    held, own = json.loads(record_file(first)), json.loads(record_bytes(draft))
    assert [row["number"] for row in own["statements"]] == [
        row["number"] for row in held["statements"]
    ]
    assert own["meeting"].get("theme") == held["meeting"].get("theme")
    assert draft.open_correction.why == "revision 1: It was right"
    assert [(row.action, row.why) for row in draft.revisions.all()] == [
        ("restore", "revision 1: It was right")
    ]
    assert record_bytes(meeting) == before
    assert set(meeting.retired_numbers.values_list("number", flat=True)) == retired
    with pytest.raises(StepError, match="open already"):
        restore(first, editor)


def test_who_may_not_change_drafts_restores_none(editor: Any, first: Revision) -> None:
    with pytest.raises(StepError, match="NUL"):
        restore(first, editor, "a\0b")
    with pytest.raises(PermissionDenied):
        restore(first, rich.user("reader", "Editor").__class__(username="nobody", is_active=False))

    assert not Statement.objects.filter(number=1).exists()
