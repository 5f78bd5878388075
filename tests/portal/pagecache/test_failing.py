"""Hosts, a cache that is away, a database without a version."""

import logging
from typing import Any

import pytest
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


def test_switched_off_pages_are_made_anew(
    client: Client, statement: Statement, settings: Settings
) -> None:
    settings.PAGE_CACHE = False

    response = client.get("/")

    assert "ETag" not in response
    assert response["Cache-Control"] == "private, no-cache"
    assert kept() == 0
