"""Parts of public pages inside the admin's, whose templates are Django's."""

from typing import Any

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
def public_part(name: str, **context: Any) -> str:
    """Render a template of the public pages with this context alone."""
    return render_to_string(name, context)
