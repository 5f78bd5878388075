"""Staff see a draft as the public will; nobody else does, and nothing of it stays anywhere."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.exports import draft_exported
from meetings.models import Meeting, Statement, Tally
from meetings.models.choices import Layer, Status
from portal.pagecache.counter import read_version
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

#: a public page of each kind, in the preview; each shows words of the draft
PAGES = [
    "",
    "meetings/fish-1/",
    "meetings/fish-1/print/",
    "meetings/fish-1/statements/1/",
    "meetings/fish-1/pledges/1/",
    "meetings/fish-1-next/",
    "meetings/fish-1.json",
    "participants/ruritania/",
    "people/ada-example/",
    "documents/fish-1-report/",
    "series/friends-of-fisheries/",
    "topics/fisheries/",
]
#: what the public is asked, before and after
PUBLIC = [
    *("/", "/meetings/", "/statements/", "/pledges/", "/participants/", "/search/?q=fish"),
    *("/meetings/fish-1/", "/meetings/fish-2/", "/participants/ruritania/", "/sitemap.xml"),
]


def place(meeting: Meeting, page: str = "") -> str:
    """The address of a page in the preview of a record."""
    return reverse("admin:meetings_meeting_preview", args=[meeting.pk]) + page


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def test_pages_of_a_draft_are_shown_to_staff_and_kept_by_nobody(
    editor: Client, meeting: Meeting
) -> None:
    for page in PAGES:
        answer = editor.get(place(meeting, page))
        html = answer.content.decode()

        assert answer.status_code == 200, page
        assert "no-store" in answer["Cache-Control"], page
        assert "private" in answer["Cache-Control"], page
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert not answer.has_header("ETag")
        if answer["Content-Type"].startswith("text/html"):
            assert html.count("Preview – not published.") == 1, page
            assert html.count('<meta name="robots" content="noindex, nofollow">') == 1, page
            assert 'rel="canonical"' not in html, page


def test_links_stay_in_the_preview_where_it_shows_what_they_lead_to(
    editor: Client, meeting: Meeting
) -> None:
    html = editor.get(place(meeting)).content.decode()

    led = set(re.findall(r'(?:href|action)="(/[^"#?]*)', html))
    inside = {to.removeprefix(place(meeting)) for to in led if to.startswith(place(meeting))}
    assert {*PAGES[3:6], *PAGES[7:12]} <= inside
    assert {"/", "/meetings/", "/statements/", "/search/"} <= led
    assert [to for to in led if to.startswith("/meetings/fish-1/")] == []


def test_nobody_else_sees_a_draft(client: Client, meeting: Meeting) -> None:
    hidden = [place(meeting, page) for page in PAGES]
    sent_away = [client.get(url) for url in hidden]
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    refused = [client.get(url) for url in hidden]
    client.force_login(User.objects.create_user("guest"))
    strangers = [client.get(url) for url in hidden]

    assert {answer.status_code for answer in [*sent_away, *strangers]} == {302}
    assert {answer.status_code for answer in refused} == {403}
    told = "".join(one.content.decode() for one in [*sent_away, *refused, *strangers])
    assert not [words for words in ("First Meeting", "fish are", "nets are old") if words in told]


def test_nothing_of_a_preview_stays(editor: Client, meeting: Meeting, settings: Any) -> None:
    settings.PAGE_CACHE = True
    rich.record("fish-2", "published")
    rich.record("fish-3", "withdrawn")
    public = Client()
    asked = [*PUBLIC, "/meetings/fish-3/"]
    before = [public.get(url) for url in asked]
    version, tallies = read_version(), list(Tally.objects.order_by("pk").values())

    for page in PAGES:
        editor.get(place(meeting, page))
        editor.get(place(Meeting.objects.get(slug="fish-3", layer=Layer.RECORD)))

    after = [public.get(url) for url in asked]
    assert read_version() == version
    assert list(Tally.objects.order_by("pk").values()) == tallies
    told = [(one.status_code, one.content, one.headers.get("ETag")) for one in after]
    assert told == [(one.status_code, one.content, one.headers.get("ETag")) for one in before]
    meeting.refresh_from_db()
    assert meeting.status == Status.DRAFT
    assert not Statement.objects.filter(meeting=meeting, key__isnull=False).exists()


def test_other_pages_are_no_part_of_the_preview(editor: Client, meeting: Meeting) -> None:
    rich.record("fish-2", "published")

    for page in ("meetings/", "search/", "meetings/fish-2/", "nowhere/", "admin/", "%20"):
        assert editor.get(place(meeting, page)).status_code == 404, page
    assert editor.get(place(meeting, "meetings/fish-1/statements/99/")).status_code == 404
    assert editor.get(place(build.stub("only-named"))).status_code == 404
    assert editor.post(place(meeting)).status_code == 405


def test_faulty_draft_and_a_page_that_leads_elsewhere_are_shown(
    editor: Client, meeting: Meeting
) -> None:
    meeting.former_slugs.create(slug="fish-0")
    build.statement(meeting, "Nobody said this.")

    shown = editor.get(place(meeting, "meetings/fish-1/statements/3/"))
    led = editor.get(place(meeting, "documents/nowhere/"))

    assert "Nobody said this." in shown.content.decode()
    assert led.status_code == 404


def test_record_file_of_a_draft_is_handed_out_and_told(editor: Client, meeting: Meeting) -> None:
    told = []

    def hear(row: Any, words: str, **_signal: Any) -> None:
        told.append((row, words))

    draft_exported.connect(hear)
    editor.get(place(meeting, "meetings/fish-1.json"))
    draft_exported.disconnect(hear)

    assert told == [(meeting, "fish-1.json")]


def test_record_leads_to_its_preview(editor: Client, meeting: Meeting) -> None:
    page = editor.get(reverse("admin:meetings_meeting_change", args=[meeting.pk]))

    assert f'href="{place(meeting)}"' in page.content.decode()
