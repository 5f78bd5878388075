"""Who signs in, and whose rights become others, stands in the log; passwords never do.

Covers portal.audit.acting as well.
"""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from portal.models import AuditEntry, AuditKind
from portal.signin import attempts

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
PASSWORD = "correct horse battery"


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", password=PASSWORD, is_staff=True)


def told(*kinds: AuditKind) -> list[tuple[str, ...]]:
    rows = AuditEntry.objects.filter(kind__in=kinds).order_by("pk")
    return [(row.who, row.kind, row.what, row.details) for row in rows]


def sign_in(client: Client, name: str, password: str) -> None:
    client.post(LOGIN, {"username": name, "password": password})


def test_signing_in_and_out_is_told(client: Client, ada: User) -> None:
    sign_in(client, "ada", PASSWORD)
    client.post("/admin/logout/")
    client.post("/admin/logout/")

    assert told(AuditKind.SIGN_IN, AuditKind.SIGN_OUT) == [
        ("ada", "sign-in", "", ""),
        ("ada", "sign-out", "", ""),
    ]


def test_failures_name_whoever_exists_and_no_more_than_may_fail(client: Client, ada: User) -> None:
    sign_in(client, PASSWORD, "ada")
    for _attempt in range(attempts.OF_PAIR + 3):
        sign_in(client, "ada", "wrong")

    entries = AuditEntry.objects.filter(kind__in=["failed sign-in", "lock-out"]).order_by("pk")
    assert [(row.who, row.kind) for row in entries] == [
        ("", "failed sign-in"),
        *[("ada", "failed sign-in")] * attempts.OF_PAIR,
        ("ada", "lock-out"),
    ]
    assert {row.network for row in entries} == {"127.0.0.1"}
    assert PASSWORD not in str(list(AuditEntry.objects.values()))


def test_changes_of_users_are_told_with_who_made_them(admin_client: Client, ada: User) -> None:
    editors = Group.objects.get(name="Editor")
    begun = AuditEntry.objects.order_by("pk").last()
    assert begun is not None
    form = {
        "username": "ada",
        "email": "",
        "is_active": "",
        "is_staff": "on",
        "is_superuser": "on",
        "groups": [editors.pk],
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00:00",
    }

    admin_client.post(f"/admin/auth/user/{ada.pk}/change/", form)
    admin_client.post(f"/admin/auth/user/{ada.pk}/change/", form)
    admin_client.post(
        f"/admin/auth/user/{ada.pk}/password/",
        {"password1": PASSWORD[::-1], "password2": PASSWORD[::-1], "usable_password": "true"},
    )

    rows = AuditEntry.objects.filter(pk__gt=begun.pk).order_by("pk")
    assert [(row.who, row.kind, row.what, row.details) for row in rows] == [
        ("admin", "rights", "ada", "active: yes → no; may do everything: no → yes"),
        ("admin", "rights", "ada", "given: Editor"),
        ("admin", "password", "ada", ""),
    ]
    assert {row.path for row in rows} == {f"/admin/auth/user/{ada.pk}/change/"}


def test_rights_given_at_either_end_are_told(ada: User) -> None:
    one, other = Permission.objects.filter(codename__in=["add_user", "view_user"]).order_by("pk")
    group = Group.objects.create(name="Readers")
    begun = len(told(AuditKind.RIGHTS))

    group.permissions.set([one, other])
    group.user_set.add(ada)
    group.permissions.set([other])
    ada.groups.clear()
    ada.user_permissions.add(one)
    one.user_set.clear()
    group.name = "Clerks"
    group.save()
    group.delete()
    ada.delete()

    assert [row[2:] for row in told(AuditKind.RIGHTS)[begun:]] == [
        ("Readers", "given: auth.add_user; auth.view_user"),
        ("ada", "given: Readers"),
        ("Readers", "taken away: auth.add_user"),
        ("ada", "taken away: Readers"),
        ("ada", "given: auth.add_user"),
        ("ada", "taken away: auth.add_user"),
        ("Clerks", "← Readers"),
        ("Group deleted: Clerks", ""),
        ("User deleted: ada", ""),
    ]
