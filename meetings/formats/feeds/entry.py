"""What a feed holds, as plain data: gathered first, encoded afterwards."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

#: entries of one feed
MOST = 50


@dataclass(slots=True, kw_only=True)
class FeedEntry:
    """One thing that became public or changed.

    ``address`` is the path of its page, ``identity`` what tells entries apart that lead to the
    same page; ``updated`` the moment of the version that shows it as it is. ``html`` is escaped.
    """

    title: str
    address: str
    updated: datetime.datetime
    html: SafeString | str = ""
    identity: str = ""
    author: str = ""
    language: str = ""
    categories: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Feed:
    """A feed: the page that it is about, and its entries, the latest first."""

    title: str
    page: str
    address: str
    about: str = ""
    entries: Sequence[FeedEntry] = field(default_factory=list)
