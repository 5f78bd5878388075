"""The key of a statement is its day, its meeting and its place in it, on its links as well.

That it follows every change is in test_refresh.

Covers meetings.models.parts, meetings.models.statement and meetings.models.statement_links as
well.
"""

import pytest

from meetings.derived.statement_keys import (
    key_faults,
    meetings_keyed_otherwise,
    refresh_keys,
    speaker_links,
    statement_keys,
)
from meetings.models import Meeting, Statement, StatementParticipant, StatementPerson
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    """Two statements at one place, and one before them; Ruritania makes the first two."""
    meeting = build.meeting("keyed", date="2007-11-07", series=build.series())
    build.statement(meeting, number=1, order=5, speakers=(build.participant(),))
    build.statement(meeting, number=2, order=5, speakers=(build.participant(), build.person()))
    build.statement(meeting, number=3, order=1)
    return meeting


def test_key_is_by_order_and_then_by_number(meeting: Meeting) -> None:
    last = 20071107 * 10**10 + meeting.pk * 10**4 + 9999
    first, second, third = Statement.objects.order_by("number").values_list("pk", flat=True)

    assert statement_keys(meeting) == {third: last, first: last - 1, second: last - 2}


def test_statement_of_a_meeting_without_a_day_comes_before_all_others(meeting: Meeting) -> None:
    meeting.date = ""
    meeting.save()

    assert sorted(statement_keys(meeting).values()) == [
        meeting.pk * 10**4 + 9999 - place for place in (2, 1, 0)
    ]


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_record_that_is_not_published_has_no_keys(meeting: Meeting, status: str) -> None:
    meeting.status = status
    meeting.save()
    refresh_keys(meeting)

    assert statement_keys(meeting) == {}
    assert set(Statement.objects.values_list("key", "series_id")) == {(None, None)}
    assert set(StatementParticipant.objects.values_list("key", flat=True)) == {None}


def test_links_are_those_of_the_speakers(meeting: Meeting) -> None:
    first, second, _third = Statement.objects.order_by("number").values_list("pk", flat=True)
    land, person = build.participant().pk, build.person().pk

    assert speaker_links(meeting, "participant") == {(first, land), (second, land)}
    assert speaker_links(meeting, "person") == {(second, person)}


def test_sound_keys_have_no_fault(meeting: Meeting) -> None:
    assert key_faults(meeting) == []


def test_fault_is_named_of_key_series_and_link(meeting: Meeting) -> None:
    last = 20071107 * 10**10 + meeting.pk * 10**4 + 9999
    second = Statement.objects.get(number=2)
    Statement.objects.filter(number=3).update(key=None, series=None)
    StatementParticipant.objects.filter(statement=second).update(key=7)
    StatementPerson.objects.all().delete()

    assert key_faults(meeting) == [
        f"¶3: key None, computed {last}",
        f"¶3: series None, computed {meeting.series_id}",
        f"¶2: StatementParticipant key 7, computed {last - 2}",
        f"statement {second.pk}: person link {build.person().pk} differs from speakers",
    ]


def test_faults_are_gone_when_keys_are_derived_anew(meeting: Meeting) -> None:
    StatementPerson.objects.all().delete()
    Statement.objects.update(key=None)

    refresh_keys(meeting)

    assert key_faults(meeting) == []


def test_records_keyed_otherwise_are_found(meeting: Meeting) -> None:
    upward, draft = build.meeting("upward"), build.meeting("draft", status="draft")
    for at in range(2):
        build.statement(upward)
        build.statement(draft)
        build.statement(build.meeting(f"other-{at}"))
    assert meetings_keyed_otherwise() == []

    # As keys were once: upward from the beginning of a meeting.
    base = 20071107 * 10**10 + upward.pk * 10**4
    for at, row in enumerate(Statement.objects.filter(meeting=upward).order_by("number")):
        Statement.objects.filter(pk=row.pk).update(key=base + at)
    Statement.objects.filter(meeting=draft, number=1).update(key=3)

    assert meetings_keyed_otherwise() == [upward.pk, draft.pk]
