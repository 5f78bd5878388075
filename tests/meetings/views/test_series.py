"""Pages of series.

Covers meetings.reading.series and meetings.models.series as well.
"""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.meetings import build

pytestmark = pytest.mark.django_db


def slugs(rows: Any) -> list[str]:
    """The meetings of a list, by the last part of their addresses."""
    return [row.slug for row in rows]


def test_series_list_counts_public_meetings(client: Client) -> None:
    friends = build.series("Friends of Fisheries")
    record = build.meeting("record", series=friends)
    build.stub("named", named_by=record, series=friends)
    build.meeting("draft", series=friends, status="draft")
    build.meeting("hidden", series=build.series("Canary"), status="draft")

    response = client.get("/series/")

    rows = [(s.name, s.meeting_count, s.record_count) for s in response.context["object_list"]]
    assert rows == [("Friends of Fisheries", 2, 1)]
    assert "Canary" not in response.content.decode()


@pytest.mark.parametrize(("rows", "queries"), [(1, 3), (3, 3)])
def test_series_list_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, queries: int
) -> None:
    for n in range(rows):
        build.meeting(f"m{n}", series=build.series(f"S {n}"))

    with django_assert_num_queries(queries):
        client.get("/series/")


def test_series_shows_its_meetings_by_ordinal_if_each_has_one(client: Client) -> None:
    friends = build.series()
    third = build.meeting("third", series=friends, ordinal=3, date="2007")
    build.stub("first", named_by=third, series=friends, ordinal=1, date="")
    build.stub("fourth", named_by=third, series=friends, ordinal=4, date="2008")

    rows = client.get("/series/friends-of-fisheries/").context["rows"]

    assert slugs(rows) == ["first", "third", "fourth"]


def test_series_shows_its_meetings_by_day_where_ordinals_lack(client: Client) -> None:
    friends = build.series()
    build.meeting("late", series=friends, ordinal=1, date="2009")
    build.meeting("early", series=friends, date="2007")
    build.meeting("undated", series=friends, date="")

    rows = client.get("/series/friends-of-fisheries/").context["rows"]

    assert slugs(rows) == ["early", "late", "undated"]


def test_series_of_many_meetings_is_paged(client: Client) -> None:
    friends = build.series()
    for n in range(1, 53):
        build.meeting(f"m{n:02}", series=friends, ordinal=n)

    first = client.get("/series/friends-of-fisheries/")
    second = client.get("/series/friends-of-fisheries/?page=2")

    assert slugs(first.context["rows"]) == [f"m{n:02}" for n in range(1, 51)]
    assert slugs(second.context["rows"]) == ["m51", "m52"]
    assert "52 meetings" in second.content.decode()
    assert second.context["canonical"] == "/series/friends-of-fisheries/?page=2"
    assert "Page 2 of 2" in second.content.decode()


@pytest.mark.parametrize("page", ["2", "0", "x"])
def test_series_page_that_does_not_exist_is_not_found(client: Client, page: str) -> None:
    build.meeting(series=build.series())

    assert client.get(f"/series/friends-of-fisheries/?page={page}").status_code == 404


def test_series_of_drafts_alone_is_not_found(client: Client) -> None:
    build.meeting("draft", series=build.series("Canary"), status="draft")

    response = client.get("/series/canary/")

    assert response.status_code == 404
    assert "Canary" not in response.content.decode()


@pytest.mark.parametrize(("rows", "queries"), [(1, 9), (3, 9)])
def test_series_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, queries: int
) -> None:
    for n in range(rows):
        meeting = build.meeting(f"m{n}", series=build.series())
        build.stub(f"s{n}", named_by=meeting, series=build.series())

    with django_assert_num_queries(queries):
        client.get("/series/friends-of-fisheries/")


def test_series_names_itself_once_and_says_which_day_is_not_known(client: Client) -> None:
    friends = build.series()
    build.meeting("first", series=friends, date="")

    html = client.get("/series/friends-of-fisheries/").content.decode()

    row = html.partition('<ul class="rows">')[2].partition("</ul>")[0]
    assert "Friends of Fisheries" not in row
    assert '<span class="muted">Date not stated</span>' in row


def test_meeting_whose_title_has_its_series_does_not_name_that_again(client: Client) -> None:
    build.meeting("first", title="Third Friends of Fisheries", series=build.series())
    build.meeting("other", title="Talks", series=build.series())

    html = client.get("/meetings/").content.decode()

    rows = html.partition('<ul class="rows">')[2].split('<li class="row')
    assert [row.count("Friends of Fisheries") for row in rows if "/meetings/" in row] == [1, 1]
