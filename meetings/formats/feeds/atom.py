"""A feed as Atom (RFC 4287), by Django's own writer."""

import datetime
import re
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from .entry import Feed, FeedEntry

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
#: characters that XML cannot hold
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: when a feed changed that holds nothing yet: always the same, so that it stays unchanged
_NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class _Atom(Atom1Feed):
    """Entries with the language of their words."""

    def latest_post_date(self) -> datetime.datetime:
        """When the feed last changed."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=_NEVER)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of an entry, where it is another than that of the feed."""
        return {"xml:lang": item["language"]} if item["language"] else {}


def encoded(feed: Feed) -> bytes:
    """The feed as a file in UTF-8."""
    site = settings.SITE_URL
    atom = _Atom(
        title=_writable(f"{feed.title} – {settings.SITE_NAME}"),
        link=site + feed.page,
        description="",
        language=get_language(),
        subtitle=_writable(feed.about),
        feed_url=site + feed.address,
        author_name=_writable(settings.SITE_NAME),
        author_link=f"{site}/",
    )
    for entry in feed.entries:
        _add(atom, entry, site)
    file = BytesIO()
    atom.write(file, "utf-8")
    return file.getvalue()


def _add(atom: _Atom, entry: FeedEntry, site: str) -> None:
    atom.add_item(
        title=_writable(entry.title),
        link=site + entry.address,
        description=_writable(str(entry.html)),
        unique_id=site + (entry.identity or entry.address),
        updateddate=entry.updated,
        author_name=_writable(entry.author) or None,
        categories=[_writable(name) for name in entry.categories],
        language=entry.language,
    )


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)
