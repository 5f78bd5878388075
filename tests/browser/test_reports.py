"""A reader reports an error by keyboard, without cookies, and sees what was done."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.reports import form as report_form
from portal.reports.report import Report
from tests.meetings import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_error_is_reported_from_the_foot_of_a_page_and_answered(
    page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_form, "SOONEST", timedelta(seconds=-1))
    build.meeting("a", title="The Meeting")
    page.goto(f"{live_server.url}/meetings/a/")
    page.locator("footer").get_by_role("link", name="Report an error").press("Enter")
    expect(page.get_by_role("link", name="The Meeting")).to_be_visible()

    page.get_by_label("What is wrong?").fill("The title is wrong.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    report = Report.objects.get()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Report {report.pk}")
    assert page.context.cookies() == []
    Report.objects.update(state="answered", answer="It is put right.", handled_at=report.sent_at)
    page.reload()
    expect(page.get_by_text("It is put right.")).to_be_visible()
