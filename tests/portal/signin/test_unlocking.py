"""An administrator lets somebody in who failed too often: on a page, or by a command.

Covers portal.management.commands.unlock_sign_in as well.
"""

from io import StringIO

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.models import SignInFailure
from portal.signin import attempts

LIST = "/admin/portal/signinfailure/"
HOME, OFFICE = "198.51.100.7", "203.0.113.9"

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked() -> None:
    """Ada is locked out at home, and somebody failed in the office."""
    User.objects.create_user("ada", is_staff=True)
    for _ in range(5):
        attempts.count("ada", HOME)
    attempts.count("nobody", OFFICE)


def test_page_lists_who_failed_from_where_and_how_often(admin_client: Client, locked: None) -> None:
    html = admin_client.get(LIST).content.decode()

    assert html.count(f">{HOME}<") == 5
    assert html.count(">5 of 5<") == 5
    assert html.count(">1 of 20<") == 1
    assert html.count(">nobody’s<") == 1


def test_page_reads_with_as_many_queries_for_many_rows(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    User.objects.create_user("ada", is_staff=True)
    for rows in (1, 3):
        while SignInFailure.objects.count() < rows:
            attempts.count("ada", HOME)
        with django_assert_num_queries(5):
            admin_client.get(LIST)


def test_administrator_lets_in_by_the_action(admin_client: Client, locked: None) -> None:
    row = SignInFailure.objects.filter(address=HOME).first()
    assert row is not None

    response = admin_client.post(
        LIST, {"action": "let_in", "_selected_action": [row.pk]}, follow=True
    )

    assert "5 failures were forgotten; signing in is open again." in response.content.decode()
    assert attempts.wait("ada", HOME) is None
    assert SignInFailure.objects.count() == 1


@pytest.mark.parametrize("codenames", [[], ["view_signinfailure"]])
def test_who_may_only_read_lets_nobody_in(
    client: Client, locked: None, codenames: list[str]
) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(reader)
    pks = list(SignInFailure.objects.values_list("pk", flat=True))

    client.post(LIST, {"action": "let_in", "_selected_action": pks})

    assert SignInFailure.objects.count() == 6


@pytest.mark.parametrize(
    ("words", "told", "left"),
    [
        (["ada"], "Failed sign-ins forgotten: 5.\n", 1),
        (["--address", OFFICE], "Failed sign-ins forgotten: 1.\n", 5),
        (["--all"], "Failed sign-ins forgotten: 6.\n", 0),
        (["bob"], "Failed sign-ins forgotten: 0.\n", 6),
    ],
)
def test_command_forgets_failures(locked: None, words: list[str], told: str, left: int) -> None:
    out = StringIO()

    call_command("unlock_sign_in", *words, stdout=out)

    assert (out.getvalue(), SignInFailure.objects.count()) == (told, left)


def test_command_asks_whom_to_let_in() -> None:
    with pytest.raises(CommandError, match="Name whom to let in"):
        call_command("unlock_sign_in")
