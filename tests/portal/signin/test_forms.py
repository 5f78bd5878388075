"""Signing in at the admin: limits, what is said of them, and that no hash is computed beyond them.

Covers portal.signin.backend and portal.signin.refusals as well.
"""

import re
from typing import Any
from unittest.mock import Mock

import pytest
from django.contrib.auth import authenticate, hashers
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django import Settings

from portal.models import SignInFailure
from portal.signin.slots import slot

LOGIN = "/admin/login/"
PASSWORD = "fish-are-many-here"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    """A member of staff."""
    return User.objects.create_user("ada", password=PASSWORD, is_staff=True)


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Counts the hashes that are computed."""
    hasher = type(hashers.get_hasher())
    counted = Mock(side_effect=hasher.encode)

    def encode(self: Any, *args: Any, **kwargs: Any) -> Any:
        return counted(self, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", encode)
    return counted


def sign_in(client: Client, name: str, password: str, address: str = "198.51.100.7") -> Any:
    """Send the form of the sign-in page."""
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def test_right_password_after_five_wrong_ones_is_refused_without_a_hash(
    client: Client, ada: User, hashes: Mock
) -> None:
    wrong = [sign_in(client, "ada", "wrong").status_code for _ in range(5)]
    before = hashes.call_count
    response = sign_in(client, "ada", PASSWORD)

    html = response.content.decode()
    assert wrong == [200] * 5
    assert (response.status_code, hashes.call_count - before) == (429, 0)
    assert "Wait 15 minutes, then try again" in html
    assert f'href="{LOGIN}"' in html
    assert 890 < int(response["Retry-After"]) <= 900
    assert "_auth_user_id" not in client.session


def test_stranger_does_not_lock_out_who_signs_in_elsewhere(client: Client, ada: User) -> None:
    for _ in range(6):
        sign_in(client, "ada", "wrong", "203.0.113.9")

    response = sign_in(client, "ada", PASSWORD, "198.51.100.7")

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_success_after_four_failures_begins_anew(client: Client, ada: User) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(client, "ada", "wrong")
        response = sign_in(client, "ada", PASSWORD)
        client.logout()

        assert response.status_code == 302
    assert SignInFailure.objects.count() == 0


def test_own_success_does_not_open_the_names_of_others(client: Client, ada: User) -> None:
    User.objects.create_user("bob", password=PASSWORD, is_staff=True)
    for _ in range(5):
        sign_in(client, "ada", "wrong")
    sign_in(client, "bob", PASSWORD)
    client.logout()

    assert sign_in(client, "ada", PASSWORD).status_code == 429


def test_address_is_locked_after_twenty_failures_whatever_the_names(
    client: Client, ada: User, hashes: Mock
) -> None:
    for n in range(20):
        sign_in(client, f"name{n}", "wrong")
    before = hashes.call_count

    response = sign_in(client, "ada", PASSWORD)

    assert (response.status_code, hashes.call_count - before) == (429, 0)


def test_answers_do_not_tell_whether_the_name_exists(client: Client, ada: User) -> None:
    def answers(name: str, address: str) -> list[tuple[int, str]]:
        sent = [sign_in(client, name, "wrong", address) for _ in range(6)]
        pages = [re.sub(r'value="\w+"', "", each.content.decode()) for each in sent]
        return [(each.status_code, page) for each, page in zip(sent, pages, strict=True)]

    known, unknown = answers("ada", "198.51.100.7"), answers("nobody", "203.0.113.9")

    assert known == unknown
    assert [status for status, _ in known] == [200] * 5 + [429]


def test_unknown_name_costs_a_hash_as_a_known_one_does(
    client: Client, ada: User, hashes: Mock
) -> None:
    sign_in(client, "ada", "wrong")
    known = hashes.call_count
    sign_in(client, "nobody", "wrong")

    assert (known, hashes.call_count) == (1, 2)


def test_sign_in_while_all_slots_are_taken_is_told_to_come_again(
    client: Client, ada: User, hashes: Mock
) -> None:
    before = hashes.call_count
    with slot():
        response = sign_in(client, "ada", PASSWORD)

    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert "try again in a few seconds" in response.content.decode()
    assert (hashes.call_count - before, SignInFailure.objects.count()) == (0, 0)
    assert sign_in(client, "ada", PASSWORD).status_code == 302


def test_proxy_says_from_where_somebody_signs_in(
    client: Client, ada: User, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    form = {"username": "ada", "password": "wrong"}
    for _ in range(6):
        headers = {"x-forwarded-for": "198.51.100.7, 203.0.113.9"}
        refused = client.post(LOGIN, form, headers=headers)

    row = SignInFailure.objects.first()
    assert refused.status_code == 429
    assert row is not None
    assert (row.address, row.user) == ("203.0.113.9", ada)


def test_lock_is_noted_in_the_log_without_the_name(
    client: Client, ada: User, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(7):
        sign_in(client, "ada", "wrong")

    told = [record.getMessage() for record in caplog.records if record.name == "portal.signin"]
    assert told == ["Signing in from 198.51.100.7 is locked after too many failures."]


@pytest.mark.parametrize("credentials", [{"username": "ada", "password": PASSWORD}])
def test_what_asks_without_a_request_is_not_counted(ada: User, credentials: dict[str, str]) -> None:
    assert authenticate(None, **credentials) == ada
    assert authenticate(None, username="ada", password="wrong") is None
    assert SignInFailure.objects.count() == 0


def test_limits_hold_wherever_a_password_is_asked_for(ada: User) -> None:
    request = RequestFactory().post("/elsewhere/", REMOTE_ADDR="198.51.100.7")

    answers = [authenticate(request, username="ada", password="wrong") for _ in range(5)]

    assert answers == [None] * 5
    assert authenticate(request, username="ada", password=PASSWORD) is None
