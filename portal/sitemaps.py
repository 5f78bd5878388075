"""Addresses of the public pages for search engines: /sitemap.xml, an index of one list a noun."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sitemaps.views import x_robots_tag
from django.core.paginator import InvalidPage, Paginator
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.timezone import localtime

from meetings.addresses import address, addresses, numbered_address
from meetings.derived.counts import numbers_of
from meetings.derived.facet_codes import ALL
from meetings.models import Meeting, Pledge, Series, Statement, Topic
from meetings.models.derived_rows import ListedDocument, ListedPerson
from participants.models import Participant
from portal.page_texts.page_text import PageText

#: addresses in one file: a page of the longest list takes no longer to make than other pages
LIMIT = 2_000
#: pages without a noun of their own
PAGES = (
    "home",
    "how_records_are_made",
    "changes",
    "meeting_list",
    "statement_list",
    "pledge_list",
    "participant_list",
    "delegation_list",
    "person_list",
    "topic_list",
    "series_list",
    "document_list",
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Entry(NamedTuple):
    """The address of a page, and when it was changed last, where that is known."""

    path: str
    changed: datetime | None = None


class PublicPages:
    """A list of pages, by parts of :attr:`limit`."""

    limit = LIMIT

    @cached_property
    def paginator(self) -> Any:
        """The parts; how many there are is asked once."""
        sliced: Any = self
        return Paginator(sliced, self.limit)

    def count(self) -> int:
        """How many pages there are."""
        return int(self.rows().count())

    def __getitem__(self, part: slice) -> list[Entry]:
        return list(self.entries(self.rows()[part]))

    def rows(self) -> Any:
        """What of each page is read."""
        raise NotImplementedError

    def entries(self, rows: Any) -> Iterator[Entry]:
        """A page each."""
        raise NotImplementedError


class ListPages(PublicPages):
    """The front page, the lists and the register's own pages."""

    @cached_property
    def _names(self) -> Sequence[str]:
        return [*PAGES, *PageText.objects.order_by("key").values_list("key", flat=True)]

    def count(self) -> int:
        """With the pages that staff write, those that are there."""
        return len(self._names)

    def rows(self) -> Any:
        """Their names."""
        return self._names

    def entries(self, rows: Any) -> Iterator[Entry]:
        """Their addresses."""
        return (Entry(reverse(name)) for name in rows)


class MeetingAddresses(PublicPages):
    """Published records, and the meetings they name."""

    def rows(self) -> Any:
        """Slug and last change of each."""
        return Meeting.objects.public().order_by("pk").values_list("slug", "updated_at")

    def entries(self, rows: Any) -> Iterator[Entry]:
        """Their addresses, changed with the record."""
        path = addresses("meeting")
        return (Entry(path(slug), changed) for slug, changed in rows)


class NumberedPages(PublicPages):
    """Pages of published records that have numbers, changed with their record."""

    route = ""

    def of(self, rows: Any) -> Any:
        """The slug of the meeting, its last change, and the number of each."""
        return rows.values_list("meeting__slug", "number", "meeting__updated_at")

    def entries(self, rows: Any) -> Iterator[Entry]:
        """Their addresses."""
        return (
            Entry(numbered_address(self.route, slug, number), changed)
            for slug, number, changed in rows
        )


class StatementPages(NumberedPages):
    """Statements, of which there may be a million: their number is kept, and parts are by key."""

    route = "statement"

    def count(self) -> int:
        """As the tallies say."""
        return numbers_of([(ALL, ALL)]).get((ALL, ALL), 0)

    def __getitem__(self, part: slice) -> list[Entry]:
        statements = Statement.objects.published().newest_first()
        keys = list(statements.values_list("key", flat=True)[part])
        if not keys:
            return []
        within = statements.filter(key__lte=keys[0], key__gte=keys[-1])
        return list(self.entries(self.of(within)))


class PledgePages(NumberedPages):
    """Pledges."""

    route = "pledge"

    def rows(self) -> Any:
        """Those of published records."""
        return self.of(Pledge.objects.published().order_by("pk"))


class SeriesAddresses(PublicPages):
    """Series, each as new as the newest change of a meeting that its page lists."""

    def rows(self) -> Any:
        """Slug and last change of each."""
        meetings = Meeting.objects.public().filter(series=OuterRef("pk"))
        changed = Subquery(meetings.order_by("-updated_at", "pk").values("updated_at")[:1])
        rows = Series.objects.public().order_by("pk").annotate(changed=changed)
        return rows.values_list("slug", "changed")

    def entries(self, rows: Any) -> Iterator[Entry]:
        """Their addresses."""
        return (Entry(address("series", slug), changed) for slug, changed in rows)


class NamedPages(PublicPages):
    """Pages of nouns that a published record uses, by slug or key.

    When one changed last is not known: it shows parts of many records.
    """

    def __init__(self, route: str, nouns: Any, name: str = "slug") -> None:
        self.route, self.nouns, self.name = route, nouns, name

    def rows(self) -> Any:
        """The slug or key of each."""
        return self.nouns.order_by("pk").values_list(self.name, flat=True)

    def entries(self, rows: Any) -> Iterator[Entry]:
        """Their addresses."""
        return map(Entry, map(addresses(self.route), rows))


def sections() -> dict[str, PublicPages]:
    """The lists by the name that their address has."""
    return {
        "pages": ListPages(),
        "meetings": MeetingAddresses(),
        "statements": StatementPages(),
        "pledges": PledgePages(),
        "participants": NamedPages("participant", Participant.objects.public()),
        "people": NamedPages("person", ListedPerson.objects, "key"),
        "topics": NamedPages("topic", Topic.objects.public()),
        "series": SeriesAddresses(),
        "documents": NamedPages("document", ListedDocument.objects, "key"),
    }


@x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """Every page of every list that holds any, below SITE_URL, whatever host is asked."""
    files = []
    for name, pages in sections().items():
        if not pages.paginator.count:
            continue
        first = settings.SITE_URL + reverse("sitemap_section", args=[name])
        files.append(first)
        files += [f"{first}?p={number}" for number in range(2, pages.paginator.num_pages + 1)]
    found = "".join(f"<sitemap><loc>{escape(file)}</loc></sitemap>" for file in files)
    return _xml(f'<sitemapindex xmlns="{_NAMESPACE}">\n{found}\n</sitemapindex>')


@x_robots_tag
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One list, or a further page of it (``?p=2``). Raises ``Http404`` where there is none.

    Written as text: Django's own template took four fifths of the time of 2,000 addresses.
    """
    pages = sections().get(section)
    if pages is None:
        raise Http404(section)
    try:
        entries = pages.paginator.page(request.GET.get("p", 1)).object_list
    except InvalidPage as error:
        raise Http404(str(error)) from error
    found = "".join(map(_url, entries))
    response = _xml(f'<urlset xmlns="{_NAMESPACE}">\n{found}\n</urlset>')
    moments = [entry.changed for entry in entries if entry.changed]
    if moments and len(moments) == len(entries):
        response["Last-Modified"] = http_date(max(moments).timestamp())
    return response


def _url(entry: Entry) -> str:
    day = f"<lastmod>{localtime(entry.changed):%Y-%m-%d}</lastmod>" if entry.changed else ""
    return f"<url><loc>{escape(settings.SITE_URL + entry.path)}</loc>{day}</url>"


def _xml(root: str) -> HttpResponse:
    return HttpResponse(f"{_DECLARATION}{root}\n", content_type="application/xml")
