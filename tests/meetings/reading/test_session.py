"""Statements stand under their sessions; those of none stand where the first was said."""

import pytest

from meetings.models import AgendaItem, Session
from meetings.reading.inferred import Reason, Reasons
from meetings.reading.session import SessionRow, agenda_of, session_groups, sessions_of
from tests.meetings import build
from tests.meetings.reading.test_statement_page import text


def session(pk: int, kind: str = "", title: str = "Session") -> SessionRow:
    """A session of plain values."""
    return SessionRow(pk, f"s{pk}", title, kind, "2007-11-07", "", None, None)


def test_statements_of_no_session_come_between_the_sessions() -> None:
    sessions = [session(1), session(2), session(3)]
    statements = [text(order=n, session_id=s) for n, s in enumerate([1, None, 2, None])]

    groups = session_groups(sessions, statements)

    assert [(group.anchor, len(group.statements)) for group in groups] == [
        ("session-s1", 1),
        ("statements-without-session", 2),
        ("session-s2", 1),
        ("session-s3", 0),
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
    reasons = Reasons([Reason("agenda_item", items[1].pk, "title", "Of the list.")])

    assert [(item.title, item.reason) for item in agenda_of(meeting.pk, reasons)] == [
        ("Item 1", ""),
        ("Item 2", "Of the list."),
    ]
    assert [(one.key, one.agenda) for one in sessions_of(meeting.pk)] == [
        ("s1", ("Item 1", "Item 2"))
    ]
