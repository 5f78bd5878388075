"""Every address takes the methods that it is for; any other gets the site's own page.

None of the requests that are refused may use the database: pytest-django fails those that try.
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from portal import methods

READ, SEND = "GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS, POST"
ODD = ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "MADEUP", "G\u00cbT"]
#: what is no route: health, static files, what does not exist
OTHERS = ["/healthz", "/static/css/site.css", "/static/nothing.css", "/nowhere", "/a/b/c/"]


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the site, with a value for each of its parts, and its name."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield "/" + re.sub(r"<[^>]+>", "1", route), pattern.name or ""
        else:
            yield from routes(pattern, route)


ROUTES = dict(routes(get_resolver()))


def test_routes_are_found() -> None:
    assert len(ROUTES) > 100
    assert ROUTES["/meetings/1/statements/1/"] == "statement"
    assert ROUTES["/admin/logout/"] == "logout"


@pytest.mark.parametrize("method", ODD)
def test_odd_method_is_refused_at_every_address(client: Client, method: str) -> None:
    for address in [*ROUTES, *OTHERS]:
        response = client.generic(method, address)

        assert response.status_code == 405, address
        assert response["Allow"] in {READ, SEND}, address
        assert "<h1>This cannot be done at this address</h1>" in response.content.decode()
        if address != "/healthz":
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_public_address_takes_no_form(client: Client) -> None:
    public = [
        address
        for address, name in ROUTES.items()
        if not address.startswith("/admin/") and name not in methods._WITH_FORM
    ]

    for address in [*public, *OTHERS]:
        response = client.post(address, {"q": "x"})

        assert (response.status_code, response["Allow"]) == (405, READ), address


def test_every_address_tells_its_methods(client: Client) -> None:
    for address in [*ROUTES, *OTHERS]:
        response = client.options(address)

        assert (response.status_code, response.content) == (200, b""), address
        assert response["Allow"] in {READ, SEND}, address


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", READ),
        ("/admin/", READ),
        ("/admin/meetings/", READ),
        ("/admin/jsi18n/", READ),
        ("/admin/autocomplete/", READ),
        ("/admin/meetings/meeting/1/history/", READ),
        ("/admin/meetings/meeting/1/checks/", READ),
        ("/admin/meetings/meeting/1/change/", SEND),
        ("/admin/meetings/meeting/", SEND),
        ("/admin/login/", SEND),
        ("/report/", SEND),
        ("/quote/", SEND),
        ("/report/1/", SEND),
    ],
)
def test_pages_of_staff_take_forms_where_they_have_some(address: str, allowed: str) -> None:
    assert ", ".join(methods.methods_of(address)) == allowed


def test_pages_named_as_without_form_exist() -> None:
    named = methods._WITHOUT_FORM | methods._WITH_FORM

    assert named - set(ROUTES.values()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/logout/", "/admin/meetings/meeting/1/publish/"])
def test_address_that_is_only_sent_to_has_a_page_for_who_reads_it(
    client: Client, address: str
) -> None:
    client.force_login(User.objects.create_superuser("root"))

    response = client.get(address)

    assert response.status_code == 405
    assert "POST" in response["Allow"]
    assert "<h1>This cannot be done at this address</h1>" in response.content.decode()


def test_refusal_with_words_of_its_own_keeps_them() -> None:
    def own(request: HttpRequest) -> HttpResponse:
        return HttpResponseNotAllowed(["GET"], "Own words.")

    response = methods.allowed_methods(own)(RequestFactory().get("/"))

    assert isinstance(response, HttpResponse)
    assert response.content == b"Own words."
