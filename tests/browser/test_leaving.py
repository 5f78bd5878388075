"""Leaving a form that was changed: one is warned, and what is saved first is saved."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting, Statement
from tests.browser.test_admin import problems, signed_in  # noqa: F401  (fixtures)
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def warnings(page: Page) -> list[str]:
    """The dialogs that the page opens; each is answered with leaving."""
    seen: list[str] = []

    def leave(dialog: Any) -> None:
        seen.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    return seen


def opened(page: Page, live_server: LiveServer, place: str) -> None:
    page.goto(live_server.url + place, wait_until="load")
    page.click("h1")


def test_leaving_warns_when_something_was_changed_alone(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
    warnings: list[str],
    problems: list[str],  # noqa: F811
) -> None:
    meeting = rich.record()
    page = signed_in(rich.editor())
    form = address(Meeting, "change", meeting.pk)

    opened(page, live_server, form)
    page.click("text=Checks before publishing")
    page.wait_for_url("**faults=1#faults")
    unchanged = [*warnings]
    opened(page, live_server, form)
    page.fill("#id_theme", "Deep water")
    page.click("text=Checks before publishing")
    page.wait_for_url("**faults=1#faults")
    opened(page, live_server, f"{form}?open=sessions")
    page.click("#sessions-group .add-row a")
    page.fill("#id_sessions-2-title", "Closing")
    page.click("text=Checks before publishing")
    page.wait_for_url("**faults=1#faults")
    opened(page, live_server, form)
    page.fill("#id_city", "Hentzau")
    page.click("input[name=_continue]")
    page.wait_for_load_state("load")
    page.click("text=Checks before publishing")
    page.wait_for_url("**faults=1#faults")

    assert unchanged == []
    assert warnings == ["beforeunload", "beforeunload"]
    assert problems == []
    meeting.refresh_from_db()
    assert (meeting.city, meeting.theme, meeting.sessions.count()) == (
        "Hentzau",
        "Fish \n and nets",
        2,
    )


def test_step_saves_a_changed_form_first(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
    warnings: list[str],
) -> None:
    meeting = rich.record()
    page = signed_in(rich.editor())

    opened(page, live_server, address(Meeting, "change", meeting.pk))
    page.fill("#id_city", "Hentzau")
    with page.expect_navigation():
        page.click("text=Submit for review")

    meeting.refresh_from_db()
    assert (meeting.city, meeting.status, warnings) == ("Hentzau", "in review", [])


def test_step_without_scripts_says_first_what_would_be_lost(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
    context: BrowserContext,
) -> None:
    meeting = rich.record()
    signed_in(rich.editor())
    cookies = context.cookies()
    plain = context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain.add_cookies(cookies)  # type: ignore[arg-type]
    page = plain.new_page()

    page.goto(live_server.url + address(Meeting, "change", meeting.pk))
    page.click("text=Submit for review")
    said = page.inner_text("#content-main")
    with page.expect_navigation():
        page.click("#content-main input[type=submit]")

    meeting.refresh_from_db()
    plain.close()
    assert "would be lost" in said
    assert meeting.status == "in review"


def test_double_click_makes_one_statement(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
) -> None:
    meeting = rich.record()
    page = signed_in(rich.editor())

    page.goto(f"{live_server.url}{address(Statement, 'add')}?meeting={meeting.pk}")
    page.fill("#id_passages-0-first_words", "Opening.")
    page.dblclick("input[name=_save]")
    page.wait_for_url("**/meeting/*/change/**")

    assert meeting.statements.count() == 3


def test_back_and_save_again_leads_to_what_was_made(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
) -> None:
    meeting = rich.record()
    page = signed_in(rich.editor())
    page.goto(f"{live_server.url}{address(Statement, 'add')}?meeting={meeting.pk}")
    page.fill("#id_passages-0-first_words", "Opening.")
    page.click("input[name=_save]")
    page.wait_for_url("**/meeting/*/change/**")

    page.go_back()
    page.fill("#id_passages-0-first_words", "Opening.")
    page.click("input[name=_save]")
    page.wait_for_url("**/statement/*/change/")

    assert meeting.statements.count() == 3
    assert "was saved already" in page.inner_text("ul.messagelist")


def test_refused_form_begins_with_what_has_to_be_mended(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
) -> None:
    meeting = rich.record()
    page = signed_in(rich.editor())

    opened(page, live_server, address(Meeting, "change", meeting.pk))
    page.fill("#id_date", "17 September 2021")
    with page.expect_navigation():
        page.click("input[name=_save]")
    page.wait_for_function("document.activeElement.id == 'id_date'")

    assert page.is_visible("text=Use 2021-09-17")


def test_bar_says_that_the_server_is_at_work_until_the_next_page(
    live_server: LiveServer,
    signed_in: Any,  # noqa: F811
) -> None:
    meeting = rich.record()
    page = signed_in(rich.editor())
    opened(page, live_server, address(Meeting, "desk", meeting.pk))
    press = """document.querySelector('#step-submit').requestSubmit();
    document.documentElement.className"""

    with page.expect_navigation():
        shown = page.evaluate(press)
    assert "at-work" in shown
    assert page.locator("html.at-work").count() == 0
    meeting.refresh_from_db()
    assert meeting.status == "in review"
