"""The users of the admin: whoever has done something in the register is not deleted.

Steps and revisions say who took them, and would forget it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import SET_NULL, ForeignObjectRel
from django.http import HttpRequest
from django.utils.translation import gettext

_REGISTER = ("meetings", "participants", "portal")

# Importing Django's own page has registered it.
admin.site.unregister(User)


@admin.register(User)
class StaffUserAdmin(UserAdmin):
    """Django's page of users, which keeps those who are named in the register."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along with the users, and what stands against it."""
        *going, protected = super().get_deleted_objects(objs, request)
        return *going, [*protected, *_deeds(list(objs))]


def _deeds(users: Iterable[Any]) -> Iterator[str]:
    for user in users:
        for rows in _named_in():
            count = rows.related_model._base_manager.filter(**{rows.field.name: user}).count()
            if count:
                yield gettext(
                    "%(noun)s (%(count)d), where %(user)s is named. Take away “Active” instead."
                ) % {
                    "noun": rows.related_model._meta.verbose_name_plural,
                    "count": count,
                    "user": user,
                }


def _named_in() -> Iterator[Any]:
    """The tables of the register that name a user, and would forget who it was."""
    for relation in User._meta.get_fields(include_hidden=True):
        is_named = isinstance(relation, ForeignObjectRel) and relation.on_delete is SET_NULL
        table: Any = relation.related_model
        if is_named and table._meta.app_label in _REGISTER:
            yield relation
