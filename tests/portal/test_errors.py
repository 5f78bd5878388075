"""Requests that cannot be served get a page that says so, even without a database.

Covers portal.views as well.
"""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.template import loader
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from portal import middleware, views
from portal import urls as site


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret detail")


def lose_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the connection is lost to user register at 10.0.0.9")


def empty_gone(request: HttpRequest) -> HttpResponse:
    return HttpResponseGone()


def own_gone(request: HttpRequest) -> HttpResponse:
    return HttpResponseGone("own words")


urlpatterns = [
    path("admin/lost", lose_database, name="lost"),
    *site.urlpatterns,
    path("fail", fail),
    path("lost", lose_database),
    path("gone", empty_gone),
    path("gone-own", own_gone),
]
handler400 = "portal.views.bad_request"
handler500 = "portal.views.server_error"


@pytest.fixture
def planted() -> Iterator[Client]:
    """A client of the planted addresses that gets the error page, not the exception."""
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/meetings/a%00b",
        "/meetings/?words=a%00b",
        "/%ff",
        "/meetings/%C3%28",
        "/meetings/?words=%ff",
        "/meetings/?%00",
        "/admin/%00/",
    ],
)
def test_unreadable_address_answers_400(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


def test_nul_in_cookie_answers_400(client: Client) -> None:
    response = client.get("/", headers={"cookie": 'sessionid="abcdefgh\\000"'})

    assert response.status_code == 400


def test_readable_address_passes() -> None:
    passed = middleware.readable_address(lambda request: HttpResponse("passed"))

    response = passed(RequestFactory().get("/meetings/a%C3%A9/?words=T%C3%BCrkiye+%E2%80%93+x"))

    assert isinstance(response, HttpResponse)
    assert response.content == b"passed"


def test_unknown_host_answers_400_with_headers(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


# None of the tests below may use the database: pytest-django fails those that try.
def test_fault_answers_500_without_detail(planted: Client) -> None:
    response = planted.get("/fail")

    assert response.status_code == 500
    assert "a secret detail" not in response.content.decode()
    assert "Register of Diplomatic Meetings" in response.content.decode()


def test_database_away_answers_503_without_detail(planted: Client) -> None:
    response = planted.get("/lost?year=2007")

    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response["Cache-Control"] == "no-store"
    assert "The register cannot be read just now" in page
    assert 'href="/lost?year=2007"' in page
    assert "10.0.0.9" not in page


HERE = {"origin": "http://testserver"}
LOST = "/admin/lost?next=%22"


def test_form_sent_while_database_is_away_is_offered_again(planted: Client) -> None:
    sent = {"csrfmiddlewaretoken": "t", "text": "<b> & 'c'</b>", "topic": ["1", "2"]}

    response = planted.post(LOST, sent, headers=HERE)

    page = response.content.decode()
    assert response.status_code == 503
    assert "Nothing was saved" in page
    assert 'action="/admin/lost?next=%22"' in page
    assert [len(page.split(f'type="hidden" name="{name}"')) - 1 for name in ("text", "topic")] == [
        1,
        2,
    ]
    assert 'value="&lt;b&gt; &amp; &#39;c&#39;&lt;/b&gt;"' in page


@pytest.mark.parametrize(
    ("sent", "sender"),
    [
        ({"text": "secret"}, {"origin": "https://elsewhere.example"}),
        ({"password": "secret", "username": "ada"}, HERE),
        ({"upload": SimpleUploadedFile("a.txt", b"secret")}, HERE),
    ],
)
def test_form_that_may_not_be_repeated_is_not(
    planted: Client, sent: dict[str, object], sender: dict[str, str]
) -> None:
    page = planted.post(LOST, sent, headers=sender).content.decode()

    assert "Nothing was saved" in page
    assert "go back to the page that you came from" in page
    assert "Send the form again" not in page
    assert "secret" not in page


def test_database_lost_while_it_stored_says_that_nobody_knows(
    planted: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "may_be_saved", lambda: True)

    page = planted.post(LOST, {"text": "x"}, headers=HERE).content.decode()

    assert "Look whether this was saved" in page
    assert "Nothing was saved" not in page


def test_empty_gone_gets_its_page(planted: Client) -> None:
    response = planted.get("/gone")

    assert response.status_code == 410
    assert "Register of Diplomatic Meetings" in response.content.decode()


def test_gone_with_words_keeps_them(planted: Client) -> None:
    response = planted.get("/gone-own")

    assert (response.status_code, response.content) == (410, b"own words")


def test_page_without_template_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise loader.TemplateDoesNotExist(name)

    monkeypatch.setattr(loader, "get_template", missing)

    response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "<h1>500</h1>" in response.content.decode()
