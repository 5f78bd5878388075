"""The page of a meeting is filled from plain values as from rows, and shown by one template.

Covers meetings.reading.meeting_facts and meetings.reading.meeting_parts as well; what is read
from a database, and meetings.reading.meeting_stub and meetings.reading.related, are covered by
tests/meetings/views/test_meeting.py.
"""

import datetime
import re
from typing import Any

from django.template.loader import render_to_string

from meetings.reading.delegation import DelegateRow, DelegationRow
from meetings.reading.inferred import Reason, Reasons
from meetings.reading.links import DocumentLink, ParticipantLink, SeriesLink
from meetings.reading.meeting_facts import facts
from meetings.reading.meeting_page import MeetingPage, fill_meeting_page
from meetings.reading.meeting_parts import FigureRow, PledgeOfMeeting, ReferredDocument
from meetings.reading.pledge import PledgerRow
from meetings.reading.search_marks import SearchMarks
from meetings.reading.session import AgendaItemRow, session_groups
from meetings.reading.source.document import Source, SourceDocument
from meetings.reading.statement_text import StatementFiller
from tests.meetings.reading.test_statement_page import ALAND, speaker, text

_FIELDS: dict[str, Any] = {
    "slug": "fish-1",
    "title": "Meeting on fish",
    "date": "2007-11-07",
    "first_day": datetime.date(2007, 11, 7),
    "series_name": None,
    "ordinal": None,
    "theme": "",
    "city": "Doha",
    "venue": "",
    "country_name": None,
    "layer": "record",
    "stage": "held",
    "pk": 1,
    "last_day": datetime.date(2007, 11, 7),
    "mode": "in person",
    "attendance": "partial",
    "series": None,
    "title_printed": "",
    "status": "published",
    "summary": "They spoke of fish.",
    "updated_at": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
    "version_number": 3,
    "version_when": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
    "version_action": "correct",
}


def page(**fields: Any) -> MeetingPage:
    """The page of a meeting of plain values."""
    return MeetingPage(**(_FIELDS | fields))


def delegation(slug: str, *roles: str, **fields: Any) -> DelegationRow:
    """A delegation as a plain record has it."""
    known = {"pk": 1, "printed": "", "level": "not stated", "presence": "not stated"} | fields
    participant = ParticipantLink(slug, slug.capitalize(), "state", None)
    return DelegationRow(**known, roles=roles, participant=participant, delegate=None)


def test_page_of_plain_values_is_rendered_without_a_database() -> None:
    meeting = page(series=SeriesLink(1, "fish", "Friends of fish"), ordinal=3)
    statement = text()
    StatementFiller(Reasons(()), SearchMarks()).fill(statement, [speaker(ALAND)], [])
    meeting.marked_summary = meeting.summary
    meeting.sessions, meeting.statement_count = session_groups([], [statement]), 1
    meeting.agenda = [AgendaItemRow(1, "Nets", ["Large ones"])]
    meeting.figures = [FigureRow(1, "more than 50", "states that took part", 7)]
    meeting.references = [ReferredDocument(1, DocumentLink("a-1", "Report", "A/1", "en"), "2009")]
    source = SourceDocument("doc", "Words", "", "fr", 1, "summary", "", "public in full", "W", "f0")
    meeting.sources = [Source(source, 100, [], 1)]

    fill_meeting_page(meeting, [delegation("aland", "host")], Reasons(()))
    html = render_to_string("meetings/meeting_detail.html", {"meeting": meeting})
    tight = re.sub(r">\s+<", "><", html)

    assert "<h1>Meeting on fish</h1>" in html
    assert '<article class="speech" id="p7" aria-labelledby="p7-h">' in html
    assert '<li><span lang="fr">Nets</span><ul lang="fr"><li>Large ones</li></ul></li>' in tight
    assert '<a href="/documents/a-1/">Report</a> <span class="muted">A/1</span>' in html
    assert '<span class="muted">A/1</span> <span class="muted">2009</span>' in html
    assert "The source speaks of “more than 50”." in html
    assert "<bdi>record fish-1</bdi>, <bdi>version 3</bdi>." in html


def test_facts_say_what_is_inferred_and_what_is_not_stated() -> None:
    reasons = Reasons([Reason("meeting", None, "date", "The letter is dated.")])

    known = {fact.term: fact for fact in facts(page(date="", city=""), [], [], reasons)}

    assert (known["Date"].items, known["Date"].reason) == ([], "The letter is dated.")
    assert (known["Place"].items, known["Place"].silence) == ([], "Not stated")


def test_facts_mark_what_is_inferred_beside_it() -> None:
    reasons = Reasons(
        [
            Reason("meeting", None, "place/country", "Doha is in Aland."),
            Reason("delegation", 1, "roles/1", "It was held there."),
        ]
    )
    rows = [delegation("aland", "member", "host")]

    known = {fact.term: fact for fact in facts(page(country_name="Aland"), rows, [], reasons)}

    assert [(link.text, link.reason) for link in known["Place"].items] == [
        ("Doha", ""),
        ("Aland", "Doha is in Aland."),
    ]
    assert [(link.text, link.reason) for link in known["Host"].items] == [
        ("Aland", "It was held there.")
    ]


def test_facts_of_a_meeting_that_was_not_held_speak_of_no_attendance() -> None:
    known = {fact.term: fact for fact in facts(page(stage="postponed"), [], [], Reasons(()))}

    assert "Attendance" not in known
    assert [link.text for link in known["Stage"].items] == ["Postponed"]
    assert known["Named for it"].items == []


def test_facts_name_who_led_with_the_person_and_cut_many_short() -> None:
    chair = delegation("aland", "chair")
    chair.people = [DelegateRow(1, "Ada", "Ms", "", "chair", "", "", None)]
    hosts = [delegation(f"host-{n}", "host") for n in range(6)]

    led = {fact.term: fact.items for fact in facts(page(), [chair, *hosts], [], Reasons(()))}

    assert [link.text for link in led["Chair"]] == ["Aland, Ms Ada"]
    assert [link.text for link in led["Host"]] == ["Host-0", "Host-1", "Host-2", "and 3 more"]


def test_pledge_names_each_maker_once_and_the_collective() -> None:
    pledge = PledgeOfMeeting(
        number=1,
        title="Give nets",
        meeting_slug="fish-1",
        pk=1,
        collective="the islands",
        made="",
        due="2008",
        status="announced",
        statement=None,
        pledger=None,
        pledgers=[PledgerRow(1, ALAND, None, ""), PledgerRow(1, ALAND, None, "")],
    )

    assert pledge.makers == "Aland and the islands"
    assert (pledge.made_wording, pledge.due_wording) == ("", "2008")
