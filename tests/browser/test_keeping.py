"""What is typed survives in the browser until it is saved, and nothing is made twice.

Covers meetings.admin.kept.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from meetings.models import Delegation, SentForm
from participants.models import Person
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('kept|')).length"
NOTICE = ".keep-notice"


def signed_in(context: BrowserContext, url: str, user: Any) -> None:
    """Sign somebody in to the browser."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": url}])


def put_back(page: Page, url: str) -> None:
    """Open the form again and take what it offers."""
    page.goto(url)
    page.wait_for_selector(f"{NOTICE} button")
    page.press(f"{NOTICE} button >> nth=0", "Enter")


def test_typed_is_offered_again_until_saved_and_made_once(
    live_server: LiveServer, page: Page, context: BrowserContext
) -> None:
    editor = rich.editor()
    signed_in(context, live_server.url, editor)
    meeting = build.meeting(status="draft")
    build.participant("Ruritania")
    page.on("dialog", lambda dialog: dialog.accept())
    form = f"{live_server.url}{address(Delegation, 'add')}?meeting={meeting.pk}"

    # A tab that is closed: texts, boxes, rows that were added, what was found by typing.
    page.goto(form)
    page.wait_for_load_state()
    page.click("#id_participant + .select2 .select2-selection")
    page.fill(".select2-search__field", "Ruritania")
    page.click(".select2-results__option:has-text('Ruritania')")
    page.fill("#id_printed", "The Kingdom")
    page.check("input[name=roles][value=chair]")
    page.click("#delegates-group .add-row a")
    page.fill("#id_delegates-0-title", "Minister")
    page.goto(f"{live_server.url}/admin/")
    put_back(page, form)
    assert page.input_value("#id_printed") == "The Kingdom"
    assert page.input_value("#id_delegates-0-title") == "Minister"
    assert page.is_checked("input[name=roles][value=chair]")
    assert page.inner_text("#id_participant option:checked") == "Ruritania"

    # No connection, then a session that has ended.
    context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.click("[name=_save]", no_wait_after=True)
    context.set_offline(False)
    put_back(page, form)
    session = [one for one in context.cookies() if one["name"] == "sessionid"]
    context.clear_cookies(name="sessionid")
    with page.expect_navigation():
        page.click("[name=_save]")
    assert page.locator("input[name=printed][value='The Kingdom']").count() == 1, "to be sent again"
    assert page.evaluate(KEPT) == 1, "nobody signed out"
    context.add_cookies(session)  # type: ignore[arg-type]  # as they were read
    put_back(page, form)

    # Two presses, a reload and the button Back make one.
    page.dblclick("[name=_save]")
    page.wait_for_url("**/change/**")
    page.reload()
    page.wait_for_function(f"({KEPT})() === 0")
    page.go_back()
    page.wait_for_load_state()
    assert page.locator(NOTICE).count() == 0
    assert Delegation.objects.get().printed == "The Kingdom"
    assert Delegation.objects.get().delegates.get().title == "Minister"
    assert SentForm.objects.filter(row__isnull=False).count() == 1

    # A newer value of somebody else is not overwritten by what comes back.
    change = f"{live_server.url}{address(Delegation, 'change', Delegation.objects.get().pk)}"
    page.goto(change)
    page.fill("#id_printed", "Mine")
    page.goto(f"{live_server.url}/admin/")
    Delegation.objects.update(printed="Theirs")
    put_back(page, change)
    with page.expect_navigation():
        page.click("[name=_save]")
    assert "Theirs" in page.inner_text(".field-printed .errorlist")
    assert page.input_value("#id_printed") == "Mine"

    # Nothing is left for others on this machine.
    with page.expect_navigation():
        page.click("#logout-form button")
    assert page.evaluate(KEPT) == 0
    signed_in(context, live_server.url, editor)
    page.goto(change)
    page.fill("#id_printed", "Again mine")
    page.goto(f"{live_server.url}/admin/")
    assert page.evaluate(KEPT) == 1
    signed_in(context, live_server.url, rich.publisher())
    page.reload()
    assert page.evaluate(KEPT) == 0
    assert Person.objects.count() == 0


def test_taken_tells_of_own_forms_alone(client: Client) -> None:
    editor, publisher = rich.editor(), rich.publisher()
    rows = [(editor, "a", 1), (editor, "b", None), (publisher, "c", 1)]
    for user, letter, row in rows:
        SentForm.objects.create(token=letter * 16, user=user, digest="", model="x", row=row)
    url = reverse("admin:meetings_meeting_taken")
    asked = {"token": ["a" * 16, "b" * 16, "c" * 16, "d" * 16, "%"]}

    assert client.get(url, asked).status_code == 302
    client.force_login(editor)
    assert client.get(url, asked).json() == {"taken": ["a" * 16]}
