"""A number retired by mistake goes back to its statement; none is ever that of two."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from meetings import publication
from meetings.corrections.beginning import begin_correction
from meetings.corrections.numbers import give_back
from meetings.models import Meeting, RetiredNumber
from meetings.publication import StepError
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = [pytest.mark.django_db, rich.in_state("published")]


def retired(meeting: Meeting) -> list[int]:
    rows = RetiredNumber.objects.filter(meeting=meeting, noun="statement")
    return sorted(rows.values_list("number", flat=True))


def test_number_is_given_back_in_a_correction_and_the_other_is_free(meeting: Meeting) -> None:
    boss, editor = rich.publisher(), rich.editor()
    draft = begin_correction(meeting, editor, "¶2 was deleted and entered again")
    again = draft.statements.get(number=2)
    other = build.statement(draft, "x", number=45, collective="some")
    for passage in again.passages.all():
        passage.pk, passage.uid, passage.statement = None, uuid4(), other
        passage.save()
    type(other).objects.filter(pk=other.pk).update(text=again.text)
    again.delete()

    give_back(draft, "statement", 2, 45, editor)
    publication.submit(draft, editor)
    publication.publish(draft, boss)

    assert retired(meeting) == []
    assert meeting.statements.get(number=2).collective == "some"
    assert not meeting.statements.filter(number=45).exists()


def test_number_that_was_public_is_retired_and_others_are_refused(meeting: Meeting) -> None:
    editor = rich.editor()
    RetiredNumber.objects.create(meeting=meeting, noun="statement", number=9)
    draft = begin_correction(meeting, editor)

    for number, to in ((9, 7), (1, 2), (8, 2)):
        with pytest.raises(StepError):
            give_back(draft, "statement", number, to, editor)
    with pytest.raises(StepError):
        give_back(meeting, "statement", 9, 2, rich.publisher())
    with pytest.raises(PermissionDenied):
        give_back(meeting, "statement", 9, 2, editor)
    give_back(draft, "statement", 9, 2, editor)

    assert retired(draft) == [2]
    assert retired(meeting) == [9]
    assert sorted(draft.statements.values_list("number", flat=True)) == [1, 9]
