"""The topics that somebody speaks of most, by the counts that are kept."""

from collections.abc import Callable

from participants.models.question import Question

from ..models import Topic
from ..models.facet_count import FacetName, code
from ..search.counts import most_frequent
from .cards import Bar, bars

MOST = 8
#: read beyond those, so that of equally many the first by name are shown
_MORE = 100

_TOPICS = Question(
    lambda number: Topic.objects.filter(pk__in=[number]).values_list(
        "pk", "sort_name", "slug", "name"
    )
)


def topics_spoken_of(facet: FacetName, number: int, url_of: Callable[[str], str]) -> list[Bar]:
    """The topics of the statements of a participant or person, by how many; two queries."""
    asked: dict[int, tuple[int, int]] = {FacetName.TOPIC: (code(facet, number), MOST + _MORE)}
    counted = dict(most_frequent(asked)[FacetName.TOPIC])
    rows = sorted((-counted[pk], *row) for pk, *row in _TOPICS.ask(list(counted)))
    return bars((name, -n, url_of(slug)) for n, _sort_name, slug, name in rows[:MOST])
