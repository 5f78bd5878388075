"""What a search finds, as PDF: title, how many, each kind with where the rest is, or one kind."""

from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from pdfua import validate

from meetings.formats.paper.blocks import Paper
from meetings.search.engine.limits import SearchTimeout
from portal.search import document, result_page
from portal.search.document import search_paper
from portal.search.search_request import SearchRequest
from tests.meetings.formats.paper.read_pdf import squeezed, text_of
from tests.meetings.formats.paper.test_lists import facts

pytestmark = pytest.mark.django_db


def made(query: str) -> Paper:
    """The document of a search."""
    return search_paper(SearchRequest.of(QueryDict(query)))


def marked(paper: Paper) -> set[str]:
    """What is marked in its paragraphs."""
    return {
        run.text
        for section in paper.sections
        for block in section.blocks
        for run in getattr(block, "words", ())
        if run.kind == "searched"
    }


def test_search_is_an_accessible_document_of_all_kinds(
    shipped_register: None, client: Client, tmp_path: Path
) -> None:
    response = client.get("/search.pdf?q=climate+change&utm_source=x", follow=True)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="search-climate-change.pdf"'
    path = tmp_path / "search.pdf"
    path.write_bytes(response.content)
    assert validate(str(path)).findings == ()
    text = text_of(response.content)
    for words in (
        "Search results for “climate change”",
        "14 results",
        "Statements: 5",
        "Topics: 1",
    ):
        assert squeezed(words) in text


def test_kind_is_printed_further_than_its_page(
    shipped_register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = made("q=security&group=statements&from=japan&after=5")
    told = facts(paper)
    assert [section.anchor for section in paper.sections] == ["statements"]
    assert told["Speaker"] == "Japan"
    assert told["Address"].endswith("/search/?q=security&from=japan&group=statements")
    assert marked(paper) == {"security", "Security"}
    monkeypatch.setattr(document, "MOST", 2)
    short = made("q=security&group=statements")
    assert facts(short)["Printed here"].startswith("The first 2 of ")
    assert facts(short)["Whole list"].endswith("/search/?q=security&group=statements")


def test_all_kinds_lead_to_what_is_not_printed(
    shipped_register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_page, "FEW", 1)
    paper = made("q=climate+change")
    assert facts(paper)["Printed here"] == "The first of each kind"
    last = paper.sections[0].blocks[-1]
    assert [run.text for run in last.words] == ["All 5 statements"]  # type: ignore[union-attr]  # a paragraph


def test_search_that_finds_nothing_says_so_and_is_not_counted(client: Client) -> None:
    text = text_of(client.get("/search.pdf?q=xyzzy").content)
    assert "Noresult" in text
    assert "“xyzzy”" in text


def test_search_for_nothing_and_one_that_takes_too_long_are_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = client.get("/search.pdf")
    assert response.status_code == 400
    assert response.content.decode().startswith("Nothing is searched")

    def stop(*_args: object) -> None:
        raise SearchTimeout

    monkeypatch.setattr(result_page, "search_statements", stop)
    monkeypatch.setattr(result_page, "resolve_query", stop)
    response = client.get("/search.pdf?q=fish")
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_page_of_results_links_to_the_document(shipped_register: None, client: Client) -> None:
    page = client.get("/search/?q=security&group=statements&after=10").content.decode()
    assert 'href="/search.pdf?q=security&amp;group=statements"' in page
