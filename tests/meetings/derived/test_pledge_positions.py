"""What lists of pledges are read by follows every change of a record."""

from datetime import date

import pytest

from meetings.derived.refresh import derived_faults, refresh_derived
from meetings.models import Meeting, Pledge, Update
from tests.meetings import build

pytestmark = pytest.mark.django_db

DAY = 99_999_999 - 20071107


@pytest.fixture
def meeting() -> Meeting:
    meeting = build.meeting("promised", date="2007-11-07", series=build.series())
    for _pledge in range(2):
        build.pledge(meeting)
    return meeting


def held(meeting: Meeting) -> list[tuple[int | None, int | None, str | None, date | None]]:
    """What each pledge holds, by number."""
    rows = Pledge.objects.filter(meeting=meeting).order_by("number")
    return list(rows.values_list("position", "series", "latest_status", "latest_status_since"))


def test_position_published_is_day_meeting_and_rank(meeting: Meeting) -> None:
    base = DAY * 10**10 + meeting.pk * 10**4
    series = meeting.series_id

    assert held(meeting) == [(base, series, "", None), (base + 1, series, "", None)]
    assert derived_faults(meeting) == []


def test_position_of_a_draft_is_null() -> None:
    draft = build.meeting(status="draft")
    build.pledge(draft)

    assert held(draft) == [(None, None, None, None)]
    assert derived_faults(draft) == []


def test_position_two_pledges_swapped(meeting: Meeting) -> None:
    before = held(meeting)
    Pledge.objects.filter(meeting=meeting, number=1).update(order=9)

    refresh_derived(meeting)

    assert held(meeting) == before[::-1]


def test_position_begins_with_the_day_it_was_made(meeting: Meeting) -> None:
    Pledge.objects.filter(meeting=meeting, number=2).update(made_first=date(2010, 1, 2))

    refresh_derived(meeting)

    later = (99_999_999 - 20100102) * 10**10 + meeting.pk * 10**4
    assert held(meeting)[1][0] == later + 1


def test_latest_status_is_the_latest_update(meeting: Meeting) -> None:
    pledge = meeting.pledges.get(number=1)
    for day, status in (("2009", "changed"), ("2010", "fulfilled"), ("", "withdrawn")):
        Update.objects.create(pledge=pledge, date=day, status=status)

    faults = derived_faults(meeting)
    refresh_derived(meeting)

    assert faults == [
        "pledge 1: latest_status , computed fulfilled",
        "pledge 1: latest_status_since None, computed 2010-01-01",
    ]
    assert held(meeting)[0][2:] == ("fulfilled", date(2010, 1, 1))
    assert derived_faults(meeting) == []


def test_position_withdrawn_is_emptied(meeting: Meeting) -> None:
    meeting.status = "withdrawn"
    meeting.save()

    refresh_derived(meeting)

    assert held(meeting) == [(None, None, None, None)] * 2
    assert derived_faults(meeting) == []
