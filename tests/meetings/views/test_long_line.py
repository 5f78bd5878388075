"""A source without line breaks and with thousands of passages: every page of it stays small.

Covers the public page of the document, that of a statement, and the form of staff beside it.
"""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.derived.refresh import refresh_derived
from meetings.models import Document, Meeting, Passage, Statement
from tests.meetings import build

pytestmark = pytest.mark.django_db

#: statements of a sentence each, and bytes of HTML that a page may have
COUNT, LIMIT = 3_000, 500_000
SENTENCE = "The delegation of a country spoke of fish number {:04} and of all that comes of it. "


@pytest.fixture
def record() -> Meeting:
    """A record of statements that follow each other in one line of its source."""
    sentences = [SENTENCE.format(number) for number in range(1, COUNT + 1)]
    source = build.document("".join(sentences), key="speech", language="en")
    meeting = build.meeting("talks")
    rows = Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n, text=text.strip())
        for n, text in enumerate(sentences, start=1)
    )
    length = len(sentences[0])
    Passage.objects.bulk_create(
        Passage(
            meeting=meeting,
            statement=row,
            document=source,
            start=at * length,
            end=(at + 1) * length - 1,
        )
        for at, row in enumerate(rows)
    )
    refresh_derived(meeting)
    return meeting


def size(client: Client, address: str) -> int:
    """Bytes of a page."""
    response = client.get(address)
    assert response.status_code == 200
    return len(response.content)


def test_every_page_of_the_source_is_small_and_has_its_passages(
    client: Client, record: Meeting
) -> None:
    pages = client.get("/documents/speech/").context["source_text"].page.paginator.num_pages

    found = []
    for number in range(1, pages + 1):
        html = client.get(f"/documents/speech/?page={number}").content.decode()
        assert len(html.encode()) < LIMIT
        found += re.findall(r"fish number (\d{4})", html)
    assert found == [f"{number:04}" for number in range(1, COUNT + 1)]


def test_statement_leads_to_its_words_in_the_source(client: Client, record: Meeting) -> None:
    address = "/meetings/talks/statements/2345/"
    page = client.get(address)
    (passage,) = page.context["statement"].sources[0].ranges

    there = client.get(passage.url)
    html = client.get(there["Location"]).content.decode()

    assert len(page.content) < LIMIT
    assert "fish number 2345" in page.content.decode()
    assert passage.url == f"/documents/speech/?position={2344 * len(SENTENCE.format(1))}"
    anchor = there["Location"].partition("#")[2]
    piece = html.partition(f'id="{anchor}"')[2].partition('<div class="source-line')[0]
    assert "fish number 2345" in piece


def test_form_of_staff_shows_the_passage_and_few_others(client: Client, record: Meeting) -> None:
    client.force_login(User.objects.create_superuser("staff"))
    statement = Statement.objects.get(meeting=record, number=2345)

    change = client.get(reverse("admin:meetings_statement_change", args=[statement.pk]))
    add = reverse("admin:meetings_statement_add") + f"?meeting={record.pk}"

    assert len(change.content) < LIMIT
    assert "fish number 2345" in change.content.decode()
    assert size(client, add) < LIMIT


@pytest.mark.parametrize("position", ["252000", "-1", "x", "1e3", "9" * 12])
def test_position_that_the_text_does_not_have_is_not_found(
    client: Client, record: Meeting, position: str
) -> None:
    assert len(Document.objects.get(key="speech").text) <= 252_000

    assert client.get("/documents/speech/", {"position": position}).status_code == 404


def test_position_of_a_short_source_leads_to_its_line(client: Client) -> None:
    source = build.document("Heading\nThey agreed.", key="summary")
    build.passage(build.statement(build.meeting("short"), "They agreed."), source, 8, 20)

    answer = client.get("/documents/summary/?position=9&other=1")

    assert answer["Location"] == "/documents/summary/?page=1#line-2"


def test_statement_too_long_for_its_page_is_read_on_in_the_whole_record(client: Client) -> None:
    text = 'The delegation of a country spoke of "fish". ' * 20_000
    statement = build.statement(build.meeting("talks"), text.strip())
    build.passage(statement, build.document(text, key="speech"), 0, len(text) - 1)

    html = client.get("/meetings/talks/statements/1/").content.decode()

    assert len(html.encode()) < LIMIT
    whole = f'<a href="/meetings/talks/print/#p1">Read on in the whole record ({len(text) - 1:,}'
    assert whole in html
    assert client.get("/meetings/talks/print/").content.decode().count("of a country") == 20_000
