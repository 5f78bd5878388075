"""What pages tell programs, read back by a program that others wrote (html-metadata).

Covers meetings.formats.page_meta.things, meetings.formats.page_meta.document,
meetings.formats.page_meta.gatherings, meetings.formats.page_meta.meeting,
meetings.formats.page_meta.pledge, meetings.formats.page_meta.profiles and
meetings.formats.page_meta.statement as well.
"""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from meetings.formats.page_meta.things import participant_type
from meetings.models import Meeting, Statement
from meetings.reading.links import ParticipantLink
from tests import machine
from tests.meetings import build

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
STATE = ["Country", "Organization"]


def linked(client: Client, address: str) -> Any:
    """What a page is about, as its JSON-LD has it."""
    html = client.get(address).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert len(found) == 1
    return json.loads(found[0])


def read(client: Client, addresses: list[str], folder: Path) -> list[Any]:
    """The tags of pages, as html-metadata reads them."""
    for number, address in enumerate(addresses):
        (folder / f"{number:03}.html").write_bytes(client.get(address).content)
    done = subprocess.run(
        [*machine.tag_reader(), *sorted(folder.iterdir())],
        capture_output=True,
        check=True,
    )
    found: list[Any] = json.loads(done.stdout)
    return found


def test_participant_is_typed_by_its_kind() -> None:
    def kind(kind: str, code: str | None = None) -> Any:
        return participant_type(ParticipantLink("land", "Land", kind, code))

    assert kind("state", "JPN") == kind("former state") == kind("observer", "VAT") == STATE
    assert kind("observer") == kind("UN body") == "Organization"
    assert kind("ministry") == "GovernmentOrganization"
    assert kind("non-governmental organisation") == "NGO"


@pytest.mark.npm
def test_pages_of_a_shipped_record_are_read_by_another_program(
    shipped_register: None, client: Client, tmp_path: Path
) -> None:
    meeting = Meeting.objects.published().get(slug="fhs-3")
    said = [*Statement.objects.filter(meeting=meeting).order_by("number")]
    pledge = meeting.pledges.order_by("number").first()
    addresses = [meeting.get_absolute_url(), pledge.get_absolute_url()]
    addresses += [statement.get_absolute_url() for statement in said[:12]]

    record, promised, *statements = read(client, addresses, tmp_path)

    title = "Third Meeting of Friends of Human Security"
    assert record["highwirePress"] == {
        "title": title,
        "date": "2007/11/07",
        "technical_report_institution": "Register of Diplomatic Meetings",
        "language": "en",
        "public_url": f"{SITE}/meetings/fhs-3/",
    }
    assert record["dublinCore"]["date"] == "2007-11-07"
    assert record["openGraph"]["title"] == record["jsonLd"]["name"] == title
    assert record["jsonLd"]["@type"] == "Event"
    assert promised["dublinCore"]["title"] == pledge.title
    for statement, tags in zip(said[:12], statements, strict=True):
        speakers = statement.speakers.select_related("person", "participant").order_by("order")
        authors = [
            f"{speaker.person.sort_name_written or speaker.person.name}"
            if speaker.person
            else str(speaker.participant or speaker.printed or speaker.title)
            for speaker in speakers
        ] + [statement.collective] * bool(statement.collective)
        told = tags["highwirePress"].get("author", [])
        told = [told] if isinstance(told, str) else told
        assert [name.rstrip(",;") for name in told] == [name.rstrip(",") for name in authors]
        assert tags["highwirePress"]["conference_title"] == title
        assert tags["highwirePress"]["date"] == "2007/11/07"
        assert tags["jsonLd"]["text"] == statement.text
        assert tags["jsonLd"]["position"] == statement.number
        assert tags["openGraph"]["url"] == SITE + statement.get_absolute_url()


def test_meeting_is_an_event(client: Client) -> None:
    meeting = build.meeting(
        "fish",
        title="Fish <b> & Co",
        date="2016-06-20/2016-06-22",
        mode="hybrid",
        city="Strelsau",
        country=build.participant("Ruritania", kind="state", code="RUR"),
        series=build.series("Friends of Fish", slug="friends"),
    )
    build.delegation(meeting, build.participant("Cod Council", kind="network"), roles=["organiser"])
    build.delegation(meeting, build.participant("Hake Hall"), roles=["chair"])

    assert linked(client, "/meetings/fish/") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{SITE}/meetings/fish/",
        "url": f"{SITE}/meetings/fish/",
        "name": "Fish <b> & Co",
        "startDate": "2016-06-20",
        "endDate": "2016-06-22",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Strelsau, Ruritania",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Strelsau",
                "addressCountry": "Ruritania",
            },
        },
        "organizer": [
            {
                "@type": "Organization",
                "@id": f"{SITE}/participants/cod-council/",
                "name": "Cod Council",
            }
        ],
        "superEvent": {
            "@type": "EventSeries",
            "@id": f"{SITE}/series/friends/",
            "name": "Friends of Fish",
        },
    }


def test_meeting_that_is_only_named_says_so(client: Client) -> None:
    build.stub("fish-2", named_by=build.meeting("fish"), stage="cancelled", date="2008-04?")

    told = linked(client, "/meetings/fish-2/")

    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert told["disambiguatingDescription"] == "Cancelled, only named"
    assert "startDate" not in told
    assert "citation_title" not in client.get("/meetings/fish-2/").content.decode()


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("verbatim", {"spokenByCharacter", "creator"}),
        ("quotation", {"spokenByCharacter", "hasPart"}),
        ("reported", {"spokenByCharacter"}),
    ],
)
def test_statement_is_a_quotation_whose_words_are_the_speakers_if_verbatim(
    client: Client, form: str, keys: set[str]
) -> None:
    land, ada = build.participant("Ruritania", slug="land"), build.person(key="ada")
    quotations = [(0, 3)] if form == "quotation" else []
    statement = build.statement(
        build.meeting("fish"), "Cod is rare.", form=form, quotations=quotations
    )
    build.Speaker.objects.create(statement=statement, participant=land, person=ada)

    told = linked(client, "/meetings/fish/statements/1/")

    who = {
        "@type": "Person",
        "@id": f"{SITE}/people/ada/",
        "name": "Ada Example",
        "affiliation": {
            "@type": "Organization",
            "@id": f"{SITE}/participants/land/",
            "name": "Ruritania",
        },
    }
    assert told["@type"] == "Quotation"
    assert told["text"] == "Cod is rare."
    assert told["recordedAt"]["@id"] == f"{SITE}/meetings/fish/"
    assert told["spokenByCharacter"] == [who]
    assert told.get("creator", [who]) == [who]
    assert {*told} & {"spokenByCharacter", "creator", "hasPart"} == keys
    if form == "quotation":
        assert told["hasPart"] == [{"@type": "Quotation", "text": "Cod"}]


def test_long_statement_is_told_by_its_beginning(client: Client) -> None:
    build.statement(build.meeting("fish"), "Cod is rare. " * 1_000)

    told = linked(client, "/meetings/fish/statements/1/")

    assert "text" not in told
    assert len(told["abstract"]) == 2_000


def test_pledge_is_a_work_of_who_promised(client: Client) -> None:
    build.pledge(
        build.meeting("fish", date="2016"), "Give fish", build.participant(slug="land"), made="2015"
    )

    told = linked(client, "/meetings/fish/pledges/1/")

    assert (told["@type"], told["name"], told["dateCreated"]) == (
        "CreativeWork",
        "Give fish",
        "2015",
    )
    assert [maker["@id"] for maker in told["creator"]] == [f"{SITE}/participants/land/"]
    assert told["recordedAt"]["startDate"] == "2016"


def test_document_names_symbol_issuer_and_original(client: Client) -> None:
    text = "Cod is rare."
    document = build.document(
        text, key="report", title="Report", symbol="A/1", date="2007-11", language="fr"
    )
    document.url = "https://elsewhere.example/report"
    document.save()
    document.issuers.add(build.participant("Ruritania", slug="land"))
    build.passage(build.statement(build.meeting("fish"), text), document, 0, len(text))

    told = linked(client, "/documents/report/")

    assert told["identifier"] == {"@type": "PropertyValue", "name": "symbol", "value": "A/1"}
    assert (told["datePublished"], told["inLanguage"]) == ("2007-11", "fr")
    assert told["sameAs"] == "https://elsewhere.example/report"
    assert [issuer["name"] for issuer in told["creator"]] == ["Ruritania"]


def test_profiles_topics_and_series_are_named(client: Client) -> None:
    land = build.participant("Ruritania", slug="land", kind="state", code="RUR")
    ada = build.person(key="ada")
    fish = build.topic("Fish", slug="fish", abbreviation="F")
    meeting = build.meeting("talks", title="Talks", series=build.series("Friends", slug="friends"))
    statement = build.statement(meeting, "Cod is rare.", topics=(fish,))
    build.Speaker.objects.create(
        statement=statement, participant=land, person=ada, title="Ambassador"
    )

    state, person = linked(client, "/participants/land/"), linked(client, "/people/ada/")

    assert (state["@type"], state["identifier"]["value"]) == (STATE, "RUR")
    (role,) = person["affiliation"]
    assert (role["roleName"], role["affiliation"]["name"]) == ("Ambassador", "Ruritania")
    assert role["description"].startswith("Talks")
    topic, series = linked(client, "/topics/fish/"), linked(client, "/series/friends/")
    assert (topic["@type"], topic["name"], topic["termCode"]) == ("DefinedTerm", "Fish", "F")
    assert (series["@type"], series["name"]) == ("EventSeries", "Friends")


def test_page_leads_to_its_formats(client: Client) -> None:
    build.meeting("fish")

    html = client.get("/meetings/fish/").content.decode()

    assert '<link rel="alternate" type="application/json" href="/meetings/fish.json"' in html
