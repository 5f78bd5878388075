"""Members of staff: how they are named, and who of them may submit and publish."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

SUBMIT = "meetings.submit_meeting"
PUBLISH = "meetings.publish_meeting"


def called(user: Any) -> str:
    """A member of staff as pages name them; "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def named(users: Iterable[Any]) -> str:
    """Several in words: “Ada, Ben or Cleo”."""
    return get_text_list([called(user) for user in users], _("or"))


def publishers() -> QuerySet[Any]:
    """Those who may sign in and publish, in the order in which they came; one query."""
    users: Any = get_user_model()._default_manager
    return users.with_perm(PUBLISH).filter(is_staff=True).order_by("pk")
