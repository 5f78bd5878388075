"""Tallies are read for all facets at once, the most frequent values first."""

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.derived.counts import most_frequent, numbers_of
from meetings.derived.facet_codes import ALL, FacetName, code
from meetings.models import Tally

pytestmark = pytest.mark.django_db

WHO, TOPIC = FacetName.PARTICIPANT, FacetName.TOPIC


@pytest.fixture
def tallies() -> None:
    """Three topics among all, and one of them among what a participant said."""
    numbers = {(ALL, TOPIC, 1): 2, (ALL, TOPIC, 2): 5, (ALL, TOPIC, 3): 2, (ALL, WHO, 1): 4}
    rows = [(chosen, facet, value, n) for (chosen, facet, value), n in numbers.items()]
    rows.append((code(WHO, 1), TOPIC, 3, 1))
    Tally.objects.bulk_create(
        Tally(chosen=chosen, counted=code(facet, value), facet=facet, n=n)
        for chosen, facet, value, n in rows
    )


@pytest.mark.usefixtures("tallies")
def test_values_come_most_frequent_first_and_then_by_number(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        found = most_frequent({TOPIC: (ALL, 10), WHO: (ALL, 10)})

    assert found == {TOPIC: [(2, 5), (1, 2), (3, 2)], WHO: [(1, 4)]}


@pytest.mark.usefixtures("tallies")
def test_no_more_values_are_read_than_asked_for() -> None:
    assert most_frequent({TOPIC: (ALL, 2)}) == {TOPIC: [(2, 5), (1, 2)]}


@pytest.mark.usefixtures("tallies")
def test_values_are_those_among_the_chosen_one() -> None:
    assert most_frequent({TOPIC: (code(WHO, 1), 10)}) == {TOPIC: [(3, 1)]}


def test_nothing_asked_takes_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert most_frequent({}) == {}
        assert numbers_of([]) == {}


@pytest.mark.usefixtures("tallies")
def test_numbers_are_those_of_the_pairs_that_are_stored(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pairs = [
        (ALL, code(TOPIC, 2)),
        (code(WHO, 1), code(TOPIC, 3)),
        (code(WHO, 1), code(TOPIC, 2)),
    ]

    with django_assert_num_queries(1):
        numbers = numbers_of(pairs)

    assert numbers == {(ALL, code(TOPIC, 2)): 5, (code(WHO, 1), code(TOPIC, 3)): 1}
