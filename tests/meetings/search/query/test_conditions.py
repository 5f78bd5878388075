"""Conditions on the key of a statement, as SQL."""

from datetime import date

import pytest

from meetings.search.query.conditions import (
    LAST_KEY,
    Condition,
    Filters,
    meeting_ranges,
    year_range,
)


def test_values_of_a_condition_widen_it() -> None:
    condition = Condition(participants=(1, 2), ranges=((5, 9),))

    speakers = (
        "EXISTS (SELECT 1 FROM meetings_statementparticipant l WHERE l.key = k"
        " AND l.participant_id IN (%s, %s))"
    )
    assert condition.sql("k") == (f"({speakers} OR (k >= %s AND k <= %s))", [1, 2, 5, 9])
    assert Condition(forms=("verbatim",), negated=True).sql("k") == (
        "NOT EXISTS (SELECT 1 FROM meetings_statement o WHERE o.key = k AND o.form IN (%s))",
        ["verbatim"],
    )


def test_condition_that_names_nothing_is_met_by_nothing() -> None:
    assert Condition().is_empty
    assert Condition().sql("k") == ("(1 = 0)", [])
    assert not Condition(substance=True).is_empty


@pytest.mark.parametrize(
    ("condition", "links"),
    [
        (Condition(topics=(3,)), [("meetings_statementtopic", "topic_id", 3)]),
        (Condition(series=(4,)), [("meetings_statement", "series_id", 4)]),
        (Condition(topics=(3,), negated=True), []),
        (Condition(ranges=((1, 2),)), []),
    ],
)
def test_rows_of_an_index_lead_to_what_meets_a_condition(
    condition: Condition, links: list[tuple[str, str, object]]
) -> None:
    assert condition.links == links


def test_filters_that_are_set_are_a_condition_each() -> None:
    filters = Filters(participants=(1,), forms=("verbatim",), year_to=2007, substance=True)

    assert filters.conditions() == [
        Condition(participants=(1,)),
        Condition(forms=("verbatim",)),
        Condition(ranges=(year_range(None, 2007),)),
        Condition(substance=True),
    ]
    assert Filters().conditions() == []


def test_years_and_meetings_are_ranges_of_keys() -> None:
    assert year_range(2007, 2008) == (2007_0000_0000000000, 2008_9999_9999999999)
    assert year_range(None, None) == (101_01_0000000000, LAST_KEY)
    assert meeting_ranges([(7, date(2007, 5, 31))]) == (
        (2007_0531_0000070000, 2007_0531_0000079999),
    )
