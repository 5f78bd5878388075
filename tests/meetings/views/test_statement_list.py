"""The list of statements: its pages by the key, its facets, and what it tells of itself."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Statement
from meetings.search.engine.limits import SearchTimeout
from tests.meetings import build

pytestmark = pytest.mark.django_db


def page(client: Client, url: str, status: int = 200) -> str:
    """The page at an address."""
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def texts(html: str) -> list[int]:
    """The numbers that the texts of a list's statements hold, in order."""
    return [int(found) for found in re.findall(r'dir="auto">(?:<mark>)?No(?:</mark>)? (\d+)', html)]


def step(html: str, rel: str) -> str:
    """The address of the page before or after; empty where there is none."""
    found = re.search(rf'href="([^"]*)" rel="{rel}"', html)
    return "/statements/" + found[1].replace("&amp;", "&") if found else ""


def span(html: str) -> str:
    """Where the pager says that the page stands."""
    return "".join(re.findall(r'<p class="muted small">(\d[^<]*)</p>', html))


@pytest.fixture
def fifty() -> None:
    """Fifty statements of one meeting, numbered in their texts."""
    meeting = build.meeting("talks", series=build.series("Friends"))
    Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n, text=f"No {n}") for n in range(1, 50)
    )
    build.statement(meeting, "No 50", number=50)


def test_statement_list_shows_published_ones_alone(client: Client) -> None:
    build.statement(build.meeting("one"), "Shown.")
    build.statement(build.meeting("draft", status="draft"), "Canary.")

    html = page(client, "/statements/")

    assert "1 statement<" in html
    assert "Canary" not in html


@pytest.mark.usefixtures("fifty")
@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", range(1, 51)),
        ("?sort=oldest", range(1, 51)),
        ("?series=friends", range(1, 51)),
        ("?words=no", range(1, 51)),
        ("?words=no&sort=oldest", range(1, 51)),
    ],
)
def test_statement_list_is_walked_forth_and_back(client: Client, query: str, order: range) -> None:
    first = page(client, f"/statements/{query}")
    second = page(client, step(first, "next"))
    third = page(client, step(second, "next"))
    back = page(client, step(third, "prev"))
    begin = page(client, step(back, "prev"))

    assert texts(first) + texts(second) + texts(third) == list(order)
    assert texts(back) == texts(second)
    assert texts(begin) == texts(first)
    assert step(first, "prev") == step(third, "next") == ""
    assert "50 statements" in first
    assert "50 statements" in third
    assert [span(html) for html in (first, second, third)] == [
        "1–20 of 50",
        "21–40 of 50",
        "41–50 of 50",
    ]


@pytest.mark.usefixtures("fifty")
def test_statement_list_by_relevance_is_walked_forth_and_back(client: Client) -> None:
    first = page(client, "/statements/?words=no&sort=relevance")
    second = page(client, step(first, "next"))

    assert len(set(texts(first) + texts(second))) == 40
    assert texts(page(client, step(second, "prev"))) == texts(first)


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=-1", "after=1.5", "after=" + "9" * 19, "before=%C2%B2", "after=5&before=9"],
)
def test_statement_list_cursor_that_is_none_is_not_found(client: Client, query: str) -> None:
    page(client, f"/statements/?{query}", 404)


@pytest.mark.usefixtures("fifty")
@pytest.mark.parametrize("query", ["before=999999999999999999", "after=999999999999999999"])
def test_statement_list_beyond_either_end_begins_there(client: Client, query: str) -> None:
    assert texts(page(client, f"/statements/?{query}")) == list(range(1, 21))


@pytest.mark.usefixtures("fifty")
def test_statement_list_after_the_last_one_is_empty(client: Client) -> None:
    html = page(client, "/statements/?after=0")

    assert texts(html) == []
    assert "50 statements" in html
    assert texts(page(client, "/statements/?before=0")) == list(range(31, 51))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 11),
        ("participant=a-0", 13),
        ("participant=a-0&topic=t-0", 20),
        ("words=said", 12),
        ("words=said&series=s-0&sort=relevance", 23),
    ],
)
def test_statement_list_queries_do_not_grow(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    query: str,
    queries: int,
) -> None:
    for n in range(rows):
        build.statement(
            build.meeting(f"m{n}", series=build.series(f"S {n}")),
            speakers=(build.participant("A 0"), build.participant(f"A {n}"), build.person(f"B {n}"))
            if n
            else (build.participant("A 0"), build.person("B 0")),
            topics=(build.topic("T 0"),),
        )

    if query and connection.vendor == "postgresql":
        # A limit of time is a savepoint with settings; only SQLite is told how to begin and rank.
        queries += 4 - 3 * ("words" in query and "series" in query)
    with django_assert_num_queries(queries):
        client.get(f"/statements/?{query}")


def test_statement_list_canonical_and_wrong_values(client: Client) -> None:
    build.statement(build.meeting(), "Shown.", speakers=(build.participant("Arcadia"),))

    fine = page(client, "/statements/?utm_medium=x&participant=arcadia&after=99")
    wrong = page(client, "/statements/?person=nobody&year_to=0")

    assert 'href="http://testserver/statements/?participant=arcadia&amp;after=99">' in fine
    assert "Nothing on record is called “nobody”." in wrong
    assert "Years run from 1 to 9999." in wrong
    assert "Shown." not in wrong
    assert 'value="nobody"' in wrong


def test_statement_list_marks_what_is_searched(client: Client) -> None:
    build.statement(build.meeting("talks"), "Of <fish> and ships.")

    html = page(client, "/statements/?words=ship")

    assert "Of &lt;fish&gt; and <mark>ships</mark>." in html
    assert 'href="/meetings/talks/statements/1/?mark=ship"' in html


def test_statement_list_any_words_give_an_answer(client: Client) -> None:
    for words in ('"', "(((", "-", "from:", "year:x..y", "a*b", "OR OR"):
        page(client, f"/statements/?words={words}")


def test_statement_list_that_takes_too_long_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.statement(build.meeting(), "Shown.")

    def stop(*_args: Any, **_named: Any) -> None:
        raise SearchTimeout

    monkeypatch.setattr("meetings.lists.statement.key_page", stop)

    response = client.get("/statements/?words=shown")

    assert "This took too long." in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_statement_list_draws_its_years(client: Client) -> None:
    for slug, date in (("a", "2001"), ("b", "2003"), ("c", "2003-05")):
        build.statement(build.meeting(slug, date=date))

    context = client.get("/statements/?year_from=2003").context

    drawn = context["histogram"]
    assert (drawn.first, drawn.last, drawn.most, drawn.n) == (2001, 2003, 2003, 2)
    assert [(bar.kind, bar.height) for bar in drawn.bars] == [("out", 24.0), ("in", 48.0)]


def test_statement_list_on_a_topic_leads_to_the_narrower_ones(client: Client) -> None:
    sea = build.topic("Sea")
    fish, salt, draft = (build.topic(name, broader=sea) for name in ("Fish", "Salt", "Secrets"))
    met, hidden = build.meeting("talks"), build.meeting("hidden", status="draft")
    for topic in (sea, fish, salt):
        build.statement(met, topics=(topic,))
    build.statement(hidden, topics=(draft,))

    html = page(client, "/statements/?topic=sea")
    both = page(client, "/statements/?topic=sea&topic=fish")
    leaf = page(client, "/statements/?topic=fish")

    note = "Not among these: statements on narrower topics,"
    (told,) = re.findall(rf"{note}(.*?)</p>", html, re.DOTALL)
    assert re.findall(r'href="([^"]*)">([^<]*)<', told) == [
        ("/statements/?topic=fish", "Fish"),
        ("/statements/?topic=salt", "Salt"),
    ]
    assert "/statements/?topic=salt" in both.partition(note)[2]
    assert "Secrets" not in html
    assert note not in leaf
