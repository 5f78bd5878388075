"""A pledge's status is computed from its updates.

Covers meetings.models.pledge and meetings.models.fields as well.
"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Pledge, Update
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("due", "updates", "day", "status"),
    [
        ("", [], date(2020, 1, 1), "announced"),
        ("2008", [], date(2008, 12, 31), "announced"),
        ("2008", [], date(2009, 1, 1), "no follow-up on record"),
        ("2008", [("2008-03", "in progress")], date(2008, 2, 29), "announced"),
        ("2008", [("2008-03", "in progress")], date(2010, 1, 1), "in progress"),
        ("", [("2009", "fulfilled"), ("2008", "in progress")], date(2010, 1, 1), "fulfilled"),
        ("", [("2009", "fulfilled"), ("2008", "in progress")], date(2008, 6, 1), "in progress"),
        ("", [("", "changed")], date(2008, 6, 1), "changed"),
    ],
)
def test_pledge_status_on_a_day(due: str, updates: list, day: date, status: str) -> None:
    pledge = build.pledge(build.meeting(), due=due)
    for order, (when, what) in enumerate(updates):
        Update.objects.create(pledge=pledge, order=order, date=when, status=what)

    assert pledge.status_on(day) == status


def test_pledge_made_before_the_meeting_has_no_day() -> None:
    pledge = build.pledge(build.meeting(), made="before the meeting")

    assert (pledge.made_first, pledge.made_last) == (None, None)
    pledge.full_clean()


def test_pledge_made_at_no_date_is_refused() -> None:
    pledge = Pledge(made="long ago")

    with pytest.raises(ValidationError) as refused:
        pledge.clean_fields(exclude=["meeting", "number", "title", "kind", "strength"])

    assert list(refused.value.message_dict) == ["made"]
