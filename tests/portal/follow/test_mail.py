"""Following by e-mail: asked for, confirmed, sent once, ended; addresses stand in no log.

Covers portal.follow.forms, portal.follow.tokens, portal.follow.feeds, portal.follow.mails,
portal.follow.sending, portal.follow.views, portal.management.commands.send_digests and
portal.management.commands.forget_follower as well.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import path
from django.utils.timezone import now

from meetings.records.revisions import store_revision
from portal import urls as site
from portal.follow import sending, views
from portal.follow.sending import send_due
from portal.follow.tokens import confirm_token, stop_token
from portal.models import AuditEntry, Subscription
from tests.meetings import build

WHO, PAGE = "Reader@Example.org", "/topics/nets/"
KEPT = "Reader@example.org"

pytestmark = pytest.mark.django_db

urlpatterns = [
    path("follow/confirm/<str:token>/", views.confirm, name="follow_confirm"),
    path("follow/stop/<str:token>/", views.stop, name="follow_stop"),
    *site.urlpatterns,
]


@pytest.fixture(autouse=True)
def mailing() -> Iterator[None]:
    """The site as where a mail server is set."""
    with override_settings(
        ROOT_URLCONF=__name__, FOLLOW_BY_MAIL=True, SITE_URL="https://register.example.org"
    ):
        yield


def said(text: str, at: datetime) -> Any:
    """A record with one statement on nets, published at a moment."""
    meeting = build.meeting(title=f"Meeting on {text}")
    build.statement(meeting, text, topics=(build.topic("Nets"),))
    store_revision(meeting, "publish", when=at)
    return meeting


@pytest.fixture
def begun(db: None) -> datetime:
    """A register with a record of long ago."""
    said("Old nets.", now() - timedelta(days=30))
    return now()


def followed(told: datetime, address: str = KEPT, **fields: Any) -> Subscription:
    values = {"page": PAGE, "rhythm": "daily", "told": told} | fields
    return Subscription.objects.create(address=address, **values)


def ask(**changed: str) -> Any:
    return Client().post("/follow/", {"about": PAGE, "address": WHO, "rhythm": "weekly", **changed})


def test_nothing_is_kept_before_it_is_confirmed(begun: datetime) -> None:
    assert 'name="address"' in Client().get(f"/follow/?about={PAGE}").content.decode()
    answer = ask()
    assert "Look into your mail" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert not Subscription.objects.exists()

    (sent,) = mail.outbox
    link = re.search(r"https://register\.example\.org(/follow/confirm/\S+)", sent.body)
    assert sent.to == [KEPT]
    assert link
    assert "eader" not in link[1]
    client = Client(enforce_csrf_checks=True)
    assert "once more" in client.get(link[1]).content.decode()
    assert not Subscription.objects.exists()
    other = client.post(link[1], {"address": "other@example.org"}).content.decode()
    assert "not the address" in other
    for _ in range(2):
        assert "You follow this page" in client.post(link[1], {"address": WHO}).content.decode()
    row = Subscription.objects.get()
    assert (row.address, row.page, row.rhythm) == (KEPT, PAGE, "weekly")


def test_link_that_is_old_or_cut_is_told_so(
    begun: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = confirm_token(KEPT, PAGE, "daily")
    for wrong in (token[:-1], "x", stop_token("x")):
        page = Client().get(f"/follow/confirm/{wrong}/").content.decode()
        assert "not valid any more" in page
    monkeypatch.setattr("portal.follow.tokens.CONFIRM_WITHIN", timedelta(seconds=-1))
    assert (
        "not valid" in Client().post(f"/follow/confirm/{token}/", {"address": WHO}).content.decode()
    )
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said_of_it"),
    [
        ({"address": "nobody"}, "valid email address"),
        ({"about": "/admin/"}, "no such page"),
        ({"rhythm": "hourly"}, "Select a valid choice"),
        ({"website": "https://example.org"}, "Look into your mail"),
    ],
)
def test_what_cannot_be_followed_sends_no_mail(
    begun: datetime, changed: dict[str, str], said_of_it: str
) -> None:
    assert said_of_it in ask(**changed).content.decode()
    assert mail.outbox == []


def test_mails_to_confirm_are_limited_by_box_and_by_place(begun: datetime) -> None:
    statuses = [ask(address=f"r{n}@example.org").status_code for n in range(6)]
    assert statuses == [200] * 5 + [429]
    places = [
        Client(REMOTE_ADDR=f"192.0.2.{n}")
        .post("/follow/", {"about": PAGE, "address": WHO, "rhythm": "daily"})
        .status_code
        for n in range(6)
    ]
    assert places == [200] * 5 + [429]


def test_digest_tells_what_is_new_once(begun: datetime) -> None:
    row = followed(begun - timedelta(days=2))
    said("New <nets>.", begun - timedelta(hours=1))
    said("Unsettled nets.", begun)

    assert send_due(begun).mails == 1
    assert send_due(begun).mails == 0
    (sent,) = mail.outbox
    row.refresh_from_db()
    assert sent.subject == "[Register of Diplomatic Meetings] 1 new: Nets"
    assert "New <nets>" in sent.body or "nets" in sent.body
    assert "https://register.example.org/meetings/" in sent.body
    html = str(sent.alternatives[0][0])
    assert "<img" not in html
    assert "Old nets" not in sent.body + html
    assert "Unsettled" not in sent.body + html
    assert (row.told, row.telling) == (begun - sending.SETTLED, None)
    stop = f"https://register.example.org/follow/stop/{stop_token(row.uid)}/"
    assert sent.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in sent.body
    assert send_due(begun + timedelta(days=1)).mails == 1


def test_nothing_is_sent_where_nothing_is_new(begun: datetime) -> None:
    followed(begun - timedelta(days=2))
    followed(begun - timedelta(days=2), page="/topics/unheard/")
    followed(begun - timedelta(days=3), "weekly@example.org", rhythm="weekly")
    sent = send_due(begun)
    assert (sent.mails, sent.without_news, mail.outbox) == (0, 2, [])


class Refusing(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Any) -> int:
        """Refuse all."""
        raise OSError("away")


def test_refused_mail_is_sent_by_the_next_run_with_its_identifier(
    begun: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    for n in range(7):
        followed(begun - timedelta(days=2), f"r{n}@example.org")
    said("New nets.", begun - timedelta(hours=1))
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"):
        sent = send_due(begun)
    assert (sent.mails, sent.refused, sent.stopped) == (0, 5, True)
    assert "example.org" not in caplog.text

    assert send_due(begun).mails == 7
    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 7


def test_run_that_is_stopped_goes_on_and_sends_nothing_twice(begun: datetime) -> None:
    for n in range(3):
        followed(begun - timedelta(days=2), f"r{n}@example.org")
    said("New nets.", begun - timedelta(hours=1))

    def stop(_sent: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_due(begun, stop)
    assert send_due(begun).mails == 2
    assert sorted(one.to[0] for one in mail.outbox) == [f"r{n}@example.org" for n in range(3)]


def test_mail_of_a_process_that_was_killed_is_not_sent_again(begun: datetime) -> None:
    said("New nets.", begun - timedelta(hours=5))
    followed(begun - timedelta(hours=3), telling=begun - timedelta(days=2))
    sent = send_due(begun)
    assert (sent.mails, sent.unknown) == (0, 1)
    assert Subscription.objects.get().telling is None


def test_second_process_sends_nothing_that_the_first_does(
    begun: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = followed(begun - timedelta(days=2))
    said("New nets.", begun - timedelta(hours=1))
    monkeypatch.setattr(sending, "due", lambda _at: iter([row]))
    assert send_due(begun).mails == 1
    row.told = begun - timedelta(days=2)
    assert send_due(begun).mails == 0


def test_link_of_a_mail_ends_it_at_once(begun: datetime) -> None:
    row = followed(begun)
    link = f"/follow/stop/{stop_token(row.uid)}/"
    client = Client(enforce_csrf_checks=True)
    assert "End this subscription?" in client.get(link).content.decode()
    assert Subscription.objects.exists()
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert "has ended" in client.get(link).content.decode()
    assert "example.org" not in str([*AuditEntry.objects.values()])


@pytest.mark.parametrize(
    "page",
    [
        "/changes/",
        "/search/?q=nets",
        "/statements/?words=nets",
        "/participants/unheard/",
        "/topics/",
    ],
)
def test_every_kind_of_page_is_told(begun: datetime, page: str) -> None:
    followed(begun - timedelta(days=2), page=page)
    said("New nets.", begun - timedelta(hours=1))
    assert send_due(begun).mails == (0 if "unheard" in page else 1)


def test_commands_say_what_was_done(begun: datetime) -> None:
    followed(begun - timedelta(days=2))
    out = io.StringIO()
    call_command("send_digests", stdout=out)
    call_command("forget_follower", "Reader@EXAMPLE.org", stdout=out)
    assert out.getvalue().splitlines() == [
        "0 digests sent; 1 without news.",
        "Subscriptions deleted: 1.",
    ]
    with override_settings(FOLLOW_BY_MAIL=False), pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("send_digests")


def test_staff_see_numbers_and_no_address(begun: datetime) -> None:
    followed(begun)
    followed(begun, "other@example.org")
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    html = client.get("/admin/portal/subscription/").content.decode()
    assert PAGE in html
    assert '<td class="field-of_page">2</td>' in html
    assert "example.org" not in html


@override_settings(FOLLOW_BY_MAIL=False)
def test_without_a_mail_server_atom_alone_is_offered(begun: datetime) -> None:
    assert 'name="address"' not in Client().get(f"/follow/?about={PAGE}").content.decode()
    assert ask().status_code == 405
