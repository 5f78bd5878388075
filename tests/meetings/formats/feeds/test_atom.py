"""A feed as Atom, read by a parser that others wrote.

Covers meetings.formats.feeds.entry as well.
"""

import datetime

import feedparser

from meetings.formats.feeds.atom import encoded
from meetings.formats.feeds.entry import Feed, FeedEntry


def test_feed_holds_what_xml_can_hold() -> None:
    when = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    entry = FeedEntry(
        title="A \x00&<b>\ufffe", address="/a/", updated=when, html="<p>ب</p>", language="ar"
    )
    file = encoded(Feed(title="“F”", page="/", address="/f.atom", entries=[entry]))

    feed = feedparser.parse(file)
    assert not feed.bozo
    assert feed.entries[0].title == "A &<b>"
    assert feed.entries[0].summary == "<p>ب</p>"
    assert b'<entry xml:lang="ar">' in file
    assert feedparser.parse(encoded(Feed(title="", page="/", address="/f.atom"))).feed.updated == (
        "2000-01-01T00:00:00+00:00"
    )
