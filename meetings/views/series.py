"""Series: the list, and each with its meetings."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Case, Count, F, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.generic import ListView

from participants.queries.prepared import PreparedQuery

from ..derived.counts import tallied
from ..derived.facet_codes import RecordFacet
from ..formats.page_meta.gatherings import series_head
from ..lists.address import PAGE
from ..lists.filters import ByteOrder
from ..models import Meeting, Relation, Series
from ..reading.meeting import MeetingRow, meeting_rows
from ..reading.series import SeriesPage, public_series
from .lookup import moved_or_gone

#: meetings of a series on one page
MOST = 50


def _meetings(*order: Any) -> PreparedQuery:
    """The public meetings of a series."""
    return PreparedQuery(
        lambda numbers: (
            Meeting.objects.public()
            .filter(series__in=[numbers])
            .order_by(*order)
            .values_list("pk", "ordinal")
        )
    )


_UNDATED = Case(When(first_day=None, last_day=None, then=Value(1)), default=Value(0))
_COUNTED = _meetings()
_BY_ORDINAL = _meetings("ordinal", ByteOrder(F("slug")), "pk")
_BY_DAY = _meetings(F("first_day").asc(nulls_last=True), _UNDATED, ByteOrder(F("slug")), "pk")


class MeetingPaginator(Paginator):
    """The meetings of a series in their order: by ordinal if each has one, else by day."""

    def __init__(self, series: SeriesPage) -> None:
        super().__init__([], MOST)
        self.series = series

    @cached_property
    def _numbered(self) -> tuple[int, bool]:
        around = "SELECT count(*), count(nullif(ordinal, 0)) FROM (%s) AS k"
        n, ordinals = _COUNTED.rows_around(around, [self.series.pk])[0]
        return n, n == ordinals

    @property
    def count(self) -> int:
        """How many meetings are public."""
        return self._numbered[0]

    def page(self, number: Any) -> Page[MeetingRow]:
        """The rows of a page. Raises ``InvalidPage``."""
        number = self.validate_number(number)
        ordered = _BY_ORDINAL if self._numbered[1] else _BY_DAY
        # Cut outside, so that the SQL is the same for all pages.
        around = f"SELECT * FROM (%s) AS k LIMIT {MOST} OFFSET {(number - 1) * MOST}"  # noqa: S608  (numbers)
        shown = [pk for pk, _ordinal in ordered.rows_around(around, [self.series.pk])]
        return Page(meeting_rows(shown), number, self)


def series_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One series: its meetings in their order, those only named among them."""
    series = public_series(slug)
    if series is None:
        return moved_or_gone(Series, "series", slug=slug)
    try:
        page = MeetingPaginator(series).page(request.GET.get(PAGE) or 1)
    except InvalidPage as wrong:
        raise Http404 from wrong
    context = {
        "series": series,
        "head": series_head(series),
        "rows": page.object_list,
        "page_obj": page,
        "query": QueryDict(),
        "canonical": request.path + (f"?{PAGE}={page.number}" if page.number > 1 else ""),
    }
    return render(request, "meetings/series_detail.html", context)


class SeriesList(ListView):
    """All series that a published record uses, with how many meetings of each are public."""

    template_name = "meetings/series_list.html"
    paginate_by = 100

    def get_queryset(self) -> QuerySet[Any]:
        """Public series by name, with how many records of each are published."""
        rows = Series.objects.public().annotate(record_count=tallied(RecordFacet.SERIES))
        return rows.order_by("sort_name", "slug")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, with the meetings that are only named counted, too."""
        context = super().get_context_data(**kwargs)
        named = dict(_NAMED.rows())
        for series in context["object_list"]:
            series.meeting_count = series.record_count + named.get(series.pk, 0)
        return context


# From what names them, for those only named are few among all meetings.
_NAMED = PreparedQuery(
    lambda: (
        Meeting.objects.public()
        .stubs()
        .filter(pk__in=Relation.objects.published().values("other"), series__isnull=False)
        .order_by()
        .values_list("series")
        .annotate(n=Count("pk"))
    )
)
