"""Failures to sign in are counted exactly, by name with address and by address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.utils.timezone import now

from portal.models import SignInFailure
from portal.signin import attempts

HOME, OFFICE = "198.51.100.7", "203.0.113.9"

pytestmark = pytest.mark.django_db


def fail(name: str, address: str, times: int = 1, *, ago: timedelta = timedelta()) -> None:
    """Have a name fail from an address, some time ago."""
    for _ in range(times):
        attempt = attempts.count(name, address)
        assert attempt is not None
        SignInFailure.objects.filter(pk=attempt.pk).update(at=now() - ago)


def test_sixth_attempt_of_a_name_from_an_address_is_refused() -> None:
    fail("ada", HOME, 5)

    assert attempts.count("ada", HOME) is None
    assert attempts.count("ADA", HOME) is None
    assert SignInFailure.objects.count() == 5


def test_name_that_fails_elsewhere_is_free_where_its_owner_is() -> None:
    fail("ada", HOME, 5)

    assert attempts.wait("ada", OFFICE) is None
    assert attempts.wait("bob", HOME) is None


def test_twenty_first_attempt_of_an_address_is_refused_for_every_name() -> None:
    for n in range(20):
        fail(f"name {n}", HOME)

    assert attempts.count("ada", HOME) is None
    assert attempts.count("ada", OFFICE) is not None


def test_wait_ends_when_the_oldest_of_five_is_fifteen_minutes_old() -> None:
    fail("ada", HOME, 1, ago=timedelta(minutes=11))
    fail("ada", HOME, 4)

    rest = attempts.wait("ada", HOME)

    assert rest is not None
    assert timedelta(minutes=3, seconds=50) < rest <= timedelta(minutes=4)


def test_refused_attempts_do_not_prolong_the_wait() -> None:
    fail("ada", HOME, 5, ago=timedelta(minutes=14))
    for _ in range(10):
        attempts.count("ada", HOME)

    rest = attempts.wait("ada", HOME)

    assert rest is not None
    assert rest <= timedelta(minutes=1)


def test_failures_of_fifteen_minutes_ago_count_no_more_and_are_thrown_away() -> None:
    fail("ada", HOME, 5, ago=timedelta(minutes=15))
    fail("bob", OFFICE, 1, ago=timedelta(minutes=16))

    assert attempts.count("ada", HOME) is not None
    assert SignInFailure.objects.count() == 1


def test_success_takes_back_the_failures_of_its_name_alone() -> None:
    fail("ada", HOME, 4)
    fail("bob", HOME, 3)

    attempts.forget("bob", HOME)

    assert SignInFailure.objects.count() == 4


@pytest.mark.parametrize(
    ("name", "address", "left"),
    [("ada", "", 3), ("", HOME, 2), ("ada", HOME, 5), ("", "", 0), ("nobody", "", 7)],
)
def test_unlocking_forgets_a_name_an_address_or_both(name: str, address: str, left: int) -> None:
    fail("ada", HOME, 2)
    fail("ada", OFFICE, 2)
    fail("bob", HOME, 3)

    count = attempts.unlock(name, address)

    assert (count, SignInFailure.objects.count()) == (7 - left, left)


def test_what_was_typed_as_a_name_is_not_kept() -> None:
    User.objects.create_user("ada")
    fail("my-secret-password", HOME)
    fail("ada", HOME)

    rows = SignInFailure.objects.order_by("pk").values_list("name_key", "user__username")

    assert [user for _, user in rows] == [None, "ada"]
    assert all(len(key) == 64 and key.isalnum() for key, _ in rows)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("names", "most"), [(1, 5), (30, 20)])
def test_attempts_at_once_count_exactly(names: int, most: int) -> None:
    together = Barrier(8)

    def attempt(worker: int) -> int:
        together.wait()
        made = 0
        for n in range(5):
            made += attempts.count(f"name {(worker * 5 + n) % names}", HOME) is not None
        connections.close_all()
        return made

    with ThreadPoolExecutor(8) as pool:
        made = sum(pool.map(attempt, range(8)))

    assert (made, SignInFailure.objects.count()) == (most, most)
