"""The main menu of every page."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class MenuEntry(NamedTuple):
    """One entry of the main menu; `current` is the value of aria-current, or empty."""

    url: str
    label: str
    current: str


# The list page of each section, its label, and the other pages that belong to the section.
SECTIONS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    (
        "meeting_list",
        _("Meetings"),
        ("meeting", "series_list", "series", "document_list", "document"),
    ),
    (
        "participant_list",
        _("Participants"),
        ("participant", "person_list", "person", "delegation_list"),
    ),
    ("statement_list", _("Statements"), ("statement",)),
    ("pledge_list", _("Pledges"), ("pledge",)),
    ("topic_list", _("Topics"), ("topic",)),
)


def main_menu(request: HttpRequest | None = None) -> list[MenuEntry]:
    """Return the menu, marked where the visitor is; unmarked on pages without a request."""
    match = getattr(request, "resolver_match", None)
    name = match.url_name if match else None
    return _menu(name, get_language(), get_script_prefix())


@lru_cache(maxsize=256)
def _menu(name: str | None, language: str | None, prefix: str) -> list[MenuEntry]:
    return [
        MenuEntry(
            url=reverse(list_page),
            label=str(label),
            current="page" if name == list_page else "true" if name in members else "",
        )
        for list_page, label, members in SECTIONS
    ]
