"""A document becomes one draft, by whoever may enter records; any fault leaves nothing behind.

Covers meetings.templatetags.worklist as far as it asks who may begin with a document.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.admin.intake import asking, rights
from meetings.models import Document, Finding, IntakeReport, Meeting, Original, SentForm
from meetings.records.errors import RecordError, RecordErrors
from tests.meetings.admin import rich
from tests.meetings.admin.intake.proposals import TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rules")]

PAGE = "/admin/meetings/meeting/from-document/"
TABLES = "/admin/meetings/meeting/from-tables/"


@pytest.fixture
def editor(client: Client) -> Client:
    """The browser of an Editor."""
    client.force_login(rich.editor())
    return client


def send(client: Client, text: str = TEXT, **fields: Any) -> Any:
    """Send the form with a file."""
    if "_once" not in fields:
        fields["_once"] = client.get(PAGE).context["once"]
    file = SimpleUploadedFile("herring.txt", text.encode())
    return client.post(PAGE, {"file": file, "rights": "passages only"} | fields)


def left() -> list[int]:
    """What the register holds of proposals, and how many files."""
    models = (Meeting, Document, Original, IntakeReport, Finding, SentForm, LogEntry)
    rows = [model.objects.count() for model in models]
    return [*rows, len([*files()])]


def files(folder: str = "") -> Iterator[str]:
    """Every file of the store."""
    folders, names = default_storage.listdir(folder)
    yield from names
    for name in folders:
        yield from files(f"{folder}/{name}" if folder else name)


def test_document_becomes_a_draft_and_leads_to_what_was_found(editor: Client) -> None:
    answer = send(editor)

    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/admin/meetings/meeting/{meeting.pk}/proposal/"
    assert (meeting.slug, meeting.status) == ("meeting-on-herring", "draft")
    assert left() == [1, 2, 1, 1, 8, 1, 1, 1]
    assert LogEntry.objects.get().get_change_message() == "Proposed from herring.txt"
    assert Original.objects.get().file.read() == TEXT.encode()
    drafts = editor.get("/admin/meetings/meeting/?work=mine").context["cl"].result_list
    assert [row.pk for row in drafts] == [meeting.pk]


def test_document_without_proposals_leads_to_the_desk(editor: Client) -> None:
    answer = send(editor, _alone="Only the meeting and its source")

    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/admin/meetings/meeting/{meeting.pk}/desk/"
    assert not meeting.statements.exists()
    assert Original.objects.get().file.read() == TEXT.encode()
    assert "Egypt said that herring matters." in editor.get(answer.headers["Location"]).text


def test_pasted_text_becomes_a_draft_without_a_file(editor: Client) -> None:
    fields = {"text": TEXT, "rights": "public in full", "url": "https://example.org/h"}

    answer = editor.post(PAGE, fields)

    assert answer.status_code == 302
    assert left() == [1, 2, 0, 1, 8, 0, 1, 0]
    document = IntakeReport.objects.get().document
    assert (document.rights, document.url) == ("public in full", "https://example.org/h")


def test_form_that_is_sent_again_makes_nothing_twice(editor: Client) -> None:
    once = editor.get(PAGE).context["once"]
    first = send(editor, _once=once)
    before = left()

    again = send(editor, _once=once)

    assert again.headers["Location"] == first.headers["Location"]
    assert (
        "nothing was made a second time" in editor.get(again.headers["Location"]).content.decode()
    )
    assert left() == before


def test_form_that_is_sent_again_with_another_document_is_shown_and_kept(editor: Client) -> None:
    once = editor.get(PAGE).context["once"]
    send(editor, _once=once)
    before = left()

    again = send(editor, TEXT + "More.", _once=once, url="https://example.org/h")

    page = again.content.decode()
    assert "became “<a href=" in page
    assert 'value="https://example.org/h"' in page
    assert left() == before
    assert again.context["once"] != once


def test_two_at_once_make_one(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    once = editor.get(PAGE).context["once"]
    proposed = asking.proposed_record

    def meanwhile(*args: Any) -> Any:
        monkeypatch.setattr(asking, "proposed_record", proposed)
        send(editor, _once=once)
        return proposed(*args)

    monkeypatch.setattr(asking, "proposed_record", meanwhile)

    answer = send(editor, _once=once)

    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/admin/meetings/meeting/{meeting.pk}/proposal/"
    assert left() == [1, 2, 1, 1, 8, 1, 1, 1]


def test_draft_that_is_gone_is_not_led_to(editor: Client) -> None:
    once = editor.get(PAGE).context["once"]
    send(editor, _once=once)
    editor.post(f"/admin/meetings/meeting/{Meeting.objects.get().pk}/delete/", {"post": "yes"})

    answer = send(editor, _once=once)

    assert answer.headers["Location"] == PAGE
    assert not Meeting.objects.exists()


def test_faults_of_the_form_store_nothing(editor: Client) -> None:
    answer = send(editor, "%PDF")

    assert answer.status_code == 200
    assert "“herring.txt”: It is damaged." in answer.content.decode()
    assert left() == [0] * 8


def test_same_document_is_asked_about_once_more(editor: Client) -> None:
    send(editor)

    doubted = send(editor)
    (sure,) = [
        word.partition('"')[0] for word in str(doubted.context["form"].errors).split('value="')[1:]
    ]
    confirmed = send(editor, _sure=sure)

    assert doubted.status_code == 200
    assert confirmed.status_code == 302
    assert [row.slug for row in Meeting.objects.order_by("pk")] == [
        *("meeting-on-herring", "meeting-on-herring-2"),
    ]


def test_record_that_cannot_be_loaded_stores_nothing(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: Any) -> Any:
        raise RecordErrors("x", [RecordError("/topics/0", "it is another."), RecordError("", "y")])

    monkeypatch.setattr(asking, "drafted", refused)

    page = send(editor).content.decode()

    assert "nothing was stored. The first of 2 reasons: /topics/0: it is another." in page
    assert left() == [0] * 8


def test_file_goes_where_the_draft_came_to_nothing(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Original, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("The database is away.")

    monkeypatch.setattr(Original, "save", broken)

    with pytest.raises(RuntimeError):
        send(editor)

    assert left() == [0] * 8


def test_store_that_cannot_be_written_stores_nothing_and_is_told(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_kwargs: Any) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(InMemoryStorage, "_save", full)

    answer = send(editor)

    assert answer.status_code == 200
    assert "The file could not be kept, and nothing was stored." in answer.content.decode()
    assert left() == [0] * 8


def staff(*nouns: str) -> Client:
    """A browser of somebody who may add this alone."""
    user = User.objects.create(username="narrow", is_staff=True)
    rights = [*(f"add_{noun}" for noun in nouns), "view_meeting"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("nouns", "status"), [(rights.PARTS, 200), (rights.PARTS[1:], 403), (rights.PARTS[:-1], 403)]
)
def test_whoever_may_enter_all_of_a_record_may_have_one_proposed(
    nouns: tuple[str, ...], status: int
) -> None:
    client = staff(*nouns)

    listed, first = client.get("/admin/meetings/meeting/"), client.get("/admin/")

    assert client.get(PAGE).status_code == status
    assert client.post(PAGE, {"text": TEXT}).status_code == status
    assert [PAGE in page.content.decode() for page in (listed, first)] == [status == 200] * 2


def test_page_leads_to_tables_those_who_may_import(editor: Client) -> None:
    link = f'href="{TABLES}"'

    assert link in editor.get(PAGE).content.decode()
    assert link not in staff(*rights.PARTS).get(PAGE).content.decode()


def test_public_is_sent_to_sign_in(client: Client) -> None:
    for address in (PAGE, TABLES):
        assert client.get(address).headers["Location"] == f"/admin/login/?next={address}"
    assert left() == [0] * 8


def test_store_that_is_listed_here_holds_what_is_kept() -> None:
    default_storage.save("originals/ab/cd", ContentFile(b"Fish."))

    assert [*files()] == ["cd"]
