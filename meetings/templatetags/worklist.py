"""The worklist on the first page of the admin, which is Django's own view."""

from typing import Any

from django import template

from meetings.admin.worklist import Worklist, worklists

register = template.Library()


@register.simple_tag
def worklists_of(user: Any) -> list[Worklist]:
    """What waits for a member of staff."""
    return worklists(user)
