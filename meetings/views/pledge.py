"""Pledges: the list with what became of them, and each with its sources."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext

from ..cards.pledge import pledge_cards
from ..lists.facet import Facet
from ..lists.pages import FilteredList
from ..lists.pledge import PledgeFilter
from ..models import Meeting, Pledge, PledgeStatus
from ..models.choices import Noun, PledgeKind
from ..models.pledge_count import kept_meetings
from . import cards
from .lookup import part_elsewhere
from .parameters import reads
from .pledge_page import pledge_context
from .pledge_reading import published_pledge
from .searched import PARAMETER, Searched


class Slice(NamedTuple):
    """A status in the bar: how many pledges have it, and where it stands out of 1000."""

    status: str
    n: int
    x: float
    width: float

    @property
    def shape(self) -> str:
        """The name of its colour and shape."""
        return "none" if self.status == PledgeStatus.NO_FOLLOW_UP else slugify(self.status)


class PledgeList(FilteredList):
    """All pledges of published records, with what the records say became of them."""

    filterset_class = PledgeFilter
    paginate_by = 50
    template_name = "meetings/pledge_list.html"

    def rows(self) -> QuerySet[Any]:
        """Published pledges with their status of today."""
        return Pledge.objects.listed(cards.today())

    def cards(self, numbers: list[int]) -> list[Any]:
        """Pledges with all that a row prints."""
        return pledge_cards(numbers, cards.today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page by groups, the bar of statuses, and the choices of the filters."""
        context = super().get_context_data(**kwargs)
        statuses = self.filter.statuses
        sort = self.filter.sort_value or "status"
        context |= {
            "today": cards.today(),
            "groups": grouped(context["object_list"], sort, statuses),
            "slices": slices(statuses) if statuses.exact else [],
        }
        if not self.filter.filtering and context["page_obj"].number == 1:
            context |= overview(self.filter)
        return context


def slices(statuses: Facet) -> list[Slice]:
    """The statuses that pledges have, side by side on 1000 units, 3 units apart."""
    found: list[Slice] = []
    whole = sum(option.n for option in statuses.options)
    x = 0.0
    for option in (option for option in statuses.options if option.n):
        width = 1000 * option.n / whole
        drawn = max(width - 3, 1)
        found.append(Slice(option.value, option.n, round(x, 1), round(drawn, 1)))
        x += width
    return found


class Group(NamedTuple):
    """Pledges under one heading; ``n`` counts those on other pages too, where it is known."""

    label: str
    n: int | None
    rows: list[Any]


def grouped(rows: Iterable[Any], sort: str, statuses: Facet) -> list[Group]:
    """The rows of a page under headings: by status or by year made; by due date under one."""
    numbers = {option.value: option.n for option in statuses.options if statuses.exact}
    if sort == "status":
        return [
            Group(str(PledgeStatus(status).label), numbers.get(status), list(some))
            for status, some in groupby(rows, key=lambda row: row.status)
        ]
    if sort == "newest":
        return [
            Group(str(year) if year else gettext("Date not stated"), None, list(some))
            for year, some in groupby(rows, key=_year_made)
        ]
    return [Group("", None, list(rows))] if rows else []


def _year_made(pledge: Any) -> int | None:
    day = pledge.made_first or pledge.meeting.first_day
    return day.year if day else None


def overview(used: PledgeFilter) -> dict[str, Any]:
    """What is pledged and where, over all pledges; two queries."""
    kinds = sorted(
        ((option.value, option.n) for option in used.facet("kind").options),
        key=lambda row: (-row[1], row[0]),
    )
    most = dict(kept_meetings(6))
    meetings = Meeting.objects.select_related("series").in_bulk(most)
    return {
        "kind_bars": cards.bars(
            (str(PledgeKind(kind).label), n, cards.list_url("pledge_list", kind=kind))
            for kind, n in kinds
        ),
        "meeting_bars": cards.bars(
            (meetings[pk].shown_title, n, cards.list_url("pledge_list", meeting=meetings[pk].slug))
            for pk, n in most.items()
        ),
    }


@reads(PARAMETER)
def pledge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one pledge."""
    found = published_pledge(slug, number)
    if found is None:
        return part_elsewhere(slug, Noun.PLEDGE, number)
    context = pledge_context(found, cards.today(), Searched(request))
    return render(request, "meetings/pledge_detail.html", context)
