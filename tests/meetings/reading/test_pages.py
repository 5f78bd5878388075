"""Pages are filled from plain values as well as from rows: no database, no model.

Covers meetings.reading.pledge_page, meetings.reading.participant, meetings.reading.person,
meetings.reading.document, meetings.reading.topic and meetings.reading.evidence as well; what is
read of the register is tested with the views.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.template import loader
from django.test import RequestFactory

from meetings.reading.bars import bars
from meetings.reading.document import DocumentPage, ReferenceRow
from meetings.reading.evidence import InferredRow, QuoteRow
from meetings.reading.links import (
    DocumentLink,
    Link,
    MeetingLink,
    ParticipantLink,
    PersonLink,
    TopicLink,
)
from meetings.reading.meeting import PlacedMeeting
from meetings.reading.participant import OtherName, ParticipantPage
from meetings.reading.person import PersonPage, TitleRow
from meetings.reading.pledge import PledgerRow, UpdateRow
from meetings.reading.pledge_page import AmountRow, PledgePage
from meetings.reading.presence import AttendanceRow
from meetings.reading.sections import Section
from meetings.reading.topic import TopicMeeting, TopicPage
from meetings.views.searched import Searched
from portal.pagecache.middleware import WRITTEN

DAY = datetime.date(2009, 5, 4)
GRAUSTARK = ParticipantLink(slug="graustark", name="Graustark", kind="state", code=None)
RURITANIA = ParticipantLink(slug="ruritania", name="Ruritania", kind="state", code="RUR")
ADA = PersonLink(key="ada", name="Ada Example")
SUMMARY = DocumentLink(key="summary", title="Summary", symbol="A/1", language="en")
SUMMIT: dict[str, Any] = {
    "slug": "summit",
    "title": "Summit",
    "date": "2007",
    "first_day": datetime.date(2007, 1, 1),
    "series_name": None,
    "ordinal": None,
    "theme": "",
    "city": "Strelsau",
    "pk": 1,
    "layer": "record",
    "stage": "held",
}


def rendered(template: str, **context: Any) -> str:
    """The page for nobody who is signed in, of a register without pages of its own."""
    request = RequestFactory(**{WRITTEN: frozenset()}).get("/")
    return loader.render_to_string(template, context, request)


def pledge(**fields: Any) -> PledgePage:
    """A pledge of plain values."""
    values: dict[str, Any] = {
        "pk": 1,
        "number": 3,
        "title": "Send ships.",
        "collective": "others",
        "condition": "",
        "made": "before the meeting",
        "made_first": None,
        "due": "2008",
        "due_last": datetime.date(2008, 12, 31),
        "meeting": MeetingLink(**SUMMIT),
        "statement": None,
        "kind": "capability",
        "strength": "firm",
        "day": DAY,
        "status": "fulfilled",
    }
    return PledgePage(**values | fields)


def test_pledge_is_shown_of_plain_values() -> None:
    update = UpdateRow(
        pledge_id=1,
        pk=1,
        order=0,
        first_day=None,
        date="2008-05",
        status="fulfilled",
        asserted_by="the Chair",
        text="Ships came.",
        meeting_slug=None,
        quotes=[QuoteRow("They came.", SUMMARY)],
    )
    page = rendered(
        "meetings/pledge_detail.html",
        pledge=pledge(
            pledgers=[PledgerRow(1, RURITANIA, ADA, "Consul")],
            amounts=[AmountRow("three ships", Decimal(3), "", "ships")],
            quotes=[QuoteRow("Ruritania promised ships.", SUMMARY)],
            inferred=[InferredRow("due", "The fleet sails in 2008.")],
            updates=[update],
        ),
        searched=Searched(),
    )

    for words in (
        "<h1>Send ships.</h1>",
        "Ruritania (Ada Example) and others",
        "Ruritania promised ships.",
        "three ships",
        "According to the Chair",
        "Ships came.",
        "The fleet sails in 2008.",
        "as of 4 May 2009",
        "<bdi>Summit</bdi>, <bdi>2007</bdi>, <bdi>pledge 3</bdi>.",
        "A source says that it has been done, and names who says so.",
    ):
        assert words in page


def test_facts_of_a_pledge_say_what_is_silent_and_what_is_inferred() -> None:
    inferred = [InferredRow("made", "By its place."), InferredRow("made/0", "And by its order.")]

    facts = pledge(inferred=inferred).facts

    assert [tuple(fact) for fact in facts] == [
        ("Kind", "Capability or support", False, ""),
        ("How firmly", "Firm", False, ""),
        ("Made", "Before the meeting", False, "By its place. And by its order."),
        ("Due", "2008", False, ""),
        ("Condition", "None stated", True, ""),
    ]


def test_participant_is_shown_of_plain_values() -> None:
    meeting = PlacedMeeting(**SUMMIT, venue="Castle", country_name="Ruritania")
    delegation = AttendanceRow(
        1,
        "",
        ["host"],
        "minister",
        "in person",
        "Ruritania",
        meeting,
        meta=[Link("Level: minister", reason="By protocol.")],
    )
    page = rendered(
        "participants/participant_detail.html",
        participant=ParticipantPage(
            slug="ruritania",
            name="Ruritania",
            kind="state",
            code="RUR",
            pk=1,
            part_of=None,
            formal_name="Kingdom of Ruritania",
            region="Eastern European Group",
            first_year=1945,
            last_year=1992,
            successors=[GRAUSTARK],
            names=[OtherName("other", "Zenda"), OtherName("former", "Elphberg")],
            attended=Section([delegation], 1),
            topics=bars([("Fisheries", 2, "/topics/fisheries/")]),
        ),
    )

    for words in ("Kingdom of Ruritania", "Zenda", "Elphberg", "Castle, Strelsau", "Fisheries"):
        assert words in page
    assert "<dd>1945 to 1992</dd>" in page
    assert '<dt>Succeeded by</dt>\n<dd>\n<a class="quiet" href="/participants/graustark/">' in page


def test_participant_without_record_says_so() -> None:
    who = ParticipantPage("ruritania", "Ruritania", "state", None, 1, None, "", "", None, None)

    page = rendered("participants/participant_detail.html", participant=who)

    assert who.has_nothing
    assert "Nothing of this participant is on record yet" in page


def test_person_is_shown_of_plain_values() -> None:
    page = rendered(
        "participants/person_detail.html",
        person=PersonPage(
            key="ada",
            name="Ada Example",
            pk=1,
            names=["A. Example"],
            titles=[TitleRow("Envoy", "Chair", RURITANIA, MeetingLink(**SUMMIT))],
        ),
    )

    for words in ("A. Example", "Envoy, Chair", "Ruritania", "Summit"):
        assert words in page


def test_topic_is_shown_of_plain_values() -> None:
    page = rendered(
        "meetings/topic_detail.html",
        topic=TopicPage(
            slug="fisheries",
            name="Fisheries",
            pk=1,
            abbreviation="FSH",
            broader_id=2,
            broader=TopicLink("sea", "Sea"),
            narrower=[TopicLink("cod", "Cod")],
            meetings=Section([TopicMeeting(**SUMMIT, n=4)], 1),
            speaking=2,
        ),
    )

    for words in ("FSH", "Sea", "Cod", "4 statements", "participants that speak of it"):
        assert words in page


def test_document_is_shown_of_plain_values() -> None:
    document = DocumentPage(
        key="resolution",
        title="Resolution",
        symbol="A/RES/60/1",
        language="en",
        pk=1,
        kind="resolution",
        date="2005",
        first_day=None,
        publisher="",
        url_of_original="",
        retrieved="",
        origin="",
        rights="",
        text="",
        sha256="",
        issuers=[RURITANIA],
        references=[ReferenceRow(MeetingLink(**SUMMIT), [QuoteRow("as resolved", SUMMARY)])],
        recorded=[MeetingLink(**SUMMIT)],
    )

    page = rendered("meetings/document_detail.html", document=document, title=document.title)

    for words in ("A/RES/60/1", "2005", "English", "Ruritania", "“as resolved”", "Summary"):
        assert words in page
