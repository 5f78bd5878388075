"""The worklist on the first page of the admin, which is Django's own view."""

from typing import Any

from django import template

from meetings.admin.intake.rights import may_propose
from meetings.admin.worklist import Worklist, worklists

register = template.Library()


@register.simple_tag
def worklists_of(user: Any) -> list[Worklist]:
    """What waits for a member of staff."""
    return worklists(user)


@register.simple_tag
def may_begin_with_a_document(user: Any) -> bool:
    """Whether a member of staff may have a record proposed from a document."""
    return may_propose(user)
