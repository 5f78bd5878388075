"""Lists in a browser: they follow a tick, by pointer and keyboard, and work without scripts."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import NARROW, WIDE, register, site, violations, visit

__all__ = ["register", "site"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KOREA = "Statements by the Republic of Korea"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list take its time: a slow machine is no fault of the code."""
    monkeypatch.setattr("meetings.views.statement.LIMIT", 60.0)
    monkeypatch.setattr("portal.search.views.SUGGESTION_LIMIT", 60.0)


def focus(page: Page) -> Any:
    """The identifier of what has the focus."""
    return page.evaluate("document.activeElement.id")


def test_list_follows_names_and_ticks_and_goes_back(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=WIDE)
    page, complaints = next(tab)
    page.goto(f"{site}/statements/")
    heading = page.locator("h1")

    page.locator("#typed-participant").press_sequentially("ROK")
    expect(page.get_by_role("option", name="Republic of Korea")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading).to_have_text(KOREA)
    assert page.url == f"{site}/statements/?participant=republic-of-korea"
    assert page.title().startswith(KOREA)
    assert focus(page) == "typed-participant"
    expect(page.locator("p[role=status]")).to_have_text("7 statements")

    page.locator("details[data-fold=topic] > summary").click()
    page.locator("#topic-peacekeeping").check()
    expect(heading).to_have_text(f"{KOREA} on peacekeeping")
    assert focus(page) == "topic-peacekeeping"
    expect(page.locator(".filters-foot button")).to_have_text("Show 1 statement")
    assert violations(page) == []

    page.go_back()
    expect(heading).to_have_text(KOREA)
    assert page.locator(".filters input:checked").count() == 1
    page.go_back()
    expect(heading).to_have_text("Statements")
    assert page.locator(".filters input:checked").count() == 0
    page.go_forward()
    expect(heading).to_have_text(KOREA)
    assert complaints == []
    tab.close()


def test_sheet_stays_open_until_the_results_are_asked_for(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=NARROW)
    page, complaints = next(tab)
    page.goto(f"{site}/meetings/")
    sheet = page.locator("#filters")

    page.get_by_role("button", name="Filter").click()
    page.locator("details[data-fold=record] > summary").click()
    page.locator("#record-record").check()
    button = page.get_by_role("button", name="Show 5 meetings")
    expect(button).to_be_visible()
    assert focus(page) == "record-record"
    assert sheet.evaluate("sheet => sheet.matches(':popover-open')")

    button.click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#results")).to_be_focused()
    assert page.url == f"{site}/meetings/?record=record"
    assert complaints == []
    tab.close()


def test_name_is_looked_up_without_scripts(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=NARROW, java_script_enabled=False)
    page, _complaints = next(tab)
    page.goto(f"{site}/meetings/?words=&participant=Korea&year_from=")
    assert page.url == f"{site}/meetings/?participant=Korea"

    page.get_by_role("link", name="Republic of Korea", exact=True).click()

    assert page.url == f"{site}/meetings/?participant=republic-of-korea"
    expect(page.locator("h1")).to_have_text("Meetings with the Republic of Korea")
    tab.close()


def test_results_are_skipped_to(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=WIDE)
    page, complaints = next(tab)
    page.goto(f"{site}/delegations/?level=ambassador")
    skip = page.get_by_role("link", name="Skip to results")

    skip.focus()
    expect(skip).to_be_in_viewport()
    skip.press("Enter")

    expect(page.locator("#results")).to_be_focused()
    assert violations(page) == []
    assert complaints == []
    tab.close()
