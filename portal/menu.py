"""The lists of the register: those of the main menu, and all of the footer, on every page."""

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


class ListPage(NamedTuple):
    """A list, and the other pages that belong to it.

    A list that the main menu does not show belongs to the `section` of one that it does.
    """

    route: str
    label: str | Promise
    pages: tuple[str, ...]
    section: str = ""


# By the column of the footer that shows them, in its order.
LISTS: dict[str, tuple[ListPage, ...]] = {
    "record": (
        ListPage("meeting_list", _("Meetings"), ("meeting",)),
        ListPage("statement_list", _("Statements"), ("statement",)),
        ListPage("pledge_list", _("Pledges"), ("pledge",)),
        ListPage("document_list", _("Documents"), ("document",), "meeting_list"),
    ),
    "who": (
        ListPage("participant_list", _("Participants"), ("participant",)),
        ListPage("person_list", _("People"), ("person",), "participant_list"),
        ListPage("delegation_list", _("Delegations"), (), "participant_list"),
        ListPage("series_list", _("Series"), ("series",), "meeting_list"),
        ListPage("topic_list", _("Topics"), ("topic",)),
    ),
}
# The lists of the main menu, in its order.
SECTIONS = ("meeting_list", "participant_list", "statement_list", "pledge_list", "topic_list")


def main_menu(request: HttpRequest | None = None) -> list[MenuEntry]:
    """Return the menu, marked where the visitor is; unmarked on pages without a request."""
    match = getattr(request, "resolver_match", None)
    name = match.url_name if match else None
    return _menu(name, get_language(), get_script_prefix())


@lru_cache(maxsize=256)
def _menu(name: str | None, language: str | None, prefix: str) -> list[MenuEntry]:
    lists = [page for column in LISTS.values() for page in column]
    labels = {page.route: str(page.label) for page in lists}
    here = next((page for page in lists if name in (page.route, *page.pages)), None)
    section = (here.section or here.route) if here else ""
    return [
        MenuEntry(
            url=reverse(route),
            label=labels[route],
            current="page" if name == route else "true" if section == route else "",
        )
        for route in SECTIONS
    ]
