"""Rows of a query are filled by the names of their fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest
from django.db.models import F

from meetings.models import Meeting
from participants.queries.prepared import PreparedQuery
from participants.queries.rows import row_columns, row_reader
from tests.meetings import build


@dataclass(slots=True)
class SeriesName:
    pk: int
    name: str


@dataclass(slots=True)
class MeetingRow:
    slug: str
    first: Annotated[date | None, F("first_day")]
    series: SeriesName | None
    country_name: Annotated[str | None, F("country__name")]
    topics: Sequence[str] = ()


@dataclass(slots=True)
class RelationRow:
    relation: str
    other: Annotated[MeetingRow, F("meeting")]


def test_columns_are_the_fields_without_a_default() -> None:
    assert row_columns(MeetingRow) == (
        "slug",
        "first_day",
        "series__pk",
        "series__name",
        "country__name",
    )


def test_columns_of_a_joined_row_stand_at_the_path_of_its_field() -> None:
    assert row_columns(RelationRow) == (
        "relation",
        "meeting__slug",
        "meeting__first_day",
        "meeting__series__pk",
        "meeting__series__name",
        "meeting__country__name",
    )


def test_row_has_its_values_by_name() -> None:
    values = ("next", "one", date(2007, 1, 1), 3, "Fish", None)

    (row,) = row_reader(RelationRow)([values])

    assert row == RelationRow(
        "next", MeetingRow("one", date(2007, 1, 1), SeriesName(3, "Fish"), None)
    )
    assert row.other.topics == ()


def test_joined_row_is_none_where_the_relation_leads_nowhere() -> None:
    (row,) = row_reader(MeetingRow)([("one", None, None, None, None)])

    assert row.series is None


def test_equal_joined_rows_are_one_object() -> None:
    first, second = row_reader(MeetingRow)(
        [("one", None, 3, "Fish", None), ("two", None, 3, "Fish", None)]
    )

    assert first.series is second.series


@pytest.mark.django_db
def test_query_reads_the_columns_of_its_row() -> None:
    build.meeting("one", date="2008-05", series=build.series("Fish"))
    build.meeting("two", date="", country=build.participant("Aland"))
    query = PreparedQuery(
        lambda slugs: Meeting.objects.filter(slug__in=[slugs]).order_by("slug"), MeetingRow
    )

    first, second = query.rows(["one", "two"])

    assert (first.slug, first.first, first.country_name) == ("one", date(2008, 5, 1), None)
    assert first.series is not None
    assert first.series.name == "Fish"
    assert (second.slug, second.first, second.series) == ("two", None, None)
    assert second.country_name == "Aland"
