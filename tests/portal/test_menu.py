"""The main menu says where the visitor is."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import ResolverMatch, reverse

from portal.menu import LISTS, main_menu
from portal.views import home


@pytest.mark.parametrize(
    ("url_name", "marked"),
    [
        ("meeting_list", [("Meetings", "page")]),
        ("meeting", [("Meetings", "true")]),
        ("statement", [("Statements", "true")]),
        ("document", [("Meetings", "true")]),
        ("series_list", [("Meetings", "true")]),
        ("delegation_list", [("Participants", "true")]),
        ("topic_list", [("Topics", "page")]),
        ("home", []),
    ],
)
def test_main_menu_marks_where_the_visitor_is(url_name: str, marked: list[tuple[str, str]]) -> None:
    request = RequestFactory().get("/")
    request.resolver_match = ResolverMatch(home, (), {}, url_name)

    menu = main_menu(request)

    assert [(str(entry.label), entry.current) for entry in menu if entry.current] == marked


def test_main_menu_without_a_request_marks_nothing() -> None:
    assert [entry.current for entry in main_menu()] == [""] * 5


def test_footer_leads_to_every_list() -> None:
    footer = render_to_string("components/footer.html")
    leading = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', footer)

    lists = [(reverse(page.route), page.label) for column in LISTS.values() for page in column]
    assert leading == [
        *lists,
        (reverse("how_records_are_made"), "How records are made"),
        (reverse("changes"), "Changes"),
        (reverse("api"), "Download the data"),
        (reverse("quote"), "Check a quotation"),
        (reverse("verify"), "Check a citation"),
    ]
    assert len(lists) == 9
