"""Lists as PDF: their title, how many there are, every row with its link, and the first of many.

Covers meetings.formats.paper.list_rows as well.
"""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from pdfua import validate
from pytest_django import DjangoAssertNumQueries

from meetings.derived.refresh import refresh_derived
from meetings.formats.lists import LISTS
from meetings.formats.paper import lists as module
from meetings.formats.paper.blocks import Bullets, Paper, Speech, Table
from meetings.formats.paper.lists import list_paper
from meetings.models import Delegate, StatementParticipant
from meetings.views import list_files
from tests.meetings import build
from tests.meetings.formats.paper.read_pdf import squeezed, text_of

pytestmark = pytest.mark.django_db


def made(name: str, query: str = "") -> Paper:
    """The document of a list."""
    listing = next(one for one in LISTS if one.name == name)
    return list_paper(listing, listing.rows.filters(QueryDict(query)) if listing.rows else None)


def facts(paper: Paper) -> dict[str, str]:
    """What stands under its title."""
    return {
        term: "; ".join("".join(run.text for run in line) for line in lines)
        for term, lines in paper.facts
    }


def said(speech: Speech) -> str:
    """The words of a statement."""
    return "\n".join("".join(run.text for run in part.words) for part in speech.parts)


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_list_is_an_accessible_document_with_every_row(
    listing: Any, shipped_register: None, client: Client, tmp_path: Path
) -> None:
    response = client.get(f"/{listing.name}.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == f'inline; filename="{listing.name}.pdf"'
    path = tmp_path / "list.pdf"
    path.write_bytes(response.content)
    assert validate(str(path)).findings == ()
    text = text_of(response.content)
    items = client.get(f"/{listing.name}.json?limit=200").json()["items"]
    with pikepdf.open(path) as file:
        links = {
            str(one.A.URI)
            for page in file.pages
            for one in page.get("/Annots", [])
            if "/A" in one and "/URI" in one.A
        }
    # A list of delegations leads to who and to where: a delegation has no page of its own.
    kept = [item["url"] for item in items if "url" in item]
    assert len(items) > 1
    assert set(kept) <= links
    assert all(squeezed(str(item["name"])) in text for item in items if "name" in item)


def test_statements_by_japan_are_told_with_filters_and_order(shipped_register: None) -> None:
    paper = made("statements", "participant=japan&sort=oldest")
    assert paper.title == "Statements by Japan"
    told = facts(paper)
    assert (told["Found"], told["Order"]) == ("15 statements", "Oldest first")
    assert told["Address"].endswith("/statements/?participant=japan&sort=oldest")
    assert "Printed here" not in told
    assert paper.edition == f"Register of Diplomatic Meetings, as of {told['Downloaded']}"
    links = StatementParticipant.objects.filter(participant__slug="japan")
    assert len(paper.speeches) == links.count() == 15
    first = paper.speeches[0]
    assert first.speakers[0].url.endswith(f"/meetings/fhs-3/statements/{first.number}/")


def test_words_that_are_searched_are_marked(shipped_register: None) -> None:
    paper = made("statements", "words=climate change&sort=relevance")
    assert paper.title == "Statements with the words “climate change”"
    assert facts(paper)["Order"] == "By relevance"
    marked = {
        run.text.lower()
        for speech in paper.speeches
        for part in speech.parts
        for run in part.words
        if run.kind == "searched"
    }
    assert marked == {"climate", "change"} or marked == {"climate change"}


def test_pledges_tell_status_meeting_and_number(shipped_register: None) -> None:
    paper = made("pledges", "participant=thailand")
    (section,) = paper.sections
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert table.head == ["Pledge", "Made and due", "Status"]
    cell = "".join(run.text for run in table.rows[0][0])
    assert "Third Meeting of Friends of Human Security\nPledge 2 · ¶15" in cell
    assert section.note.startswith("Status as of ")


def test_long_list_prints_its_first_rows_and_says_where_the_whole_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    for number in range(3):
        meeting = build.meeting(f"fish-{number}")
        build.statement(meeting, f"Words {number}.", speakers=(build.participant("Egypt"),))
        refresh_derived(meeting)
    paper = made("statements", "participant=egypt")
    told = facts(paper)
    assert (told["Found"], told["Printed here"]) == ("3 statements", "The first 2 of 3")
    assert told["Whole list"].endswith("/statements/?participant=egypt")
    assert len(paper.speeches) == 2
    (section,) = made("meetings").sections
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 2


def test_page_of_a_long_list_says_how_many_are_printed(
    shipped_register: None, client: Client
) -> None:
    assert "PDF (the first 200)</a>" in client.get("/participants/").content.decode()
    assert ">PDF</a>" in client.get("/statements/").content.decode()


def test_long_statement_is_printed_by_its_opening() -> None:
    meeting = build.meeting("fish")
    build.statement(meeting, "First line.\n" + "word " * 400, speakers=(build.participant(),))
    refresh_derived(meeting)
    (speech,) = made("statements").speeches
    assert said(speech).startswith("First line.\nword word")
    assert 550 < len(said(speech)) < 700
    assert speech.parts[-1].words[0].url.endswith("/meetings/fish/statements/1/")


def test_list_without_rows_says_so(client: Client) -> None:
    filtered, whole = made("pledges", "words=nothing"), made("topics")
    words = [
        [run.text for block in paper.sections[0].blocks for run in block.words]  # type: ignore[union-attr]  # paragraphs
        for paper in (filtered, whole)
    ]
    assert words == [
        ["Nothing on record matches all these filters."],
        ["Nothing is on record yet."],
    ]
    assert facts(filtered)["Found"] == "0 pledges"
    assert "Nothingisonrecordyet." in text_of(client.get("/topics.pdf").content)


def test_delegation_is_told_with_its_people_and_draft_is_not(client: Client) -> None:
    meeting = build.meeting("fish", title="Fish talks")
    row = build.delegation(meeting, build.participant("Egypt"))
    Delegate.objects.create(
        delegation=row, person=build.person("Ada Example"), title="Minister of Fish"
    )
    build.delegation(build.meeting("hidden", status="draft"), build.participant("Fiji"))
    refresh_derived(meeting)
    (section,) = made("delegations").sections
    (bullets,) = section.blocks
    assert isinstance(bullets, Bullets)
    ((name, where, *_facts, person),) = bullets.items
    assert [run.text for run in name] == ["Egypt"]
    assert where[0].text == "Fish talks"
    assert "".join(run.text for run in person).startswith("Ada Example, Minister of Fish")


def test_pdf_takes_as_many_queries_however_many_rows(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.PAGE_CACHE = False
    monkeypatch.setattr(list_files, "pdf", lambda _paper: b"")
    # The limit of time takes four more on PostgreSQL.
    limit = 4 if connection.vendor == "postgresql" else 0
    for number in range(3):
        meeting = build.meeting(f"fish-{number}")
        who = build.participant(f"Land {number}")
        build.delegation(meeting, who)
        build.statement(meeting, speakers=(who, build.person(f"Ada {number}")))
        build.pledge(meeting, by=who)
        refresh_derived(meeting)
        for name, queries in QUERIES.items():
            with django_assert_num_queries(queries + limit):
                client.get(f"/{name}.pdf")


#: of each list, whatever it holds
QUERIES = {"statements": 6, "meetings": 6, "delegations": 7, "pledges": 11, "people": 5}
