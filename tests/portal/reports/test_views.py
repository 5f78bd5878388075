"""An error is reported without a cookie, once a form, and its page tells what was done.

Covers portal.reports.form, portal.reports.taking, portal.reports.mail and portal.reports.report as
well.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from meetings.models import Meeting
from portal.reports import form as report_form
from portal.reports.report import LONGEST, Report, ReportState
from portal.signin import attempts
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form may be sent in the second in which it was read."""
    monkeypatch.setattr(report_form, "SOONEST", timedelta(seconds=-1))


@pytest.fixture
def visitor() -> Client:
    """Somebody without a session whose forms are checked as a browser's are."""
    return Client(enforce_csrf_checks=True)


def word_in(page: HttpResponse) -> str:
    """The signed word of a form."""
    found = re.search(r'name="word" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def send(client: Client, word: str, headers: dict[str, str] | None = None, **fields: str) -> Any:
    """Send the form."""
    sent = {"word": word, "wrong": "The date is wrong.", **fields}
    body = "&".join(f"{name}={value.replace('&', '%26')}" for name, value in sent.items())
    return client.post("/report/", body, content_type=FORM, headers=headers)


def test_report_is_taken_from_a_visitor_without_a_cookie(visitor: Client) -> None:
    build.statement(build.meeting("a", title="The Meeting"), number=3)
    page = visitor.get("/report/", {"about": "/meetings/a/statements/3/"})
    assert '<a href="/meetings/a/statements/3/">¶3 of The Meeting</a>' in page.content.decode()

    about = "/meetings/a/statements/3/"
    answer = send(visitor, word_in(page), about=about, right="A source.")

    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/report/{report.token}/")
    assert (report.about, report.title) == (about, "¶3 of The Meeting")
    assert (report.wrong, report.right) == ("The date is wrong.", "A source.")
    assert (report.state, report.email) == (ReportState.NEW, "")
    told = visitor.get(answer["Location"])
    assert f"<h1>Report {report.pk}</h1>" in told.content.decode()
    for one in (page, answer, told):
        assert one["Cache-Control"] == "no-store"
        assert not one.cookies
    for one in (page, told):
        assert '<meta name="robots" content="noindex, nofollow">' in one.content.decode()
        assert '"canonical"' not in one.content.decode()


@pytest.mark.parametrize("cached", [False, True])
def test_pages_of_reports_are_never_kept(settings: Any, cached: bool) -> None:
    settings.PAGE_CACHE = cached
    client = Client()

    pages = [client.get("/report/") for _ in range(2)]

    assert word_in(pages[0]) != word_in(pages[1])
    assert {page["Cache-Control"] for page in pages} == {"no-store"}
    assert not any(page.has_header("ETag") for page in pages)


def test_page_of_a_report_tells_no_title_that_is_hidden_by_now(visitor: Client) -> None:
    build.meeting("a", title="The Meeting")
    send(visitor, word_in(visitor.get("/report/")), about="/meetings/a/")
    report = Report.objects.get()
    assert "The Meeting" in visitor.get(report.get_absolute_url()).content.decode()

    Meeting.objects.filter(slug="a").update(status="withdrawn")

    assert report.title == "The Meeting"
    assert "The Meeting" not in visitor.get(report.get_absolute_url()).content.decode()


def test_about_of_no_public_page_is_left_out_and_not_repeated(visitor: Client) -> None:
    build.meeting("secret-talks", title="Secret", status="draft")
    page = visitor.get("/report/", {"about": "/meetings/secret-talks/"})

    send(visitor, word_in(page), about="/meetings/secret-talks/")

    assert "ecret" not in page.content.decode()
    assert Report.objects.values_list("about", "title").get() == ("", "")


def test_form_sent_twice_makes_one_report(visitor: Client) -> None:
    word = word_in(visitor.get("/report/"))

    first, second = send(visitor, word), send(visitor, word)
    other = send(visitor, word, wrong="The place is wrong.")

    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1
    assert other.status_code == 400
    assert "was sent already, with other words" in other.content.decode()
    assert "The place is wrong.</textarea>" in other.content.decode()
    assert send(visitor, word_in(other), wrong="The place is wrong.").status_code == 303
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"wrong": " "}, "Say what is wrong on the page."),
        ({"wrong": "x" * (LONGEST + 1)}, "has at most 2000 characters|at most 2000 characters"),
        ({"wrong": "a%00b"}, "Null characters are not allowed."),
        ({"homepage": "https://example.org"}, "A box was filled in that is to be left empty."),
        ({"word": "made-up"}, "The form lay open too long."),
        ({"word": ""}, "The form lay open too long."),
    ],
)
def test_form_that_is_refused_keeps_what_was_typed(
    visitor: Client, fields: dict[str, str], said: str
) -> None:
    sent = {"word": word_in(visitor.get("/report/")), "right": "Line one & two", **fields}

    answer = send(visitor, **sent)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert re.search(said, page)
    assert "Line one &amp; two</textarea>" in page
    assert 'name="homepage" id="id_homepage" value=""' in page
    assert not Report.objects.exists()


def test_form_that_is_sent_faster_than_one_writes_is_refused(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_form, "SOONEST", timedelta(seconds=60))

    answer = send(visitor, word_in(visitor.get("/report/")))

    assert "faster than one can write" in answer.content.decode()
    assert not Report.objects.exists()


def test_reports_from_one_network_are_limited_and_signing_in_is_not(visitor: Client) -> None:
    for _ in range(attempts.OF_PAIR):
        assert send(visitor, word_in(visitor.get("/report/"))).status_code == 303

    answer = send(visitor, word_in(visitor.get("/report/")), right="Kept")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= attempts.WINDOW.total_seconds()
    assert "send it again in 15 minutes" in answer.content.decode()
    assert "Kept</textarea>" in answer.content.decode()
    assert Report.objects.count() == attempts.OF_PAIR
    assert attempts.wait("publisher", "127.0.0.1") is None
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert send(elsewhere, word_in(elsewhere.get("/report/"))).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 303),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, 403),
    ],
)
def test_form_of_another_site_is_refused(
    visitor: Client, headers: dict[str, str], status: int
) -> None:
    assert send(visitor, word_in(visitor.get("/report/")), headers).status_code == status
    assert Report.objects.count() == (status == 303)


def test_body_that_no_form_of_ours_sends_is_refused_unread(visitor: Client) -> None:
    huge = visitor.post("/report/", "wrong=" + "x" * report_form.LARGEST, content_type=FORM)
    files = visitor.post("/report/", {"wrong": "x"})

    assert (huge.status_code, files.status_code) == (400, 400)


def test_largest_report_fits(visitor: Client) -> None:
    full = "\U0001f600" * LONGEST
    fields = {"wrong": full, "right": full, "word": word_in(visitor.get("/report/"))}
    client: Any = visitor

    encoded = "&".join(f"{name}={value}" for name, value in fields.items())
    escaped = "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in encoded.encode())

    assert client.post("/report/", escaped, content_type=FORM).status_code == 303


def test_unknown_report_is_not_found(visitor: Client) -> None:
    assert visitor.get(f"/report/{'0' * 32}/").status_code == 404


def test_report_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any
) -> None:
    build.meeting("a")
    for n in (1, 3):
        rows = [
            Report.objects.create(token=f"{n}{i}", wrong="x", about="/meetings/a/")
            for i in range(n)
        ]
        with django_assert_num_queries(1):
            client.get("/report/?about=/meetings/a/")
        with django_assert_num_queries(2):
            client.get(rows[0].get_absolute_url())


def test_address_is_kept_once_it_is_confirmed_and_asked_for_with_a_mail_server_alone(
    settings: Any, visitor: Client
) -> None:
    assert b'name="email"' not in visitor.get("/report/").content
    settings.STAFF_MAIL = True

    answer = send(visitor, word_in(visitor.get("/report/")), email="reader@example.org")

    report = Report.objects.get()
    assert answer["Location"] == f"/report/{report.token}/?mail=sent"
    assert report.email == ""
    (sent,) = outbox.outbox
    assert sent.to == ["reader@example.org"]
    link = re.search(r"http://testserver(/report/\S+)", sent.body)
    assert link is not None
    asked = visitor.get(link[1])
    assert "Shall the answer be sent to reader@example.org?" in asked.content.decode()
    sealed = re.search(r'name="confirm" value="([^"]+)"', asked.content.decode())
    assert sealed is not None
    page = f"/report/{report.token}/"
    visitor.post(page, f"confirm={sealed[1]}x", content_type=FORM)
    assert Report.objects.get().email == ""
    assert visitor.post(page, f"confirm={sealed[1]}", content_type=FORM).status_code == 303
    assert Report.objects.get().email == "reader@example.org"

    other = Report.objects.create(token="other", wrong="x")
    visitor.post(other.get_absolute_url(), f"confirm={sealed[1]}", content_type=FORM)
    assert Report.objects.get(token="other").email == ""


def test_staff_who_answer_are_told_of_a_report(
    settings: Any, visitor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    settings.STAFF_MAIL = True
    for name in ("Editor", "Publisher"):
        user = rich.user(name.lower(), name)
        user.email = f"{name.lower()}@example.org"
        user.save()

    with django_capture_on_commit_callbacks(execute=True):
        send(visitor, word_in(visitor.get("/report/")))

    told = sorted(to for one in outbox.outbox for to in one.to)
    assert told == ["editor@example.org", "publisher@example.org"]
    assert f"/admin/portal/report/{Report.objects.get().pk}/change/" in outbox.outbox[0].body


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "report_state_known"),
        ({"wrong": ""}, "report_wrong_given"),
        ({"state": ReportState.CLOSED}, "report_answer_given"),
        ({"state": "answered", "answer": "Done.", "email": "a@b.org"}, "report_address_while_open"),
    ],
)
def test_database_refuses_what_is_no_report(fields: dict[str, str], constraint: str) -> None:
    row = Report(**{"token": "t", "wrong": "x", "sent_at": now(), **fields})

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()
