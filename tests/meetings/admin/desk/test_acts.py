"""Every act of the desk: what it does, sent twice, undone, after somebody else, with and without
scripts.

Covers meetings.admin.desk.several, meetings.admin.desk.names, meetings.admin.desk.nouns,
meetings.admin.desk.forms, meetings.admin.desk.boxes, meetings.admin.desk.sent,
meetings.admin.desk.answer, meetings.admin.desk.checks, meetings.admin.desk.views,
meetings.admin.meeting_form, meetings.curation.marking,
meetings.curation.numbering and meetings.curation.proposals as well.
"""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings import publication
from meetings.admin.desk.acts import ACTS
from meetings.curation.acting import reference
from meetings.derived.refresh import derived_faults
from meetings.models import (
    Act,
    Delegate,
    Mark,
    Meeting,
    Statement,
)
from meetings.records.dumper import record_bytes
from participants.models import Participant, Person
from tests.meetings.admin import rich
from tests.meetings.admin.desk.cases import (
    CASES,
    about,
    acted,
    address,
    form_of,
    open_findings,
    sent,
    statement,
)

pytestmark = pytest.mark.django_db


def test_every_act_has_a_case() -> None:
    assert {name.split()[0] for name in CASES} == set(ACTS)


@pytest.mark.parametrize("name", CASES)
def test_act_is_done_once_and_undone(name: str, meeting: Meeting, editor: Client) -> None:
    case = CASES[name]
    data = case.data(meeting, editor) | {"token": f"token-of-a-form-{list(CASES).index(name)}"}
    before, findings = record_bytes(meeting), open_findings(meeting)

    answer = acted(editor, meeting, data)
    assert case.said in answer
    assert case.holds(meeting)
    after = record_bytes(meeting)
    assert derived_faults(meeting) == []

    assert "nothing was done a second time" in acted(editor, meeting, data)
    assert record_bytes(meeting) == after
    assert Act.objects.count() == 1

    undone = editor.post(address(meeting, "desk_undo"), headers={"HX-Request": "true"})
    assert "Undone: " in undone.content.decode()
    assert derived_faults(meeting) == []
    assert record_bytes(meeting) == before
    assert open_findings(meeting) == findings


@pytest.mark.parametrize("name", CASES)
def test_act_without_scripts_does_the_same(name: str, meeting: Meeting, editor: Client) -> None:
    case = CASES[name]
    said = acted(editor, meeting, case.data(meeting, editor), scripted=False)
    assert case.said in said
    assert case.holds(meeting)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.versioned])
def test_act_on_what_somebody_else_changed_is_refused(
    name: str, meeting: Meeting, editor: Client
) -> None:
    data = CASES[name].data(meeting, editor)
    Statement.objects.update(collective="many participants")
    Mark.objects.update(kind="label")
    before = record_bytes(meeting)

    answer = acted(editor, meeting, data, refused=True)

    assert "Somebody else changed" in answer
    assert "desk-failed" in answer
    assert record_bytes(meeting) == before
    assert not Act.objects.exists()


def test_form_of_two_keeps_both_values(meeting: Meeting, editor: Client) -> None:
    row = statement(meeting, 1)
    mine = form_of(editor, meeting, reference(row), language="en", collective="many")
    Statement.objects.filter(pk=row.pk).update(collective="some", procedural=True)

    answer = acted(editor, meeting, mine | sent(meeting, f"save:{reference(row)}"), refused=True)

    assert "Somebody else changed this to “some”" in answer
    assert 'value="en"' in answer
    row.refresh_from_db()
    assert (row.language, row.collective, row.procedural) == ("", "some", True)


@pytest.mark.parametrize("status", ["in review", "published", "withdrawn"])
def test_closed_record_is_shown_and_not_changed(
    status: str, meeting: Meeting, editor: Client
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    meeting.refresh_from_db()
    before = record_bytes(meeting)
    page = editor.get(address(meeting, "desk"))
    assert "closed to you" in page.content.decode()
    data = sent(meeting, f"delete:{about(statement(meeting, 1))}")
    assert editor.post(address(meeting), data).status_code == 403
    assert record_bytes(meeting) == before


WRONG = {
    "": "Say what is to be done",
    "dance:statement-1": "Say what is to be done",
    "mark:statement": "Choose words in the source first",
    "mark:poem": "Choose words in the source first",
    "edge:statement-0:": "no longer there",
    "accept-some:all": "Say which proposals are meant",
    "accept-some:rule:no such rule": "None of these proposals is open",
    "accept-some:noun:statement:x": "Say which proposals are meant",
    "set": "Choose what the statements are to be given",
    "split:meeting-999999": "no longer there",
    "delete:mark-9": "no longer there",
}


@pytest.mark.parametrize("do", WRONG)
def test_wrong_act_is_told(do: str, meeting: Meeting, editor: Client) -> None:
    before = record_bytes(meeting)
    assert WRONG[do] in acted(editor, meeting, sent(meeting, do), refused=True)
    assert record_bytes(meeting) == before


def test_words_out_of_the_text_are_told(meeting: Meeting, editor: Client) -> None:
    data = sent(meeting, "mark:statement") | {"start": 10_000, "end": 20_000}
    assert "No words are chosen" in acted(editor, meeting, data, refused=True)
    data = sent(meeting, "mark:statement", "Fiji") | {"document": 999}
    assert "does not belong to the record" in acted(editor, meeting, data, refused=True)


def test_unknown_name_is_asked_about_and_made(meeting: Meeting, editor: Client) -> None:
    row = statement(meeting, 1)
    name = f"{reference(row)}-speaker-0-person"
    data = form_of(editor, meeting, reference(row)) | {name: "Ida Exampel"}
    data |= sent(meeting, f"save:{reference(row)}")

    asked = acted(editor, meeting, data, refused=True)
    assert "No person goes by “Ida Exampel”" in asked
    assert not Person.objects.filter(name="Ida Exampel").exists()

    acted(editor, meeting, data | {"_make": "person Ida Exampel"})
    made = Person.objects.get(name="Ida Exampel")
    assert (made.sort_name, made.key) == ("exampel, ida", "ida-exampel")
    assert row.speakers.get().person == made


def test_topic_that_is_new_is_made_for_several_where_that_is_ticked(
    meeting: Meeting, editor: Client
) -> None:
    data = sent(meeting, "set", chosen=[about(statement(meeting, 1))])
    refused = acted(editor, meeting, data | {"several-topics": "Fishes & nets"}, refused=True)

    assert "No topic goes by “Fishes &amp; nets”" in refused
    assert "Tick “Make topics that are new” to make it." in refused
    assert "&lt;" not in refused


def test_words_that_no_participant_goes_by_are_offered_as_one(
    meeting: Meeting, editor: Client
) -> None:
    meeting.delegations.update(roles=["chair", "observer"], presence="virtual")

    asked = acted(editor, meeting, sent(meeting, "mark:delegation", "Reef Forum"), refused=True)

    assert 'name="delegation-new-participant" value="Reef Forum"' in asked
    assert "No participant goes by “Reef Forum”." in asked
    assert 'name="_make" value="participant Reef Forum"' in asked
    assert '<option value="virtual" selected>' in asked
    assert re.findall(r'value="([a-z]+)"[^>]* checked', asked) == ["observer"]
    made = sent(meeting, "add:delegation", "Reef Forum", _make="participant Reef Forum")
    made |= {
        f"delegation-new-{name}": value
        for name, value in {
            "participant": "Reef Forum",
            "printed": "Reef Forum",
            "roles": "observer",
            "level": "not stated",
            "presence": "virtual",
            "delegate-TOTAL_FORMS": 0,
            "delegate-INITIAL_FORMS": 0,
        }.items()
    } | {"_make-kind-Reef Forum": "network"}
    assert "Delegation made" in acted(editor, meeting, made)
    assert Participant.objects.get(name="Reef Forum").kind == "network"


def test_values_that_are_chosen_on_plain_pages_are_chosen_at_the_desk(
    meeting: Meeting, editor: Client
) -> None:
    delegate = Delegate.objects.get()

    form = editor.get(
        address(meeting, "desk_form"),
        {"part": reference(delegate)},
        headers={"HX-Request": "true"},
    ).content.decode()

    assert [*re.findall(r'<select name="delegate-[0-9]+-([a-z]+)"', form)] == [
        "delegation",
        "level",
        "role",
        "presence",
    ]


def test_numbers_of_a_record_that_was_public_stay(editor: Client) -> None:
    record = rich.record()
    publication.submit(record, rich.user("one", "Editor"))
    publication.publish(record, rich.publisher())
    publication.withdraw(record, User.objects.get(username="publisher"), "Mistaken")
    publication.reopen(record, User.objects.get(username="publisher"), "Mended")
    record.refresh_from_db()

    page = editor.get(address(record, "desk")).content.decode()
    refused = editor.post(address(record), {"do": "renumber"}, headers={"HX-Request": "true"})

    assert record.status == "draft"
    assert 'value="renumber"' not in page
    assert "its numbers are cited, and stay" in refused.content.decode()


def test_name_that_is_refused_with_another_error_makes_nobody(
    meeting: Meeting, editor: Client
) -> None:
    row = statement(meeting, 1)
    data = form_of(editor, meeting, reference(row), quoted="no such words")
    data |= {f"{reference(row)}-speaker-0-person": "Ida Exampel", "_make": "person Ida Exampel"}
    answer = acted(editor, meeting, data | sent(meeting, f"save:{reference(row)}"), refused=True)
    assert "Quoted words" in answer
    assert not Person.objects.filter(name="Ida Exampel").exists()
    assert Participant.objects.filter(name="Ida Exampel").count() == 0
