"""Pages of documents."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Correction, Document, Inference, Mark, Reference
from tests.meetings import build

pytestmark = pytest.mark.django_db

TEXT = "Heading\nArcadia, Ruritania.\nThey agreed. Arcadia gives fish."


def page(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, which must answer with ``status``."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def used(**fields: str) -> Document:
    """A document that a published record uses, 25 of its 53 characters of ink."""
    meeting = build.meeting("talks")
    source = build.document(TEXT, key="summary", language="en", **fields)
    said = build.statement(meeting, "They agreed.")
    build.passage(said, source, 28, 40)
    build.passage(build.delegation(meeting, build.participant("Arcadia")), source, 8, 15)
    Mark.objects.create(document=source, kind="heading", start=0, end=7)
    return source


def test_document_marks_every_passage_in_words(client: Client) -> None:
    used()

    context = client.get("/documents/summary/").context

    runs = [
        [(run.text, run.kind, [tag.label for tag in run.tags]) for run in line.segments]
        for line in context["source_text"].pane.lines
    ]
    assert runs == [
        [("Heading", "heading", ["Heading"])],
        [("Arcadia", "fact", []), (", Ruritania.", "", [])],
        [("They agreed.", "statement", ["¶1"]), (" Arcadia gives fish.", "", [])],
    ]
    assert [(piece.line, use.label, use.url) for piece, use in context["source_text"].uses] == [
        (2, "Delegation: Arcadia", "/meetings/talks/#delegations"),
        (3, "¶1", "/meetings/talks/statements/1/"),
    ]


@pytest.mark.parametrize(
    ("origin", "link"),
    [
        (
            "https://www.un.org/a?b=1&c",
            'href="https://www.un.org/a?b=1&amp;c" rel="external noopener"',
        ),
        ("http://un.org/", 'href="http://un.org/" rel="external noopener"'),
    ],
)
def test_document_leads_to_its_original(client: Client, origin: str, link: str) -> None:
    used(origin=origin)

    html = page(client, "/documents/summary/")

    assert link in html
    assert re.search(r">Original at (www\.)?un\.org</a>", html)


def test_document_tells_who_published_it_and_when_it_was_taken(client: Client) -> None:
    used(
        publisher="Arcadian Press",
        url="https://arcadia.example/talks",
        retrieved="2021-12-08",
        origin="https://elsewhere.example/",
    )

    html = page(client, "/documents/summary/")

    assert "<dt>Published by</dt>\n<dd>Arcadian Press</dd>" in html
    assert "<dt>Retrieved</dt>\n<dd>8 December 2021</dd>" in html
    assert 'href="https://arcadia.example/talks" rel="external noopener"' in html
    assert "Original at arcadia.example</a>" in html


@pytest.mark.parametrize(
    "origin", ["", "003.txt", "ftp://un.org/a", "javascript:a", "http://[", "https:"]
)
def test_document_without_an_address_leads_to_no_original(client: Client, origin: str) -> None:
    used(origin=origin)

    assert "Original at" not in page(client, "/documents/summary/")


def test_document_folds_what_is_technical(client: Client) -> None:
    source = used(origin="003.txt")

    html = page(client, "/documents/summary/")

    folded = html.partition("Technical details</summary>")[2].partition("</details>")[0]
    assert f"{len(TEXT)} characters, 3 lines" in folded
    assert source.sha256 in folded
    assert "003.txt" in folded
    assert html.count(source.sha256) == 1


def test_document_tells_its_coverage_and_what_is_left(client: Client) -> None:
    used()

    html = page(client, "/documents/summary/")

    assert "47.1 %" in html
    assert "Not accounted for" in html


def test_document_small_share_is_not_called_nothing(client: Client) -> None:
    source = build.document("x" * 2000 + " y", key="summary")
    build.passage(build.meeting(), source, 0, 2000)
    Mark.objects.create(document=source, kind="label", start=2001, end=2002)

    shares = client.get("/documents/summary/").context["source_text"].shares

    assert [(label, words) for label, _share, words in shares] == [
        ("In records", "99.9 %"),
        ("Label", "under 0.1 %"),
    ]


def test_document_nested_passages_are_told_apart(client: Client) -> None:
    source = used()
    meeting = source.passages.first().meeting
    build.passage(build.pledge(meeting, "Agree"), source, 33, 39)

    lines = client.get("/documents/summary/").context["source_text"].pane.lines

    assert [(run.text, run.kind) for run in lines[2].segments] == [
        ("They ", "statement"),
        ("agreed", "statement"),
        (".", "statement"),
        (" Arcadia gives fish.", ""),
    ]
    assert [tag.label for tag in lines[2].segments[1].tags] == ["Pledge 1: Agree"]


def test_document_shows_no_passage_of_an_unpublished_record(client: Client) -> None:
    source = used()
    draft = build.meeting("draft", title="Canary", status="draft")
    build.passage(build.statement(draft, "Canary said."), source, 41, 60)
    Inference.objects.create(meeting=draft, document=source, field="date", reason="Canary.")

    html = page(client, "/documents/summary/")

    assert "Canary" not in html
    assert "/meetings/draft/" not in html


def test_document_for_passages_only_shows_passages_only(client: Client) -> None:
    used(rights="passages only")

    html = page(client, "/documents/summary/")

    assert "They agreed." in html
    assert "Arcadia gives fish" not in html
    assert "Ruritania" not in html
    assert "Only passages of this document may be shown" in html


def test_document_correction_stands_printed_and_read(client: Client) -> None:
    source = used()
    Correction.objects.create(
        document=source, start=28, end=32, printed="They", read="We", reason="A slip."
    )
    Correction.objects.create(
        document=source, start=33, end=39, printed="agreed", read="", reason="Doubled."
    )

    html = page(client, "/documents/summary/")

    assert "[read: We; A slip.]" in html
    assert "[left out; Doubled.]" in html
    assert "printed “They”, read “We”." in html


def test_document_only_referred_to_says_who_refers_to_it(client: Client) -> None:
    meeting = build.meeting("talks", title="Fish talks")
    document = Document.objects.create(key="a-res-60-1", title="Outcome", symbol="A/RES/60/1")
    reference = Reference.objects.create(meeting=meeting, document=document)
    build.passage(reference, build.document("See the Outcome.", key="source"), 4, 15)
    Inference.objects.create(
        meeting=meeting, document=document, field="symbol", reason="Not printed."
    )

    html = page(client, "/documents/a-res-60-1/")

    assert "A/RES/60/1" in html
    assert "The text of this document is not held here" in html
    assert "Fish talks" in html
    assert "“the Outcome”" in html
    assert "Symbol: inferred, not in the source." in html


@pytest.mark.parametrize(
    ("status", "code"), [("draft", 404), ("in review", 404), ("withdrawn", 410)]
)
def test_document_of_an_unpublished_record_is_not_found(
    client: Client, status: str, code: int
) -> None:
    source = build.document(TEXT, key="summary", title="Canary")
    build.passage(build.meeting(status=status), source, 0, 7)

    assert "Canary" not in page(client, "/documents/summary/", code)


@pytest.mark.parametrize(("rows", "queries"), [(1, 10), (3, 10)])
def test_document_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, queries: int
) -> None:
    source = used()
    for n in range(rows):
        meeting = build.meeting(f"m{n}", series=build.series(f"S {n}"))
        said = build.statement(meeting, speakers=(build.participant(f"P {n}"), build.person()))
        for part in (said, build.pledge(meeting), build.delegation(meeting, build.participant())):
            build.passage(part, source, 1, 9)
        Reference.objects.create(meeting=meeting, document=source)

    with django_assert_num_queries(queries):
        client.get("/documents/summary/")


#: 700 lines: two pages
LONG_TEXT = "\n".join(f"Line {n} tells of fish." for n in range(1, 701))


def long_document() -> Document:
    """A document of 700 lines, of which a statement uses one near the end."""
    meeting = build.meeting("talks")
    source = build.document(LONG_TEXT, key="long")
    start = LONG_TEXT.index("Line 650")
    build.passage(build.statement(meeting, "It tells of fish."), source, start, start + 8)
    start = LONG_TEXT.index("Line 2 ")
    build.passage(build.statement(meeting, "It tells."), source, start, start + 6)
    Correction.objects.create(
        document=source, start=start, end=start + 4, printed="Line", read="Row", reason="A slip."
    )
    return source


def lines(html: str) -> list[int]:
    """The numbers of the lines that a page shows."""
    return [int(number) for number in re.findall(r' id="line-(\d+)"', html)]


def test_long_document_has_each_line_on_one_page(client: Client) -> None:
    long_document()

    first, second = (page(client, f"/documents/long/?page={n}") for n in (1, 2))

    assert lines(first) == [*range(1, 601)]
    assert lines(second) == [*range(601, 701)]
    assert '<a href="?page=2">Lines 601–700</a>' in first
    assert '<span aria-current="page"><b>Lines 601–700</b></span>' in second
    assert '<link rel="canonical" href="http://testserver/documents/long/">' in first
    assert '<link rel="canonical" href="http://testserver/documents/long/?page=2">' in second
    assert "<title>long, page 2 –" in second


def test_page_of_long_document_lists_what_stands_there(client: Client) -> None:
    long_document()

    first, second = (
        client.get(f"/documents/long/?page={n}").context["source_text"] for n in (1, 2)
    )

    assert [piece.line for piece, _use in first.uses] == [2]
    assert [piece.line for piece, _use in second.uses] == [650]
    assert [row.line for row in first.corrections] == [2]
    assert second.corrections == []
    assert (bool(first.shares), second.shares) == (True, ())


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("line=600", "/documents/long/?page=1"),
        ("line=601&mark=fish", "/documents/long/?mark=fish&page=2"),
    ],
)
def test_address_of_a_line_leads_to_its_page(client: Client, query: str, address: str) -> None:
    long_document()

    response = client.get(f"/documents/long/?{query}")

    assert (response.status_code, response["Location"]) == (302, address)


@pytest.mark.parametrize(
    "query", ["page=0", "page=3", "page=x", "line=0", "line=701", "line=x", "line=" + "9" * 5000]
)
def test_page_that_a_long_document_does_not_have(client: Client, query: str) -> None:
    long_document()

    page(client, f"/documents/long/?{query}", 404)


def test_address_of_a_line_of_a_short_document_is_its_page(client: Client) -> None:
    used()

    assert lines(page(client, "/documents/summary/?line=3")) == [1, 2, 3]


def test_words_searched_are_marked_on_every_page_of_a_long_document(client: Client) -> None:
    long_document()

    html = page(client, "/documents/long/?page=2&mark=fish")

    assert html.count("fish</mark>") == 100
    assert html.count('id="mark"') == 1


@pytest.mark.parametrize("number", [1, 2])
def test_queries_for_a_page_of_a_long_document(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    long_document()

    with django_assert_num_queries(10):
        client.get(f"/documents/long/?page={number}")


def test_statement_leads_to_the_page_of_its_line(client: Client) -> None:
    long_document()

    html = page(client, "/meetings/talks/statements/1/")

    assert 'href="/documents/long/?line=650#line-650"' in html
