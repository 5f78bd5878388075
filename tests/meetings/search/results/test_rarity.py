"""Of several conditions a search goes through the one that the fewest statements meet."""

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.derived.facet_codes import FacetName, code
from meetings.search.query.conditions import Condition
from meetings.search.results.rarity import codes_of, rarest
from tests.meetings import build


def test_codes_are_those_of_every_value_that_is_named() -> None:
    condition = Condition(participants=(1, 2), topics=(3,), forms=("quotation",))

    assert codes_of(condition) == [
        code(FacetName.PARTICIPANT, 1),
        code(FacetName.PARTICIPANT, 2),
        code(FacetName.TOPIC, 3),
        code(FacetName.FORM, 2),
    ]


def test_unknown_form_is_a_value_that_no_statement_has() -> None:
    assert codes_of(Condition(forms=("sung",))) == [code(FacetName.FORM, 0)]


@pytest.mark.django_db
def test_one_condition_or_none_needs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    alone = Condition(topics=(3,))

    with django_assert_num_queries(0):
        assert rarest([]) is None
        assert rarest([alone]) is alone


@pytest.mark.django_db
def test_rarest_is_what_the_fewest_statements_have(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    meeting, fish, meat = build.meeting(), build.topic("Fish"), build.topic("Meat")
    land, other = build.participant("Arcadia"), build.participant("Borduria")
    build.statement(meeting, speakers=(land,), topics=(fish, meat))
    build.statement(meeting, speakers=(land,), topics=(fish,))
    build.statement(meeting, speakers=(other,), topics=(fish,))
    of_fish, of_meat = Condition(topics=(fish.pk,)), Condition(topics=(meat.pk,))
    of_both = Condition(participants=(land.pk, other.pk))

    with django_assert_num_queries(1):
        assert rarest([of_fish, of_both, of_meat]) is of_meat
    assert rarest([of_both, of_fish]) is of_both
