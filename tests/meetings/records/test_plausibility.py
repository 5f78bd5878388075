"""Days out of order, and one meeting recorded twice, are faults; meetings.records.faults too.

Covers meetings.records.faults as well.
"""

from typing import Any

import pytest

from meetings.models import Meeting, Session
from meetings.records.checks import record_faults
from tests.meetings import build

pytestmark = pytest.mark.django_db


def faults(meeting: Meeting, code: str = "date") -> list[str]:
    """The messages of one kind of fault."""
    return [fault.message for fault in record_faults(meeting) if fault.code == code]


@pytest.mark.parametrize(
    ("meeting", "session", "inside"),
    [
        ("2008-05-01/2008-05-02", "2019-06-01", False),
        ("2008-05-01/2008-05-02", "2008-04-30", False),
        ("2008-05-01/2008-05-02", "2008-05-02/2008-05-03", False),
        ("2008-05-01/2008-05-02", "2008-05-02", True),
        ("2008-05-01/2008-05-02", "2008-05", True),
        ("2008-05", "2008-05-31", True),
        ("2008-05", "2008-06-01", False),
        ("2008-05-01?", "2008-05-01/2008-05-02", True),
        ("", "2008-05-01", True),
        ("2008-05-01", "", True),
    ],
)
def test_session_outside_of_its_meeting_is_a_fault(
    meeting: str, session: str, inside: bool
) -> None:
    record = build.meeting(date=meeting)
    Session.objects.create(meeting=record, key="a", title="First", date=session)

    assert len(faults(record)) == (0 if inside else 1)


def test_session_outside_of_its_meeting_is_named_with_both_dates() -> None:
    record = build.meeting(date="2008-05-01/2008-05-02")
    row = Session.objects.create(meeting=record, key="a", title="First", date="2019-06-01")

    (fault,) = [fault for fault in record_faults(record) if fault.code == "date"]

    assert fault.where == row
    assert fault.message == (
        "the session “First” (2019-06-01) lies outside of 2008-05-01/2008-05-02; correct one of "
        "the dates."
    )


def test_session_outside_of_the_one_it_is_part_of_is_a_fault() -> None:
    record = build.meeting(date="2008-05-01/2008-05-02")
    whole = Session.objects.create(meeting=record, key="a", title="Day one", date="2008-05-01")
    Session.objects.create(meeting=record, key="b", title="Late", part_of=whole, date="2008-05-02")

    assert faults(record) == [
        "the session “Late” (2008-05-02) lies outside of Day one; correct one of the dates."
    ]


@pytest.mark.parametrize(
    ("fields", "updates", "messages"),
    [
        ({"made": "2007-11-07", "due": "2008"}, [], []),
        ({"made": "2007-11-07", "due": "2007"}, ["2007-11-07"], []),
        ({"made": "before the meeting", "due": "2001"}, ["2003"], []),
        (
            {"made": "2007-11-07", "due": "2006"},
            [],
            ["pledge 1 is due (2006) before it is made (2007-11-07); correct one of them."],
        ),
        (
            {"made": "2007-11-07"},
            ["2007-11-06"],
            [
                (
                    "pledge 1 is reported as “Announced as done” (2007-11-06) before it is made "
                    "(2007-11-07); correct one of the dates."
                )
            ],
        ),
        (
            {"made": "2007-11-08"},
            [],
            [
                (
                    "pledge 1 is made (2007-11-08) after its meeting (2007-11-07); correct the "
                    "date, or record it with the meeting at which it was made."
                )
            ],
        ),
    ],
)
def test_pledge_against_the_order_of_time_is_a_fault(
    fields: dict[str, Any], updates: list[str], messages: list[str]
) -> None:
    record = build.meeting(date="2007-11-07")
    pledge = build.pledge(record, **fields)
    for day in updates:
        build.update(pledge, date=day, status="fulfilled")

    assert faults(record) == messages


def test_same_meeting_recorded_twice_is_a_fault_of_both() -> None:
    one = build.meeting("a", title="Meeting recorded twice")
    other = build.meeting("b", title="meeting recorded twice")

    assert faults(one, "twin") == [
        "“a” and “b” look like one meeting recorded twice; keep one, and withdraw the other."
    ]
    assert len(faults(other, "twin")) == 1


@pytest.mark.parametrize(
    ("one", "other", "twins"),
    [
        ({"title": "Talks"}, {"title": "Talks", "date": "2008"}, 0),
        ({"title": "Talks"}, {"title": "Talks", "status": "draft"}, 1),
        ({"title": "Talks"}, {"title": "Talks", "status": "withdrawn"}, 0),
        ({"title": "Talks", "ordinal": 3}, {"title": "Third talks", "ordinal": 3}, 1),
        ({"title": "Talks", "ordinal": 3}, {"title": "Other talks", "ordinal": 4}, 0),
        ({"title": "Talks", "date": ""}, {"title": "Talks", "date": ""}, 0),
    ],
)
def test_records_are_twins_by_title_or_number_on_one_date(
    one: dict[str, Any], other: dict[str, Any], twins: int
) -> None:
    series = build.series()
    first = build.meeting("one", series=series, **one)
    build.meeting("other", series=series, **other)

    assert len(faults(first, "twin")) == twins


def test_records_without_title_are_twins_by_their_source() -> None:
    source = build.document("Words of both.", sha256="a" * 64)
    rows = [build.meeting(slug, title="") for slug in ("one", "other")]
    for row in rows:
        build.passage(row, source, 0, 5)

    assert [len(faults(row, "twin")) for row in rows] == [1, 1]
