"""The admin in a browser: nothing changes by itself, and no page breaks the content policy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from meetings.models import Delegation, Document, Meeting, Merge, Revision
from meetings.records.checks import record_faults
from tests.browser.test_pages import LOOKS, NO_CONTRAST, violations
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, ours, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def change_pages() -> list[str]:
    """The address of every change page."""
    pages = []
    for model in ours():
        rows = model._default_manager.all()
        if model is Meeting:
            rows = rows.filter(layer="record")
        if model is Delegation:
            rows = rows.filter(meeting__layer="record")
        if model is not Revision:
            pages += [address(model, "change", row.pk) for row in rows]
    return pages


@pytest.fixture
def signed_in(context: BrowserContext, live_server: LiveServer, page: Page) -> Any:
    """Sign a user in to the browser."""

    def sign_in(user: User) -> Page:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        context.clear_cookies()
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture
def problems(page: Page) -> list[str]:
    """What the console complains of: the content policy above all."""
    found: list[str] = []
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("status", ["draft", "published"])
def test_saving_every_page_unchanged_changes_no_row(
    live_server: LiveServer, signed_in: Any, problems: list[str], status: str
) -> None:
    rich.record(status=status)
    page = signed_in(User.objects.get(username="boss"))
    before = stored()
    addresses = change_pages()

    for place in addresses:
        page.goto(live_server.url + place)
        with page.expect_navigation():
            page.click("input[name=_continue]")
        assert page.locator(".errornote").count() == 0, (place, page.inner_text("#content"))
        assert page.locator("ul.messagelist .success").count() == 1, page.inner_text("body")

    assert len(addresses) == 22
    assert problems == []
    assert stored() == before


def test_no_page_breaks_the_content_policy(
    live_server: LiveServer, signed_in: Any, problems: list[str]
) -> None:
    meeting = rich.record()
    page = signed_in(User.objects.get(username="boss"))
    places = ["/admin/", f"/admin/meetings/meeting/{meeting.pk}/checks/"]
    places += [address(model, "changelist") for model in ours()]
    places += [address(model, "add") for model in ours() if model not in {Merge, Revision}]
    places += [place.replace("change/", "delete/") for place in change_pages()[:8]]
    places += [change_pages()[0].replace("change/", "history/")]

    for place in places:
        answer = page.goto(live_server.url + place)
        assert answer.status == 200, place
        page.wait_for_load_state("networkidle")

    assert problems == []


@pytest.mark.parametrize("look", ["wide", "small and forced colours"])
def test_every_page_is_accessible(live_server: LiveServer, signed_in: Any, look: str) -> None:
    rich.record()
    page = signed_in(User.objects.get(username="boss"))
    page.set_viewport_size(LOOKS[look]["viewport"])
    page.emulate_media(
        color_scheme=LOOKS[look].get("color_scheme"), forced_colors=LOOKS[look].get("forced_colors")
    )
    places = ["/admin/", *change_pages()]
    places += [address(model, "changelist") for model in ours()]
    places += [address(model, "add") for model in ours() if model not in {Merge, Revision}]
    wrong = {}
    for place in places:
        page.goto(live_server.url + place)
        found = violations(page, None if look == "wide" else NO_CONTRAST)
        if found:
            wrong[place] = found

    assert wrong == {}


def choose(page: Page, field: str, words: str) -> None:
    """Type into an autocomplete and take the first row that it finds."""
    page.click(f"#id_{field} + .select2-container .select2-selection")
    page.keyboard.type(words)
    page.click(f".select2-results__option--highlighted:has-text('{words}')")


def save(page: Page, button: str = "_save") -> None:
    """Press a button of the form; nothing may be refused."""
    with page.expect_navigation():
        page.click(f"input[name={button}]")
    errors = page.locator(".errornote")
    assert errors.count() == 0, page.inner_text("#content")


def enter_document(page: Page, site: str) -> None:
    """Enter a small source, as its text."""
    page.goto(f"{site}/admin/meetings/document/add/")
    page.fill("#id_title", "Summary of the sixth meeting")
    choose(page, "issuers", "Graustark")
    page.fill("#id_language", "en")
    page.select_option("#id_rights", "public in full")
    page.fill(
        "#id_text",
        "Sixth meeting on fisheries\nGraustark was host.\n"
        "Graustark said that nets are old. \nRuritania will give 40 nets.\nBack to Index\n",
    )
    save(page, "_continue")
    page.locator("#marks-group summary").click()
    page.click("#marks-group .add-row a")
    page.select_option("#id_marks-0-kind", "furniture")
    page.fill("#id_marks-0-first_words", "Back to Index")
    save(page)


def enter_meeting(page: Page, site: str) -> None:
    """Enter the meeting itself and go to its page."""
    page.goto(f"{site}/admin/meetings/meeting/add/")
    page.fill("#id_title", "Sixth Meeting on Fisheries")
    page.fill("#id_date", "2011-03")
    choose(page, "country", "Ruritania")
    choose(page, "passages-0-document", "Summary of the sixth")
    page.fill("#id_passages-0-first_words", "Sixth meeting on fisheries")
    save(page, "_continue")


def enter_parts(page: Page) -> None:
    """Enter a delegation, a statement and a pledge from the page of the meeting."""
    meeting = page.url
    page.click("text=Add a delegation")
    choose(page, "participant", "Graustark")
    page.check("#id_roles input[value=host]")
    page.fill("#id_passages-0-first_words", "Graustark was host.")
    save(page)
    page.goto(meeting)
    page.click("text=Add a statement")
    page.fill("#id_passages-0-first_words", "Graustark said")
    page.fill("#id_passages-0-last_words", "are old.")
    save(page, "_find")
    assert page.input_value("#id_text") == "Graustark said that nets are old."
    page.click("#speakers-group .add-row a")
    choose(page, "speakers-0-participant", "Graustark")
    save(page)
    page.goto(meeting)
    page.click("text=Add a pledge")
    page.fill("#id_title", "Give 40 nets")
    page.select_option("#id_kind", "capability")
    page.select_option("#id_strength", "firm")
    page.fill("#id_passages-0-first_words", "Ruritania will give")
    page.fill("#id_passages-0-last_words", "40 nets.")
    page.click("#pledgers-group .add-row a")
    choose(page, "pledgers-0-participant", "Ruritania")
    save(page)
    page.goto(meeting)


def test_editor_enters_a_meeting_and_publisher_publishes_it(
    live_server: LiveServer, signed_in: Callable[[User], Page], problems: list[str]
) -> None:
    build.participant(), build.participant("Graustark")
    site = live_server.url

    page = signed_in(rich.editor())
    enter_document(page, site)
    enter_meeting(page, site)
    enter_parts(page)
    with page.expect_navigation():
        page.click("text=Submit for review")
    meeting_page = page.url
    page = signed_in(rich.publisher())
    page.goto(meeting_page)
    assert page.inner_text(".checks .badge") == "Passed"
    with page.expect_navigation():
        page.click("#step-publish input[type=submit]")

    meeting = Meeting.objects.get()
    assert (meeting.slug, meeting.status) == ("sixth-meeting-on-fisheries", "published")
    assert record_faults(meeting) == []
    assert Document.objects.get().marks.get().kind == "furniture"
    assert meeting.pledges.get().passages.get().exact == "Ruritania will give 40 nets."
    assert meeting.statements.get().key == 20110301 * 10**10 + meeting.pk * 10**4 + 9999
    assert problems == []
