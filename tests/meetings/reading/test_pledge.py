"""Pledges of a list, in words."""

import pytest

from meetings.reading.pledge import pledge_rows
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_makers_of_a_pledge_are_named_with_the_collective() -> None:
    pledge = build.pledge(build.meeting(), collective="others")
    egypt = build.participant("Egypt", kind="state")
    pledge.pledgers.create(order=0, participant=egypt, person=build.person("Ada Example"))
    pledge.pledgers.create(order=1, participant=build.participant("Japan"))

    (row,) = pledge_rows([pledge.pk])

    assert row.makers == "Egypt (Ada Example), Japan and others"


@pytest.mark.parametrize(
    ("made", "due", "expected"),
    [
        ("", "", ("", "")),
        ("before the meeting", "2008", ("before the meeting", "2008")),
        ("2007-11-07", "2008-04?", ("7 November 2007", "possibly April 2008")),
    ],
)
def test_pledge_says_when_it_was_made_and_is_due(
    made: str, due: str, expected: tuple[str, str]
) -> None:
    pledge = build.pledge(build.meeting(), made=made, due=due)

    (row,) = pledge_rows([pledge.pk])

    assert (row.made_wording, row.due_wording) == expected
