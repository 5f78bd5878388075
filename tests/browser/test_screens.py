"""What every kind of page looks like on small screens and on paper."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import register, site, visit
from tests.browser.test_search import PAGES as SEARCHES
from tests.portal.pages import PAGES

__all__ = ["register", "site"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL = {"width": 320, "height": 640}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}

#: the text spacing that WCAG 1.4.12 has readers set, through the object model: no inline style
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

#: the words of three letters and more that are drawn on two lines; addresses and sums may be
BROKEN = r"""() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text; (text = walker.nextNode()); ) {
    if (text.parentElement.closest("script, .vh, .hash")) continue;
    if (!text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    for (const part of text.data.matchAll(/\S+/gu)) {
      if (/:\/\/|[0-9a-f]{20}/.test(part[0])) continue;
      for (const word of part[0].matchAll(/[\p{L}\p{M}]{3,}/gu)) {
        const start = part.index + word.index;
        range.setStart(text, start);
        range.setEnd(text, start + word[0].length);
        const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (tops.size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("viewport", [SMALL, PHONE], ids=["320", "390"])
def test_no_word_is_broken_on_a_narrow_screen(
    browser: Browser, site: str, viewport: dict[str, int]
) -> None:
    tab = visit(browser, viewport=viewport)
    page, _complaints = next(tab)
    wrong = {}
    for path in dict.fromkeys([*PAGES, *SEARCHES]):
        page.goto(site + path)
        page.evaluate(SPACING)
        words = page.evaluate(BROKEN)
        wide = page.evaluate("document.documentElement.scrollWidth") > viewport["width"]
        if words or wide:
            wrong[path] = [*sorted(set(words)), *(["wider than the window"] if wide else [])]
    tab.close()

    assert wrong == {}


@pytest.mark.parametrize(
    "slug",
    ["fhs-3", "peacekeeping-ministerial-2021", "r2p-focal-points-6", "apr2p-ciis-dialogue-1"],
)
def test_statements_begin_within_two_screens(browser: Browser, site: str, slug: str) -> None:
    tab = visit(browser, viewport=DESK)
    page, _complaints = next(tab)

    page.goto(f"{site}/meetings/{slug}/")

    box = page.locator(".speech").first.bounding_box()
    tab.close()
    assert box is not None
    assert box["y"] < 2 * DESK["height"]


def test_facts_of_a_meeting_stand_in_one_row(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=DESK)
    page, _complaints = next(tab)

    page.goto(f"{site}/meetings/fhs-3/")

    tops = page.eval_on_selector_all(
        ".facts > div", "all => all.map((one) => one.getBoundingClientRect().top)"
    )
    tab.close()
    assert len(tops) > 4
    assert len(set(tops)) == 1


def test_folded_part_opens_when_it_is_named(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=DESK, java_script_enabled=True)
    page, _complaints = next(tab)

    page.goto(f"{site}/meetings/fhs-3/#agenda")

    page.wait_for_selector("#agenda", state="visible")
    tab.close()


def pages_on_paper(page: Page) -> int:
    """On how many sheets of A4 a page is printed."""
    document = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", document))


def test_longest_record_takes_a_third_of_the_paper_it_took(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=DESK)
    page, _complaints = next(tab)

    page.goto(f"{site}/meetings/fhs-3/")

    count = pages_on_paper(page)
    tab.close()
    assert count <= 23 // 3


def test_pdf_of_a_record_is_a_third_of_what_a_browser_prints(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=DESK)
    page, _complaints = next(tab)

    page.goto(f"{site}/meetings/fhs-3/print/")

    printed = page.pdf(prefer_css_page_size=True, tagged=True)
    made = page.request.get(f"{site}/meetings/fhs-3.pdf").body()
    tab.close()
    assert made.startswith(b"%PDF-1.7")
    assert len(made) <= len(printed) / 3


#: labels and headings that stand on paper without what they are for
ORPHANS = """() => {
  const seen = (one) => one.checkVisibility() && one.getClientRects().length > 0;
  const orphans = [];
  for (const label of document.querySelectorAll("summary, legend, label, dt, .label, h2, h3, h4")) {
    // A heading that is a link is an entry of a list.
    if (!seen(label) || label.closest(".vh") || label.querySelector("a")) continue;
    const around = "section, nav, dl, form, header, article";
    const part = label.matches("summary") ? label.parentElement : label.closest(around);
    const inside = part ?? document.querySelector("main");
    const others = [...inside.querySelectorAll("*")].filter(
      (one) => !label.contains(one) && !one.contains(label),
    );
    const shown = others.some((one) => seen(one) && one.textContent.trim());
    if (!shown) orphans.push(label.textContent.trim().slice(0, 60));
  }
  return orphans;
}"""


def test_no_label_stands_alone_on_paper(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport={"width": 690, "height": 980})
    page, _complaints = next(tab)
    page.emulate_media(media="print")
    wrong: dict[str, Any] = {}
    for path in PAGES:
        page.goto(site + path)
        orphans = page.evaluate(ORPHANS)
        if orphans:
            wrong[path] = orphans
    tab.close()

    assert wrong == {}


def test_paper_tells_its_address_and_the_day(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=DESK)
    page, _complaints = next(tab)
    page.goto(f"{site}/meetings/fhs-3/")
    page.emulate_media(media="print")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    told = page.inner_text(".print-line")
    today = page.evaluate(
        "new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'})"
    )
    tab.close()
    assert told.startswith("http://testserver/meetings/fhs-3/")
    assert told.endswith(f"Printed on {today}")


def test_link_is_copied_and_the_page_can_be_printed(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("window.print = () => document.body.dataset.printed = 'yes'")
    page.goto(f"{site}/meetings/fhs-3/?mark=fear")

    page.get_by_role("link", name="Copy link").click()
    page.get_by_role("button", name="Print").click()

    page.get_by_text("Link copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    printed = page.evaluate("document.body.dataset.printed")
    context.close()
    assert copied == f"{site}/meetings/fhs-3/"
    assert printed == "yes"


def test_bar_without_scripts_offers_what_works(browser: Browser, site: str) -> None:
    tab = visit(browser, viewport=DESK, java_script_enabled=False)
    page, _complaints = next(tab)

    page.goto(f"{site}/meetings/fhs-3/")

    words = page.locator(".actions li:visible").all_inner_texts()
    tab.close()
    assert [word.strip() for word in words] == [
        "47 statements",
        "56 delegations",
        "Cite",
        "Permanent link",
        "Report an error",
        "JSON",
    ]
