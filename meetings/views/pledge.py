"""Pledges: the list with what became of them, and each with its sources."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..addresses import list_address
from ..derived.pledge_numbers import kept_meetings
from ..formats.page_meta.pledge import pledge_head
from ..lists import pledge as pledges
from ..lists.facets import Facet
from ..lists.view import FilteredListView
from ..models import Meeting
from ..models.choices import Noun, PledgeKind
from ..reading.bars import bars
from ..reading.pledge import pledge_rows
from ..reading.pledge_page import published_pledge
from .lookup import part_elsewhere
from .searched import Searched


class PledgeList(FilteredListView):
    """All pledges of published records, with what the records say became of them."""

    template_name = "meetings/pledge_list.html"
    noun = _("Pledges")
    filterset_class = pledges.PledgeFilterSet
    paginate_by = 50

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Pledges with all that a row prints."""
        return pledge_rows(numbers, localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page by groups, the bar of statuses, and on the first page what is pledged."""
        context = super().get_context_data(**kwargs)
        facets = {facet.name: facet for facet in context["facets"]}
        sort = self.filter.address.sort or "status"
        context |= {
            "today": localdate(),
            "groups": pledges.pledge_groups(context["object_list"], sort, facets["status"]),
            "slices": pledges.slices(facets["status"]) if facets["status"].exact else [],
        }
        if not self.filter.address.is_filtered and context["page_obj"].number == 1:
            context |= pledge_overview(facets["kind"])
        return context


def pledge_overview(kinds: Facet) -> dict[str, Any]:
    """What is pledged and where, over all pledges; two queries."""
    numbers = sorted(
        ((option.value, option.n) for option in kinds.options),
        key=lambda row: (-row[1], row[0]),
    )
    most = dict(kept_meetings(6))
    meetings = Meeting.objects.select_related("series").in_bulk(most)
    return {
        "kind_bars": bars(
            (str(PledgeKind(kind).label), n, list_address("pledge_list", kind=kind))
            for kind, n in numbers
        ),
        "meeting_bars": bars(
            (meetings[pk].shown_title, n, list_address("pledge_list", meeting=meetings[pk].slug))
            for pk, n in most.items()
        ),
    }


def pledge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one pledge."""
    page = published_pledge(slug, number, localdate())
    if page is None:
        return part_elsewhere(slug, Noun.PLEDGE, number)
    context = {"pledge": page, "searched": Searched(request), "head": pledge_head(page)}
    return render(request, "meetings/pledge_detail.html", context)
