"""Queries put into SQL once: what they give, whatever the numbers."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.compiled import NUMBERS, Compiled
from meetings.models import Meeting
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_compiled_gives_rows_of_other_numbers_each_time() -> None:
    one, two = build.meeting("one", date="2007-11-07"), build.meeting("two", date="2008")
    asked = Compiled(
        lambda: (
            Meeting.objects.filter(pk__in=NUMBERS)
            .exclude(title__contains="100%")
            .order_by("slug")
            .values_list("slug", "first_day")
        )
    )

    assert asked.rows([one.pk]) == [("one", date(2007, 11, 7))]
    assert asked.rows([two.pk, one.pk]) == [("one", date(2007, 11, 7)), ("two", date(2008, 1, 1))]


def test_compiled_without_numbers_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked = Compiled(lambda: Meeting.objects.filter(pk__in=NUMBERS).values_list("pk"))

    with django_assert_num_queries(0):
        assert asked.rows([]) == []


def test_compiled_seeks_texts_and_a_query_without_numbers_gives_all() -> None:
    build.meeting("one")
    by_slug = Compiled(lambda: Meeting.objects.filter(slug__in=NUMBERS).values_list("slug"))
    every = Compiled(lambda: Meeting.objects.filter(slug="one").values_list("slug"))

    assert by_slug.rows(["one", "two%s"]) == [("one",)]
    assert every.rows() == [("one",)]


def test_compiled_that_can_have_no_row_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked = Compiled(lambda: Meeting.objects.filter(pk__in=[]).values_list("pk"))

    with django_assert_num_queries(0):
        assert asked.rows(around="SELECT count(*) FROM (%s) AS k") == []
