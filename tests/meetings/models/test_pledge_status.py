"""The database and Python tell the same status of a pledge."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings.derived.refresh import refresh_derived
from meetings.models import Pledge, Update
from meetings.models.choices import UpdateStatus
from tests.meetings import build

DATES = st.sampled_from(
    ["", "0001", "2007", "2007-11", "2007-11-07", "2008-04?", "2009/..", "../2008"]
)
UPDATES = st.lists(
    st.tuples(DATES, st.sampled_from(UpdateStatus.values), st.integers(0, 2)), max_size=4
)
DAYS = st.dates(min_value=date(2007, 1, 1), max_value=date(2010, 1, 1))


class TestStatusInSql(TestCase):
    """Random updates, orders and due dates."""

    @settings(max_examples=60, deadline=None)
    @given(due=DATES, updates=UPDATES, day=DAYS)
    def test_status_in_sql_equals_status_in_python(
        self, due: str, updates: list[tuple[str, str, int]], day: date
    ) -> None:
        pledge = build.pledge(build.meeting(), due=due)
        for when, status, order in updates:
            Update.objects.create(pledge=pledge, date=when, status=status, order=order)

        assert Pledge.objects.with_status(day).get(pk=pledge.pk).status == pledge.status_on(day)

        refresh_derived(pledge.meeting)

        row = Pledge.objects.with_status(day).get(pk=pledge.pk)
        listed = Pledge.objects.listed(day).get(pk=pledge.pk)

        assert row.status == pledge.status_on(day)
        assert listed.status == pledge.status_on(day)


@pytest.mark.django_db
def test_status_can_be_filtered_and_counted() -> None:
    record = build.meeting()
    done = build.pledge(record)
    build.pledge(record)
    Update.objects.create(pledge=done, date="2008", status="fulfilled")

    found = Pledge.objects.with_status(date(2010, 1, 1)).filter(status="fulfilled")

    assert [row.pk for row in found] == [done.pk]
