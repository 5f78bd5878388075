"""A record from tables or a debate, in the admin: told first, then made once.

Covers meetings.admin.intake.tables_form, meetings.admin.intake.rights and
meetings.intake.others.importing.
"""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.admin.intake import tables, tables_form
from meetings.intake.others.tables.template import template_archive
from meetings.models import Comment, Meeting, SentForm, Statement, Topic
from meetings.review.comments import Thread
from tests.meetings.admin import rich
from tests.meetings.intake.others import test_akoma_ntoso

pytestmark = pytest.mark.django_db

PAGE = "/admin/meetings/meeting/from-tables/"
MEETING = "Meeting,Date (EDTF)\nA made meeting,2020-03-02\n"
STATEMENTS = """Number,Participants,Form,Topics,Text
1,Wonderland,verbatim,Herring,We agree.
2,,verbatim,,I agree.
"""


@pytest.fixture
def editor(client: Client) -> Client:
    """The browser of an Editor."""
    client.force_login(rich.editor())
    return client


def files(**texts: str) -> list[SimpleUploadedFile]:
    """Tables by their names."""
    return [SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in texts.items()]


def look(client: Client, **fields: Any) -> Any:
    """Send tables to be told of."""
    fields = {"tables": files(meeting=MEETING, statements=STATEMENTS)} | fields
    return client.post(PAGE, fields)


def make(client: Client, told: Any) -> Any:
    """Agree to what is told."""
    sent = {name: told.context[name] for name in ("record",)} | {"_once": told.context["once"]}
    return client.post(PAGE, sent)


def test_page_leads_to_empty_tables(editor: Client) -> None:
    assert f'href="{PAGE}tables.zip"' in editor.get(PAGE).content.decode()
    answer = editor.get(f"{PAGE}tables.zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tables.zip"'
    assert answer.content == template_archive()


def test_tables_are_told_of_before_anything_is_stored(editor: Client) -> None:
    told = look(editor)

    page = re.sub(r"\s+", " ", told.content.decode())
    assert "a draft of “A made meeting” at the address a-made-meeting." in page
    assert told.context["counts"] == [("Delegations", 0), ("Statements", 2), ("Pledges", 0)]
    assert "“Wonderland” is not known" in page
    assert "No speaker is named." in page
    assert not Meeting.objects.exists()
    assert not SentForm.objects.exists()


def test_draft_is_made_with_its_doubts_as_comments(editor: Client) -> None:
    told = look(editor)

    made = make(editor, told)

    meeting = Meeting.objects.get()
    assert made.headers["Location"] == f"/admin/meetings/meeting/{meeting.pk}/desk/"
    assert (meeting.slug, meeting.status) == ("a-made-meeting", "draft")
    assert [*Statement.objects.order_by("number").values_list("number", "text")] == [
        (1, "We agree."),
        (2, "I agree."),
    ]
    assert Topic.objects.get().name == "Herring"
    doubts = told.context["report"][0][1]
    assert sorted(Comment.objects.values_list("text", flat=True)) == sorted(doubts)
    assert all(Thread(comment).is_open for comment in Comment.objects.all())
    log = LogEntry.objects.get(content_type__model="meeting")
    assert log.get_change_message() == "Imported from meeting.csv, statements.csv"
    assert meeting.updated_by == Comment.objects.first().author == User.objects.get()


def test_second_press_leads_to_the_draft_that_the_first_made(editor: Client) -> None:
    told = look(editor)
    first = make(editor, told)

    second = make(editor, told)

    assert second.headers["Location"] == first.headers["Location"]
    page = editor.get(second.headers["Location"]).content.decode()
    assert "nothing was made a second time" in page
    assert Meeting.objects.count() == 1


def test_address_that_is_taken_is_told_at_its_box(editor: Client) -> None:
    make(editor, look(editor))

    again = look(editor)
    words = "A record has the address a-made-meeting already; give this one another."
    assert again.context["form"].errors == {"slug": [words]}
    assert look(editor, slug="second").context["meeting"].slug == "second"


def test_address_that_was_taken_meanwhile_is_told(editor: Client) -> None:
    told, other = look(editor), look(editor)
    make(editor, other)

    answer = make(editor, told)

    assert answer.headers["Location"] == PAGE
    assert "has the address a-made-meeting already" in editor.get(PAGE).content.decode()
    assert Meeting.objects.count() == 1


def test_debate_becomes_a_draft_as_well(editor: Client) -> None:
    debate = SimpleUploadedFile("debate.xml", test_akoma_ntoso.file())

    make(editor, look(editor, tables=[debate]))

    meeting = Meeting.objects.get()
    assert (meeting.slug, meeting.status, meeting.statements.count()) == (
        "a-made-debate",
        "draft",
        4,
    )


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (files(minutes="Fish"), "None of the files or worksheets is called"),
        (files(meeting="", statements=STATEMENTS), "The submitted file is empty."),
        (files(statements="Number,Text\n1,We agree.\n"), "there is no column “Form”"),
        ([SimpleUploadedFile("debate.xml", b"<act/>")], "no Akoma Ntoso 2.0 or 3.0"),
        ([SimpleUploadedFile("tables.zip", b"PK\x03\x04")], "cannot be unpacked"),
        ([], "This field is required."),
    ],
)
def test_files_that_cannot_be_read_are_refused(
    editor: Client, sent: list[Any], reason: str
) -> None:
    answer = look(editor, tables=sent)

    assert answer.status_code == 200
    assert reason in " ".join(answer.context["form"].errors["tables"])
    assert "Correct the files and choose them again." in answer.content.decode()
    assert not Meeting.objects.exists()


def test_files_that_are_too_large_lead_to_the_command(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_form, "MOST_BYTES", 20)

    assert "import_records" in look(editor).context["form"].errors["tables"][0]


def test_record_that_fits_in_no_page_leads_to_the_command(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_LONGEST_PAGE", 20)

    assert "import_records" in look(editor).context["form"].errors["tables"][0]


def test_address_that_none_can_have_is_refused(editor: Client) -> None:
    assert [*look(editor, slug="Ä b").context["form"].errors] == ["slug"]


@pytest.mark.parametrize("value", ["", "x", signing.dumps({"record": {}}, salt="other")])
def test_report_that_was_changed_makes_nothing(editor: Client, value: str) -> None:
    answer = editor.post(PAGE, {"record": value})

    assert answer.headers["Location"] == PAGE
    assert "Choose the files again." in editor.get(PAGE).content.decode()
    assert not Meeting.objects.exists()


def test_register_that_changed_meanwhile_refuses_with_reasons(editor: Client) -> None:
    told = look(editor)
    Topic.objects.create(name="Herring", abbreviation="HRG")

    answer = make(editor, told)

    assert answer.status_code == 200
    assert "The register changed since these files were read" in answer.content.decode()
    assert answer.context["refused"]
    assert not Meeting.objects.exists()


def test_many_doubts_are_told_in_fewer_comments() -> None:
    doubts = [f"Doubt {number}." for number in range(90)]

    comments = tables._comments(doubts)

    assert len(comments) == 30
    assert "\n".join(comments).split("\n") == doubts
    assert tables._comments([]) == []


def test_staff_who_may_add_no_participant_may_not_import(client: Client) -> None:
    user = rich.editor()
    client.force_login(user)
    assert client.get(PAGE).status_code == 200
    for group in user.groups.all():
        group.permissions.remove(*group.permissions.filter(codename="add_participant"))

    for address in (PAGE, f"{PAGE}tables.zip"):
        assert client.get(address).status_code == 403
    assert client.post(PAGE, {"record": "x"}).status_code == 403
    assert Client().get(PAGE).headers["Location"] == f"/admin/login/?next={PAGE}"
