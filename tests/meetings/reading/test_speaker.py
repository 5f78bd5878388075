"""Who spoke, as what and for whom, in words."""

import pytest

from meetings.models import Speaker
from meetings.reading.links import ParticipantLink, PersonLink, SpeakerLink
from meetings.reading.speaker import (
    SpeakerText,
    capacities,
    speaker_text,
    speakers_of_meeting,
    speakers_of_statement,
    speakers_of_statements,
)
from tests.meetings import build

ALAND = ParticipantLink("aland", "Aland", "state", "ALA")
ADA = PersonLink("ada", "Ada")


def test_person_comes_first_and_the_body_after() -> None:
    def why(*paths: str) -> str:
        return " ".join(paths)

    words = speaker_text(SpeakerLink("", "Envoy", "Chair", ALAND, ADA), ["the islands"], why)

    assert words == SpeakerText(
        "Ada",
        "/people/ada/",
        "ALA",
        "Aland",
        "/participants/aland/",
        "Envoy; Chair",
        "the islands",
        "person printed",
        "participant",
        "title capacity on_behalf_of",
    )


def test_speaker_of_whom_only_an_office_is_known_goes_by_it_once() -> None:
    words = speaker_text(SpeakerLink("", "the chair", "", None, None))

    assert (words.name, words.url, words.capacity) == ("The chair", "", "")


def test_capacities_of_several_say_whose_they_are() -> None:
    host = SpeakerText("Cy", "")
    chairs = [SpeakerText(name, "", capacity="Chair") for name in ("Ada", "Di")]
    envoy = SpeakerText("Bo", "", capacity="Envoy", behalf="the islands", capacity_reason="Told.")

    assert capacities([host, *chairs, envoy]) == [
        ("Ada and Di: Chair", ""),
        ("Bo: Envoy; on behalf of the islands", "Told."),
    ]
    assert capacities(chairs) == [("Chair", "")]
    assert capacities([envoy]) == [("Envoy; on behalf of the islands", "Told.")]


@pytest.mark.django_db
def test_speakers_are_read_in_order_with_all_on_whose_behalf_they_speak() -> None:
    meeting = build.meeting()
    statement = build.statement(meeting, "Words.", speakers=(build.participant("Aland"),))
    group = [build.participant("Bland"), build.participant("Cland")]
    Speaker.objects.get().on_behalf_of.add(*group)

    (alone,) = speakers_of_statement(statement.pk)

    assert (str(alone), alone.behalf) == ("Aland", ("Bland", "Cland"))
    assert [str(row) for row in speakers_of_meeting(meeting.pk)[statement.pk]] == ["Aland"]
    assert [row.participant_id for row in speakers_of_statements([statement.pk])[statement.pk]] == [
        build.participant("Aland").pk
    ]
