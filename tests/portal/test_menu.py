"""The main menu says where the visitor is."""

import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch

from portal.menu import main_menu
from portal.views import home


@pytest.mark.parametrize(
    ("url_name", "marked"),
    [
        ("meeting_list", [("Meetings", "page")]),
        ("meeting", [("Meetings", "true")]),
        ("statement", [("Statements", "true")]),
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
