"""Public pages are sent compressed, and nothing that could hold a secret is."""

import gzip

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from meetings.models import Statement
from portal.pagecache import encoding, middleware
from tests.portal.pages import PAGES

pytestmark = pytest.mark.django_db

GZIP = {"accept-encoding": "gzip, deflate, br"}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip", True),
        ("GZIP;q=0.5", True),
        ("br, x-gzip", True),
        ("*", True),
        ("br;q=1, *;q=0.1", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("*, gzip;q=0.0", False),
        ("*;q=0", False),
        ("gzip;q=much", False),
        ("br", False),
    ],
)
def test_accepts_gzip_as_the_header_says(rf: RequestFactory, header: str, expected: bool) -> None:
    assert encoding.accepts_gzip(rf.get("/", headers={"accept-encoding": header})) is expected


def test_page_is_compressed_once_and_kept_so(
    client: Client, statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[int] = []
    compress = gzip.compress
    monkeypatch.setattr(
        gzip, "compress", lambda *args, **kwargs: packed.append(1) or compress(*args, **kwargs)
    )

    first = client.get("/statements/", headers=GZIP)
    second = client.get("/statements/", headers=GZIP)

    assert first["Content-Encoding"] == second["Content-Encoding"] == "gzip"
    assert first.content == second.content
    assert first["Content-Length"] == second["Content-Length"] == str(len(first.content))
    assert b"They spoke of bees." in gzip.decompress(first.content)
    assert packed == [1]


@pytest.mark.parametrize("first", [GZIP, {}], ids=["kept for one who takes it", "kept for another"])
def test_kept_page_suits_whoever_asks(
    client: Client, statement: Statement, first: dict[str, str]
) -> None:
    client.get("/statements/", headers=first)

    plain = client.get("/statements/")
    packed = client.get("/statements/", headers=GZIP)

    assert not plain.has_header("Content-Encoding")
    assert plain["Content-Length"] == str(len(plain.content))
    assert gzip.decompress(packed.content) == plain.content
    # Weak: the same page in either form.
    assert plain["ETag"] == packed["ETag"]
    assert plain["ETag"].startswith("W/")
    assert plain["Vary"] == packed["Vary"] == "Cookie, Accept-Encoding"


def test_unchanged_page_says_on_what_it_depends(client: Client, statement: Statement) -> None:
    tag = client.get("/", headers=GZIP)["ETag"]

    response = client.get("/", headers=GZIP | {"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert response["Vary"] == "Cookie, Accept-Encoding"
    assert not response.has_header("Content-Encoding")


@pytest.mark.parametrize("page_cache", [True, False])
def test_page_that_is_not_kept_is_compressed_too(
    client: Client, statement: Statement, settings: Settings, page_cache: bool
) -> None:
    settings.PAGE_CACHE = page_cache

    response = client.get(f"/search/?q={'bees+' * 110}", headers=GZIP)

    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]


def test_site_behind_a_proxy_that_compresses_does_not(
    client: Client, statement: Statement, settings: Settings
) -> None:
    settings.COMPRESS = False

    response = client.get("/", headers=GZIP)

    assert not response.has_header("Content-Encoding")
    assert response["Vary"] == "Cookie"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("x" * (encoding.SMALLEST - 1)),
        HttpResponse(b"x" * 9_000, content_type="image/x-icon"),
        HttpResponse(b"x" * 9_000, headers={"Content-Encoding": "br"}),
    ],
    ids=["small", "no text", "encoded"],
)
def test_what_gains_nothing_is_left_as_it_is(rf: RequestFactory, response: HttpResponse) -> None:
    body = response.content

    answer = middleware.pages(lambda request: response)(rf.get("/", headers=GZIP))

    assert isinstance(answer, HttpResponse)
    assert answer.content == body
    assert answer.headers.get("Content-Encoding") != "gzip"


def test_visitor_who_signed_in_gets_nothing_compressed(
    client: Client, statement: Statement
) -> None:
    client.get("/statements/", headers=GZIP)
    client.force_login(User.objects.create_superuser("staff"))

    for address in ("/statements/?words=bees", "/admin/", "/admin/password_change/"):
        response = client.get(address, headers=GZIP)

        assert response.status_code == 200
        assert not response.has_header("Content-Encoding"), address


def test_form_with_a_token_is_never_compressed(client: Client) -> None:
    response = client.get("/admin/login/?next=/admin/", headers=GZIP)

    assert b"csrfmiddlewaretoken" in response.content
    assert not response.has_header("Content-Encoding")


def test_compressed_pages_hold_no_secret(client: Client, shipped_register: None) -> None:
    compressed = []
    for path in PAGES:
        cache.clear()
        response = client.get(path, headers=GZIP)
        if response.headers.get("Content-Encoding") == "gzip":
            compressed.append(path)
            assert b"csrfmiddlewaretoken" not in gzip.decompress(response.content), path
            assert not response.cookies, path

    assert len(compressed) > 30
