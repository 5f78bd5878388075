"""No page, public or staff, shows as text what was meant for a browser, Python or a translator.

Covers portal.templatetags.public as well.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import Delegation, Meeting, Pledge, Statement
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, ours
from tests.portal.pages import PAGES

pytestmark = pytest.mark.django_db

#: what slipped into a text, by a name that a failing test prints
SLIPS = {
    "a tag": re.compile(r"</?(div|span|mark|a|p|ul|li|em|strong|section|input)\b[^>]*>|<div|<span"),
    "None": re.compile(r"\A\s*None\s*\Z"),
    "an object without a name": re.compile(r"\w object \((\d+|None)\)"),
    "a placeholder": re.compile(r"%\(\w+\)[sd]|\{\{|\{%|%\}|\}\}|\{\w*\}"),
}
#: elements that hold no text for readers, or what somebody else wrote
UNREAD = {"script", "style", "textarea", "template"}
#: pages of the admin opened for each noun
ROWS = 3


class Texts(HTMLParser):
    """The texts of a page as read: decoded, one an element's own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is read aloud or shown on pointing, and which elements are open."""
        self.texts += [
            value for name, value in attrs if value and name in {"title", "aria-label", "alt"}
        ]
        if tag in UNREAD:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note that an unread element is closed."""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Note a text that is read."""
        if not self._open and data.strip():
            self.texts.append(data)


def slips(html: str) -> list[str]:
    """What the page shows that it should not, each with the text it stands in."""
    return [
        f"{name}: {text.strip()[:120]}"
        for text in Texts(html).texts
        for name, slip in SLIPS.items()
        if slip.search(text)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>&lt;div class=x&gt;</p>", "a tag"),
        ("<p>a &lt;span&gt; b</p>", "a tag"),
        ("<td>None</td>", "None"),
        ("<td> None\n</td>", "None"),
        ("<b>Statement object (12)</b>", "an object without a name"),
        ("<b>%(count)d more</b>", "a placeholder"),
        ("<b>{{ title }}</b>", "a placeholder"),
        ('<b title="Pledge object (3)">x</b>', "an object without a name"),
    ],
)
def test_slip_is_noticed(html: str, expected: str) -> None:
    assert [slip.partition(":")[0] for slip in slips(html)] == [expected]


@pytest.mark.parametrize(
    "html",
    [
        "<p>None of them spoke. 100% (all), a < b</p>",
        "<textarea>&lt;div&gt; None</textarea>",
        "<script>let a = {b}; // None</script>",
    ],
)
def test_text_without_slip_passes(html: str) -> None:
    assert slips(html) == []


def shown(client: Client, addresses: Iterator[str] | list[str]) -> dict[str, list[str]]:
    """The slips of each address that has some."""
    faulty = {}
    for page in addresses:
        answer = client.get(page)
        if answer.get("Content-Type", "").startswith("text/html") and (
            found := slips(answer.content.decode())
        ):
            faulty[page] = found
    return faulty


def test_no_public_page_shows_a_slip(shipped_register: None, client: Client) -> None:
    build.meeting("withdrawn", status="withdrawn")
    rich.record(status="published")

    own = [f"/meetings/fish-1/{page}" for page in ("", "statements/1/", "statements/2/")]
    assert shown(client, [*PAGES, *own, "/meetings/fish-1/pledges/1/"]) == {}


@pytest.mark.plain  # what templates print of rows
@rich.in_state("draft", "in review", "published", "withdrawn")
def test_no_staff_page_shows_a_slip(client: Client, meeting: Meeting) -> None:
    client.force_login(
        User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("boss")
    )

    assert shown(client, staff_pages()) == {}


def staff_pages() -> Iterator[str]:
    """The first page of the admin, and of each noun its list and the pages of some rows."""
    yield "/admin/"
    for model in ours():
        yield address(model, "changelist")
        for row in model._default_manager.all()[:ROWS]:
            change = address(model, "change", row.pk)
            yield change
            yield urljoin(change, "../history/")
            yield urljoin(change, "../delete/")
        if model.__name__ != "Revision":
            yield address(model, "add")


@pytest.mark.parametrize("model", [Statement, Delegation, Pledge])
def test_source_beside_a_form_is_marked_up(client: Client, model: type, meeting: Meeting) -> None:
    client.force_login(rich.editor())
    row = model.objects.filter(meeting=meeting).first()  # type: ignore[attr-defined]

    html = client.get(address(model, "change", row.pk)).content.decode()

    pane = html.partition('<section class="source-pane"')[2].partition("</section>")[0]
    assert pane.count("<mark") >= 1
    assert slips(pane) == []
