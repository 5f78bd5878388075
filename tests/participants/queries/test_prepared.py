"""A query put into SQL once answers as the query it was made from, whatever the values."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.models import Meeting
from participants.models import Participant
from participants.queries.prepared import PreparedQuery
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_query_answers_for_each_value() -> None:
    first, second = build.participant("Aland"), build.participant("Bland")
    query = PreparedQuery(lambda slug: Participant.objects.filter(slug=slug).values_list("pk"))

    assert query.rows(first.slug) == [(first.pk,)]
    assert query.rows(second.slug) == [(second.pk,)]
    assert query.rows("cland") == []


def test_query_takes_several_values_in_any_number() -> None:
    rows = [build.participant(name) for name in ("Aland", "Bland", "Cland")]
    numbers = [row.pk for row in rows]
    query = PreparedQuery(
        lambda number, kind: (
            Participant.objects.filter(pk__in=[number], kind=kind).order_by("pk").values_list("pk")
        )
    )

    assert query.rows(numbers[:1], rows[0].kind) == [(numbers[0],)]
    assert query.rows(tuple(numbers[1:]), rows[0].kind) == [(numbers[1],), (numbers[2],)]
    assert query.rows([], rows[0].kind) == []


def test_query_is_put_into_sql_once() -> None:
    built = []

    def rows(number: int) -> object:
        built.append(number)
        return Participant.objects.filter(pk=number).values_list("pk")

    query = PreparedQuery(rows)  # type: ignore[arg-type]  # it notes when it is called

    assert [query.rows(number) for number in range(3)] == [[], [], []]
    assert len(built) == 1


def test_query_gives_values_as_python_has_them() -> None:
    build.meeting("there", date="2008-05")
    query = PreparedQuery(lambda slug: Meeting.objects.filter(slug=slug).values_list("first_day"))

    assert query.rows("there") == [(date(2008, 5, 1),)]


def test_query_gives_rows_of_other_numbers_each_time() -> None:
    one, two = build.meeting("one", date="2007-11-07"), build.meeting("two", date="2008")
    asked = PreparedQuery(
        lambda numbers: (
            Meeting.objects.filter(pk__in=[numbers])
            .exclude(title__contains="100%")
            .order_by("slug")
            .values_list("slug", "first_day")
        )
    )

    assert asked.rows([one.pk]) == [("one", date(2007, 11, 7))]
    assert asked.rows([two.pk, one.pk]) == [("one", date(2007, 11, 7)), ("two", date(2008, 1, 1))]


def test_query_without_numbers_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked = PreparedQuery(
        lambda numbers: Meeting.objects.filter(pk__in=[numbers]).values_list("pk")
    )

    with django_assert_num_queries(0):
        assert asked.rows([]) == []


def test_query_seeks_texts_and_a_query_without_numbers_gives_all() -> None:
    build.meeting("one")
    by_slug = PreparedQuery(
        lambda numbers: Meeting.objects.filter(slug__in=[numbers]).values_list("slug")
    )
    every = PreparedQuery(lambda: Meeting.objects.filter(slug="one").values_list("slug"))

    assert by_slug.rows(["one", "two%s"]) == [("one",)]
    assert every.rows() == [("one",)]


def test_query_that_can_have_no_row_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked = PreparedQuery(lambda: Meeting.objects.filter(pk__in=[]).values_list("pk"))

    with django_assert_num_queries(0):
        assert asked.rows_around("SELECT count(*) FROM (%s) AS k") == []


def test_query_is_asked_anew_for_each_value(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = []

    def slugs(slug: str, day: date, pk: int) -> object:
        made.append(slug)
        rows = Meeting.objects.filter(slug=slug, first_day__lte=day, pk__gt=pk)
        return rows.values_list("slug", "first_day")

    query = PreparedQuery(slugs)
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


def test_query_without_one_of_its_values_is_refused() -> None:
    query = PreparedQuery(lambda pk, _other: Meeting.objects.filter(pk=pk).values_list("pk"))

    with pytest.raises(ValueError, match="Each value must stand"):
        query.rows(1, 2)
