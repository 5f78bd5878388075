"""The two groups of staff: Editors enter records, Publishers decide what is public.

``migrate`` gives both what a new model lets staff do. It gives nothing that there was before: an
administrator may have taken that away.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import connections
from django.db.models import Q, QuerySet

EDITOR, PUBLISHER = "Editor", "Publisher"
#: what belongs to the steps of a record or to the register itself: staff see it and never type it
KEPT = [
    "revision",
    "version",
    "steptaken",
    "opencorrection",
    "retirednumber",
    "formerslug",
    "finding",
    "intakereport",
    "unknownbody",
    "setaside",
    "recordauthor",
    "reviewopening",
    "sitting",
    "formerparticipantslug",
    "formerpersonkey",
    "formertopicslug",
    "formerseriesslug",
    "formerdocumentkey",
    "statementparticipant",
    "statementperson",
]
_APPS = ["participants", "meetings"]

#: permissions that there were before the migration that runs, by database
_before: dict[str, set[int]] = {}


def note_permissions(using: str, **_: Any) -> None:
    """Receiver of ``pre_migrate``: which permissions there are."""
    tables = connections[using].introspection.table_names()
    there = Permission._meta.db_table in tables
    _before[using] = set(_of_register(using).values_list("pk", flat=True)) if there else set()


def grant_new_permissions(using: str, **_: Any) -> None:
    """Receiver of ``post_migrate``, once permissions are made: give the groups the new ones."""
    if using not in _before:
        return
    kept = Q(content_type__model__in=KEPT) & ~Q(codename__startswith="view_")
    new = _of_register(using).exclude(pk__in=_before.pop(using)).exclude(kept)
    granted = {EDITOR: new.exclude(codename="publish_meeting"), PUBLISHER: new}
    for group in Group.objects.using(using).filter(name__in=granted):
        group.permissions.add(*granted[group.name])


def _of_register(using: str) -> QuerySet[Permission]:
    return Permission.objects.using(using).filter(content_type__app_label__in=_APPS)
