"""Comments from the forms of parts, which are pages of many modules."""

from typing import Any

from django import template

from meetings.admin.review_comments import page_on

register = template.Library()


@register.simple_tag
def comment_page(row: Any) -> str:
    """Where one comments on a part of a record; "" for anything else."""
    return page_on(row)
