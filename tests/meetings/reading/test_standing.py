"""A meeting that was not held is told as such wherever it stands, and nobody attended it.

Of meetings.reading.links, with all pages that show a meeting.
"""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from meetings.derived.counts import tally_participants, tally_people
from meetings.models import Delegate, Meeting
from participants.models import Participant, Person
from tests.meetings import build

pytestmark = pytest.mark.django_db

STAGES = {"cancelled": "Cancelled", "postponed": "Postponed", "announced": "Announced"}


def record(stage: str, slug: str = "okapi", **fields: Any) -> Meeting:
    """A record with a delegation, a statement and a pledge of Ruritania, at a stage."""
    meeting = build.meeting(slug, stage=stage, series=build.series(), **fields)
    land, ada = build.participant("Ruritania", kind="state"), build.person("Ada Example")
    seat = build.delegation(meeting, land, roles=["participant"])
    Delegate.objects.create(delegation=seat, person=ada, title="Envoy")
    said = build.statement(
        meeting, "Notice of okapi.", speakers=(ada,), topics=(build.topic("Fish"),)
    )
    build.pledge(meeting, "Feed okapi", by=ada, statement=said)
    return meeting


def shown(client: Client, address: str) -> str:
    """The main part of a page, as it is read."""
    text = unescape(client.get(address).content.decode())
    return text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(("stage", "words"), STAGES.items())
@pytest.mark.parametrize(
    "address",
    [
        "/meetings/",
        "/meetings/okapi/",
        "/meetings/beside/",
        "/meetings/okapi/statements/1/",
        "/meetings/okapi/pledges/1/",
        "/series/friends-of-fisheries/",
        "/participants/ruritania/",
        "/people/ada-example/",
        "/topics/fish/",
        "/statements/",
        "/pledges/",
        "/search/?q=okapi",
        "/search/?q=okapi&group=meetings",
        "/",
    ],
)
def test_stage_is_told_wherever_a_meeting_stands(
    client: Client, address: str, stage: str, words: str
) -> None:
    record(stage)
    build.meeting("beside", date="2009", series=build.series())

    page = shown(client, address)

    # Of choices in filters and the like none stands after a sign of its own.
    assert f">{words}<" in page or f"({words})" in page or f"· {words}" in page


@pytest.mark.parametrize("stage", [*STAGES, "proposed", "mentioned"])
def test_nobody_attended_what_was_not_held(client: Client, stage: str) -> None:
    record(stage)

    land = tally_participants(Participant.objects.filter(slug="ruritania")).get()
    ada = tally_people(Person.objects.filter(key="ada-example")).get()
    participant = client.get("/participants/ruritania/").context["participant"]
    person = client.get("/people/ada-example/").context["person"]

    assert (land.attended, ada.attended) == (0, 0)
    assert [(page.attended.n, page.named_at.n) for page in (participant, person)] == [(0, 1)] * 2
    assert client.get("/").context["home"].totals[1].n == 0


def test_what_was_held_was_attended(client: Client) -> None:
    record("held")

    participant = client.get("/participants/ruritania/").context["participant"]
    person = client.get("/people/ada-example/").context["person"]

    assert [(page.attended.n, page.named_at.n) for page in (participant, person)] == [(1, 0)] * 2


def test_record_that_is_corrected_to_cancelled_is_attended_no_more() -> None:
    meeting = record("held")
    Meeting.objects.filter(pk=meeting.pk).update(stage="cancelled")

    build.statement(meeting)

    assert tally_participants(Participant.objects.filter(slug="ruritania")).get().attended == 0


@pytest.mark.parametrize(
    ("stage", "attendance", "words"),
    [
        ("cancelled", "not recorded", "Nobody is known to have taken part."),
        ("held", "not recorded", "that alone does not say that they were present."),
    ],
)
def test_who_is_named_is_not_known_to_have_taken_part(
    client: Client, stage: str, attendance: str, words: str
) -> None:
    record(stage, attendance=attendance)

    page = shown(client, "/meetings/okapi/")

    assert words in page
    assert "known to have taken part" not in page.replace("Nobody is known to have taken part", "")


def test_hosted_are_recorded_meetings_that_were_held(client: Client) -> None:
    land = build.participant("Ruritania", kind="state")
    held = build.meeting("held", country=land)
    build.meeting("cancelled", country=land, stage="cancelled")
    build.stub("only-named", held, country=land, stage="held")

    participant = client.get("/participants/ruritania/").context["participant"]

    assert participant.held_in == 1
    assert [row.slug for row in client.get(participant.held_in_url).context["rows"]] == ["held"]
