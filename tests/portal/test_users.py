"""Who has done something in the register is not deleted; anybody else is."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import Meeting, Revision
from tests.meetings.admin import rich

LIST = "/admin/auth/user/"


@pytest.fixture
def named(meeting: Meeting) -> User:
    """Whoever published a record."""
    revision = Revision.objects.get(action="publish")
    assert revision.user is not None
    return revision.user


@rich.in_state("published")
def test_user_who_published_is_not_deleted_on_the_page(admin_client: Client, named: User) -> None:
    address = f"{LIST}{named.pk}/delete/"

    asked = admin_client.get(address).content.decode()
    admin_client.post(address, {"post": "yes"})

    assert "where boss is named. Take away “Active” instead." in asked
    assert User.objects.filter(pk=named.pk).exists()


@rich.in_state("published")
def test_user_who_published_is_not_deleted_by_the_action(admin_client: Client, named: User) -> None:
    form = {"action": "delete_selected", "_selected_action": [named.pk], "post": "yes"}

    admin_client.post(LIST, form)

    assert User.objects.filter(pk=named.pk).exists()


@pytest.mark.django_db
def test_user_who_did_nothing_is_deleted(admin_client: Client) -> None:
    user = User.objects.create_user("new", is_staff=True)

    admin_client.post(f"{LIST}{user.pk}/delete/", {"post": "yes"})

    assert not User.objects.filter(pk=user.pk).exists()
