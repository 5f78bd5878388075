"""Pages come from the cache or are answered 304, with the same headers.

Covers portal.pagecache.middleware as well.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.http import parse_http_date
from pytest_django import Settings

from meetings.models import Statement
from portal.pagecache import middleware
from portal.pagecache.counter import Version
from portal.pagecache.release import release
from tests.portal.pagecache.entries import kept, queries

pytestmark = pytest.mark.django_db

#: headers of a page that a 304 does not repeat
OF_A_BODY = {"Content-Type", "Content-Length"}


def test_second_request_is_served_from_the_cache(client: Client, statement: Statement) -> None:
    first, made = queries(client, "/statements/")
    second, again = queries(client, "/statements/")

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.content == first.content
    assert made > 3
    assert again == 1


def test_unchanged_page_is_answered_304_by_one_query(client: Client, statement: Statement) -> None:
    first = client.get("/statements/")

    cache.clear()
    second, made = queries(client, "/statements/", **{"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert made == 1


@pytest.mark.parametrize(
    "sent",
    ['"x", {tag}', "{strong}", 'W/"y",{tag} , "z"'],
)
def test_tag_is_found_among_others_and_without_its_mark(
    client: Client, statement: Statement, sent: str
) -> None:
    tag = client.get("/")["ETag"]

    asked = sent.format(tag=tag, strong=tag.removeprefix("W/"))

    assert client.get("/", headers={"if-none-match": asked}).status_code == 304


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": '"other"'},
        {"if-none-match": "*"},
        {"if-none-match": ""},
        # A second holds more than one change: by the time alone nothing is called unchanged.
        {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ],
)
def test_page_is_sent_unless_its_own_tag_is_named(
    client: Client, statement: Statement, headers: dict[str, str]
) -> None:
    client.get("/")

    assert client.get("/", headers=headers).status_code == 200


def test_tag_of_another_page_is_not_taken(client: Client, statement: Statement) -> None:
    tag = client.get("/statements/")["ETag"]

    assert client.get("/meetings/", headers={"if-none-match": tag}).status_code == 200
    assert client.get("/statements/?sort=oldest", headers={"if-none-match": tag}).status_code == 200
    assert client.get("/no-such-page/", headers={"if-none-match": tag}).status_code == 404


def test_headers_of_fresh_cached_and_unchanged_answers_are_the_same(
    client: Client, statement: Statement
) -> None:
    fresh = client.get("/meetings/")
    cached = client.get("/meetings/")
    unchanged = client.get("/meetings/", headers={"if-none-match": fresh["ETag"]})

    assert dict(cached.items()) == dict(fresh.items())
    assert dict(unchanged.items()) == {
        name: value for name, value in fresh.items() if name not in OF_A_BODY
    }
    assert fresh["Cache-Control"] == "public, no-cache"
    assert fresh["Vary"] == "Cookie, Accept-Encoding"
    assert "default-src 'none'" in unchanged["Content-Security-Policy"]
    assert fresh["X-Frame-Options"] == "DENY"
    assert not fresh.cookies


def test_last_modified_is_the_latest_of_version_day_and_release() -> None:
    noon = 981_201_600  # 2001-02-03, a Saturday
    version = Version(1, noon * 1_000_000, "")

    told = middleware.last_modified(version, "2001-02-03", noon - 90_000)
    next_day = middleware.last_modified(version, "2001-02-04", noon - 90_000)
    deployed = middleware.last_modified(version, "2001-02-03", noon + 60)
    ahead = middleware.last_modified(version, "2001-02-03", 2**40)

    assert told == "Sat, 03 Feb 2001 12:00:00 GMT"
    assert next_day == "Sun, 04 Feb 2001 00:00:00 GMT"
    assert deployed == "Sat, 03 Feb 2001 12:01:00 GMT"
    assert parse_http_date(ahead) <= datetime.now(UTC).timestamp()


def test_release_changes_with_a_template_and_with_a_setting(
    settings: Settings, tmp_path: Path
) -> None:
    template = tmp_path / "templates" / "base.html"
    template.parent.mkdir()
    template.write_text("One.")
    settings.BASE_DIR = tmp_path
    found = []

    for change in (
        lambda: None,
        lambda: template.write_text("Two."),
        lambda: template.rename(template.with_name("other.html")),
        lambda: setattr(settings, "SITE_NAME", "Other register"),
    ):
        change()
        found.append(release.__wrapped__().digest)

    assert len(set(found)) == 4
    assert release.__wrapped__().digest == found[-1]


def test_head_and_get_are_alike(client: Client, statement: Statement) -> None:
    head = client.head("/statements/")
    page, made = queries(client, "/statements/")
    again = client.head("/statements/")
    unchanged = client.head("/statements/", headers={"if-none-match": head["ETag"]})

    assert dict(head.items()) == dict(page.items()) == dict(again.items())
    assert (head.content, again.content) == (b"", b"")
    assert b"bees" in page.content
    assert made == 1
    assert unchanged.status_code == 304


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_other_methods_pass_by(client: Client, statement: Statement, method: str) -> None:
    tag = client.get("/")["ETag"]

    response = getattr(client, method)("/", headers={"if-none-match": tag})

    assert response.status_code != 304
    assert "ETag" not in response
    assert kept() == 1
