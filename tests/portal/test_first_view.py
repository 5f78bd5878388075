"""What a first visit to a page transfers, the cache empty: HTML, styles, scripts and fonts."""

import gzip
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from portal.static_files import joined, smaller
from tests.meetings import build
from tests.portal.pages import PAGES

pytestmark = pytest.mark.django_db

LIMIT = 60_000
#: what the headers of one answer come to over HTTP/2, which sends those of all answers once
HEADERS = 150
STATIC = Path(settings.BASE_DIR) / "static"
FONT = re.compile(r"@font-face\s*{(.*?)}", re.DOTALL)


class Assets(HTMLParser):
    """The files of the site that a browser fetches for a page, and the text that it draws."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.files: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note styles, scripts, icons and what is loaded ahead."""
        found = dict(attrs)
        if tag == "script" and "src" in found:
            self.files.add(str(found["src"]))
        elif tag == "link" and found.get("rel") in {"stylesheet", "icon", "preload"}:
            self.files.add(str(found["href"]))

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data


@cache
def transferred(address: str) -> int:
    """Bytes of a file as it is sent; text is compressed when it is collected."""
    file = STATIC / address.removeprefix("/static/")
    content = file.read_bytes()
    if address.endswith(".css"):
        whole = joined(content.decode(), lambda name: (file.parent / name).read_text("utf-8"))
        content = smaller(whole).encode()
    return HEADERS + min(len(content), len(gzip.compress(content, 9)))


@cache
def fonts() -> list[tuple[str, list[tuple[int, int]]]]:
    """The fonts that sheets name, each with the characters that it is fetched for."""
    faces = FONT.findall((STATIC / "css/tokens.css").read_text(encoding="utf-8"))
    found = []
    for face in faces:
        url = re.search(r'url\("([^"]+)"\)', face)
        if url:
            ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
            bounds = [(int(first, 16), int(last or first, 16)) for first, last in ranges]
            found.append((urljoin("/static/css/tokens.css", url[1]), bounds))
    return found


def first_view(client: Client, path: str) -> int:
    """Bytes that a browser transfers to show a page for the first time."""
    response = client.get(path, headers={"accept-encoding": "gzip"})
    body = response.content
    packed = response.headers.get("Content-Encoding") == "gzip"
    assets = Assets((gzip.decompress(body) if packed else body).decode())
    drawn = {ord(sign) for sign in assets.text}
    files = assets.files | {
        font
        for font, bounds in fonts()
        if any(first <= sign <= last for sign in drawn for first, last in bounds)
    }
    return HEADERS + len(body) + sum(map(transferred, files))


def test_first_view_of_every_page_is_small(
    shipped_register: None, client: Client, settings: Settings
) -> None:
    settings.COMPRESS = True
    build.meeting("withdrawn", status="withdrawn")

    sizes = {path: first_view(client, path) for path in PAGES}

    assert {path: size for path, size in sizes.items() if size > LIMIT} == {}


def test_first_view_of_a_name_in_extended_latin_is_small(client: Client) -> None:
    build.statement(
        build.meeting("talks"),
        "They spoke of Łódź and Türkiye.",
        speakers=(
            build.participant("Šiauliai", slug="siauliai"),
            build.person("Dvořák", key="dvorak"),
        ),
    )

    assert first_view(client, "/meetings/talks/") <= LIMIT
