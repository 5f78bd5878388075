"""Queries put into SQL once."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.models import Meeting, Series
from meetings.views.prepared import Prepared, columns, instance
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_prepared_query_is_asked_anew_for_each_value(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = []

    def slugs(slug: str, day: date, pk: int) -> object:
        made.append(slug)
        rows = Meeting.objects.filter(slug=slug, first_day__lte=day, pk__gt=pk)
        return rows.values_list("slug", "first_day")

    query = Prepared(slugs)
    build.meeting("one", date="2001-01-01")
    build.meeting("two", date="2002-02-02")

    with django_assert_num_queries(4):
        found = [
            query.row("one", date(2001, 1, 1), 0),
            query.row("two", date(2003, 1, 1), 0),
            query.row("two", date(2001, 1, 1), 0),
            query.row("two", date(2003, 1, 1), 2_000_000_000),
        ]

    assert [row and tuple(row) for row in found] == [
        ("one", date(2001, 1, 1)),
        ("two", date(2002, 2, 2)),
        None,
        None,
    ]
    assert len(made) == 1


def test_prepared_query_without_one_of_its_values_is_refused() -> None:
    query = Prepared(lambda pk, _other: Meeting.objects.filter(pk=pk).values_list("pk"))

    with pytest.raises(ValueError, match="Each value must stand"):
        query.rows(1, 2)


def test_instance_has_the_columns_and_what_a_join_missed_is_none() -> None:
    build.meeting("alone", summary="Short.")
    names = [*columns(Meeting), *columns(Series, "series__")]
    row = Prepared(lambda slug: Meeting.objects.filter(slug=slug).values_list(*names)).row("alone")

    assert row is not None
    own = len(columns(Meeting))
    found = instance(Meeting, row[:own])
    assert found is not None
    assert (found.slug, found.summary, found.first_day) == ("alone", "Short.", date(2007, 11, 7))
    assert instance(Series, row[own:]) is None
