"""Changes to the register: the page by day, and the feed that a parser reads back.

Covers meetings.reading.changes and meetings.formats.feeds.changes as well.
"""

from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import publication
from meetings.history.versions import withdraw_version
from meetings.models import Meeting, Revision, Version
from meetings.models.choices import Action
from tests.meetings.admin import rich

pytestmark = [pytest.mark.django_db, rich.in_state("published")]


@pytest.fixture
def user(db: None) -> Any:
    return rich.publisher()


def corrected(meeting: Meeting, user: Any) -> None:
    statement = meeting.statements.get(number=2)
    statement.language = "fr"
    statement.save()
    Meeting.objects.filter(pk=meeting.pk).update(city="Zenda")
    meeting.refresh_from_db()
    publication.correct_record(meeting, user, "zqwhy")


def text(client: Client, url: str = "/changes/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def parsed(client: Client, url: str = "/changes.atom") -> Any:
    answer = client.get(url)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    return feed


def test_new_and_corrected_records_are_told_in_words(
    client: Client, meeting: Meeting, user: Any
) -> None:
    corrected(meeting, user)

    html = text(client)
    assert html.index("Corrected") < html.index("New record")
    assert "<li>Meeting: place</li><li>¶2: language</li>" in html.replace("> <", "><")
    assert f"/meetings/{meeting.slug}/versions/2/?with=1" in html
    assert "zqwhy" not in html
    assert 'rel="alternate" type="application/atom+xml"' in html


def test_feed_tells_the_same(client: Client, meeting: Meeting, user: Any) -> None:
    corrected(meeting, user)

    feed = parsed(client)
    rows = Version.objects.order_by("-pk").select_related("revision")
    assert [entry.title for entry in feed.entries] == [
        f"Corrected: {meeting.shown_title.strip()}",
        f"New record: {meeting.shown_title.strip()}",
    ]
    site = "http://testserver"
    assert [entry.id for entry in feed.entries] == [
        f"{site}/meetings/{meeting.slug}/versions/{number}/" for number in (2, 1)
    ]
    assert [entry.updated for entry in feed.entries] == [
        row.revision.when.isoformat() for row in rows
    ]
    assert feed.entries[0].summary == "<ul><li>Meeting: place</li><li>¶2: language</li></ul>"
    assert feed.feed.updated == feed.entries[0].updated
    assert feed.feed.links[0].href == f"{site}/changes/"


def test_withdrawal_tells_address_and_day_alone(
    client: Client, meeting: Meeting, user: Any
) -> None:
    corrected(meeting, user)
    publication.withdraw(meeting, user, "zqwhy")

    html = text(client)
    (entry,) = parsed(client).entries
    assert f"/meetings/{meeting.slug}/</span>" in html
    assert "Withdrawn" in html
    assert entry.title == f"/meetings/{meeting.slug}/ was withdrawn"
    assert entry.summary == ""
    for hidden in (meeting.shown_title, "zqwhy", "¶2"):
        assert hidden not in html
        assert hidden not in client.get("/changes.atom").content.decode()


def test_record_published_again_is_new_as_a_whole(
    client: Client, meeting: Meeting, user: Any
) -> None:
    publication.withdraw(meeting, user, "Wrong source")
    publication.publish(meeting, user)

    assert Version.objects.get(number=2).changes is None
    assert "Published again" in text(client)


def test_withdrawn_version_tells_no_changes(client: Client, meeting: Meeting, user: Any) -> None:
    corrected(meeting, user)
    publication.correct_record(meeting, user)
    withdraw_version(Version.objects.get(number=2), user, "zqwhy")

    html = text(client)
    assert "¶2" not in html
    assert "Version 2 was withdrawn on" in html
    assert "Nothing that the public can read changed." in html


@pytest.mark.parametrize("rows", [1, 3])
def test_page_and_feed_take_a_fixed_number_of_queries(
    client: Client, meeting: Meeting, user: Any, rows: int
) -> None:
    for _ in range(rows):
        publication.correct_record(meeting, user)
    numbers = []
    for url in ("/changes/", "/changes.atom"):
        client.get(url)
        Meeting.objects.filter(pk=meeting.pk).update(theme=f"Theme {url}")
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        numbers.append(len(queries))
    assert numbers == [1, 1]


def test_pages_lead_on_and_back(client: Client, meeting: Meeting) -> None:
    base = meeting.revisions.order_by("-number").first()
    assert base
    for number in range(100, 125):
        row = Revision.objects.create(
            meeting=meeting,
            number=number,
            action=Action.CORRECT,
            status="published",
            payload=base.payload,
            base=base.number,
            sha256=base.sha256,
        )
        Version.objects.create(meeting=meeting, revision=row, number=number, changes={})
    keys = list(Version.objects.order_by("-pk").values_list("revision", flat=True))

    first, second = text(client), text(client, f"/changes/?after={keys[19]}")
    assert f'href="?after={keys[19]}"' in first
    assert "New record" in second
    assert f'href="?before={keys[20]}"' in second
    assert text(client, f"/changes/?before={keys[20]}").count("Corrected") == 20
    assert text(client, f"/changes/?before={keys[22]}").count("Corrected") == 20


@pytest.mark.parametrize("query", ["after=x", "after=1&before=2", "before=-1"])
def test_odd_cursor_is_not_found(client: Client, meeting: Meeting, query: str) -> None:
    assert client.get(f"/changes/?{query}").status_code == 404
