"""The list of documents: what it holds, how it is narrowed, and what it costs.

Covers meetings.lists.document as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.derived.refresh import refresh_derived
from meetings.models import Document, Meeting, Reference
from tests.meetings import build

pytestmark = pytest.mark.django_db


def source(of: Meeting, **fields: Any) -> Document:
    """A document that a record comes from."""
    document = build.document("Some text.", **fields)
    build.passage(of, document, 0, 4)
    return document


@pytest.fixture
def documents() -> None:
    """Two sources of a published record, a document it refers to, and one of a draft."""
    meeting = build.meeting("talks")
    source(
        meeting,
        key="summary",
        title="Chair\u2019s summary",
        kind="report",
        language="en",
        date="2007-11-07",
    )
    source(meeting, key="note", title="Note on fish", kind="note", language="fr", date="2005")
    outcome = Document.objects.create(
        key="outcome", title="World summit outcome", symbol="A/RES/60/1", kind="resolution"
    )
    outcome.issuers.add(build.participant("General Assembly", kind="UN organ"))
    Reference.objects.create(meeting=meeting, document=outcome)
    refresh_derived(meeting)
    source(build.meeting("draft", status="draft"), title="Canary", kind="secret", language="de")


def keys(client: Client, query: str) -> list[str]:
    """Keys of the documents that a query leaves, in order."""
    return [row.key for row in client.get(f"/documents/?{query}").context["object_list"]]


def shown(client: Client, query: str) -> dict[str, list[tuple[str, int, bool]]]:
    """Value, number and tick of each choice, by facet."""
    facets = client.get(f"/documents/?{query}").context["facets"]
    return {
        facet.name: [(one.value, one.n, one.checked) for one in facet.options] for facet in facets
    }


@pytest.mark.usefixtures("documents")
def test_documents_that_published_records_use_the_newest_first(client: Client) -> None:
    response = client.get("/documents/")

    html = response.content.decode()
    assert keys(client, "") == ["summary", "note", "outcome"]
    assert "3 documents" in html
    assert "Canary" not in html
    assert "7 November 2007" in html
    assert "Text held here" in html
    assert "Only referred to" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=summary+OR+fish", ["summary", "note"]),
        ("words=A/RES/60/1", ["outcome"]),
        ("kind=note&kind=report", ["summary", "note"]),
        ("held=named", ["outcome"]),
        ("issuer=general-assembly", ["outcome"]),
        ("language=fr", ["note"]),
        ("meeting=talks&sort=oldest", ["note", "summary", "outcome"]),
        ("year_from=2006", ["summary"]),
        ("year_to=2006", ["note"]),
        ("sort=title", ["summary", "note", "outcome"]),
        ("kind=secret", []),
        ("meeting=draft", []),
    ],
)
@pytest.mark.usefixtures("documents")
def test_documents_narrowed(client: Client, query: str, found: list[str]) -> None:
    assert keys(client, query) == found


@pytest.mark.usefixtures("documents")
def test_documents_choices_are_counted(client: Client) -> None:
    whole = shown(client, "")
    some = shown(client, "kind=note&language=xx")

    assert whole["kind"] == [("note", 1, False), ("report", 1, False), ("resolution", 1, False)]
    assert whole["held"] == [("text", 2, False), ("named", 1, False)]
    assert whole["issuer"] == [("general-assembly", 1, False)]
    assert some["language"] == [("xx", 0, True), ("fr", 1, False)]
    assert some["kind"] == [("note", 0, True)]


@pytest.mark.usefixtures("documents")
def test_documents_languages_are_named(client: Client) -> None:
    html = client.get("/documents/?language=fr&language=xx").content.decode()

    assert "<h1>Documents (language: French or xx)</h1>" in html
    facets = {facet.name: facet for facet in client.get("/documents/").context["facets"]}
    assert {option.label for option in facets["language"].options} == {"English", "French"}


@pytest.mark.usefixtures("documents")
def test_documents_page_that_is_not_there(client: Client) -> None:
    assert client.get("/documents/?page=2").status_code == 404
    assert client.get("/documents/?page=x").status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_list_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    for number in range(n):
        document = source(build.meeting(), kind=f"kind {number}", language="en", date="2007")
        document.issuers.add(build.participant(f"Land {number}"))

    with django_assert_num_queries(11):
        client.get("/documents/")
