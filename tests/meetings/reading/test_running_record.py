"""A long record stands on pages; every old address of a statement leads to the page that has it."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.derived.refresh import refresh_derived
from meetings.models import Inference, Meeting, Session, Speaker, Statement
from meetings.reading import pages_ahead
from meetings.reading.running_record import groups_within
from meetings.reading.session import session_groups
from tests.meetings import build
from tests.meetings.reading.test_session import session
from tests.meetings.reading.test_statement_page import text

ADDRESS = "/meetings/debate/"
#: 12,030 characters in twelve paragraphs: long, and twice as much is no page yet
SPEECH = "\n".join(["word " * 200 + "ends."] * 12)


def speeches(count: int) -> Meeting:
    """A record of speeches in two sessions, each by a country and in reply to the one before."""
    meeting = build.meeting("debate", title="Debate on herring", summary="They debated.")
    source = build.document("Words.", key="debate-source")
    build.passage(meeting, source, 0, 6)
    halves = [
        Session.objects.create(meeting=meeting, key=f"s{n}", title=f"Part {n}", order=n)
        for n in (1, 2)
    ]
    rows = [
        Statement(
            meeting=meeting,
            number=n,
            order=n,
            text=SPEECH,
            session=halves[n > count // 2],
        )
        for n in range(1, count + 1)
    ]
    Statement.objects.bulk_create(rows)
    before = None
    for row in Statement.objects.filter(meeting=meeting).order_by("number"):
        Speaker.objects.create(statement=row, participant=build.participant(f"Land {row.number}"))
        if before:
            row.in_reply_to.add(before)
        before = row
    Inference.objects.create(meeting=meeting, statement=before, field="speakers/0", reason="So.")
    refresh_derived(meeting)
    return meeting


def page(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, which must answer with ``status``."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def anchors(html: str) -> list[str]:
    """The anchors of statements and their paragraphs on a page."""
    return re.findall(r' id="(p\d+(?:-\d+)?)"', html)


def shown(html: str) -> list[int]:
    """The numbers of the statements whose words a page shows."""
    return [int(number) for number in re.findall(r'<article class="speech" id="p(\d+)"', html)]


@pytest.fixture
def pages(client: Client, db: None) -> list[str]:
    """The pages of a record of 150 speeches."""
    speeches(150)
    return [page(client, f"{ADDRESS}?page={n}") for n in (1, 2)]


def test_long_record_shows_each_statement_on_one_page_in_order(pages: list[str]) -> None:
    numbers = [shown(html) for html in pages]

    assert [*numbers[0], *numbers[1]] == [*range(1, 151)]
    assert all(numbers)


def test_page_one_has_every_anchor_once_and_leads_on(pages: list[str]) -> None:
    expected = [f"p{n}" for n in range(1, 151)]
    expected += [f"p{n}-{part}" for n in range(1, 151) for part in range(2, 13)]
    later = shown(pages[1])

    assert sorted(anchors(pages[0])) == sorted(expected)
    for number in later:
        assert f'<li id="p{number}"><a href="?page=2#p{number}">¶{number}</a>' in pages[0]
    assert f"<span>Land {later[0]}<i id=" in pages[0]


def test_page_one_leads_on_to_many_statements_by_tens_with_every_anchor(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_ahead, "NAMED", 0)
    monkeypatch.setattr(pages_ahead, "LINKED", 0)
    speeches(150)
    first, second = (page(client, f"{ADDRESS}?page={n}") for n in (1, 2))
    expected = [f"p{n}" for n in range(1, 151)]
    expected += [f"p{n}-{part}" for n in range(1, 151) for part in range(2, 13)]
    later = shown(second)

    assert sorted(anchors(first)) == sorted(expected)
    leading = re.findall(r'<li id="p(\d+)"><a href="([^"]*)">¶([^<]*)</a>', first)
    assert [int(number) for number, _url, _words in leading] == later[::10]
    for number, url, words in leading:
        assert url == f"?page=2#p{number}"
        last = min(int(number) + 9, 150)
        assert words == (f"{number}–{last}" if int(number) < last else number)


def test_later_page_has_the_anchors_of_its_statements(pages: list[str]) -> None:
    numbers = shown(pages[1])
    expected = [f"p{n}" for n in numbers]
    expected += [f"p{n}-{part}" for n in numbers for part in range(2, 13)]

    assert sorted(anchors(pages[1])) == sorted(expected)


def test_long_speech_is_shown_by_its_opening(pages: list[str]) -> None:
    speech = pages[1].partition('<article class="speech"')[2].partition("</article>")[0]
    number = shown(pages[1])[0]

    link = f'<a href="{ADDRESS}statements/{number}/">Read the whole statement (12,071 characters)'
    assert link in re.sub(r">\s+", ">", speech)
    assert speech.count("ends.") == 1


def test_pages_tell_where_they_are(pages: list[str]) -> None:
    first = len(shown(pages[0]))

    assert f"Statements 1–{first} of 150" in pages[0]
    assert f"Statements {first + 1}–150 of 150" in pages[1]
    assert "Page 2 of 2" in pages[1]
    assert "<title>Debate on herring, page 2 –" in pages[1]
    assert '<link rel="canonical" href="http://testserver/meetings/debate/">' in pages[0]
    assert '<link rel="canonical" href="http://testserver/meetings/debate/?page=2">' in pages[1]


def test_session_is_named_again_on_the_page_where_it_goes_on(pages: list[str]) -> None:
    first = len(shown(pages[0]))
    assert first != 75

    split = "Part 1" if first < 75 else "Part 2"
    assert re.search(rf"{split}</span> \(continued\)", pages[1])
    assert f"{split}</span> (continued)" not in pages[0]


def test_contents_lead_to_the_page_that_has_a_part(pages: list[str]) -> None:
    contents = [
        re.findall(r'<a href="([^"]*)"', html.partition('id="toc"')[2].partition("</nav>")[0])
        for html in pages
    ]
    at_first, at_second = ("#session-s2", ADDRESS + "#session-s2")
    if len(shown(pages[0])) < 75:
        at_first, at_second = ("?page=2#session-s2", "#session-s2")

    assert contents[0] == [
        *("#summary", "#statements", "#session-s1", at_first),
        *("#delegations", "#sources", "#inferred", "#cite"),
    ]
    assert contents[1] == [
        *(f"{ADDRESS}#summary", "#statements", f"{ADDRESS}#session-s1", at_second),
        *(f"{ADDRESS}{part}" for part in ("#delegations", "#sources", "#inferred", "#cite")),
    ]


def test_reply_leads_to_the_page_of_what_it_replies_to(pages: list[str]) -> None:
    last = len(shown(pages[0]))

    assert f'<a href="{ADDRESS}#p{last}">In reply to ¶{last}</a>' in pages[1]
    assert f'<a href="#p{last + 1}">In reply to ¶{last + 1}</a>' in pages[1]


def test_later_page_leaves_to_page_one_what_it_has(pages: list[str]) -> None:
    for name in ("summary", "delegations", "sources", "inferred", "cite"):
        assert f'id="{name}"' in pages[0]
        assert f'id="{name}"' not in pages[1]
    assert f'<a class="btn btn-small" href="{ADDRESS}#cite">Cite</a>' in pages[1]


def test_print_of_long_record_has_all_of_it(client: Client, pages: list[str]) -> None:
    assert f'<a class="btn btn-small" href="{ADDRESS}print/">Print</a>' in pages[0]

    html = page(client, f"{ADDRESS}print/")

    assert shown(html) == [*range(1, 151)]
    assert html.count("ends.") == 150 * 12
    assert "Read the whole statement" not in html
    assert '<meta name="robots" content="noindex, follow">' in html
    assert '<link rel="canonical" href="http://testserver/meetings/debate/">' in html


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "3", "x", "-1", "9" * 5000])
def test_page_that_a_record_does_not_have(client: Client, number: str) -> None:
    speeches(20)

    page(client, f"{ADDRESS}?page={number}", 404)


@pytest.mark.django_db
def test_short_record_has_one_page_with_whole_speeches(client: Client) -> None:
    speeches(3)

    html = page(client, ADDRESS)

    assert html.count("ends.") == 36
    assert "On the pages that follow" not in html
    assert 'class="pager"' not in html
    page(client, f"{ADDRESS}?page=2", 404)


@pytest.mark.django_db
def test_long_record_of_one_page_leads_to_the_whole_for_paper(client: Client) -> None:
    speeches(20)

    html = page(client, ADDRESS)

    assert shown(html) == [*range(1, 21)]
    assert html.count("Read the whole statement") == 20
    assert f'<a class="btn btn-small" href="{ADDRESS}print/">Print</a>' in html
    assert 'class="pager"' not in html


@pytest.mark.django_db
def test_page_of_a_meeting_only_named_is_one(client: Client) -> None:
    build.stub("named", named_by=build.meeting())

    page(client, "/meetings/named/?page=1")
    page(client, "/meetings/named/?page=2", 404)
    page(client, "/meetings/named/print/", 404)


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("withdrawn", 410)])
def test_print_of_what_is_not_public_answers_as_its_page(
    client: Client, status: str, answer: int
) -> None:
    build.meeting("hidden", status=status)

    page(client, "/meetings/hidden/", answer)
    page(client, "/meetings/hidden/print/", answer)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [130, 150])
@pytest.mark.parametrize(("query", "queries"), [("", 11), ("?page=2", 8), ("print/", 11)])
def test_queries_do_not_grow(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    query: str,
    queries: int,
) -> None:
    speeches(count)

    with django_assert_num_queries(queries):
        client.get(f"{ADDRESS}{query}")


def places(groups: list[Any]) -> list[tuple[str, bool, list[int]]]:
    """The groups of a page: anchor, whether continued, and orders of the statements."""
    return [(g.anchor, g.continued, [one.order for one in g.statements]) for g in groups]


def test_groups_are_cut_where_a_page_ends() -> None:
    statements = [text(pk=n, order=n, session_id=s) for n, s in enumerate((1, 1, 1, 3))]
    groups = session_groups([session(1), session(2), session(3)], statements)

    assert places(groups_within(groups, range(2))) == [("session-s1", False, [0, 1])]
    assert places(groups_within(groups, range(2, 4))) == [
        ("session-s1", True, [2]),
        ("session-s2", False, []),
        ("session-s3", False, [3]),
    ]


def test_session_without_statements_at_the_beginning_stands_on_page_one() -> None:
    groups = session_groups([session(1), session(2)], [text(pk=1, order=0, session_id=2)])

    assert places(groups_within(groups, range(1))) == [
        ("session-s1", False, []),
        ("session-s2", False, [0]),
    ]
