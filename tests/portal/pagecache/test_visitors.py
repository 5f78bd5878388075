"""Who is served alone, and what is never kept."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from meetings.models import Statement
from portal.pagecache import middleware
from tests.meetings import build
from tests.portal.pagecache.entries import kept, queries

pytestmark = pytest.mark.django_db


def test_staff_neither_see_nor_fill_the_cache(client: Client, statement: Statement) -> None:
    staff = Client()
    staff.force_login(User.objects.create_superuser("staff"))

    first = staff.get("/statements/")
    filled = kept()
    tag = client.get("/statements/")["ETag"]
    seen, made = queries(staff, "/statements/", **{"if-none-match": tag})

    assert (first.status_code, seen.status_code) == (200, 200)
    assert filled == 0
    assert made > 3
    assert "ETag" not in seen
    assert seen["Cache-Control"] == "private, no-cache"
    assert "Cookie" in seen["Vary"]


@pytest.mark.parametrize(
    ("cookies", "headers"),
    [
        ({"sessionid": "anything"}, {}),
        ({"messages": "waiting"}, {}),
        ({}, {"authorization": "Bearer x"}),
    ],
)
def test_visitor_who_may_be_known_is_served_alone(
    client: Client, statement: Statement, cookies: dict[str, str], headers: dict[str, str]
) -> None:
    client.cookies.load(cookies)

    response = client.get("/", headers=headers)

    assert kept() == 0
    assert "ETag" not in response
    assert response["Cache-Control"] == "private, no-cache"


def test_other_cookies_change_nothing(client: Client, statement: Statement) -> None:
    client.get("/")
    client.cookies.load({"theme": "dark"})

    assert queries(client, "/")[1] == 1


def test_admin_is_never_kept(client: Client) -> None:
    response = client.get("/admin/login/")

    assert kept() == 0
    assert "ETag" not in response
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/no-such-page/", 404), ("/meetings/none/", 404), ("/meetings", 301), ("/%00", 400)],
)
def test_what_is_no_page_is_not_kept(client: Client, address: str, status: int) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert kept() == 0
    assert "ETag" not in response


@pytest.mark.parametrize("address", ["/meetings/gone/", "/meetings/former/"])
def test_redirect_and_gone_are_asked_for_again(
    client: Client, statement: Statement, address: str
) -> None:
    build.meeting("gone", status="withdrawn")
    statement.meeting.former_slugs.create(slug="former")

    response = client.get(address)

    assert response.status_code in (301, 410)
    assert response["Cache-Control"] == "no-cache"
    assert kept() == 0


def with_cookie(response: HttpResponse) -> HttpResponse:
    response.set_cookie("mine", "1")
    return response


def with_mark(response: HttpResponse) -> HttpResponse:
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    return response


@pytest.mark.parametrize(
    ("response", "told"),
    [
        (with_cookie(HttpResponse("x")), "private, no-cache"),
        (HttpResponse("x", headers={"Cache-Control": "no-store"}), "no-store"),
        (HttpResponse("x", headers={"Vary": "Accept-Language"}), "no-cache"),
        (HttpResponse("x", status=500), "no-cache"),
        (StreamingHttpResponse([b"x"]), "no-cache"),
        (with_mark(HttpResponse("x")), "no-cache"),
    ],
)
def test_response_that_is_not_for_all_is_not_kept(
    rf: RequestFactory, response: HttpResponseBase, told: str
) -> None:
    handler = middleware.pages(lambda request: response)

    answer = handler(rf.get("/"))

    assert kept() == 0
    assert "ETag" not in answer
    assert answer["Cache-Control"] == told


def test_page_that_is_too_large_is_served_but_not_kept(rf: RequestFactory) -> None:
    sizes = iter([middleware.LARGEST + 1, middleware.LARGEST])
    handler = middleware.pages(lambda request: HttpResponse(b"x" * next(sizes)))

    answers = [handler(rf.get("/")) for _ in range(3)]

    assert [len(answer.content) for answer in answers] == [  # type: ignore[attr-defined]
        middleware.LARGEST + 1, middleware.LARGEST, middleware.LARGEST,
    ]  # fmt: skip
    assert "ETag" in answers[0]
    assert kept() == 1
