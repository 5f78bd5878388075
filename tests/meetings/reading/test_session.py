"""Statements stand under their sessions; those of none stand where they were said."""

from typing import Any

import pytest

from meetings.models import AgendaItem, Session
from meetings.reading.inferred import Reason, Reasons
from meetings.reading.meeting_page import meeting_page
from meetings.reading.search_marks import SearchMarks
from meetings.reading.session import SessionRow, agenda_of, session_groups, sessions_of
from tests.meetings import build
from tests.meetings.reading.test_statement_page import text


def session(pk: int, kind: str = "", title: str = "Session") -> SessionRow:
    """A session of plain values."""
    return SessionRow(pk, f"s{pk}", title, kind, "2007-11-07", "", None, None)


def groups_of(*numbers: int | None, headings: dict[int, str] | None = None) -> list[Any]:
    """Anchor, title and orders of statements, of those said in these sessions, of three."""
    statements = [text(pk=n, order=n, session_id=s) for n, s in enumerate(numbers)]
    groups = session_groups([session(1), session(2), session(3)], statements, headings)
    return [(g.anchor, g.title, [one.order for one in g.statements]) for g in groups]


def test_statements_of_no_session_stand_where_they_were_said() -> None:
    assert groups_of(1, None, 2, None) == [
        ("session-s1", "Session", [0]),
        ("statements-without-session", "", [1]),
        ("session-s2", "Session", [2]),
        ("statements-without-session-2", "", [3]),
        ("session-s3", "Session", []),
    ]


def test_statements_of_no_session_come_first_where_they_were_said_first() -> None:
    groups = groups_of(None, None, 3)

    assert [anchor for anchor, _title, _orders in groups] == [
        "statements-without-session",
        "session-s1",
        "session-s2",
        "session-s3",
    ]


def test_session_goes_on_after_a_statement_of_none() -> None:
    assert groups_of(1, 1, None, 1, 2)[:4] == [
        ("session-s1", "Session", [0, 1]),
        ("statements-without-session", "", [2]),
        ("session-s1-2", "Session", [3]),
        ("session-s2", "Session", [4]),
    ]


def test_parallel_sessions_stay_whole() -> None:
    assert [orders for _anchor, _title, orders in groups_of(1, 2, 1, 2)] == [[0, 2], [1, 3], []]


def test_heading_of_the_source_begins_a_group() -> None:
    groups = groups_of(1, None, None, None, headings={2: "Other issues"})

    assert groups[:3] == [
        ("session-s1", "Session", [0]),
        ("statements-without-session", "", [1]),
        ("statements-without-session-2", "Other issues", [2, 3]),
    ]


@pytest.mark.parametrize(("title", "kind"), [("Plenary of Monday", ""), ("Monday", "plenary")])
def test_kind_is_told_where_the_title_does_not(title: str, kind: str) -> None:
    (group,) = session_groups([session(1, "plenary", title)], [])

    assert (group.kind, group.when) == (kind, "7 November 2007")


@pytest.mark.django_db
def test_agenda_and_sessions_are_read_in_order() -> None:
    meeting = build.meeting()
    items = [
        AgendaItem.objects.create(meeting=meeting, key=f"item-{n}", title=f"Item {n}", order=n)
        for n in (1, 2)
    ]
    row = Session.objects.create(meeting=meeting, key="s1", title="Opening", order=1)
    row.agenda.add(*items)
    reasons = Reasons(
        [
            Reason("agenda_item", items[1].pk, "title", "Of the list."),
            Reason("session", row.pk, "date", "Of the programme."),
        ]
    )

    assert [(item.title, item.reason) for item in agenda_of(meeting.pk, reasons)] == [
        ("Item 1", ""),
        ("Item 2", "Of the list."),
    ]
    assert [(one.key, one.agenda, one.date_reason) for one in sessions_of(meeting.pk, reasons)] == [
        ("s1", ("Item 1", "Item 2"), "Of the programme.")
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped_register")
def test_record_runs_in_the_order_of_its_source_under_its_headings() -> None:
    page = meeting_page("peacekeeping-ministerial-2021", SearchMarks())

    assert page is not None
    assert [(group.title, [one.number for one in group.statements]) for group in page.sessions] == [
        ("Opening ceremony", [1, 2, 3]),
        ("Overview of the Ministerial", [4, 5, 6]),
        ("Plenary Discussions", [7, 8, 9]),
        ("Sustaining Peace", [10, 11]),
        ("Partnership, Training and Capacity Building", [12, 13, 14, 15, 16]),
        ("Performance and Accountability", [17, 18, 19, 20]),
        ("Protection of Civilians and Safety & Security", [21, 22, 23, 24]),
        ("Other Cross-cutting Issues", [25, 26, 27, 28, 29, 30]),
    ]
    joint = page.sessions[1].statements[0]
    assert [line.text for line in joint.capacities] == [
        (
            "Bangladesh, Canada, Ethiopia, Indonesia, Japan, Netherlands (Kingdom of the), "
            "Pakistan, Rwanda, Uruguay, United Kingdom of Great Britain and Northern Ireland and "
            "United States of America: Co-chair"
        )
    ]
