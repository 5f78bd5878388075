"""What readers come for, on a phone and on a desk: each answer within three steps.

A step is a tap, or words typed into the search of the front page.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import NARROW, WIDE, register, site

__all__ = ["register", "site"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_STEPS = 3
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": NARROW, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": WIDE},
}
#: question -> steps, the words to type first and then what is tapped; and what is then read
TASKS: dict[str, tuple[list[str], list[str]]] = {
    "what Egypt said about defining human security, and when": (
        ["What did Egypt say about defining human security?", "Egypt: definition"],
        ["Egypt saw a risk in seeking to operationalize an idea", "7 November 2007"],
    ),
    "which pledges the Republic of Korea made, and whether they are kept": (
        ["South Korea pledges"],
        ["Launch the Seoul Initiative", "Provide helicopters", "No update yet"],
    ),
    "who came at ambassadorial level": (
        ["ambassadorial level"],
        ["attended at the ambassadorial level by Australia, Belarus, Canada"],
    ),
    "all meetings of Guatemala": (
        ["Guatemala", "Guatemala"],
        ["Breakfast Roundtable with Foreign Ministers", "Third Meeting of Friends"],
    ),
    "the second meeting of Friends of Human Security": (
        ["second meeting of Friends of Human Security"],
        ["Friends of Human Security, meeting 2", "April 2007"],
    ),
    "which meeting comes next in a series": (
        ["which meeting comes next in Friends of Human Security"],
        ["Friends of Human Security, meeting 4", "possibly April 2008"],
    ),
    "what was said about women peacekeepers": (
        ["women peacekeepers"],
        ["progress and setbacks in the deployment of women peacekeepers"],
    ),
    "who spoke for the Peacebuilding Commission": (
        ["Peacebuilding Commission"],
        ["Japan, speaking as Chair of the PBC"],
    ),
    "which source a sentence comes from": (
        ["cautioned that peacebuilding should remain", "Egypt: definition"],
        ["Co-Chairs' Summary: Third Meeting of Friends of Human Security"],
    ),
}
#: question -> what is tapped from the front page on, and what is then read
TAPPED: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "which meeting comes next in a series": (
        [("link", "Friends of Human Security")],
        ["Friends of Human Security, meeting 4", "Apr 2008?", "Proposed, only named"],
    ),
    "what is inferred in a record, and why": (
        [("link", "Third Meeting of Friends of Human Security"), ("button", "inferred")],
        ["Inferred, not in the source:"],
    ),
    "all that is inferred in a record": (
        [
            ("link", "Third Meeting of Friends of Human Security"),
            ("fold", "On this page"),
            ("link", "What is inferred"),
        ],
        ["What is inferred"],
    ),
    "which source a sentence comes from, by reading": (
        [
            ("link", "Third Meeting of Friends of Human Security"),
            ("link", "Page of ¶2, with its source"),
        ],
        ["Where this comes from", "Co-Chairs' Summary: Third Meeting of Friends of Human Security"],
    ),
}


@pytest.fixture(params=SCREENS.values(), ids=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """The front page on a screen."""
    context = browser.new_context(**request.param)
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


def test_task_takes_three_steps_at_most(page: Page) -> None:
    front = page.url
    for (words, *taps), answers in TASKS.values():
        page.goto(front)
        page.locator("main input[name=q]").fill(words)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text(words)
        for name in taps:
            page.locator("main h3 a", has_text=re.compile(f"^{name}")).last.click()
        for answer in answers:
            expect(page.locator("main")).to_contain_text(answer)
        assert 1 + len(taps) <= MOST_STEPS


def test_task_by_taps_alone_takes_three_steps_at_most(page: Page) -> None:
    front = page.url
    main = page.locator("main")
    for taps, answers in TAPPED.values():
        page.goto(front)
        for role, name in taps:
            if role == "fold":
                if page.viewport_size == NARROW:  # it is open on a desk
                    main.locator("summary", has_text=name).click()
            else:
                main.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        for answer in answers:
            expect(
                main.get_by_text(answer, exact=False).locator("visible=true").first
            ).to_be_visible()
        assert len(taps) <= MOST_STEPS
