"""What stands before every view; the headers that it adds are in test_headers."""

from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.test import RequestFactory
from pytest_django import Settings

from portal import middleware


def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("served")


@pytest.mark.parametrize("path", ["/healthz/", "/", "/meetings/healthz"])
def test_health_leaves_other_addresses_alone(path: str) -> None:
    response: Any = middleware.health(ok)(RequestFactory().get(path))

    assert response.content == b"served"


def test_health_refuses_what_is_neither_get_nor_head() -> None:
    response: Any = middleware.health(ok)(RequestFactory().delete("/healthz"))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "This cannot be done at this address" in response.content.decode()


def test_health_tells_its_methods() -> None:
    response: Any = middleware.health(ok)(RequestFactory().options("/healthz"))

    assert (response.status_code, response["Allow"]) == (200, "GET, HEAD, OPTIONS")
    assert response.content == b""


def test_permissions_policy_is_that_of_the_settings(settings: Settings) -> None:
    settings.PERMISSIONS_POLICY = "camera=()"

    response = middleware.permissions_policy(ok)(RequestFactory().get("/"))

    assert response["Permissions-Policy"] == "camera=()"


def test_permissions_policy_of_a_view_is_kept() -> None:
    own = HttpResponse(headers={"Permissions-Policy": "camera=(self)"})

    response = middleware.permissions_policy(lambda request: own)(RequestFactory().get("/"))

    assert response["Permissions-Policy"] == "camera=(self)"


@pytest.mark.parametrize(
    ("path", "query"), [("/meetings/", "q=a%20b"), ("/caf%C3%A9/", "q=%C3%A9"), ("/100%25/", "")]
)
def test_readable_address_is_served(path: str, query: str) -> None:
    request = RequestFactory().get(path, QUERY_STRING=query)

    response: Any = middleware.readable_address(ok)(request)

    assert response.content == b"served"


@pytest.mark.parametrize(
    ("path", "query", "cookie"),
    [
        ("/a%00b/", "", ""),
        ("/a%ffb/", "", ""),
        ("/", "q=%00", ""),
        ("/", "q=%ff", ""),
        ("/", "", "a\0b"),
    ],
)
def test_address_or_cookie_that_cannot_be_read_is_refused(
    path: str, query: str, cookie: str
) -> None:
    request = RequestFactory().get(path, QUERY_STRING=query)
    request.COOKIES["name"] = cookie

    with pytest.raises(BadRequest, match="NUL, or bytes that are no UTF-8"):
        middleware.readable_address(ok)(request)


def test_gone_without_words_gets_a_page_and_gone_with_words_keeps_them() -> None:
    def answer(gone: HttpResponse) -> Any:
        return middleware.gone_page(lambda request: gone)(RequestFactory().get("/"))

    page, own = answer(HttpResponseGone()), answer(HttpResponseGone("Taken down."))

    assert (page.status_code, own.status_code) == (410, 410)
    assert page.content.startswith(b"<!doctype html>") or b"<html" in page.content
    assert own.content == b"Taken down."


def test_what_is_not_gone_is_left_as_it_is() -> None:
    response: Any = middleware.gone_page(ok)(RequestFactory().get("/"))

    assert response.content == b"served"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("one\x0ctwo\x0bthree", "one\u240ctwo\u240bthree"),
        ("\x1b[1m\b\x07\x7f", "\u241b[1m\u2408\u2407\u2421"),
        ("a\x85b\x9f", "a\ufffdb\ufffd"),
        ("\ufdd0\ufffe\uffff", "\ufffd\ufffd\ufffd"),
        ("tabs\tand\r\nlines, ¶ é ﷼ �", "tabs\tand\r\nlines, ¶ é ﷼ �"),
    ],
)
def test_control_characters_of_a_page_are_shown_as_signs(page: str, shown: str) -> None:
    response: Any = middleware.visible_signs(lambda request: HttpResponse(page))(
        RequestFactory().get("/")
    )

    assert response.content.decode() == shown


def test_control_characters_of_what_is_no_page_are_left_alone() -> None:
    file = HttpResponse("\x1b", content_type="application/json")

    response: Any = middleware.visible_signs(lambda request: file)(RequestFactory().get("/"))

    assert response.content == b"\x1b"
