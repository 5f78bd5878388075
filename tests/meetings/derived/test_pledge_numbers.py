"""The kept numbers of pledges are those counted now."""

from collections import Counter
from datetime import date

import pytest

from meetings.derived.pledge_numbers import kept_meetings, kept_numbers
from meetings.derived.rebuild import tally_faults
from meetings.models import Pledge
from tests.meetings import build

pytestmark = pytest.mark.django_db

DAYS = (date(2007, 1, 1), date(2010, 1, 1), date(2010, 1, 2), date(2030, 1, 1))


@pytest.mark.parametrize("day", DAYS)
def test_kept_numbers_are_those_of_the_list(day: date) -> None:
    meeting = build.meeting("promised", series=build.series())
    build.pledge(build.meeting(status="draft"))
    for due in ("", "2009", "2010-01-01", "2020"):
        build.pledge(meeting, due=due, made="2007" if due else "")
        reported = build.pledge(build.meeting(), kind="other", due=due)
        build.update(reported, date="2010", status="changed")
        build.update(reported, date="2020", status="fulfilled")

    kept = kept_numbers(day)

    rows = Pledge.objects.listed(day)
    assert kept["status"] == Counter(row.status for row in rows)
    assert kept["kind"] == {"policy": 4, "other": 4}
    assert kept["strength"] == {"firm": 8}
    assert kept["series"] == {meeting.series_id: 4}
    assert kept["years"] == {2007: 3}
    assert kept_meetings(1) == [(meeting.pk, 4)]
    assert list(tally_faults()) == []
