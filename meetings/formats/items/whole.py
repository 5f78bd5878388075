"""Topics and series, as they are taken along: lists without filters, read as a whole."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from ...addresses import address, whole_address
from ...derived.counts import tallied, tally_topics
from ...derived.facet_codes import RecordFacet
from ...models import Series, Topic
from ..table import Column, Table
from .shared import Url


class ListedTopicItem(Struct):
    """A topic, with how much of it is on record."""

    slug: str
    name: str
    abbreviation: str
    url: Url
    broader: Annotated[str | None, Meta(description="Slug of the broader topic, if it is public.")]
    statements: int
    meetings: Annotated[int, Meta(description="Records with a statement on it.")]


class ListedSeriesItem(Struct):
    """A series of meetings, with how many of it are on record."""

    slug: str
    name: str
    url: Url
    records: int


def topic_items() -> list[ListedTopicItem]:
    """All public topics, by name; one query."""
    rows = [*tally_topics(Topic.objects.public()).order_by("sort_name", "slug")]
    slugs = {row.pk: row.slug for row in rows}
    return [
        ListedTopicItem(
            slug=row.slug,
            name=row.name,
            abbreviation=row.abbreviation,
            url=whole_address(address("topic", row.slug)),
            broader=slugs.get(row.broader_id),
            statements=row.said,
            meetings=row.met,
        )
        for row in rows
    ]


def series_items() -> list[ListedSeriesItem]:
    """All public series, by name; one query."""
    rows = Series.objects.public().annotate(records=tallied(RecordFacet.SERIES))
    return [
        ListedSeriesItem(
            row.slug, row.name, whole_address(address("series", row.slug)), row.records
        )
        for row in rows.order_by("sort_name", "slug")
    ]


TOPICS = Table(
    (
        Column(_("Topic"), lambda item: item.name),
        Column(_("Abbreviation"), lambda item: item.abbreviation),
        Column(_("Statements"), lambda item: item.statements),
        Column(_("Meetings"), lambda item: item.meetings),
        Column(_("Address"), lambda item: item.url),
        Column(_("Slug"), lambda item: item.slug),
        Column(_("Slug of the broader topic"), lambda item: item.broader),
    )
)
SERIES = Table(
    (
        Column(_("Series"), lambda item: item.name),
        Column(_("Records"), lambda item: item.records),
        Column(_("Address"), lambda item: item.url),
        Column(_("Slug"), lambda item: item.slug),
    )
)
