"""The text of a document: all of it, where it may be shown."""

import pytest
from django.test import Client

from meetings.models import Document
from tests.meetings import build

pytestmark = pytest.mark.django_db

TEXT = "Čod ¶ is rare.\r\n\U0001f41f"


def cited(status: str = "published", **fields: str) -> None:
    """A document of which a record cites four characters."""
    document = build.document(TEXT, key="report", **fields)
    build.passage(build.statement(build.meeting("fish", status=status), "Čod "), document, 0, 4)


def test_text_is_that_which_positions_count(client: Client) -> None:
    cited()

    response = client.get("/documents/report.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == TEXT
    assert 'href="/documents/report.txt"' in client.get("/documents/report/").content.decode()


@pytest.mark.parametrize(
    ("status", "rights"), [("draft", "public in full"), ("published", "passages only")]
)
def test_text_that_may_not_be_shown_in_full_is_not_found(
    client: Client, status: str, rights: str
) -> None:
    cited(status)
    Document.objects.update(rights=rights)

    assert client.get("/documents/report.txt").status_code == 404
    assert b"/documents/report.txt" not in client.get("/documents/report/").content
