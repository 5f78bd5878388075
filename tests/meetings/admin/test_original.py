"""Staff who may see a document fetch its file, as a file to be saved; nobody else does."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.storage import default_storage
from django.test import Client

from meetings.models import Document, Original
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address
from tests.meetings.models.test_original import upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]


@pytest.fixture
def original() -> Original:
    """An uploaded page with a script in it."""
    row = upload(build.document("Fish."), b"<script>alert(1)</script>")
    row.name = "Bilan « été ».html"
    row.save()
    return row


def url_of(row: Original) -> str:
    """Where the file is fetched."""
    return f"/admin/meetings/document/{row.document_id}/original/"


def staff(*codenames: str) -> Client:
    """A browser of somebody who may do this alone."""
    user = User.objects.create(username="narrow", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def test_file_is_sent_to_be_saved_and_never_shown(client: Client, original: Original) -> None:
    client.force_login(rich.editor())

    answer: Any = client.get(url_of(original))

    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Bilan")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))


def test_public_is_sent_to_sign_in(client: Client, original: Original) -> None:
    answer = client.get(url_of(original))

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/admin/login/?next={url_of(original)}",
    )


@pytest.mark.parametrize(
    ("codename", "status"), [("view_document", 200), ("view_meeting", 403), ("add_document", 403)]
)
def test_right_to_view_documents_is_asked_for(
    original: Original, codename: str, status: int
) -> None:
    assert staff(codename).get(url_of(original)).status_code == status


def test_document_without_a_file_answers_404(client: Client) -> None:
    client.force_login(rich.editor())
    document = build.document("Fish.")

    assert client.get(f"/admin/meetings/document/{document.pk}/original/").status_code == 404
    assert client.get("/admin/meetings/document/999999/original/").status_code == 404


def test_file_that_is_lost_leads_back_with_words(client: Client, original: Original) -> None:
    client.force_login(rich.editor())
    default_storage.delete(original.file.name)

    answer = client.get(url_of(original), follow=True)

    assert answer.redirect_chain == [(address(Document, "change", original.document_id), 302)]
    assert "The file cannot be read now." in answer.content.decode()


def test_page_of_the_document_leads_to_the_file(client: Client, original: Original) -> None:
    client.force_login(rich.editor())
    other = build.document("Nets.", key="nets")

    page = client.get(address(Document, "change", original.document_id)).content.decode()
    without = client.get(address(Document, "change", other.pk)).content.decode()

    assert f'<a href="{url_of(original)}">Bilan « été ».html</a>' in page
    assert "Original file" not in without
