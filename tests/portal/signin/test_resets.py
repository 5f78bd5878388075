"""A forgotten password is set anew by mail; nothing tells whether anybody has an address."""

import re
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client, override_settings
from django.urls import include, path
from pytest_django import Settings

from portal import urls as site
from portal.models import SignInFailure
from portal.signin import attempts, resets

ASK, DONE = "/admin/password_reset/", "/admin/password_reset/done/"
NEW = "nets-are-old-as-well"

pytestmark = pytest.mark.django_db

urlpatterns = [path("admin/", include(resets)), *site.urlpatterns]


class AtOnce(Thread):
    """A thread that has ended when it has started."""

    def start(self) -> None:
        """Run here."""
        self.run()


@pytest.fixture(autouse=True)
def mailing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site with its pages for forgotten passwords, as where a mail server is set."""
    monkeypatch.setattr(resets, "Thread", AtOnce)
    with override_settings(ROOT_URLCONF=__name__, SITE_URL="https://register.example.org"):
        yield


@pytest.fixture
def ada() -> User:
    """A member of staff with an address."""
    return User.objects.create_user("ada", "ada@example.org", "fish-are-many", is_staff=True)


def ask(client: Client, address: str, sender: str = "198.51.100.7") -> Any:
    """Ask for a link."""
    return client.post(ASK, {"email": address}, REMOTE_ADDR=sender)


def test_link_in_the_mail_leads_to_a_new_password(client: Client, ada: User) -> None:
    for _ in range(5):
        attempts.count("ada", "198.51.100.7")
    asked = ask(client, "ada@example.org")
    (sent,) = mail.outbox
    link = re.search(r"https://register\.example\.org(/admin/reset/\S+)", sent.body)
    assert link is not None
    opened = client.get(link[1], follow=True)
    form = {"new_password1": NEW, "new_password2": NEW}
    done = client.post(opened.redirect_chain[-1][0], form, follow=True)

    ada.refresh_from_db()
    assert (asked.status_code, asked["Location"]) == (302, DONE)
    assert sent.subject == "A new password for register.example.org"
    assert "Your name there: ada" in sent.body
    assert "administration" in opened.content.decode()
    assert done.redirect_chain[-1][0] == "/admin/reset/done/"
    assert ada.check_password(NEW)
    assert attempts.wait("ada", "198.51.100.7") is None


def test_link_works_once(client: Client, ada: User) -> None:
    ask(client, "ada@example.org")
    link = re.search(r"/admin/reset/\S+", mail.outbox[0].body)
    assert link is not None
    ada.set_password("another-one-by-now")
    ada.save()

    html = client.get(link[0], follow=True).content.decode()

    assert "new_password1" not in html


def test_answer_does_not_tell_whether_anybody_has_the_address(client: Client, ada: User) -> None:
    known = ask(client, "ada@example.org", "198.51.100.7")
    unknown = ask(client, "nobody@example.org", "203.0.113.9")

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert known["Location"] == unknown["Location"] == DONE
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_link_leads_to_this_site_whatever_host_was_asked(
    client: Client, ada: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    client.post(ASK, {"email": "ada@example.org"}, headers={"host": "elsewhere.example"})

    assert "elsewhere" not in mail.outbox[0].body
    assert "https://register.example.org/admin/reset/" in mail.outbox[0].body


def test_who_asks_too_often_is_told_to_wait(client: Client, ada: User) -> None:
    answers = [ask(client, "nobody@example.org").status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]


def test_box_is_not_filled_from_many_places(client: Client, ada: User) -> None:
    answers = {ask(client, "ada@example.org", f"198.51.100.{n}").status_code for n in range(8)}

    assert answers == {302}
    assert len(mail.outbox) == 5


def test_asking_does_not_lock_who_knows_the_password(client: Client, ada: User) -> None:
    for n in range(6):
        ask(client, "ada@example.org", f"198.51.100.{n % 2}")

    assert attempts.wait("ada", "198.51.100.0") is None
    assert SignInFailure.objects.filter(user=ada).count() == 0


def test_sign_in_page_links_to_it(client: Client) -> None:
    assert f'href="{ASK}"' in client.get("/admin/login/").content.decode()


@override_settings(ROOT_URLCONF="portal.urls")
def test_site_without_a_mail_server_has_no_such_page(client: Client) -> None:
    assert ASK not in client.get("/admin/login/").content.decode()
    assert client.get("/admin/reset/x/y/").status_code in {302, 404}
