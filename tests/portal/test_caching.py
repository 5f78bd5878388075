"""Public pages: unchanged, from the cache, or made anew; never old, never for the wrong one."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, path
from django.utils.http import parse_http_date
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisAway

from meetings.models import Meeting, Statement
from meetings.models.keys import rekey
from meetings.version import number
from participants.models import Participant
from portal import caching
from portal.parameters import known_parameters, matched, tidy
from portal.release import Release, release
from tests.meetings import build
from tests.portal import canaries, test_canary

pytestmark = pytest.mark.django_db

#: headers of a page that a 304 does not repeat
OF_A_BODY = {"Content-Type", "Content-Length"}


@pytest.fixture(autouse=True)
def fresh_cache(settings: Settings) -> Iterator[None]:
    """The cache is on, and empty."""
    settings.PAGE_CACHE = True
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def statement() -> Statement:
    """A published statement."""
    return build.statement(
        build.meeting("on-record"), "They spoke of bees.", speakers=(build.participant(),)
    )


def queries(client: Client, address: str, **headers: str) -> tuple[HttpResponse, int]:
    """An answer, and how many queries it took."""
    with CaptureQueriesContext(connection) as made:
        response = client.get(address, headers=headers)
    return response, len(made)


def kept() -> int:
    """Pages in the cache."""
    return len(cache._cache)  # type: ignore[attr-defined]  # local memory, in tests


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
    assert fresh["Vary"] == "Cookie"
    assert "default-src 'none'" in unchanged["Content-Security-Policy"]
    assert fresh["X-Frame-Options"] == "DENY"
    assert not fresh.cookies


def test_last_modified_is_the_latest_of_version_day_and_release() -> None:
    noon = 981_201_600  # 2001-02-03, a Saturday
    version = number.Version(1, noon * 1_000_000, "")

    told = caching.last_modified(version, "2001-02-03", noon - 90_000)
    next_day = caching.last_modified(version, "2001-02-04", noon - 90_000)
    deployed = caching.last_modified(version, "2001-02-03", noon + 60)
    ahead = caching.last_modified(version, "2001-02-03", 2**40)

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


def test_correction_is_visible_to_the_next_request(client: Client, statement: Statement) -> None:
    before = client.get(statement.get_absolute_url())

    Statement.objects.filter(pk=statement.pk).update(text="They spoke of wasps.")
    after = client.get(statement.get_absolute_url(), headers={"if-none-match": before["ETag"]})

    assert b"bees" in before.content
    assert after.status_code == 200
    assert b"wasps" in after.content
    assert b"bees" not in after.content


def test_withdrawn_record_is_gone_at_once(client: Client, statement: Statement) -> None:
    addresses = ["/meetings/on-record/", statement.get_absolute_url()]
    tags = [client.get(address)["ETag"] for address in addresses]
    client.get("/statements/")

    Meeting.objects.filter(slug="on-record").update(status="withdrawn")
    rekey(statement.meeting)

    for address, tag in zip(addresses, tags, strict=True):
        assert client.get(address).status_code == 410
        assert client.get(address, headers={"if-none-match": tag}).status_code == 410
    assert b"bees" not in client.get("/statements/").content


def test_draft_leaves_tags_and_pages_as_they_are(client: Client, statement: Statement) -> None:
    before = client.get("/statements/")

    draft = build.meeting("hidden", status="draft", title="Hidden matters")
    Statement.objects.create(meeting=draft, number=1, order=1, text="Nobody hears of bees.")
    Meeting.objects.filter(pk=draft.pk).update(theme="Hidden")
    after, made = queries(client, "/statements/")

    assert dict(after.items()) == dict(before.items())
    assert made == 1


def test_nothing_hidden_is_in_a_cached_page(client: Client) -> None:
    known = canaries.public_register()
    addresses = test_canary.public_addresses()
    for address in addresses:
        client.get(address)

    canaries.hidden_records(known)

    for _turn in ("made anew", "from the cache"):
        assert test_canary.leaks(client, addresses) == []


def test_record_that_is_published_replaces_cached_pages(client: Client) -> None:
    known = canaries.public_register()
    canaries.hidden_records(known)
    client.get("/meetings/")

    hidden = Meeting.objects.records().get(slug=f"{canaries.MARK}draft-shared")
    Meeting.objects.filter(pk=hidden.pk).update(status="published")
    rekey(hidden)

    assert test_canary.leaks(client, ["/meetings/"]) == ["/meetings/"]


def test_page_made_while_a_record_changes_is_not_kept_under_the_new_version(
    statement: Statement, rf: RequestFactory
) -> None:
    made = []

    def view(request: HttpRequest) -> HttpResponse:
        # What it shows was read before the change, and it ends after it.
        text = Statement.objects.get().text
        if not made:
            Statement.objects.update(text="New.")
        made.append(text)
        return HttpResponse(text)

    handler = caching.pages(view)

    answers = [handler(rf.get("/")) for _ in range(3)]

    assert [answer.content for answer in answers] == [  # type: ignore[attr-defined]
        b"They spoke of bees.", b"New.", b"New.",
    ]  # fmt: skip
    assert len(made) == 2


def test_next_day_is_another_page(
    client: Client, statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = client.get("/")
    monkeypatch.setattr(
        caching.timezone, "localdate", lambda: datetime(2001, 2, 3, tzinfo=UTC).date()
    )

    other, made = queries(client, "/", **{"if-none-match": today["ETag"]})

    assert other.status_code == 200
    assert other["ETag"] != today["ETag"]
    assert made > 1


def test_next_release_is_another_page(
    client: Client, statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/")["ETag"]
    caching._state.cache_clear()
    monkeypatch.setattr(caching, "release", lambda: Release("other", 0))

    response, made = queries(client, "/", **{"if-none-match": tag})
    caching._state.cache_clear()

    assert response.status_code == 200
    assert made > 1


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
    handler = caching.pages(lambda request: response)

    answer = handler(rf.get("/"))

    assert kept() == 0
    assert "ETag" not in answer
    assert answer["Cache-Control"] == told


def test_page_that_is_too_large_is_served_but_not_kept(rf: RequestFactory) -> None:
    sizes = iter([caching.LARGEST + 1, caching.LARGEST])
    handler = caching.pages(lambda request: HttpResponse(b"x" * next(sizes)))

    answers = [handler(rf.get("/")) for _ in range(3)]

    assert [len(answer.content) for answer in answers] == [  # type: ignore[attr-defined]
        caching.LARGEST + 1, caching.LARGEST, caching.LARGEST,
    ]  # fmt: skip
    assert "ETag" in answers[0]
    assert kept() == 1


@pytest.mark.parametrize(
    "query",
    ["utm_source=mail", "x=1&y=2", "sort=&words=", "fbclid=abc&page=", "%F0%9F%90%9D=1"],
)
def test_unknown_and_empty_parameters_make_no_further_entry(
    client: Client, statement: Statement, query: str
) -> None:
    plain = client.get("/statements/")

    response, made = queries(client, f"/statements/?{query}")

    assert response.content == plain.content
    assert (made, kept()) == (1, 1)


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
    response = client.get("/statements/", {"words": "b" * (caching.LONGEST + 1)})

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

    assert silent == []
    assert get_resolver().url_patterns


def test_tidy_leaves_what_is_in_order_alone(rf: RequestFactory) -> None:
    request = rf.get("/?a=1&b=2&a=3")

    assert tidy(request, frozenset({"a", "b"})) == "a=1&a=3&b=2"
    assert request.GET.getlist("a") == ["1", "3"]
    with pytest.raises(AttributeError, match="immutable"):
        request.GET["c"] = "4"  # type: ignore[index]


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
    monkeypatch.setattr(caching.time, "monotonic", lambda: 1000.0 + now[0])
    shelf = caching.Shelf()
    monkeypatch.setattr(caching.cache, "get", away)
    with caplog.at_level(logging.WARNING, logger="portal.caching"):
        for now[0] in (0, 1, caching.PAUSE + 1):
            assert shelf.take("key") is None
        monkeypatch.undo()
        monkeypatch.setattr(caching.time, "monotonic", lambda: 2000.0)
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
        raise caching.Error

    monkeypatch.setattr(caching.number, "read", missing)

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


def test_change_of_a_name_shows_on_every_page(client: Client, statement: Statement) -> None:
    client.get("/participants/ruritania/")

    Participant.objects.filter(slug="ruritania").update(name="Sylvania")

    assert b"Sylvania" in client.get("/participants/ruritania/").content
