"""Addresses of the public pages for search engines: /sitemap.xml, an index of one list a noun."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap, x_robots_tag
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from meetings.addresses import address, numbered_address
from meetings.derived.counts import numbers_of
from meetings.derived.facet_codes import ALL
from meetings.models import Meeting, Pledge, Series, Statement, Topic
from meetings.models.derived_rows import ListedDocument, ListedPerson
from participants.models import Participant
from portal.page_texts.page_text import PageText

#: addresses in one file: a page of the longest list takes no longer to make than other pages
LIMIT = 1_000
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


class PublicPages(Sitemap):
    """Addresses below SITE_URL, whatever host is asked: the answer is the same for all."""

    limit = LIMIT

    @cached_property
    def paginator(self) -> Any:
        """The parts. Django makes them anew, and counts again, whenever they are asked for."""
        return super().paginator

    def get_protocol(self, protocol: str | None = None) -> str:
        """http or https, as SITE_URL has it."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        """The host of SITE_URL, with its port."""
        return urlsplit(settings.SITE_URL).netloc


class ListPages(PublicPages):
    """The front page, the lists and the register's own pages."""

    def items(self) -> Any:
        """Their names; of the pages that staff write, those that are there."""
        return [*PAGES, *PageText.objects.order_by("key").values_list("key", flat=True)]

    def location(self, item: Any) -> str:
        """The address of one."""
        return reverse(item)


class MeetingAddresses(PublicPages):
    """Published records, and the meetings they name."""

    def items(self) -> Any:
        """Slug and last change of each."""
        rows = Meeting.objects.public().order_by("pk")
        return rows.values_list("slug", "updated_at", named=True)

    def location(self, item: Any) -> str:
        """The address of one."""
        return address("meeting", item.slug)

    def lastmod(self, item: Any) -> Any:
        """When it was changed last."""
        return item.updated_at


class NumberedPages(PublicPages):
    """Pages of published records that have numbers: statements and pledges."""

    def __init__(self, route: str, rows: Any) -> None:
        self.route, self.rows = route, rows

    def items(self) -> Any:
        """The slug of the meeting, its last change, and the number of each."""
        return _numbered(self.rows)

    def location(self, item: Any) -> str:
        """The address of one."""
        return numbered_address(self.route, item.meeting__slug, item.number)

    def lastmod(self, item: Any) -> Any:
        """When its record was changed last."""
        return item.meeting__updated_at


def _numbered(rows: Any) -> Any:
    return rows.values_list("meeting__slug", "number", "meeting__updated_at", named=True)


class StatementRows:
    """Published statements, of which there may be a million: counted by their tally, cut by key."""

    def count(self) -> int:
        """How many there are."""
        return numbers_of([(ALL, ALL)]).get((ALL, ALL), 0)

    def __getitem__(self, part: slice) -> list[Any]:
        statements = Statement.objects.published().newest_first()
        # A late part that is cut by place would join all rows before it to their meetings.
        keys = list(statements.values_list("key", flat=True)[part])
        if not keys:
            return []
        return list(_numbered(statements.filter(key__lte=keys[0], key__gte=keys[-1])))


class StatementAddresses(NumberedPages):
    """Statements."""

    def __init__(self) -> None:
        super().__init__("statement", StatementRows())

    def items(self) -> Any:
        """What a part is cut of."""
        return self.rows


class SeriesAddresses(PublicPages):
    """Series, each as new as the newest change of a meeting that its page lists."""

    def items(self) -> Any:
        """Slug and last change of each."""
        meetings = Meeting.objects.public().filter(series=OuterRef("pk"))
        changed = Subquery(meetings.order_by("-updated_at", "pk").values("updated_at")[:1])
        rows = Series.objects.public().order_by("pk").annotate(changed=changed)
        return rows.values_list("slug", "changed", named=True)

    def location(self, item: Any) -> str:
        """The address of one."""
        return address("series", item.slug)

    def lastmod(self, item: Any) -> Any:
        """When a meeting of it was changed last."""
        return item.changed


class NamedPages(PublicPages):
    """Pages of nouns that a published record uses, by slug or key.

    When one changed last is not known: it shows parts of many records.
    """

    def __init__(self, route: str, rows: Any, name: str = "slug") -> None:
        self.route, self.rows, self.name = route, rows, name

    def items(self) -> Any:
        """The slug or key of each."""
        return self.rows.order_by("pk").values_list(self.name, flat=True)

    def location(self, item: Any) -> str:
        """The address of one."""
        return address(self.route, item)


def sections() -> dict[str, Any]:
    """The lists by the name that their address has."""
    return {
        "pages": ListPages(),
        "meetings": MeetingAddresses(),
        "statements": StatementAddresses(),
        "pledges": NumberedPages("pledge", Pledge.objects.published().order_by("pk")),
        "participants": NamedPages("participant", Participant.objects.public()),
        "people": NamedPages("person", ListedPerson.objects, "key"),
        "topics": NamedPages("topic", Topic.objects.public()),
        "series": SeriesAddresses(),
        "documents": NamedPages("document", ListedDocument.objects, "key"),
    }


@x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """Every page of every list that holds any. Django's own names the host that was asked."""
    files = []
    for name, pages in sections().items():
        if not pages.paginator.count:
            continue
        first = settings.SITE_URL + reverse("sitemap_section", args=[name])
        files.append(SitemapIndexItem(first))
        files += [
            SitemapIndexItem(f"{first}?p={number}")
            for number in range(2, pages.paginator.num_pages + 1)
        ]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


def section(request: HttpRequest, section: str) -> HttpResponse:
    """One list, or a further page of it (``?p=2``). Raises ``Http404`` where there is none."""
    response: HttpResponse = sitemap(request, sections(), section)
    return response
