"""Series as pages show them."""

from dataclasses import dataclass

from participants.queries.prepared import PreparedQuery

from ..models import Series
from .links import SeriesLink


@dataclass(slots=True)
class SeriesPage(SeriesLink):
    """A series as its page names it; its meetings are read page by page."""

    note: str


_SERIES = PreparedQuery(lambda slug: Series.objects.public().filter(slug=slug), SeriesPage)


def public_series(slug: str) -> SeriesPage | None:
    """A series that a published record uses."""
    return _SERIES.row(slug)
