"""The heads of the pages of topics and series."""

from ...addresses import whole_address
from ...reading.series import SeriesPage
from ...reading.topic import TopicPage
from .head import PageHead, alternates
from .things import filled, top


def topic_head(page: TopicPage) -> PageHead:
    """The head of a topic."""
    broader = page.broader
    node = top(
        "DefinedTerm",
        page.url,
        name=page.name,
        termCode=page.abbreviation,
        isPartOf=filled(type="DefinedTerm", id=whole_address(broader.url), name=broader.name)
        if broader
        else None,
    )
    return PageHead(node, alternates=alternates("topic", page.slug))


def series_head(page: SeriesPage) -> PageHead:
    """The head of a series."""
    node = top("EventSeries", page.url, name=page.name, description=page.note)
    return PageHead(node, alternates=alternates("series", page.slug))
