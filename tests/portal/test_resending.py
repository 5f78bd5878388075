"""Forms that come too late lose nothing; who is led to send one again, sent it from here."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django import Settings

from meetings.models import Topic
from portal import resending
from tests.baseline.forms import Page

HERE = {"origin": "http://testserver"}
ADD = "/admin/meetings/topic/add/"
TYPED = {"name": "Fish & “nets”", "slug": "fish", "scope": "one\r\ntwo <b>"}


@pytest.fixture
def strict(db: None) -> Client:
    """A client whose forms need their token, signed in as an administrator."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root", password="long-enough-to-guess"))
    return client


def sent_again(client: Client, html: str) -> dict[str, str]:
    """What the form of a page sends, with its new token."""
    page = Page(html)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
    assert token is not None
    return page.form | {"csrfmiddlewaretoken": token[1]}


def test_form_with_stale_token_comes_back_whole_and_can_be_sent(strict: Client) -> None:
    form = Page(strict.get(ADD).content.decode()).form
    refused = strict.post(ADD, form | TYPED | {"csrfmiddlewaretoken": "a" * 64}, headers=HERE)

    html = refused.content.decode()
    again = strict.post(ADD, sent_again(strict, html), headers=HERE)

    assert refused.status_code == 403
    assert "<h1>The form was not taken</h1>" in html
    assert "Nothing was saved yet" in html
    assert refused["Cache-Control"] == "no-store"
    assert again.status_code == 302
    assert Topic.objects.get().name == TYPED["name"]


@pytest.mark.parametrize("sender", [{}, {"origin": "http://elsewhere.example"}, {"origin": "null"}])
def test_form_from_elsewhere_is_not_given_back(strict: Client, sender: dict[str, str]) -> None:
    response = strict.post(ADD, TYPED, headers=sender)

    html = response.content.decode()
    assert response.status_code == 403
    assert "Go back with your browser" in html
    assert "Send the form again" not in html
    assert "nets" not in html


def test_sign_in_with_stale_token_leads_back_to_it_without_the_password(strict: Client) -> None:
    address = "/admin/login/?next=/admin/meetings/topic/"
    data = {"username": "root", "password": "long-enough-to-guess"}

    html = strict.post(address, data, headers=HERE).content.decode()

    assert "You are not signed in yet" in html
    assert f'href="{address}"' in html
    assert "long-enough-to-guess" not in html


def test_form_of_an_ended_session_comes_back_whole(db: None, client: Client) -> None:
    response = client.post(ADD, TYPED, headers=HERE)

    html = response.content.decode()
    assert response.status_code == 403
    assert "<h1>You are signed out</h1>" in html
    assert Page(html).form == TYPED | {"scope": "one\r\ntwo <b>"}
    assert Topic.objects.count() == 0


def test_form_of_an_ended_session_goes_through_after_signing_in(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    user = User.objects.create_superuser("root")
    client.force_login(user)
    form = Page(client.get(ADD).content.decode()).form | TYPED
    token = client.cookies["csrftoken"].value
    client.cookies.pop("sessionid")

    out = client.post(ADD, form | {"csrfmiddlewaretoken": token}, headers=HERE)
    client.force_login(user)
    done = client.post(ADD, sent_again(client, out.content.decode()), headers=HERE)

    assert "You are signed out" in out.content.decode()
    assert done.status_code == 302
    assert Topic.objects.get().name == TYPED["name"]


def test_signing_out_twice_is_no_fault(db: None, client: Client) -> None:
    response = client.post("/admin/logout/")

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_staff_page_is_read_without_a_session_by_signing_in(db: None, client: Client) -> None:
    response = client.get(ADD)

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={ADD}")


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "https://trusted.example"}, True),
        ({"Origin": "http://testserver.elsewhere.example"}, False),
        ({"Referer": "http://testserver/admin/"}, True),
        ({"Referer": "http://elsewhere.example/?http://testserver"}, False),
        ({"Origin": "null", "Referer": "http://testserver/"}, False),
        ({"Origin": "http://[broken"}, False),
        ({}, False),
    ],
)
def test_sender_of_a_form_is_told_by_its_origin(
    settings: Settings, headers: dict[str, str], ours: bool
) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://trusted.example"]
    request = RequestFactory().post("/", headers=headers)

    assert resending.came_from_here(request) is ours


def test_fields_are_kept_in_order_and_several_of_a_name() -> None:
    request = RequestFactory().post("/", {"b": ["2", "1"], "csrfmiddlewaretoken": "t", "a": ""})

    assert resending.kept_fields(request) == [("b", "2"), ("b", "1"), ("a", "")]


def test_fields_of_a_form_with_a_password_are_not_kept() -> None:
    request = RequestFactory().post("/", {"username": "a", "new_password1": "b"})

    assert resending.kept_fields(request) == []
