"""Searching in a browser: with and without scripts, by keyboard, at both widths."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_pages import (
    LOOKS,
    NARROW,
    WIDE,
    judged,
    register,
    site,
    violations,
    visit,
)
from tests.portal.pages import PAGES as JUDGED

__all__ = ["register", "site"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/search/",
    "/search/?q=climate+change",
    "/search/?q=human&group=statements&from=japan&year_from=2007",
    "/search/?q=climmate+landmine&from=canada",
    "/search/?q=climate&group=people",
    "/meetings/fhs-3/statements/19/?mark=climate",
    "/documents/fhs-3-co-chairs-summary/?mark=climate",
]


@pytest.fixture(autouse=True)
def unhurried_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a search take its time: a slow machine is no fault of the code."""
    monkeypatch.setattr("portal.search.result_page.LIMIT", 60.0)
    monkeypatch.setattr("portal.search.views.SUGGESTION_LIMIT", 60.0)


@pytest.mark.parametrize("name", LOOKS)
def test_pages_of_the_search_are_accessible_and_within_their_width(
    browser: Browser, site: str, name: str
) -> None:
    look = LOOKS[name]
    tab = visit(browser, **look)
    page, complaints = next(tab)
    wrong: list[str] = []
    for path in PAGES:
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth") > look["viewport"]["width"]:
            wrong.append(f"{path}: wider than the window")
        # axe takes a second a page: what test_pages shows it in the same looks, it sees there.
        if path not in JUDGED:
            wrong += judged(page, name)

    assert wrong == []
    assert complaints == []
    tab.close()


def test_suggestions_are_chosen_by_keyboard(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=WIDE)
    page, complaints = next(tab)
    page.goto(f"{site}/")
    box = page.get_by_role("combobox", name="Search meetings, statements, pledges and people")

    box.press_sequentially("japa")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Japan")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen))
    box.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("japa")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("Enter")

    page.wait_for_url(f"{site}/participants/japan/")
    assert complaints == []
    tab.close()


def test_enter_without_a_choice_searches(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=WIDE)
    page, _complaints = next(tab)
    page.goto(f"{site}/meetings/")
    box = page.get_by_role("combobox", name="Search the register")

    box.press_sequentially("japan")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")

    page.wait_for_url(f"{site}/search/?q=japan")
    expect(page.get_by_role("heading", level=2, name="Statements")).to_be_visible()
    tab.close()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "plain"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_first_word_searched_is_in_view(
    browser: Browser, site: str, viewport: dict[str, int], options: dict[str, Any]
) -> None:
    tab = visit(browser, viewport=viewport, **options)
    page, _complaints = next(tab)
    page.goto(f"{site}/")

    page.locator("#words").fill("168 projects")
    page.locator("#words").press("Enter")
    page.locator("#statements .hit a").first.click()

    expect(page.locator("#mark")).to_be_in_viewport()
    expect(page.locator("#mark")).to_have_text("168")
    page.goto(f"{site}/documents/fhs-3-co-chairs-summary/?mark=168#mark")
    expect(page.locator("#mark")).to_be_in_viewport()
    tab.close()


def test_results_are_narrowed_without_scripts(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=WIDE, java_script_enabled=False)
    page, _complaints = next(tab)
    page.goto(f"{site}/search/?q=climate+change")

    page.get_by_role("checkbox", name="Greece").check()
    page.get_by_role("button", name="Narrow results").click()

    expect(page.get_by_role("checkbox", name="Greece")).to_be_checked()
    expect(page.locator("#statements .hit")).to_have_count(2)
    page.get_by_role("link", name="Remove filter Speaker Greece").click()
    expect(page.locator("#statements .hit")).to_have_count(5)
    page.go_back()
    expect(page.locator("#statements .hit")).to_have_count(2)
    tab.close()
