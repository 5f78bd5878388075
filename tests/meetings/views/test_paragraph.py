"""A number of a paragraph leads to the page of the record that has it, or says why none does."""

import pytest
from django.test import Client

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting, Statement
from tests.meetings import build

pytestmark = pytest.mark.django_db

COUNT = 700
ADDRESS = "/meetings/talks/"


@pytest.fixture
def record() -> Meeting:
    """A record of some pages, from which ¶5 was taken out."""
    meeting = build.meeting("talks")
    Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n, text=f"Saying number {n}.\nAnd more.")
        for n in range(1, COUNT + 1)
    )
    Statement.objects.get(meeting=meeting, number=5).delete()
    refresh_derived(meeting)
    return meeting


@pytest.mark.parametrize("typed", ["400", "¶400", " ¶ 0400 ", "p400"])
def test_number_leads_to_the_page_that_has_the_paragraph(
    client: Client, record: Meeting, typed: str
) -> None:
    answer = client.get(ADDRESS, {"paragraph": typed, "page": "1"})

    place, _, anchor = answer["Location"].partition("#")
    assert (answer.status_code, anchor) == (302, "p400")
    assert answer["X-Robots-Tag"] == "noindex"
    html = client.get(place).content.decode()
    words = html.partition('id="p400"')[2].partition("</article>")[0]
    assert "Saying number 400." in words


def test_number_of_page_one_leads_to_it_without_a_page(client: Client, record: Meeting) -> None:
    assert client.get(f"{ADDRESS}?paragraph=3-2")["Location"] == f"{ADDRESS}#p3-2"


def test_short_record_has_no_form_but_answers(client: Client) -> None:
    build.statement(build.meeting("talks"), "It was said.")

    assert client.get(f"{ADDRESS}?paragraph=1")["Location"] == f"{ADDRESS}#p1"
    assert "Go to ¶" not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("5", "¶5 was taken out of this record. Its number is not used again."),
        ("701", "This record has no ¶701. Its paragraphs go up to ¶700."),
        ("999999999", "This record has no ¶999999999. Its paragraphs go up to ¶700."),
        ("<i>", "“&lt;i&gt;” is not the number of a paragraph. They go up to ¶700."),
        ("0", "“0” is not the number of a paragraph. They go up to ¶700."),
        ("٤٠", "“٤٠” is not the number of a paragraph. They go up to ¶700."),
    ],
)
def test_number_that_the_record_does_not_have_is_answered_in_words(
    client: Client, record: Meeting, typed: str, answer: str
) -> None:
    response = client.get(ADDRESS, {"paragraph": typed})

    html = response.content.decode()
    assert response.status_code == 200
    assert answer in html
    assert '<meta name="robots" content="noindex, follow">' in html
    assert response["Cache-Control"] == "no-store"


def test_record_of_pages_has_a_form_for_the_number(client: Client, record: Meeting) -> None:
    for page in ("", "?page=2"):
        html = client.get(f"{ADDRESS}{page}").content.decode()
        form = html.partition(f'action="{ADDRESS}#statements"')[2].partition("</form>")[0]
        assert 'name="paragraph"' in form


def test_nothing_asked_is_the_page_itself(client: Client, record: Meeting) -> None:
    assert client.get(f"{ADDRESS}?paragraph=")["Location"] == ADDRESS


def test_record_without_statements_says_so(client: Client) -> None:
    build.meeting("talks")

    html = client.get(f"{ADDRESS}?paragraph=1").content.decode()

    assert "This record has no statements yet." in html


def test_statement_leads_to_its_paragraph_in_the_record(client: Client, record: Meeting) -> None:
    html = client.get(f"{ADDRESS}statements/400/").content.decode()

    assert f'href="{ADDRESS}?paragraph=400"' in html


def test_draft_is_not_told_of(client: Client) -> None:
    build.statement(build.meeting("talks", status="draft"), "It was said.")

    assert client.get(f"{ADDRESS}?paragraph=1").status_code == 404
