"""start_register fills an empty register, wholly or not at all, and no other.

Covers portal.management.commands.start_register as well.
"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from model_bakery import baker

from meetings.models import Meeting
from participants.models import Participant
from portal.management.commands import start_register


@pytest.mark.django_db
def test_start_register_fills_an_empty_register_once() -> None:
    first, second = StringIO(), StringIO()

    call_command("start_register", stdout=first)
    loaded = (Participant.objects.count(), Meeting.objects.count())
    call_command("start_register", stdout=second)

    assert Meeting.objects.published().count() == 5
    assert "nothing was loaded" not in first.getvalue()
    assert "nothing was loaded" in second.getvalue()
    assert (Participant.objects.count(), Meeting.objects.count()) == loaded


@pytest.mark.django_db
def test_start_register_leaves_a_register_with_one_participant_alone() -> None:
    baker.make(Participant, name="Chad", slug="chad")

    call_command("start_register", stdout=StringIO())

    assert list(Participant.objects.values_list("slug", flat=True)) == ["chad"]
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_start_register_with_a_refused_record_loads_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(name: str, *args: str, **options: object) -> None:
        if name == "load_records":
            raise CommandError("one.json: /meeting/date: not a date")
        baker.make(Participant, name="Chad", slug="chad")

    monkeypatch.setattr(start_register, "call_command", refuse)

    with pytest.raises(CommandError, match=r"one\.json"):
        call_command("start_register", stdout=StringIO())

    assert not Participant.objects.exists()
