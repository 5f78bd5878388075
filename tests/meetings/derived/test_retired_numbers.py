"""Numbers of statements and pledges are permanent.

Covers meetings.models.retired as well.
"""

import pytest
from django.core.exceptions import ValidationError

from meetings.derived.retired_numbers import next_number
from meetings.models import RetiredNumber, Statement
from tests.meetings import build

pytestmark = pytest.mark.django_db


def retired() -> list[tuple[str, int]]:
    """Noun and number of all that were retired."""
    return list(RetiredNumber.objects.values_list("noun", "number").order_by("noun", "number"))


def test_number_of_deleted_statement_is_retired() -> None:
    meeting = build.meeting()
    for _ in range(3):
        build.statement(meeting)

    meeting.statements.get(number=3).delete()
    meeting.statements.filter(number=1).delete()

    assert retired() == [("statement", 1), ("statement", 3)]
    assert next_number(meeting, "statement") == 4


def test_number_of_deleted_pledge_is_retired() -> None:
    meeting = build.meeting()
    build.pledge(meeting).delete()

    assert retired() == [("pledge", 1)]
    assert next_number(meeting, "pledge") == 2


def test_numbers_of_deleted_meeting_leave_nothing() -> None:
    meeting = build.meeting()
    build.statement(meeting)

    meeting.delete()

    assert retired() == []


def test_number_retired_is_refused_for_a_new_statement() -> None:
    meeting = build.meeting()
    build.statement(meeting).delete()

    with pytest.raises(ValidationError) as refused:
        Statement(meeting=meeting, number=1, text="Again.").full_clean()

    assert list(refused.value.message_dict) == ["number"]
