"""Feeds of lists, things and searches: what was published or changed last stands first.

Covers meetings.formats.feeds.rows, meetings.formats.feeds.entries, meetings.formats.feeds.lists,
meetings.formats.feeds.things, meetings.views.list_feed and portal.search.feed as well.
"""

from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import publication
from meetings.formats.feeds import newest
from meetings.formats.feeds.lists import LIST_FEEDS
from meetings.models import Meeting
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = [pytest.mark.django_db, rich.in_state("published")]


@pytest.fixture
def user(db: None) -> Any:
    return rich.publisher()


@pytest.fixture
def later(meeting: Meeting, user: Any) -> Meeting:
    """A record of an older meeting that is published after the one of this module."""
    participant = meeting.delegations.order_by("pk")[0].participant
    topic = build.topic("Trawlers")
    record = build.meeting("old", date="1999-01-02", title="An old meeting")
    for text in ("Nets <b>are</b> old.", "Boats are new."):
        build.statement(record, text, speakers=(participant,), topics=(topic,), language="en")
    build.pledge(record, "Give a net", participant)
    build.delegation(record, participant)
    publication.correct_record(record, user)
    return record


def parsed(client: Client, url: str) -> Any:
    answer = client.get(url)
    assert answer.status_code == 200, url
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, url
    return feed


def test_statements_follow_the_day_they_were_entered(client: Client, later: Meeting) -> None:
    entries = parsed(client, "/statements.atom").entries

    site = "http://testserver/meetings"
    assert [entry.id for entry in entries[:2]] == [f"{site}/old/statements/{n}/" for n in (1, 2)]
    version = later.versions.get()
    first = entries[0]
    assert first.updated[:19] == version.revision.when.isoformat()[:19]
    assert "<blockquote><p>Nets &lt;b&gt;are&lt;/b&gt; old.</p></blockquote>" in first.summary
    assert first.author == "Ruritania"
    assert [tag.term for tag in first.tags] == ["Trawlers"]
    assert first.summary_detail.language == "en"


def test_correction_brings_up_what_changed_alone(
    client: Client, later: Meeting, meeting: Meeting, user: Any
) -> None:
    statement = meeting.statements.get(number=2)
    statement.language = "fr"
    statement.save()
    publication.correct_record(meeting, user)

    links = [entry.link for entry in parsed(client, "/statements.atom").entries]
    assert links[0].endswith(f"/{meeting.slug}/statements/2/")
    assert links[1].endswith("/old/statements/1/")
    assert len(links) == len(set(links))


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("topic=trawlers", 2),
        ("words=boats", 1),
        ("year_to=1999", 2),
        ("words=ships&topic=trawlers", 0),
    ],
)
def test_filters_narrow_a_feed(client: Client, later: Meeting, query: str, n: int) -> None:
    feed = parsed(client, f"/statements.atom?{query}")
    assert len(feed.entries) == n
    assert feed.feed.links[0].href == f"http://testserver/statements/?{query}"
    assert feed.feed.links[1].href == f"http://testserver/statements.atom?{query}"


def test_rows_beyond_the_batches_are_found(
    client: Client, later: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {feed.path: parsed(client, f"/{feed.path}").entries for feed in LIST_FEEDS}
    monkeypatch.setattr(newest, "BATCHES", (1,))

    for path, entries in whole.items():
        if path not in ("participants.atom", "people.atom", "topics.atom"):
            Meeting.objects.filter(slug="old").update(theme=path)
            found = parsed(client, f"/{path}").entries
            assert {one.id for one in found} == {one.id for one in entries}, path


@pytest.mark.parametrize("feed", LIST_FEEDS, ids=lambda feed: feed.noun)
def test_each_list_leads_with_what_is_new(client: Client, later: Meeting, feed: Any) -> None:
    entries = parsed(client, f"/{feed.path}").entries
    assert entries
    assert [one.updated for one in entries] == sorted(
        (one.updated for one in entries), reverse=True
    )
    page = client.get(f"/{feed.listing.name}/").content.decode()
    assert f'type="application/atom+xml" title="Atom" href="/{feed.path}"' in page
    assert f"/follow/?about=%2F{feed.listing.name}%2F" in page


def test_things_tell_what_is_new_of_them(client: Client, later: Meeting) -> None:
    entries = parsed(client, "/participants/ruritania.atom").entries
    assert {one.link.removeprefix("http://testserver") for one in entries} >= {
        "/meetings/old/statements/1/",
        "/meetings/old/pledges/1/",
        "/meetings/old/#delegations",
    }
    assert len(parsed(client, "/topics/trawlers.atom").entries) == 2
    assert client.get("/topics/unheard.atom").status_code == 404


def test_pledge_tells_each_version_that_changed_it(
    client: Client, later: Meeting, user: Any
) -> None:
    pledge = later.pledges.get()
    pledge.updates.create(date="2009", status="fulfilled", text="Done", asserted_by="Chair")
    publication.correct_record(later, user)
    Meeting.objects.filter(pk=later.pk).update(summary="Other")
    later.refresh_from_db()
    publication.correct_record(later, user)

    first, second = parsed(client, "/meetings/old/pledges/1.atom").entries
    assert first.title == "Pledge 1: updates: Give a net"
    assert second.title == "Pledge 1 is new: Give a net"
    assert first.id == "http://testserver/meetings/old/versions/2/#pledge-1"
    assert "Done" in first.summary


def test_search_is_followed(client: Client, later: Meeting) -> None:
    feed = parsed(client, "/search.atom?q=boats&from=ruritania")
    assert [one.link for one in feed.entries] == ["http://testserver/meetings/old/statements/2/"]
    assert feed.feed.title.startswith("Search: boats ruritania")
    assert parsed(client, "/search.atom").entries == []


def test_wrong_value_and_typed_name_are_answered(client: Client, later: Meeting) -> None:
    wrong = client.get("/statements.atom?year_from=x")
    assert (wrong.status_code, wrong.content) == (400, b"From (year_from): Enter a whole number.\n")
    typed = client.get("/statements.atom?participant=Ruritania")
    assert typed["Location"] == "/statements.atom?participant=ruritania"


def test_feed_that_takes_too_long_is_to_be_tried_later(
    client: Client, later: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.views.list_feed.LIMIT", 0.0)
    answer = client.get("/statements.atom?words=boats")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


@pytest.mark.parametrize("url", ["/statements.atom", "/pledges.atom", "/search.atom?q=nets"])
def test_feed_takes_as_many_queries_for_more_rows(
    client: Client, later: Meeting, user: Any, url: str
) -> None:
    def count() -> int:
        Meeting.objects.filter(pk=later.pk).update(theme=f"T {Meeting.objects.count()}")
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    client.get(url)
    before = count()
    for n in (7, 8):
        build.statement(later, f"Nets again {n}.", number=n, order=n)
        build.pledge(later, f"Nets {n}", number=n)
    later.refresh_from_db()
    publication.correct_record(later, user)
    assert count() == before
