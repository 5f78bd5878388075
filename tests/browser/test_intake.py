"""A new record from a document, as an Editor makes it: with and without scripts, on a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client
from fpdf import FPDF
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from meetings.models import IntakeReport, Meeting, Original
from tests.browser.test_pages import LOOKS, judged
from tests.meetings.admin import rich
from tests.meetings.admin.intake.proposals import TEXT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("empty_store"),
]


def as_txt(path: Path) -> None:
    path.write_text(TEXT)


def as_html(path: Path) -> None:
    lines = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    path.write_text(f"<!doctype html><title>Fish</title><script>alert(1)</script>{lines}")


def as_docx(path: Path) -> None:
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def as_pdf(path: Path) -> None:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    for line in TEXT.splitlines():
        page.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    page.output(str(path))


KINDS: dict[str, Callable[[Path], None]] = {
    "txt": as_txt,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Any:
    """A window of a signed-in Editor."""
    contexts = []

    def opened(**options: Any) -> Page:
        client = Client()
        client.force_login(rich.editor())
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto("/admin/")
        page.click("text=New record from a document")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_file_of_each_kind_becomes_a_draft(open_page: Any, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"herring.{kind}"
    KINDS[kind](file)
    page = open_page(java_script_enabled=kind in {"html", "pdf"})

    page.set_input_files("#id_file", file)
    page.click("text=Propose a record")

    assert page.inner_text("h1") == f"Proposed from herring.{kind}"
    page.click("text=Open the record")
    assert f"Proposed from herring.{kind}:" in page.inner_text("#content")
    assert Meeting.objects.get().status == "draft"
    assert Original.objects.get().file.read() == file.read_bytes()
    text = IntakeReport.objects.get().document.text
    assert "Egypt said that herring matters." in text
    assert "alert" not in text


@pytest.mark.parametrize("kind", ["txt", "html", "docx", "pdf"])
def test_wrong_file_of_each_kind_is_refused_beside_its_box(
    open_page: Any, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"herring.{kind}"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    page = open_page()

    page.set_input_files("#id_file", file)
    page.fill("#id_url", "https://example.org/herring")
    page.click("text=Propose a record")

    assert f"“herring.{kind}”" in page.inner_text(".form-row.errors .errorlist")
    assert page.input_value("#id_url") == "https://example.org/herring"
    assert not Meeting.objects.exists()


def test_reload_and_back_make_nothing_twice(open_page: Any) -> None:
    page = open_page()
    page.fill("#id_text", TEXT)
    page.dblclick("text=Propose a record", no_wait_after=True)
    page.wait_for_url("**/proposal/")

    page.reload()
    page.go_back()
    page.fill("#id_text", TEXT)
    page.click("text=Propose a record")

    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_accessible_and_fit(open_page: Any, look: str) -> None:
    page = open_page(**LOOKS[look])
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    width = LOOKS[look]["viewport"]["width"]
    found: dict[str, Any] = {}

    def look_at(name: str) -> None:
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[name] = "wider than the window"
        assert complaints == []
        if wrong := judged(page, look):
            found[name] = wrong
        # What the checker itself does with styles is no fault of the page.
        complaints.clear()

    look_at("form")
    page.click("text=Propose a record")
    look_at("faults")
    page.fill("#id_text", TEXT)
    page.click("text=Propose a record")
    look_at("report")
    page.click("text=Open the record")
    look_at("record")

    assert found == {}
