"""Revisions stay, but for those of a draft that never was anything else: they go with it."""

from dataclasses import replace

import pytest
from django.test import Client

from meetings.admin.intake.drafting import Upload, drafted
from meetings.models import FormerSlug, Meeting, Revision, SourceText
from meetings.models.choices import Action
from meetings.records.dumper import Dump
from meetings.records.gathered import gather
from meetings.records.revision_texts import record_file, record_files
from meetings.records.revisions import forget_drafts, is_of_draft, store_revision
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.intake.proposals import written
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Meeting:
    """A draft with the revision that was stored when it was proposed."""
    return drafted(written(), Upload("", b"", "", {}), None)


@pytest.mark.parametrize(
    ("action", "status", "is_draft"),
    [
        ("load", "draft", True),
        ("edit", "draft", True),
        ("submit", "in review", True),
        ("load", "published", False),
        ("edit", "withdrawn", False),
        ("publish", "draft", False),
        ("load", "", False),
    ],
)
def test_revision_of_a_draft_is_one_that_nobody_outside_saw(
    action: str, status: str, is_draft: bool
) -> None:
    assert is_of_draft(Revision(action=action, status=status)) is is_draft


def test_every_fiftieth_revision_is_whole(draft: Meeting) -> None:
    plain = Dump.of(gather(draft))
    files = []
    for number in range(2, 54):
        meeting = replace(plain.record.meeting, theme=f"Theme {number}")
        dump = Dump(replace(plain.record, meeting=meeting))
        store_revision(draft, Action.EDIT, dump=dump)
        files.append(dump.bytes)

    rows = Revision.objects.order_by("number")
    assert [row.number for row in rows if row.base == row.number] == [1, 51]
    assert {row.base for row in rows[50:]} == {51}
    assert [file for _revision, file in record_files(draft)][1:] == files


def test_revisions_that_stay_are_whole_when_those_of_drafts_go(draft: Meeting) -> None:
    for number, action in enumerate(["publish", "edit", "withdraw"]):
        Meeting.objects.filter(pk=draft.pk).update(theme=f"Theme {number}")
        store_revision(Meeting.objects.get(pk=draft.pk), Action(action))
    before = {row.number: record_file(row) for row in Revision.objects.all()}

    forget_drafts(draft)

    kept = list(Revision.objects.order_by("number"))
    assert [(row.number, row.base) for row in kept] == [(2, 2), (4, 2)]
    assert {row.number: record_file(row) for row in kept} == {n: before[n] for n in (2, 4)}


def test_draft_that_never_was_public_is_deleted_whole(client: Client, draft: Meeting) -> None:
    client.force_login(rich.editor())
    page = address(Meeting, "delete", draft.pk)

    asked = client.get(page)
    done = client.post(page, {"post": "yes"})

    assert "This cannot be deleted" not in asked.content.decode()
    assert done.status_code == 302
    assert [model.objects.count() for model in (Meeting, Revision, SourceText)] == [0, 0, 0]


def test_draft_that_was_public_once_stays(client: Client, draft: Meeting) -> None:
    client.force_login(rich.editor())
    store_revision(draft, "publish")
    page = address(Meeting, "delete", draft.pk)

    asked = client.get(page).content.decode()

    assert "This cannot be deleted while it is used." in asked
    assert "1 revision" in asked


def test_text_that_another_revision_holds_stays(draft: Meeting) -> None:
    text = SourceText.objects.get()
    other = store_revision(build.meeting("cod"), "publish")
    other.texts.add(text)

    forget_drafts(draft)

    assert list(Revision.objects.all()) == [other]
    assert list(SourceText.objects.all()) == [text]


def test_address_of_a_draft_that_nobody_knew_is_given_up(client: Client, draft: Meeting) -> None:
    client.force_login(rich.editor())
    page = address(Meeting, "change", draft.pk)

    answer = client.post(page, sent(client.get(page), slug="herring-1"))

    draft.refresh_from_db()
    assert (answer.status_code, draft.slug) == (302, "herring-1")
    assert not FormerSlug.objects.exists()
