"""Template tags that every page needs: the main menu, the pages of a list, safe asset addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


class MenuEntry(NamedTuple):
    """One entry of the main menu; `current` is the value of aria-current, or empty."""

    url: str
    label: str | Promise
    current: str


# The list page of each section, its label, and the other pages that belong to the section.
SECTIONS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    (
        "meeting_list",
        _("Meetings"),
        ("meeting", "series_list", "series", "document_list", "document"),
    ),
    ("participant_list", _("Participants"), ("participant", "person_list", "person")),
    ("statement_list", _("Statements"), ("statement",)),
    ("pledge_list", _("Pledges"), ("pledge",)),
    ("topic_list", _("Topics"), ("topic",)),
)


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[MenuEntry]:
    """Return the menu, marked where the visitor is; unmarked on pages without a request."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.url_name if match else None
    return [
        MenuEntry(
            url=reverse(list_page),
            label=label,
            current="page" if name == list_page else "true" if name in members else "",
        )
        for list_page, label, members in SECTIONS
    ]


@register.simple_tag
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Return the page numbers to offer round `page`, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.simple_tag
def static_or_plain(path: str) -> str:
    """Return the address of an asset, unhashed where the manifest does not know it.

    Only for the page of error 500: that page must show even when the failure is that the assets
    were not collected, which makes `{% static %}` raise ValueError.
    """
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"
