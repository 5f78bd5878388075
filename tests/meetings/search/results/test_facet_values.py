"""The values of facets, counted over hits. Lists of statements show them, see
tests/meetings/filters/test_statement.py."""

import pytest

from meetings.derived.facet_codes import FacetName
from meetings.models import Statement
from meetings.search.results.facet_values import count_by_meeting, count_by_value, count_by_year
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_years_and_meetings_are_told_by_the_keys() -> None:
    keys = [2007_0531_0000070001, 2007_0601_0000070002, 2008_0101_0000080001, 90001]

    assert count_by_year(keys) == {2007: 2, 2008: 1}
    assert count_by_meeting(keys) == {7: 2, 8: 1, 9: 1}


def test_values_of_statements_are_counted_in_one_query(
    django_assert_num_queries: object,
) -> None:
    state, topic = build.participant("Arcadia", kind="state"), build.topic()
    meeting = build.meeting()
    build.statement(meeting, "One.", speakers=(state,), topics=(topic,))
    build.statement(meeting, "Two.", speakers=(state,))
    keys = list(Statement.objects.values_list("key", flat=True))

    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture
        counted = count_by_value(
            {
                FacetName.PARTICIPANT: keys,
                FacetName.TOPIC: keys,
                FacetName.FORM: keys,
                FacetName.KIND: keys[:1],
                FacetName.PERSON: [],
            }
        )

    assert counted == {
        FacetName.PARTICIPANT: {state.pk: 2},
        FacetName.TOPIC: {topic.pk: 1},
        FacetName.FORM: {"reported": 2},
        FacetName.KIND: {"state": 1},
        FacetName.PERSON: {},
    }
