"""Forms of staff in a browser: Enter saves nothing half-filled, boxes hold what they are for."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from meetings.models import Delegation, Document, Meeting, Statement
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


#: the boxes that end beyond the panel they stand in, which hides the rest of them
BEYOND_THEIR_PANEL = """
() => [...document.querySelectorAll("#content-main .module *")]
  .filter((box) => box.matches("input, select, textarea, .select2-selection"))
  .filter((box) => box.offsetWidth > 1 && !box.closest(".tabular"))
  .filter((box) => {
    const end = box.closest(".module").getBoundingClientRect().right;
    return box.getBoundingClientRect().right > end + 1;
  })
  .map((box) => box.name ?? box.ariaLabel)
"""


@pytest.fixture
def record(context: BrowserContext, live_server: LiveServer) -> Meeting:
    """A draft, and an Editor signed in to the browser."""
    made = rich.record()
    client = Client()
    client.force_login(rich.editor())
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    return made


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_in_a_box_saves_nothing(
    browser: Any, context: BrowserContext, live_server: LiveServer, record: Meeting, scripts: bool
) -> None:
    other = browser.new_context(java_script_enabled=scripts)
    other.add_cookies(context.cookies())
    page = other.new_page()
    row = Delegation.objects.get(meeting=record)
    before = stored()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    for place, box in [
        (f"{address(Delegation, 'add')}?meeting={record.pk}", "#id_printed"),
        (address(Delegation, "change", row.pk), "#id_printed"),
        (f"{address(Statement, 'add')}?meeting={record.pk}", "#id_language"),
        (address(Meeting, "change", record.pk), "#id_city"),
    ]:
        page.goto(live_server.url + place)
        page.fill(box, "half")
        page.press(box, "Enter")
        page.wait_for_timeout(300)

        assert page.input_value(box) == "half"
    other.close()

    assert "POST" not in sent
    assert stored() == before


def test_enter_on_a_button_and_in_a_text_does_what_it_says(
    live_server: LiveServer, page: Page, record: Meeting
) -> None:
    page.goto(live_server.url + address(Meeting, "change", record.pk))
    page.fill("#id_summary", "One")
    page.press("#id_summary", "Enter")
    page.focus("input[name=_continue]")

    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert Meeting.objects.get(pk=record.pk).summary == "One\n"


def test_one_press_takes_the_reading_of_a_date(
    live_server: LiveServer, page: Page, record: Meeting
) -> None:
    place = live_server.url + address(Meeting, "change", record.pk)
    page.goto(place)
    page.fill("#id_date", "17 September 2021")
    page.fill("#id_city", "Zenda")
    page.click("input[name=_continue]")

    with page.expect_navigation():
        page.get_by_role("button", name="Use 2021-09-17 (17 September 2021)").click()

    assert page.url == place
    stored_now = Meeting.objects.get(pk=record.pk)
    assert (stored_now.date, stored_now.city) == ("2021-09-17", "Zenda")


@pytest.mark.parametrize("width", [1280, 390])
def test_boxes_fit_their_page_and_titles_their_boxes(
    live_server: LiveServer, page: Page, record: Meeting, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    said = "many words that begin what was said, " * 4
    record.statements.update(text=said)
    pages = [
        address(Meeting, "change", record.pk),
        address(Statement, "change", record.statements.latest("number").pk),
        f"{address(Delegation, 'add')}?meeting={record.pk}",
        address(Document, "add"),
    ]

    for place in pages:
        page.goto(live_server.url + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        assert page.evaluate(BEYOND_THEIR_PANEL) == [], place

    box = page.locator("#id_title").bounding_box()
    key = page.locator("#id_key").bounding_box()
    assert box is not None
    assert key is not None
    assert min(box["width"], key["width"]) >= (700 if width > 1000 else 300)
    assert max(box["height"], key["height"]) < 90


def test_what_has_to_be_filled_in_has_a_mark(
    live_server: LiveServer, page: Page, record: Meeting
) -> None:
    mark = "label => getComputedStyle(label, '::after').content"
    page.goto(f"{live_server.url}{address(Delegation, 'add')}?meeting={record.pk}")

    assert page.locator("label[for=id_participant]").evaluate(mark) == '" *"'
    assert page.locator("label[for=id_printed]").evaluate(mark) != '" *"'
    assert page.get_by_text("Fields marked * have to be filled in.").is_visible()

    page.goto(live_server.url + address(Document, "change", Document.objects.first().pk))
    reason = page.locator("label[for=id_corrections-0-reason]")
    assert reason.evaluate(mark) == '" *"'
