"""The page of a statement is filled from plain values as from rows, and shown by one template.

Covers meetings.reading.statement_text, search_marks and citation as well; what is read from a
database is covered by tests/meetings/views/test_statement.py.
"""

from typing import Any

from django.template.loader import render_to_string

from meetings.reading.evidence import InferredRow
from meetings.reading.inferred import Reasons
from meetings.reading.links import (
    Link,
    ParticipantLink,
    PledgeLink,
    SessionLink,
    TopicLink,
)
from meetings.reading.meeting import PlacedMeeting
from meetings.reading.search_marks import SearchMarks
from meetings.reading.speaker import SpokenRow
from meetings.reading.statement_page import PagerStep, StatementPage, fill_statement_page
from meetings.reading.statement_text import StatementFiller, StatementText

ALAND = ParticipantLink("aland", "Aland", "state", "ALA")
BLAND = ParticipantLink("bland", "Bland", "state", None)


def speaker(participant: ParticipantLink, capacity: str = "") -> SpokenRow:
    """A speaker as a plain record has it."""
    return SpokenRow("", "", capacity, participant, None, 1, 1, None)


def text(**fields: Any) -> StatementText:
    """A statement of plain values."""
    return StatementText(**(_FIELDS | fields))


_FIELDS: dict[str, Any] = {
    "pk": 1,
    "number": 7,
    "order": 1,
    "session_id": None,
    "form": "reported",
    "delivery": [],
    "language": "en",
    "text": "Nets are needed.\n\nMore words.",
    "quotations": [],
    "procedural": False,
    "collective": "",
    "unattributed": "",
}


def page(**fields: Any) -> StatementPage:
    """The page of a statement of plain values."""
    meeting = PlacedMeeting(
        slug="fish-1",
        title="Meeting on fish",
        date="2007-11-07",
        first_day=None,
        series_name=None,
        ordinal=None,
        theme="",
        city="Doha",
        venue="",
        country_name="Aland",
        pk=1,
        layer="record",
        stage="held",
    )
    return StatementPage(
        **(_FIELDS | fields),
        meeting=meeting,
        session=SessionLink("s1", "Opening"),
        agenda_item="Nets",
    )


def test_page_of_plain_values_is_rendered_without_a_database() -> None:
    statement = page()
    inferred = [InferredRow("speakers/0/participant", "The list of speakers says so.")]
    fill_statement_page(
        statement, [speaker(ALAND)], [TopicLink("nets", "Nets")], inferred, SearchMarks()
    )
    statement.mentions = [BLAND]
    statement.pledges = [PledgeLink(3, "Give nets", "fish-1")]
    statement.replies = [Link("Bland, ¶8", "/meetings/fish-1/statements/8/")]
    statement.previous = PagerStep("/meetings/fish-1/statements/6/", "¶6")

    html = render_to_string("meetings/statement_detail.html", {"statement": statement})

    assert "<h1>Aland: nets</h1>" in html
    assert '<a href="/participants/bland/">Bland</a>' in html
    assert '<a href="/meetings/fish-1/pledges/3/">Give nets</a>' in html
    assert '<a href="/meetings/fish-1/statements/8/">Bland, ¶8</a>' in html
    assert "Speaker: participant: inferred, not in the source." in html
    assert "<bdi>Aland</bdi>, in: <bdi>Meeting on fish</bdi>, <bdi>Doha, Aland</bdi>," in html
    assert "No passage of a source is recorded." in html


def test_statement_without_speakers_or_topics_is_headed_by_its_opening_words() -> None:
    statement = page(text="Nets are needed.")

    fill_statement_page(statement, [], [], [], SearchMarks())

    assert (statement.heading, statement.speakers_wording) == ("Nets are needed.", "")


def test_several_speakers_are_parted_and_their_shared_words_stand_once() -> None:
    statement = text()
    speakers = [speaker(ALAND, "Chair"), speaker(BLAND, "Chair")]

    StatementFiller(Reasons(()), SearchMarks()).fill(statement, speakers, [])

    assert [(one.before, one.name) for one in statement.speakers] == [
        ("", "Aland"),
        (" and ", "Bland"),
    ]
    assert (statement.codes, statement.capacities) == (
        ["ALA"],
        [("Chair", "")],
    )


def test_notes_tell_replies_pledges_form_delivery_and_procedure() -> None:
    statement = text(form="verbatim", delivery=["virtual"], procedural=True)
    pledges = [PledgeLink(3, "Give nets", "fish-1")]

    StatementFiller(Reasons(()), SearchMarks()).fill(statement, [], [], [4], pledges)

    assert [(note.text, note.url) for note in statement.notes] == [
        ("In reply to ¶4", "#p4"),
        ("Pledge 3: Give nets", "/meetings/fish-1/pledges/3/"),
        (statement.get_form_display(), ""),
        ("Virtual", ""),
        ("Procedural: moves the meeting along", ""),
    ]
