"""The chronological key follows every change of a record.

Covers meetings.management.commands.loaddata as well.
"""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from meetings.derived.refresh import refresh_derived
from meetings.derived.statement_keys import key_faults, statement_keys
from meetings.models import Meeting, Statement, StatementParticipant, StatementTopic
from tests.meetings import build

pytestmark = pytest.mark.django_db


def keys(meeting: Meeting) -> list[tuple[int, int | None]]:
    """Number and key of each statement, by number."""
    rows = Statement.objects.filter(meeting=meeting).order_by("number")
    return list(rows.values_list("number", "key"))


@pytest.fixture
def meeting() -> Meeting:
    meeting = build.meeting("keyed", date="2007-11-07")
    for speaker in ("Ruritania", "Arcadia", "Ruritania"):
        build.statement(meeting, speakers=(build.participant(speaker),), topics=(build.topic(),))
    return meeting


def test_key_published_is_day_meeting_and_place(meeting: Meeting) -> None:
    top = 20071107 * 10**10 + meeting.pk * 10**4 + 9999
    assert keys(meeting) == [(1, top), (2, top - 1), (3, top - 2)]
    assert key_faults(meeting) == []


def test_key_draft_is_null_everywhere() -> None:
    meeting = build.meeting(status="draft")
    build.statement(meeting, speakers=(build.participant(),), topics=(build.topic(),))

    assert keys(meeting) == [(1, None)]
    assert StatementParticipant.objects.published().count() == 0
    assert StatementTopic.objects.published().count() == 0


def test_key_date_changed_is_checked_and_mended(meeting: Meeting) -> None:
    meeting.date = "2008-04"
    meeting.save()

    assert len(key_faults(meeting)) == 9
    refresh_derived(meeting)
    assert keys(meeting)[0] == (1, 20080401 * 10**10 + meeting.pk * 10**4 + 9999)
    assert key_faults(meeting) == []


def test_key_two_statements_swapped(meeting: Meeting) -> None:
    Statement.objects.filter(meeting=meeting, number=1).update(order=2)
    Statement.objects.filter(meeting=meeting, number=2).update(order=1)

    refresh_derived(meeting)

    top = 20071107 * 10**10 + meeting.pk * 10**4 + 9999
    assert keys(meeting) == [(1, top - 1), (2, top), (3, top - 2)]
    assert key_faults(meeting) == []


def test_key_statement_inserted_keeps_numbers(meeting: Meeting) -> None:
    build.statement(meeting, "Said first.", number=4, order=0)

    top = 20071107 * 10**10 + meeting.pk * 10**4 + 9999
    assert keys(meeting) == [(1, top - 1), (2, top - 2), (3, top - 3), (4, top)]


def test_key_withdrawn_is_emptied(meeting: Meeting) -> None:
    meeting.status = "withdrawn"
    meeting.save()

    refresh_derived(meeting)

    assert keys(meeting) == [(1, None), (2, None), (3, None)]
    assert statement_keys(meeting) == {}
    assert key_faults(meeting) == []


def test_key_speaker_changed_moves_the_link(meeting: Meeting) -> None:
    first = meeting.statements.get(number=1)
    first.speakers.update(participant=build.participant("Arcadia"))

    assert key_faults(meeting) != []
    refresh_derived(meeting)

    linked = StatementParticipant.objects.filter(statement=first)
    assert list(linked.values_list("participant__slug", flat=True)) == ["arcadia"]
    assert key_faults(meeting) == []


def test_key_without_date_sorts_first() -> None:
    meeting = build.meeting(date="")
    build.statement(meeting)

    assert keys(meeting) == [(1, meeting.pk * 10**4 + 9999)]


def test_key_after_loaddata_is_derived_anew(meeting: Meeting, tmp_path: Path) -> None:
    dump = tmp_path / "register.json"
    call_command(
        "dumpdata",
        "participants",
        "meetings",
        natural_foreign=True,
        natural_primary=True,
        output=str(dump),
    )
    fields = [row["fields"] for row in json.loads(dump.read_text()) if "key" in row["fields"]]
    assert [row for row in fields if isinstance(row["key"], int)] == []
    before = keys(meeting)
    Statement.objects.filter(meeting=meeting).update(key=None)

    call_command("loaddata", str(dump), stdout=io.StringIO(), verbosity=0)

    assert keys(meeting) == before
    assert key_faults(meeting) == []


def test_key_twice_is_refused_by_the_database(meeting: Meeting) -> None:
    first = meeting.statements.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(meeting=meeting, number=2).update(key=first.key)


def test_order_beyond_the_key_is_refused_by_the_database() -> None:
    meeting = build.meeting()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(meeting=meeting, number=1, order=10_000, text="Too far.")
