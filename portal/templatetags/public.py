"""Parts of public pages inside the admin's, whose templates are Django's."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def public_part(name: str, **context: Any) -> SafeString:
    """Render a template of the public pages with this context alone."""
    # What Jinja2 renders is escaped, but it hands over plain text, which Django would escape again.
    return mark_safe(render_to_string(name, context))  # noqa: S308
