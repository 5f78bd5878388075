"""The checks of one part say what those of the whole say of it, for less.

Covers meetings.records.checking.part_faults, meetings.records.checking.surroundings,
meetings.records.gathered_part and meetings.records.held_rows as well.
"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Delegation, Meeting, Passage, Session, Speaker, Statement
from meetings.records.checking.part import concerns, part_checks
from meetings.records.checks import Level, record_checks
from meetings.records.gathered import gather
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


def parts_of(meeting: Meeting) -> list[tuple[Any, list[Any]]]:
    """Each part of a record, with the rows inside it."""
    rows = gather(meeting)
    inside = [(row, [*row.delegates.all()]) for row in rows.parts["delegations"]]
    inside += [(row, [*row.speakers.all()]) for row in rows.statements]
    inside += [(row, [*row.updates.all()]) for row in rows.pledges]
    known = {row for row, _below in inside}
    others = [row for listed in rows.parts.values() for row in listed if row not in known]
    return [*inside, *((row, []) for row in others)]


def damage(meeting: Meeting) -> None:
    """Give a record faults of each kind that a part can have."""
    first, second = meeting.statements.order_by("number")
    words = Passage.objects.get(statement=first)
    Passage.objects.filter(statement=second).update(start=words.start + 3, end=words.end)
    Speaker.objects.filter(statement=first).update(printed="Graustark")
    Delegation.objects.filter(meeting=meeting).update(printed="Graustark")
    Statement.objects.filter(pk=second.pk).update(collective="", form="quotation")
    reply = build.statement(build.meeting("elsewhere"))
    first.in_reply_to.add(reply)
    absent = build.participant("Syldavia", slug="syldavia", shipped=False)
    build.participant("Syldavia", slug="syldavia-2", shipped=False)
    for row in (first, second):
        Speaker.objects.create(statement=row, order=4, participant=absent)
    for row in meeting.sessions.all():
        Session.objects.filter(pk=row.pk).update(date="1999", first_day="1999-01-01")
    meeting.pledges.update(made="2019", made_first="2019-01-01", made_last="2019-12-31")
    for field in ("figure", "relation", "reference", "agenda_item", "delegate", "update"):
        Passage.objects.filter(meeting=meeting).exclude(**{field: None}).update(exact="Other")
    third = build.statement(meeting, "She said: “nobody has ever counted all of the nets.”")
    Statement.objects.filter(pk=third.pk).update(order=99)


def test_checks_of_all_parts_and_of_the_record_are_those_of_the_whole() -> None:
    meeting = rich.record()
    damage(meeting)

    whole = record_checks(meeting)

    told = set()
    for part, inside in parts_of(meeting):
        found = part_checks(part)
        assert found == [fault for fault in whole if concerns(fault, {part, *inside})], part
        told.update(found)
    left = {fault.code for fault in whole if fault not in told}
    assert {fault.code for fault in told} == {
        *("text", "passage", "speaker", "overlap", "reference", "date"),
        *("no-delegation", "printed-name", "quotation-marks", "namesake"),
    }
    assert left <= {"coverage", "inferred", "marked-and-used"}


def test_rows_inside_a_part_stand_for_it() -> None:
    meeting = rich.record()
    damage(meeting)
    statement = meeting.statements.get(number=1)

    assert part_checks(statement.speakers.all()[0]) == part_checks(statement)


def test_statement_is_checked_by_as_many_queries_in_a_large_record() -> None:
    meeting = rich.record()
    statement = meeting.statements.get(number=1)
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            part_checks(statement)
        counts.append(len(queries))
        for _row in range(3):
            row = build.statement(meeting, speakers=(build.participant(), build.person()))
            build.passage(row, statement.passages.get().document, 0, 4)

    assert counts[0] == counts[1] <= 20


def test_shipped_records_have_nothing_to_fix_and_nothing_to_look_at(
    shipped_register: None,
) -> None:
    for meeting in Meeting.objects.records():
        assert record_checks(meeting) == []


def test_levels_are_told_apart() -> None:
    meeting = rich.record()
    damage(meeting)

    levels = [fault.level for fault in record_checks(meeting)]

    assert levels == sorted(levels, key=lambda level: level == Level.LOOK_AT)
