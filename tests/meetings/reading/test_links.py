"""Links name a noun as its model does, and lead to the same page."""

from typing import Any

import pytest

from meetings.models import Document, Meeting, Pledge, Speaker, Statement, Topic
from meetings.reading import links
from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery
from tests.meetings import build

pytestmark = pytest.mark.django_db


def link(model: Any, row: type) -> Any:
    return PreparedQuery(lambda pk: model.objects.filter(pk=pk), row).row(model.objects.get().pk)


def test_participant_link_is_named_as_its_participant() -> None:
    land = build.participant("Aland", code="ALA")

    named = link(Participant, links.ParticipantLink)

    assert (str(named), named.kind, named.code) == (land.name, land.kind, "ALA")
    assert named.url == named.get_absolute_url() == land.get_absolute_url()


def test_person_link_is_named_as_its_person() -> None:
    person = build.person()

    named = link(Person, links.PersonLink)

    assert (str(named), named.url) == (str(person), person.get_absolute_url())


def test_topic_link_is_named_as_its_topic() -> None:
    topic = build.topic("Fish")

    named = link(Topic, links.TopicLink)

    assert (str(named), named.url) == (str(topic), topic.get_absolute_url())


def test_document_link_has_what_lists_print() -> None:
    document = build.document("Words.", title="Report", symbol="A/1", language="en")

    named = link(Document, links.DocumentLink)

    assert (str(named), named.symbol, named.language) == ("Report", "A/1", "en")
    assert named.url == document.get_absolute_url()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "A meeting"},
        {"title": "", "ordinal": 3, "theme": "Fish", "city": "Doha", "date": "2007-11"},
        {"title": "", "date": ""},
    ],
)
@pytest.mark.parametrize("in_series", [True, False])
def test_meeting_link_is_titled_and_dated_as_its_meeting(
    fields: dict[str, Any], in_series: bool
) -> None:
    series = build.series("Friends of Fish") if in_series else None
    meeting = build.meeting("one", series=series, **fields)

    named = link(Meeting, links.MeetingLink)

    assert (named.shown_title, named.date_wording) == (meeting.shown_title, meeting.date_wording)
    assert (named.url, str(named)) == (meeting.get_absolute_url(), meeting.shown_title)


def test_speaker_link_is_named_as_its_speaker() -> None:
    speaker = (build.participant("Aland"), build.person())
    build.statement(build.meeting(), "Words.", speakers=speaker)
    row = Speaker.objects.first()

    named = PreparedQuery(lambda pk: Speaker.objects.filter(pk=pk), links.SpeakerLink).row(
        row.pk if row else 0
    )

    assert str(named) == str(row)


def test_statement_and_pledge_links_lead_to_their_pages() -> None:
    meeting = build.meeting()
    statement = build.statement(meeting, "Words.")
    pledge = build.pledge(meeting, "Give nets", build.participant("Aland"))

    assert link(Statement, links.StatementLink).url == statement.get_absolute_url()
    assert link(Pledge, links.PledgeLink).url == pledge.get_absolute_url()
