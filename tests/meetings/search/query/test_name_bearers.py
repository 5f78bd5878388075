"""Who and what goes by a name, of what the public may see."""

import pytest

from meetings.search.query.conditions import Condition
from meetings.search.query.name_bearers import name_bearers
from participants.models import ParticipantName
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_name_finds_its_bearers_and_their_other_names() -> None:
    arcadia = build.participant("Arcadia")
    ParticipantName.objects.create(participant=arcadia, name="Old Arcady", kind="former")
    topic = build.topic("Alchemy")
    build.statement(build.meeting(), "Of gold.", speakers=(arcadia,), topics=(topic,))

    bearers = name_bearers(dict.fromkeys(["old arcady", "alchemy", "nobody"], ""))

    assert bearers.keys() == {"old arcady", "alchemy"}
    assert bearers["old arcady"].condition() == Condition(participants=(arcadia.pk,))
    assert ("arcadia",) in bearers["old arcady"].others
    assert bearers["alchemy"].topics == [topic.pk]


def test_name_that_only_a_draft_uses_is_of_nobody() -> None:
    build.statement(
        build.meeting(status="draft"), "Of gold.", speakers=(build.participant("Arcadia"),)
    )

    assert name_bearers({"arcadia": ""}) == {}
