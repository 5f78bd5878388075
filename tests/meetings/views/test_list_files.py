"""Files of lists: which rows, headers, refusals, and long ones.

Covers meetings.views.downloads and meetings.views.refusals as well.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.derived.refresh import refresh_derived
from meetings.formats import xlsx_table
from meetings.formats.lists import LIST_FORMATS
from meetings.models import Meeting
from meetings.views import downloads, list_files
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def fish() -> Meeting:
    """Five statements, two of them Japan's."""
    meeting = build.meeting("fish-1", title="Fish talks")
    for number, name in enumerate(("Egypt", "Japan", "Egypt", "Japan", "Fiji"), 1):
        build.statement(meeting, f"Words {number}.", speakers=(build.participant(name),))
    refresh_derived(meeting)
    return meeting


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are read at once."""
    monkeypatch.setattr(list_files, "BLOCK", 2)


def body(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def rows(response: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def test_csv_holds_the_rows_of_the_filters(client: Client, fish: Meeting) -> None:
    response: Any = client.get("/statements.csv?participant=japan")
    assert [row["Text"] for row in rows(response)] == ["Words 2.", "Words 4."]
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response.headers["Content-Disposition"] == 'attachment; filename="statements-japan.csv"'


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_long_csv_is_sent_whole_block_after_block(client: Client, fish: Meeting, sort: str) -> None:
    response: Any = client.get(f"/statements.csv?sort={sort}")
    assert response.streaming
    assert [row["¶"] for row in rows(response)] == ["1", "2", "3", "4", "5"]


def test_long_csv_of_each_list_has_every_row_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_files, "BLOCK", 1)
    for number in range(3):
        meeting = build.meeting(f"fish-{number}", date=f"200{number}")
        who = build.participant(f"Land {number}")
        build.delegation(meeting, who)
        build.statement(meeting, speakers=(build.person(f"Ada {number}"),))
        build.pledge(meeting, f"Pledge {number}", by=who)
        refresh_derived(meeting)
    for name in ("meetings", "participants", "people", "pledges", "delegations", "topics"):
        found: Any = rows(client.get(f"/{name}.csv"))  # type: ignore[arg-type]  # a test client's
        expected = 0 if name == "topics" else 3
        assert len(found) == len({tuple(row.values()) for row in found}) == expected


def test_draft_is_in_no_file(client: Client, fish: Meeting) -> None:
    fish.status = "draft"
    fish.save()
    refresh_derived(fish)
    for extension in LIST_FORMATS:
        assert b"Words" not in body(client.get(f"/statements.{extension}"))
    assert rows(client.get("/statements.csv")) == []  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("extension", LIST_FORMATS)
def test_wrong_filter_is_told(client: Client, extension: str) -> None:
    response = client.get(f"/statements.{extension}?year_from=abc")
    assert response.status_code == 400
    assert response.content.decode() == "From (year_from): Enter a whole number.\n"


def test_json_leads_from_page_to_page(client: Client, fish: Meeting, settings: Any) -> None:
    settings.SITE_URL = "http://testserver"
    url, texts, pages = "/statements.json?limit=2&utm_source=x", [], 0
    while url:
        page = json.loads(client.get(url, follow=True).content)
        texts += [item["text"] for item in page["items"]]
        url, pages = page["next"], pages + 1
    assert (pages, len(set(texts)), len(texts)) == (3, 5, 5)
    assert page["page"] == "http://testserver/statements/"
    assert "utm_source" not in page["this"]


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "after=-1", "after=٣"])
def test_json_refuses_numbers_that_are_none(client: Client, query: str) -> None:
    assert client.get(f"/statements.json?{query}").status_code == 400


def test_json_after_a_row_that_is_not_public_is_not_found(client: Client) -> None:
    assert client.get("/meetings.json?after=123456").status_code == 404


@pytest.mark.usefixtures("fish")
def test_workbook_that_is_too_long_is_offered_as_csv(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SITE_URL = "https://register.example.org"
    monkeypatch.setattr(xlsx_table, "MOST_ROWS", 4)
    response = client.get("/statements.xlsx?form=reported")
    assert response.status_code == 400
    assert response.content.decode().strip() == (
        "A workbook has 4 rows at most. Take the list as CSV: "
        "https://register.example.org/statements.csv?form=reported"
    )


@pytest.fixture
def busy() -> Iterator[None]:
    """All places for long downloads are taken."""
    taken = [downloads.slot() for _ in range(downloads.AT_ONCE)]
    assert downloads.slot() is None
    yield
    for one in taken:
        assert one
        one.release()
        one.release()


@pytest.mark.usefixtures("fish", "small_blocks", "busy")
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_one_long_download_too_many_is_put_off(client: Client, extension: str) -> None:
    response = client.get(f"/statements.{extension}")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get("/topics.csv").status_code == 200


@pytest.mark.parametrize("whole", [True, False])
def test_place_is_given_back_by_who_has_all_or_goes(whole: bool) -> None:
    for _ in range(downloads.AT_ONCE + 1):
        place = downloads.slot()
        assert place
        pieces = downloads.Held(iter([b"a", b"b", b"c"]), place)
        assert next(pieces) == b"a"
        if whole:
            assert [*pieces] == [b"b", b"c"]
        pieces.close()


def test_files_take_as_many_queries_however_many_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, settings: Any
) -> None:
    settings.PAGE_CACHE = False
    for number in range(3):
        meeting = build.meeting(f"fish-{number}")
        who = build.participant(f"Land {number}")
        build.statement(meeting, speakers=(who,))
        build.pledge(meeting, by=who)
        refresh_derived(meeting)
        # The limit of time takes four more on PostgreSQL.
        limit = 4 if connection.vendor == "postgresql" else 0
        for name, queries in (("statements", 5), ("pledges", 10), ("meetings", 5)):
            with django_assert_num_queries(queries + limit):
                client.get(f"/{name}.csv")
