"""The groups of staff may do what the migration gave them, and what new models let them do."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from meetings.groups import EDITOR, KEPT, PUBLISHER, grant_new_permissions

pytestmark = pytest.mark.django_db

#: what migrations of the portal let Editors do, and Publishers beyond that
OF_SITE = {
    EDITOR: ["view_fruitlesssearch", "view_report", "change_report", "view_pagetext"],
    PUBLISHER: ["delete_report", "add_pagetext", "change_pagetext", "delete_pagetext"],
}


def allowed(name: str) -> set[str]:
    """What a group may do."""
    permissions = Group.objects.get(name=name).permissions
    return set(permissions.values_list("codename", flat=True))


def of_app(label: str) -> list[Any]:
    """The models of an app."""
    return list(apps.get_app_config(label).get_models())


def forget(*codenames: str) -> None:
    """Have a register that was made before these permissions were."""
    Permission.objects.filter(codename__in=codenames).delete()


def test_groups_are_there_and_publishers_alone_publish() -> None:
    assert allowed(PUBLISHER) - allowed(EDITOR) == {"publish_meeting", *OF_SITE[PUBLISHER]}
    assert allowed(EDITOR) - allowed(PUBLISHER) == set()
    assert {"add_statement", "change_statement", "view_revision"} <= allowed(EDITOR)
    assert "change_revision" not in allowed(PUBLISHER)


def test_editors_may_do_with_every_model_what_it_lets_them_do() -> None:
    models = [model for app in ("meetings", "participants") for model in of_app(app)]
    expected = {
        f"{action}_{model._meta.model_name}"
        for model in models
        for action in model._meta.default_permissions
        if action == "view" or model._meta.model_name not in KEPT
    }

    assert allowed(EDITOR) - set(OF_SITE[EDITOR]) == expected | {"submit_meeting"}


def test_migrating_gives_the_groups_what_a_new_model_lets_staff_do() -> None:
    forget("add_figure", "view_figure", "change_revision", "view_revision", "publish_meeting")

    call_command("migrate", verbosity=0)

    assert {"add_figure", "view_figure", "view_revision"} <= allowed(EDITOR)
    assert "change_revision" not in allowed(PUBLISHER)
    assert allowed(PUBLISHER) - allowed(EDITOR) == {"publish_meeting", *OF_SITE[PUBLISHER]}


def test_migrating_leaves_what_an_administrator_changed() -> None:
    taken = Permission.objects.get(codename="delete_statement")
    Group.objects.get(name=EDITOR).permissions.remove(taken)
    Group.objects.get(name=PUBLISHER).delete()

    call_command("migrate", verbosity=0)

    assert "delete_statement" not in allowed(EDITOR)
    assert not Group.objects.filter(name=PUBLISHER).exists()


def test_permissions_made_without_migrating_are_given_to_nobody() -> None:
    Group.objects.get(name=EDITOR).permissions.clear()

    grant_new_permissions(using="default")

    assert allowed(EDITOR) == set()
