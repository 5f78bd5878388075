"""Every kind of public page in a browser: accessible, within its width, without inline code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from meetings.models import Meeting
from tests import registers
from tests.meetings import build
from tests.portal.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}

#: what a page is judged in: its width, light or dark, and whether the system sets the colours
LOOKS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": WIDE},
    "narrow": {"viewport": NARROW},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "small and dark": {"viewport": SMALL, "color_scheme": "dark"},
    "forced colours": {"viewport": WIDE, "forced_colors": "active"},
    "small and forced colours": {
        "viewport": SMALL,
        "forced_colors": "active",
        "color_scheme": "dark",
    },
}


def _fill() -> None:
    registers.load_shipped()
    build.meeting("withdrawn", status="withdrawn")


@pytest.fixture
def register(transactional_db: None, register_copy: Path) -> None:
    """The five shipped records, and one that was withdrawn."""
    registers.fill_once(_fill, register_copy)


@pytest.fixture
def site(register: None, live_server: Any) -> str:
    """The address of the running portal."""
    return str(live_server.url)


def visit(browser: Browser, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page of a new window, and what its console complains of."""
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, complaints
    context.close()


NO_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
#: What axe judges in a look. Dark, colours are others and nothing else; what a small screen
#: shows alone has colours that were weighed on a wide one, and forced colours are not ours.
JUDGED: dict[str, dict[str, Any]] = {
    "wide": {},
    "narrow": {},
    "dark": {"runOnly": ["color-contrast"]},
    "small and dark": NO_CONTRAST,
}


def violations(page: Page, rules: dict[str, Any] | None = None) -> list[str]:
    """What axe finds, WCAG 2.2 AA and best practice, what is folded included."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    # It would fetch imported sheets from beside the page; no rule that we ask for reads them.
    options = {"preload": False} | (rules or {})
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{page.url} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]
    ]


def judged(page: Page, look: str) -> list[str]:
    """What axe finds of what it has to judge in a look."""
    return violations(page, JUDGED[look]) if look in JUDGED else []


@pytest.mark.parametrize("name", LOOKS)
def test_page_of_every_kind_is_accessible_and_within_its_width(
    browser: Browser, site: str, name: str
) -> None:
    look = LOOKS[name]
    tab = visit(browser, **look)
    page, complaints = next(tab)
    wrong: list[str] = []
    for path in PAGES:
        complaints.clear()
        response = page.goto(site + path)
        assert response is not None
        if response.status >= 500:
            wrong.append(f"{path}: {response.status}")
        # A browser notes every answer from 400 on; that is no complaint of the page.
        wrong += [f"{path}: {text}" for text in complaints if "Failed to load resource" not in text]
        if page.evaluate("document.documentElement.scrollWidth") > look["viewport"]["width"]:
            wrong.append(f"{path}: wider than the window")
        wrong += judged(page, name)
    tab.close()

    assert wrong == []


def test_page_without_scripts_filters_and_leads_to_the_source(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=NARROW, java_script_enabled=False)
    page, _complaints = next(tab)

    page.goto(f"{site}/statements/?words=freedom+from+fear")
    page.get_by_role("link", name="Canada: ").first.click()

    expect(page.locator("h1")).to_contain_text("Canada: ")
    expect(page.locator(".source")).to_contain_text('Canada noted that "freedom from fear"')
    tab.close()


def test_reason_of_what_is_inferred_opens_without_scripts(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=NARROW, java_script_enabled=False, has_touch=True)
    page, _complaints = next(tab)
    page.goto(f"{site}/meetings/r2p-focal-points-6/")
    mark = page.locator(".facts .inferred").first
    reason = mark.locator(".why")

    expect(reason).to_be_hidden()
    mark.get_by_role("button", name="inferred").tap()
    expect(reason).to_be_in_viewport()
    expect(reason).to_contain_text("The source says 20 to 22 June without a year.")
    page.keyboard.press("Escape")
    expect(reason).to_be_hidden()
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()
    tab.close()


def test_page_by_keyboard_reaches_content_first(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=WIDE)
    page, _complaints = next(tab)
    page.goto(f"{site}/meetings/fhs-3/")

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")

    assert skip.startswith("#")
    assert page.evaluate("location.hash") == skip
    tab.close()


def test_statement_at_its_number_is_marked_in_the_meeting(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=WIDE)
    page, _complaints = next(tab)
    meeting = Meeting.objects.published().get(slug="fhs-3")

    page.goto(f"{site}{reverse('meeting', args=[meeting.slug])}#p38")

    expect(page.locator("#p38")).to_be_in_viewport()
    expect(page.locator("#p38")).to_contain_text("Egypt saw a risk")
    tab.close()
