"""A correction is a whole copy beside its record, and goes the way of a draft to replace it.

Covers meetings.corrections.copying, meetings.corrections.publishing and
meetings.models.open_correction as well.
"""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from meetings import publication
from meetings.corrections.beginning import begin_correction, give_up, take_note
from meetings.corrections.publishing import own_part
from meetings.derived.refresh import derived_faults
from meetings.models import (
    Comment,
    Document,
    Meeting,
    OpenCorrection,
    Passage,
    RetiredNumber,
    Statement,
)
from meetings.models.choices import Action
from meetings.publication import Overtaken, Refused, StepError
from meetings.records.checks import record_faults
from meetings.records.dumper import Dump, record_bytes
from meetings.records.gathered import gather
from meetings.records.loader import load_record
from meetings.records.reader import read_record
from meetings.records.revision_texts import record_file
from meetings.records.revisions import store_revision
from meetings.review.comments import Place, add_comment, open_comments
from participants.models import Participant
from tests.meetings.admin import rich

pytestmark = [pytest.mark.django_db, rich.in_state("published")]


def own(meeting: Meeting) -> dict[str, Any]:
    return own_part(Dump.of(gather(meeting)).data)


def test_correction_is_a_whole_copy_under_the_same_numbers(meeting: Meeting) -> None:
    before = record_bytes(meeting)
    shared = Document.objects.count(), Meeting.objects.stubs().count()

    draft = begin_correction(meeting, rich.editor(), "¶1 is cut short")

    assert (draft.slug, draft.layer, draft.status) == (meeting.slug, "correction", "draft")
    assert own(draft) == own(meeting)
    assert record_bytes(meeting) == before
    assert (Document.objects.count(), Meeting.objects.stubs().count()) == shared
    assert not draft.statements.filter(key__isnull=False).exists()
    assert record_faults(draft) == record_faults(meeting) == []
    opened = OpenCorrection.objects.get(record=meeting)
    assert (opened.meeting, opened.why, str(draft)) == (
        draft,
        "¶1 is cut short",
        f"{meeting} (correction)",
    )
    step = meeting.steps_taken.newest_first().first()
    assert (step.step, step.why) == ("begin_correction", "¶1 is cut short")


def test_second_correction_and_one_of_a_draft_are_refused(meeting: Meeting) -> None:
    user = rich.editor()
    draft = begin_correction(meeting, user)

    with pytest.raises(StepError):
        begin_correction(meeting, user)
    with pytest.raises(StepError):
        begin_correction(draft, user)
    with pytest.raises(PermissionDenied):
        begin_correction(meeting, AnonymousUser())


def test_published_correction_becomes_its_record(meeting: Meeting) -> None:
    boss, editor = rich.publisher(), rich.editor()
    first, second = meeting.statements.order_by("number")
    RetiredNumber.objects.create(meeting=meeting, noun="statement", number=9)
    revisions = meeting.revisions.count()
    draft = begin_correction(meeting, editor, "The summary is wrong")
    Meeting.objects.filter(pk=draft.pk).update(summary="Corrected.")
    copied = draft.statements.get(number=2)
    Statement.objects.filter(pk=copied.pk).update(collective="some")
    RetiredNumber.objects.filter(meeting=draft).delete()
    draft.refresh_from_db()
    add_comment(draft, boss, "Only some?", Place(copied))

    publication.submit(draft, editor)
    with pytest.raises(PermissionDenied):
        publication.publish(draft, editor)
    publication.publish(draft, boss)

    meeting.refresh_from_db()
    assert (meeting.summary, meeting.status) == ("Corrected.", "published")
    assert [row.pk for row in meeting.statements.order_by("number")] == [first.pk, second.pk]
    assert meeting.statements.get(number=2).collective == "some"
    assert Comment.objects.get(text="Only some?").statement == second
    assert not meeting.retired_numbers.exists()
    assert not Meeting.objects.corrections().exists()
    assert not Passage.objects.exclude(meeting=meeting).exists()
    assert derived_faults(meeting) == record_faults(meeting) == []
    assert meeting.statements.filter(key__isnull=False).count() == 2
    last = meeting.revisions.order_by("-number").first()
    told = meeting.revisions.filter(number__gt=revisions).order_by("number")
    assert list(told.values_list("action", flat=True)) == ["submit", "correct"]
    assert record_file(last) == record_bytes(meeting)
    assert (last.action, last.why, last.user) == ("correct", "The summary is wrong", boss)
    steps = list(meeting.steps_taken.newest_first().values_list("step", flat=True))
    assert steps[:3] == ["correct", "submit", "begin_correction"]


def test_correction_without_reason_or_with_faults_is_not_published(meeting: Meeting) -> None:
    boss = rich.publisher()
    draft = begin_correction(meeting, boss)
    publication.submit(draft, boss)

    with pytest.raises(StepError):
        publication.publish(draft, boss, " ")
    draft.statements.get(number=2).delete()
    with pytest.raises(Refused) as refused:
        publication.publish(draft, boss, "Because")

    assert [fault.code for fault in refused.value.faults] == ["coverage"]
    assert record_faults(meeting) == []
    assert meeting.statements.count() == 2


def test_record_changed_meanwhile_is_not_replaced_unseen(meeting: Meeting) -> None:
    boss = rich.publisher()
    draft = begin_correction(meeting, boss, "Why")
    publication.submit(draft, boss)
    both = Meeting.objects.filter(slug=meeting.slug).exclude(layer="stub")
    both.update(theme="Alike in both")
    meeting.statements.filter(number=2).update(collective="others")

    with pytest.raises(Overtaken) as overtaken:
        publication.publish(draft, boss, "Because")
    told = take_note(draft, boss)
    publication.publish(draft, boss, "Because")

    assert told == overtaken.value.changed == ["¶2: collective “many others” → “others”"]
    assert meeting.statements.get(number=2).collective == "many\nothers "


def test_correction_given_up_leaves_a_trace_and_nothing_else(meeting: Meeting) -> None:
    editor = rich.editor()
    before = record_bytes(meeting)
    draft = begin_correction(meeting, editor)
    kept = store_revision(draft, Action.EDIT, editor)
    first = record_file(kept)
    revisions = meeting.revisions.count()
    add_comment(draft, editor, "Is it needed?")

    record = give_up(draft, editor, "Not needed")

    assert record == meeting
    assert record_bytes(meeting) == before
    assert not Meeting.objects.corrections().exists()
    assert meeting.revisions.count() == revisions + 1
    assert open_comments(meeting).get().text == "Is it needed?"
    kept.refresh_from_db()
    assert (kept.meeting, kept.number, record_file(kept)) == (meeting, revisions + 1, first)
    newest = meeting.steps_taken.newest_first().first()
    assert (newest.step, newest.why, newest.user) == ("give_up", "Not needed", editor)
    with pytest.raises(StepError):
        give_up(draft, editor)


def test_file_over_a_record_with_a_correction_is_refused_unless_it_replaces(
    meeting: Meeting,
) -> None:
    data = json.loads(record_bytes(meeting))
    load_record(read_record(json.dumps(data).encode(), "one.json"), "one.json", replace=True)
    begin_correction(meeting, rich.publisher())
    data["meeting"]["theme"] = "Another"
    changed = read_record(json.dumps(data).encode(), "one.json")

    with pytest.raises(Exception, match="drafts a correction"):
        load_record(changed, "one.json")
    load_record(changed, "one.json", replace=True)

    assert Meeting.objects.records().get(slug=meeting.slug).theme == "Another"
    assert Participant.objects.filter(name="Ruritania").count() == 1
