"""Parameters that a page knows make entries, others none."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver, path
from pytest_django import Settings

from meetings.models import Statement
from portal.pagecache import middleware
from portal.pagecache.query import known_parameters, matched, tidy
from tests.portal import test_canary
from tests.portal.pagecache.entries import kept, queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    ["utm_source=mail", "x=1&y=2", "%F0%9F%90%9D=1"],
)
def test_unknown_parameters_make_no_further_entry(
    client: Client, statement: Statement, query: str
) -> None:
    plain = client.get("/statements/")

    response, made = queries(client, f"/statements/?{query}")

    assert response.content == plain.content
    assert (made, kept()) == (1, 1)


@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize(
    ("query", "spare"),
    [
        ("sort=&words=", "/statements/"),
        ("fbclid=abc&page=", "/statements/"),
        ("words=bees&participant=&participant=&sort=oldest", "/statements/?sort=oldest&words=bees"),
    ],
)
def test_empty_fields_of_a_form_lead_to_the_address_of_what_was_chosen(
    client: Client, settings: Settings, cached: bool, query: str, spare: str
) -> None:
    settings.PAGE_CACHE = cached

    response, made = queries(client, f"/statements/?{query}")

    assert (response.status_code, response.headers["Location"]) == (301, spare)
    assert (made, kept()) == (int(cached), 0)


def test_known_parameters_are_kept_in_one_order(client: Client, statement: Statement) -> None:
    first = client.get("/statements/?words=bees&sort=oldest")
    second, made = queries(client, "/statements/?utm=1&sort=oldest&words=bees")
    other = client.get("/statements/?words=wasps")

    assert second.content == first.content
    assert made == 1
    assert b"They spoke" in first.content
    assert b"They spoke" not in other.content
    assert kept() == 2


def test_values_of_one_parameter_stay_apart(client: Client, statement: Statement) -> None:
    client.get("/statements/?words=a%26sort%3Doldest")
    client.get("/statements/?words=a&sort=oldest")

    assert kept() == 2


def test_long_query_is_served_but_not_kept(client: Client, statement: Statement) -> None:
    response = client.get("/statements/", {"words": "b" * (middleware.LONGEST + 1)})

    assert response.status_code == 200
    assert kept() == 0


def test_page_that_does_not_tell_what_it_reads_is_kept_only_without_a_query(
    client: Client, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__

    for address in ("/echo/?words=a", "/echo/?words=b"):
        assert client.get(address).content == address.encode()
    assert kept() == 0
    assert [client.get("/echo/").content for _ in range(2)] == [b"/echo/"] * 2
    assert kept() == 1


def test_view_is_shown_no_parameter_that_it_does_not_name(
    client: Client, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__
    for page_cache in (True, False):
        settings.PAGE_CACHE = page_cache

        assert client.get("/names/?q=a&evil=b&q=c").content == b"/names/?q=a&q=c"
        assert client.get("/names/?evil=b").content == b"/names/"


def echo(request: HttpRequest) -> HttpResponse:
    """The address as the view sees it."""
    return HttpResponse(request.get_full_path())


def names(request: HttpRequest) -> HttpResponse:
    """The same, of a view that names its parameters."""
    return echo(request)


names.parameters = ("q",)  # type: ignore[attr-defined]
urlpatterns = [path("echo/", echo), path("names/", names)]
handler404 = "django.views.defaults.page_not_found"


def test_every_public_page_tells_its_parameters(rf: RequestFactory) -> None:
    silent = [
        name
        for name, examples in test_canary.ROUTES.items()
        for match in [matched(rf.get(test_canary.reverse(name, kwargs=examples[0])))]
        if match is None or known_parameters(match) is None
    ]

    # Harvesters are told which of their arguments are none (decision 0026).
    assert silent == ["oai"]
    assert get_resolver().url_patterns


def test_tidy_leaves_what_is_in_order_alone(rf: RequestFactory) -> None:
    request = rf.get("/?a=1&b=2&a=3")

    assert tidy(request, frozenset({"a", "b"})) == "a=1&a=3&b=2"
    assert request.GET.getlist("a") == ["1", "3"]
    with pytest.raises(AttributeError, match="immutable"):
        request.GET["c"] = "4"  # type: ignore[index]
