"""Hosts, a cache that is away, a database without a version."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisAway

from meetings.models import Statement
from portal.pagecache import middleware
from tests.portal.pagecache.entries import kept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cached", [False, True])
def test_host_that_is_not_ours_is_refused(
    client: Client, statement: Statement, cached: bool
) -> None:
    tag = client.get("/")["ETag"] if cached else '"none"'

    response = client.get("/", headers={"host": "evil.example", "if-none-match": tag})

    assert response.status_code == 400
    assert b"evil.example" not in response.content
    assert kept() == int(cached)


def test_host_of_ours_does_not_show_in_a_page(client: Client, statement: Statement) -> None:
    first = client.get("/", headers={"host": "localhost", "x-forwarded-host": "evil.example"})
    second = client.get("/", headers={"host": "127.0.0.1"})

    assert second.content == first.content
    assert b"localhost" not in first.content
    assert b"evil.example" not in first.content
    assert b'href="http://testserver/"' in first.content


def test_cache_that_is_away_is_done_without_and_named_once(
    client: Client,
    statement: Statement,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = []

    def away(*args: Any) -> None:
        asked.append(args)
        raise RedisAway

    now = [0.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: 1000.0 + now[0])
    shelf = middleware.Shelf()
    monkeypatch.setattr(middleware.cache, "get", away)
    with caplog.at_level(logging.WARNING, logger="portal.pagecache.middleware"):
        for now[0] in (0, 1, middleware.PAUSE + 1):
            assert shelf.take("key") is None
        monkeypatch.undo()
        monkeypatch.setattr(middleware.time, "monotonic", lambda: 2000.0)
        assert shelf.take("key") is None

    assert len(asked) == 2
    assert [record.message for record in caplog.records] == [
        "The page cache does not answer (ConnectionError); pages are served without it.",
        "The page cache answers again.",
    ]


def test_database_without_a_version_serves_pages_without_the_cache(
    client: Client, statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise middleware.Error

    monkeypatch.setattr(middleware, "read_version", missing)

    response = client.get("/")

    assert response.status_code == 200
    assert "ETag" not in response
    assert kept() == 0


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A database that is there as long as "there" is true, and a clock that is put on by hand."""
    state: dict[str, Any] = {"there": True, "now": 1000.0}
    read = middleware.read_version

    def version() -> Any:
        if state["there"]:
            return read()
        raise OperationalError("connection refused")

    def blocked(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if state["there"]:
            return execute(sql, params, many, context)
        raise OperationalError("connection refused")

    monkeypatch.setattr(middleware, "last", middleware.LastState())
    monkeypatch.setattr(middleware, "read_version", version)
    monkeypatch.setattr(middleware.time, "monotonic", lambda: state["now"])
    with connection.execute_wrapper(blocked):
        yield state


def test_database_away_leaves_what_the_cache_holds_for_ten_minutes(
    statement: Statement, database: dict[str, Any]
) -> None:
    client = Client(raise_request_exception=False)
    before = client.get("/meetings/")
    database["there"] = False

    during = client.get("/meetings/")
    unchanged = client.get("/meetings/", headers={"if-none-match": before["ETag"]})
    database["now"] += middleware.STALE
    late = client.get("/meetings/")
    database["now"] += 1
    too_late = client.get("/meetings/")
    database["there"] = True
    after = client.get("/meetings/")

    assert (during.status_code, during.content) == (200, before.content)
    assert during["ETag"] == before["ETag"]
    assert [one.status_code for one in (unchanged, late, too_late, after)] == [304, 200, 503, 200]


def test_database_away_keeps_no_page_that_is_made_without_it(
    statement: Statement, database: dict[str, Any]
) -> None:
    client = Client(raise_request_exception=False)
    client.get("/meetings/")
    database["there"] = False
    before = kept()

    made = client.get("/robots.txt")
    missing = client.get("/pledges/")

    assert (made.status_code, made["Cache-Control"]) == (200, "no-cache")
    assert "ETag" not in made
    assert (missing.status_code, missing["Retry-After"]) == (503, "5")
    assert kept() == before


def test_database_away_gives_nothing_of_the_cache_to_who_is_signed_in(
    statement: Statement, database: dict[str, Any]
) -> None:
    client = Client(raise_request_exception=False)
    client.get("/meetings/")
    client.cookies["sessionid"] = "of-somebody"
    database["there"] = False

    assert client.get("/meetings/").status_code == 503


def test_database_away_from_the_start_has_nothing_to_serve(
    statement: Statement, database: dict[str, Any]
) -> None:
    database["there"] = False

    assert Client(raise_request_exception=False).get("/meetings/").status_code == 503


def test_switched_off_pages_are_made_anew(
    client: Client, statement: Statement, settings: Settings
) -> None:
    settings.PAGE_CACHE = False

    response = client.get("/")

    assert "ETag" not in response
    assert response["Cache-Control"] == "private, no-cache"
    assert kept() == 0
