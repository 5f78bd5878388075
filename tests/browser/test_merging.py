"""A likely duplicate is found, merged and taken back in a browser, by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting, Merge
from tests.browser.test_admin import problems, signed_in  # noqa: F401  (fixtures)
from tests.browser.test_pages import violations
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: the words of what has the focus
FOCUS = """() => { const at = document.activeElement;
  return (at.value && at.type == "submit" ? at.value : at.textContent).trim(); }"""


def press(page: Page, words: str) -> None:
    """Go by Tab to the link or button of some words, and press it."""
    for _step in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS) == words:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"No way by Tab to {words!r} on {page.url}")


def test_likely_duplicates_are_merged_and_taken_back_by_keyboard(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
    problems: list[str],  # noqa: F811
) -> None:
    for slug, text in {"one": "It began.", "other": "It ended."}.items():
        record = build.meeting(slug, title="Fish Forum", status="draft")
        build.statement(record, text)
    page = signed_in(rich.editor())
    page.goto(live_server.url + address(Meeting, "changelist"))

    press(page, "Likely duplicates")
    assert violations(page) == []
    press(page, "Compare")
    assert violations(page) == []
    page.focus("#id_why")
    page.keyboard.type("Entered twice")
    press(page, "Merge")
    assert Meeting.objects.records().get().statements.count() == 2
    press(page, "Take it back")
    press(page, "Take the merge back")

    assert [one.statements.count() for one in Meeting.objects.records()] == [1, 1]
    assert Merge.objects.get().undone is not None
    assert problems == []
