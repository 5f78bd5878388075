"""The two groups of staff: Editors enter records, Publishers decide what is public."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

EDITOR, PUBLISHER = "Editor", "Publisher"

#: what belongs to the steps of a record or to the register itself, and is never typed
KEPT = (
    "revision",
    "retirednumber",
    "formerslug",
    "statementparticipant",
    "statementperson",
)
PUBLISHERS_ONLY = "publish_meeting"


def create_groups(using: str = "default") -> None:
    """Make both groups, where they are missing, and give them their permissions.

    A group that exists keeps what else it was given.
    """
    for label in ("participants", "meetings"):
        create_permissions(apps.get_app_config(label), verbosity=0, interactive=False, using=using)
    rows = Permission.objects.using(using).filter(
        content_type__app_label__in=["participants", "meetings"]
    )
    kept = Q(content_type__model__in=KEPT) & ~Q(codename__startswith="view_")
    for name, allowed in (
        (EDITOR, rows.exclude(kept).exclude(codename=PUBLISHERS_ONLY)),
        (PUBLISHER, rows.exclude(kept)),
    ):
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*allowed)
