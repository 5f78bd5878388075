"""Revisions stay, but for those of a draft that never was anything else: they go with it."""

import pytest
from django.test import Client

from meetings.admin.intake.drafting import Upload, drafted
from meetings.models import FormerSlug, Meeting, Revision, SourceText
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
    ("action", "record", "is_draft"),
    [
        ("load", '{"meeting": {"status": "draft"}}', True),
        ("load", '{"meeting": {"status": "published"}}', False),
        ("publish", '{"meeting": {"status": "draft"}}', False),
        ("load", "[]", False),
        ("load", "no file", False),
        ("load", "{}", False),
    ],
)
def test_revision_of_a_draft_is_one_that_was_loaded_as_such(
    action: str, record: str, is_draft: bool
) -> None:
    assert is_of_draft(Revision(action=action, record=record)) is is_draft


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
