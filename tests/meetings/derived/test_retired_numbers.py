"""Numbers of statements and pledges are permanent.

Covers meetings.models.retired and meetings.models.numbered as well.
"""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from meetings.derived.retired_numbers import next_number
from meetings.models import Pledge, RetiredNumber, Statement
from meetings.models.choices import Noun
from meetings.models.numbered import Numbered
from tests.meetings import build

pytestmark = pytest.mark.django_db


def retired() -> list[tuple[str, int]]:
    """Noun and number of all that were retired."""
    return list(RetiredNumber.objects.values_list("noun", "number").order_by("noun", "number"))


def test_every_model_with_a_permanent_number_is_a_noun() -> None:
    numbered = [model for model in apps.get_models() if issubclass(model, Numbered)]

    assert {model._meta.model_name for model in numbered} == {*Noun.values}


def test_number_of_deleted_statement_is_retired() -> None:
    meeting = build.meeting()
    for _ in range(3):
        build.statement(meeting)

    meeting.statements.get(number=3).delete()
    meeting.statements.filter(number=1).delete()

    assert retired() == [("statement", 1), ("statement", 3)]
    assert next_number(Statement(meeting=meeting)) == 4


def test_number_of_deleted_pledge_is_retired() -> None:
    meeting = build.meeting()
    build.pledge(meeting).delete()

    assert retired() == [("pledge", 1)]
    assert next_number(Pledge(meeting=meeting)) == 2


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
