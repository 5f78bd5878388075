"""A record from a document to its public page at the desk: by keyboard alone, then by mouse, with
two people, a conflict, and a connection that is lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from meetings import publication
from meetings.models import Act, Meeting, Speaker, Statement
from tests.browser.test_pages import violations
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.intake.proposals import TEXT
from tests.meetings.curation.drafts import EGYPT, JAPAN, draft

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("empty_store"),
]


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Windows of people who are signed in; no script may fail in any of them."""
    contexts, complaints = [], []

    def opened(user: User, **options: Any) -> Page:
        client = Client()
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def said(page: Page, words: str) -> None:
    """Wait until the desk says so."""
    page.wait_for_function(
        "words => document.querySelector('#desk-said')?.textContent.includes(words)", arg=words
    )
    page.wait_for_timeout(60)


def acted(page: Page, *keys: str) -> None:
    """Press, and wait for the answer and for the focus to be where work goes on."""
    was = page.inner_text("#desk-said")
    press(page, *keys)
    page.wait_for_function(
        """was => document.querySelector('#desk-said').textContent !== was
            && document.querySelector('#desk-said').dataset.seen""",
        arg=was,
    )


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def desk(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_desk", args=[meeting.pk])


def text_of(number: int) -> str:
    return Statement.objects.get(number=number).text


def test_record_by_keyboard_from_upload_to_publication(window: Any) -> None:
    for name in ("Egypt", "Japan"):
        build.participant(name, kind="state")
    page = window(rich.editor())
    page.goto(reverse("admin:meetings_meeting_from_document"))
    page.focus("#id_text")
    page.keyboard.insert_text(TEXT)
    page.focus("input[type=submit].default")
    press(page, "Enter")
    page.wait_for_url("**/proposal/")
    meeting = Meeting.objects.records().get()
    page.goto(desk(meeting))

    # All that stands in the text as it should is accepted, part by part; what is not, is rejected.
    press(page, "j", "j")
    first = meeting.statements.get(number=1)
    assert page.evaluate("document.activeElement.id") == f"entry-statement-{first.pk}"
    while page.locator("[data-act=x]:text-is('Reject')").count():
        words = page.inner_text(":focus")
        if "Reject" not in words:
            break
        acted(page, "x" if "Figure" in words or "Herring Board" in words else "a")
    acted(page, "z")
    assert "Undone" in page.inner_text("#desk-said")
    assert Act.objects.filter(undone=None).count() >= 3

    # What nothing uses is narrative; the words that a rejected statement left are chosen alike.
    while "100 %" not in page.inner_text("#desk-status"):
        acted(page, "b", "n")
    page.focus("#step-submit [type=submit]")
    with page.expect_navigation():
        press(page, "Enter")
    meeting.refresh_from_db()
    assert meeting.status == "in review"

    boss = window(rich.publisher())
    boss.goto(desk(meeting))
    boss.focus("#step-publish [type=submit]")
    with boss.expect_navigation():
        press(boss, "Enter")
    meeting.refresh_from_db()
    assert meeting.status == "published"
    boss.goto(meeting.get_absolute_url())
    assert "Egypt said that herring matters." in boss.inner_text("main")


def test_two_people_by_mouse_with_a_conflict_and_a_lost_connection(window: Any) -> None:
    meeting = draft()
    page, other = window(rich.editor()), window(rich.publisher())
    for one in (page, other):
        one.goto(desk(meeting))
    assert violations(page) == []
    egypt = f"#entry-statement-{meeting.statements.get(number=1).pk}"

    # An edge is dragged in front of "It": what is behind it is used by nothing.
    page.click(f"{egypt} .entry-words")
    edge = page.locator("[data-edge=end]").bounding_box()
    page.mouse.move(edge["x"] + 3, edge["y"] + 8)
    page.mouse.down()
    place = page.evaluate(
        """() => {
            const text = document.querySelector('#desk-source mark.seg-statement').firstChild;
            const range = document.createRange();
            range.setStart(text, 30);
            range.setEnd(text, 31);
            const box = range.getBoundingClientRect();
            return [box.x, box.y + box.height / 2];
        }"""
    )
    page.mouse.move(*place)
    page.mouse.up()
    said(page, "¶1 ends at “that fish are many.”")
    assert text_of(1) == "Egypt said that fish are many."

    # The other one still sees the old words: their act is refused, and shows the new ones.
    other.click(f"{egypt} [data-act=x]")
    said(other, "Somebody else changed")
    assert "It asked" not in other.inner_text(egypt)
    other.click(f"{egypt} [data-act=a]")
    said(other, "¶1 was accepted")

    # The form of both, at once: the second is told of the first, and keeps what was typed.
    for one, words in ((page, "some"), (other, "many")):
        one.click(f"{egypt} [data-act=e]")
        one.wait_for_selector(f"{egypt} .desk-form")
        one.click(f"{egypt} .desk-form .desk-more > summary")
        one.fill(f"{egypt} [name$=-collective]", words)
    page.click(f"{egypt} .desk-form [name=do]")
    said(page, "¶1 was saved")
    other.click(f"{egypt} .desk-form [name=do]")
    other.wait_for_selector(f"{egypt} .desk-error")
    assert "Somebody else changed this to “some”" in other.inner_text(egypt)
    assert other.input_value(f"{egypt} [name$=-collective]") == "many"

    # No connection: nothing is done, which is said; back again, the same press acts, and once.
    page.context.set_offline(True)
    page.click(f"{egypt} [data-act=x]")
    said(page, "No answer")
    page.context.set_offline(False)
    page.dblclick(f"{egypt} [data-act=x]")
    said(page, "¶1 was deleted")
    page.wait_for_timeout(400)
    assert [*meeting.statements.values_list("text", flat=True)] == [JAPAN]
    assert Act.objects.filter(name="delete").count() == 1
    page.click("#desk-undo button")
    said(page, "Undone: ¶1 was deleted")
    assert page.locator(".entry-statement .entry-label").all_inner_texts() == ["¶1", "¶2"]
    assert Speaker.objects.filter(statement__number=1).count() == 1
    assert EGYPT.startswith(text_of(1))


def test_published_record_is_corrected_and_its_old_version_stays(window: Any) -> None:
    editor, publisher = rich.editor(), rich.publisher()
    meeting = rich.record()
    publication.submit(meeting, editor)
    publication.publish(meeting, publisher)
    record = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    page = window(editor)
    page.goto(record)
    page.fill("#what-for", "It was said by many")
    page.click("#begin-correction [type=submit]")
    page.wait_for_selector("text=This is a correction of the published record")
    draft = Meeting.objects.corrections().get()

    page.goto(desk(draft))
    entry = f"#entry-statement-{draft.statements.get(number=2).pk}"
    page.click(f"{entry} [data-act=e]")
    page.wait_for_selector(f"{entry} .desk-form")
    page.click(f"{entry} .desk-form .desk-more > summary")
    page.fill(f"{entry} [name$=-collective]", "Very many delegations")
    page.click(f"{entry} .desk-form [name=do]")
    said(page, "¶2 was saved")
    with page.expect_navigation():
        page.click("#step-submit [type=submit]")

    boss = window(publisher)
    boss.goto(reverse("admin:meetings_meeting_change", args=[draft.pk]))
    with boss.expect_navigation():
        boss.click("#step-publish [type=submit]")
    boss.goto(meeting.get_absolute_url())
    assert "Corrected on" in boss.inner_text("main")
    assert "Very many delegations" in boss.inner_text("main")
    boss.click("main >> text=what changed")
    assert "Very many delegations" in boss.inner_text("main ins")
    boss.goto(f"{meeting.get_absolute_url()}versions/1/")
    assert "an earlier version of this record" in boss.inner_text("main")
    assert "Very many delegations" not in boss.inner_text("main")


def test_desk_fits_a_phone(window: Any) -> None:
    meeting = draft()
    page = window(rich.editor(), viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page.goto(desk(meeting))
    page.click("text=Accept >> nth=0")
    assert page.locator(".messagelist .success").inner_text().endswith("accepted.")
    wide = window(rich.user("phone", "Editor"), viewport={"width": 320, "height": 640})
    wide.goto(desk(meeting))
    assert wide.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(wide) == []
