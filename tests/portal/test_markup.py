"""The HTML of every kind of page is valid, and every link of it has words."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from tests import machine
from tests.meetings import build
from tests.portal.pages import PAGES

pytestmark = pytest.mark.django_db

#: a letter or digit of any script, or an icon's stand-in
WORD = re.compile(r"\w")


class LinkTexts(HTMLParser):
    """What each link of a page says: its text, or the name that stands in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link with its own name."""
        if tag == "a":
            self._open = True
            self.texts.append(dict(attrs).get("aria-label") or "")

    def handle_endtag(self, tag: str) -> None:
        """End a link."""
        self._open &= tag != "a"

    def handle_data(self, data: str) -> None:
        """Add to the link what stands in it."""
        if self._open:
            self.texts[-1] += data


@pytest.fixture
def pages(shipped_register: None, client: Client) -> dict[str, str]:
    """The HTML of a page of every kind, by its address."""
    build.meeting("withdrawn", status="withdrawn")
    return {path: client.get(path).content.decode() for path in [*PAGES, "/%00"]}


@pytest.mark.nu
def test_page_of_every_kind_is_valid_html(pages: dict[str, str], tmp_path: Path) -> None:
    names = {}
    for number, (path, html) in enumerate(pages.items()):
        file = tmp_path / f"{number:03}.html"
        file.write_text(html, encoding="utf-8")
        names[file.as_uri()] = path

    done = subprocess.run(
        [*machine.html_checker(), "--errors-only", "--format", "json", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )

    found = json.loads(done.stderr)["messages"]
    assert len(names) > 35
    assert [
        f"{names.get(entry.get('url', ''))}, line {entry.get('lastLine')}: {entry['message']}"
        for entry in found
    ] == []


def test_link_of_every_page_says_more_than_punctuation(pages: dict[str, str]) -> None:
    bare = {
        path: silent
        for path, html in pages.items()
        if (silent := [text for text in LinkTexts(html).texts if not WORD.search(text)])
    }

    assert bare == {}
