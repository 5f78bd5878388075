"""Pages of series."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.views.generic import DetailView, ListView

from ..models import Meeting, Series
from .meeting_rows import meeting_rows, of_series


class SeriesList(ListView):
    """All series that a published record uses, with how many meetings of each are public."""

    template_name = "meetings/series_list.html"
    paginate_by = 100

    def get_queryset(self) -> QuerySet[Any]:
        """Public series by name."""
        public = Q(meetings__in=Meeting.objects.public())
        recorded = Q(meetings__in=Meeting.objects.published())
        rows = Series.objects.public().annotate(
            meeting_count=Count("meetings", filter=public),
            record_count=Count("meetings", filter=recorded),
        )
        return rows.order_by("sort_name", "slug")


class SeriesPage(DetailView):
    """One series: its meetings in their order, those only named among them."""

    template_name = "meetings/series_detail.html"
    context_object_name = "series"

    def get_queryset(self) -> QuerySet[Any]:
        """Public series."""
        return Series.objects.public()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The meetings of the series."""
        meetings = of_series(Meeting.objects.public().for_list().filter(series=self.object))
        context = super().get_context_data(**kwargs)
        return context | {"rows": meeting_rows(meetings, in_years=False)}
