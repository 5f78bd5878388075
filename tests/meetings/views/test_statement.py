"""Pages of statements, as a visitor gets them."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Correction, Document, FormerSlug, Inference, Mark, Meeting
from tests.meetings import build

pytestmark = pytest.mark.django_db

TEXT = "Heading\n- Arcadia said yes and promised fish.\n- Ruritania said no.\nBack to Index"


def page(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, which must answer with ``status``."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def recorded(rights: str = "public in full") -> tuple[Meeting, Document]:
    """A meeting of two statements and a pledge, with its source."""
    meeting = build.meeting("talks", title="Fish talks")
    source = build.document(TEXT, key="summary", language="en", rights=rights)
    yes = build.statement(
        meeting,
        "Arcadia said yes and promised fish.",
        speakers=(build.participant("Arcadia"),),
        topics=(build.topic("Fisheries"), build.topic("Cod")),
        language="en",
    )
    no = build.statement(meeting, "Ruritania said no.", speakers=(build.participant("Ruritania"),))
    promise = build.pledge(meeting, "Give fish", by=build.participant("Arcadia"), statement=yes)
    build.passage(yes, source, 10, 45)
    build.passage(no, source, 48, 66)
    build.passage(promise, source, 27, 44)
    Mark.objects.create(document=source, kind="heading", start=0, end=7)
    Mark.objects.create(document=source, kind="furniture", start=67, end=80)
    return meeting, source


def test_statement_heading_is_its_speakers_and_its_first_topic(client: Client) -> None:
    recorded()

    html = page(client, "/meetings/talks/statements/1/")

    assert "<h1>Arcadia: fisheries (+1 topic)</h1>" in html
    assert "<title>Arcadia: fisheries (+1 topic), ¶1 –" in html


def test_statement_without_topics_is_headed_by_its_opening_words(client: Client) -> None:
    recorded()

    assert "<h1>Ruritania said no.</h1>" in page(client, "/meetings/talks/statements/2/")


def test_statement_source_marks_this_passage_and_links_the_others(client: Client) -> None:
    recorded()

    response = client.get("/meetings/talks/statements/1/")

    (found,) = response.context["statement"].sources
    lines = {line.number: line for line in found.pane.lines}
    assert (lines[2].block, lines[2].marker) == ("here", "- ")
    assert [(run.text, run.kind) for run in lines[2].segments] == [
        ("Arcadia said yes ", ""),
        ("and promised fish", "pledge"),
        (".", ""),
    ]
    assert [tag.url for tag in lines[3].tags] == ["/meetings/talks/statements/2/"]
    assert [run.kind for run in lines[1].segments] == ["heading"]
    html = response.content.decode()
    assert "Line 2</a>" in html
    assert re.search(r"<dt>Characters</dt>\s*<dd>\s*10–45\s*</dd>", html)
    assert "¶1 Arcadia, this record" in html
    assert f'<dd class="hash">{"0" * 64}</dd>' in html
    assert '<blockquote class="blockquote" lang="en" dir="auto">' in html


def test_statement_far_lines_are_behind_links_to_the_document(client: Client) -> None:
    meeting = build.meeting("talks")
    source = build.document("\n".join(f"Line {n}." for n in range(1, 31)), key="long")
    said = build.statement(meeting, "Line 15.")
    start = source.text.index("Line 15.")
    build.passage(said, source, start, start + 8)

    (found,) = client.get("/meetings/talks/statements/1/").context["statement"].sources

    shown = [(line.number, line.label, line.url) for line in found.pane.lines if line.label]
    assert shown == [
        (1, "Show lines 1–10", "/documents/long/#line-1"),
        (20, "Show lines 20–30", "/documents/long/#line-20"),
    ]
    assert [line.number for line in found.pane.lines if not line.label] == list(range(11, 20))


def test_statement_of_a_source_for_passages_only_shows_no_other_text(client: Client) -> None:
    recorded(rights="passages only")

    html = page(client, "/meetings/talks/statements/1/")

    assert "Arcadia said yes" in html
    assert "Text that may not be shown" in html
    assert "Back to Index" not in html
    assert "Heading</mark>" not in html


def test_statement_correction_is_shown_printed_and_read(client: Client) -> None:
    _meeting, source = recorded()
    Correction.objects.create(
        document=source, start=40, end=44, printed="fish", read="cod", reason="A slip."
    )
    Correction.objects.create(
        document=source, start=64, end=65, printed="o", read="ö", reason="Elsewhere."
    )

    html = page(client, "/meetings/talks/statements/1/")

    assert "printed “fish”, read “cod”. A slip." in html
    assert "[read: cod; A slip.]" in html
    assert "printed “o”" not in html


def test_statement_inferred_value_is_told_with_its_reason(client: Client) -> None:
    meeting, _source = recorded()
    Inference.objects.create(
        meeting=meeting,
        statement=meeting.statements.get(number=1),
        field="speakers/0/person",
        reason="The bullet names only the state.",
    )

    head, _end, body = page(client, "/meetings/talks/statements/1/").partition("</head>")

    assert "Speaker: person: inferred, not in the source." in body
    assert body.count("The bullet names only the state.") == 3
    assert head.count("Speaker inferred: The bullet names only the state.") == 2


def test_statement_marks_quoted_words(client: Client) -> None:
    build.statement(
        build.meeting("talks"),
        "She spoke of “fish for all” and left.",
        form="quotation",
        quotations=[[14, 26]],
    )

    html = page(client, "/meetings/talks/statements/1/")

    assert "<p>She spoke of “<q>fish for all</q>” and left.</p>" in html
    assert "An account in which some words are quoted; those are marked." in html


def test_statement_says_what_is_not_stated_and_what_is_procedural(client: Client) -> None:
    build.statement(
        build.meeting("talks"), "It was opened.", procedural=True, unattributed="passive voice"
    )

    html = page(client, "/meetings/talks/statements/1/")

    assert "Procedural: it moves the meeting along." in html
    assert "Passive voice" in html
    assert "<h1>It was opened.</h1>" in html


def test_statement_replies_and_neighbours(client: Client) -> None:
    meeting, _source = recorded()
    meeting.statements.get(number=2).in_reply_to.add(meeting.statements.get(number=1))

    first = client.get("/meetings/talks/statements/1/").context["statement"]
    second = client.get("/meetings/talks/statements/2/").context["statement"]

    assert [link.text for link in first.replies] == ["Ruritania, ¶2"]
    assert [link.text for link in second.answered] == ["Arcadia, ¶1"]
    assert (first.previous, first.next) == (
        None,
        ("/meetings/talks/statements/2/", "Ruritania, ¶2"),
    )
    assert second.next is None


@pytest.mark.parametrize("status", ["draft", "in review"])
def test_statement_of_an_unpublished_record_is_not_found(client: Client, status: str) -> None:
    build.statement(build.meeting("talks", status=status), "Canary.")

    assert "Canary" not in page(client, "/meetings/talks/statements/1/", 404)


def test_statement_of_a_withdrawn_record_is_gone(client: Client) -> None:
    build.statement(build.meeting("talks", title="Canary", status="withdrawn"), "Canary.")

    assert "Canary" not in page(client, "/meetings/talks/statements/1/", 410)


def test_statement_retired_number_is_gone(client: Client) -> None:
    build.statement(build.meeting("talks"), "Taken out.").delete()

    page(client, "/meetings/talks/statements/1/", 410)
    page(client, "/meetings/talks/statements/2/", 404)


def test_statement_retired_number_of_a_draft_is_not_found(client: Client) -> None:
    build.statement(build.meeting("talks", status="draft")).delete()

    page(client, "/meetings/talks/statements/1/", 404)


@pytest.mark.parametrize("number", ["0", "01", "1" + "0" * 30, "-1", "x"])
def test_statement_number_that_cannot_be(client: Client, number: str) -> None:
    build.statement(build.meeting("talks"))

    page(client, f"/meetings/talks/statements/{number}/", 404)


def test_statement_of_a_former_slug_redirects_for_good(client: Client) -> None:
    meeting = build.meeting("new")
    build.statement(meeting)
    FormerSlug.objects.create(slug="old", meeting=meeting)

    response = client.get("/meetings/old/statements/1/")

    assert (response.status_code, response["Location"]) == (301, "/meetings/new/statements/1/")


@pytest.mark.parametrize(("rows", "queries"), [(1, 13), (3, 13)])
def test_statement_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, queries: int
) -> None:
    meeting, source = recorded()
    said = meeting.statements.get(number=1)
    other = meeting.statements.get(number=2)
    other.in_reply_to.add(said)
    for n in range(rows):
        more = build.statement(meeting, f"{n}", speakers=(build.person(f"P {n}"),))
        build.passage(more, source, 1, 5)
        more.in_reply_to.add(said)
        said.in_reply_to.add(more)
        said.mentions.add(build.participant(f"S {n}"))

    with django_assert_num_queries(queries):
        client.get("/meetings/talks/statements/1/")
