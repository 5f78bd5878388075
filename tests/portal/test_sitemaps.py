"""The sitemap names every public page of the register, and none besides."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver
from lxml import etree
from pytest_django import Settings

from meetings.derived.tallies import refresh_tallies
from meetings.models import Document, Meeting, Reference, Series
from portal import sitemaps
from tests import machine
from tests.meetings import build

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def locations(client: Client, address: str) -> list[str]:
    """The addresses that a file names."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


def recorded(slug: str, **fields: str) -> None:
    """A record with one of each noun, named after it."""
    meeting = build.meeting(slug, series=build.series(f"{slug} series"), **fields)
    statement = build.statement(
        meeting,
        "Cod is rare.",
        speakers=(build.participant(f"{slug} land"), build.person(f"{slug} person")),
        topics=(build.topic(f"{slug} topic"),),
    )
    build.pledge(meeting, "Give fish", statement=statement)
    document = Document.objects.create(key=f"{slug}-document", title="Outcome")
    Reference.objects.create(meeting=meeting, document=document)
    refresh_tallies([meeting.pk])


def test_index_names_every_list_below_the_public_address(
    client: Client, settings: Settings
) -> None:
    settings.SITE_URL = "https://register.example:8443"
    recorded("open")

    found = locations(client, "/sitemap.xml")

    assert found == [
        f"https://register.example:8443/sitemap-{name}.xml"
        for name in (
            *("pages", "meetings", "statements", "pledges", "participants", "people"),
            *("topics", "series", "documents"),
        )
    ]


def test_index_leaves_out_lists_that_hold_nothing(client: Client) -> None:
    build.meeting("open")

    assert locations(client, "/sitemap.xml") == [
        "http://testserver/sitemap-pages.xml",
        "http://testserver/sitemap-meetings.xml",
    ]


@pytest.mark.npm
def test_every_list_is_valid_by_the_schema_of_sitemaps(client: Client) -> None:
    recorded("open")
    schema = etree.XMLSchema(etree.parse(machine.SITEMAP_SCHEMA))

    files = locations(client, "/sitemap.xml")

    assert len(files) == 9
    for file in files:
        schema.assertValid(etree.fromstring(client.get(file.removeprefix(SITE)).content))


def test_every_list_is_named_once() -> None:
    lists = {name for name in get_resolver().reverse_dict if str(name).endswith("_list")}

    assert lists <= set(sitemaps.PAGES)
    assert len(sitemaps.PAGES) == len(set(sitemaps.PAGES))
    assert len(lists) > 7


def test_lists_name_what_is_public_and_nothing_else(client: Client) -> None:
    recorded("open")
    recorded("draft", status="draft")
    recorded("withdrawn", status="withdrawn")
    build.stub("named", named_by=build.meeting("naming"))

    found = [
        url.removeprefix("http://testserver")
        for file in locations(client, "/sitemap.xml")
        for url in locations(client, file.removeprefix("http://testserver"))
    ]

    lists = found[: len(sitemaps.PAGES)]
    assert lists[:4] == ["/", "/how-records-are-made/", "/changes/", "/meetings/"]
    assert sorted(found[len(sitemaps.PAGES) :]) == [
        "/documents/open-document/",
        "/meetings/named/",
        "/meetings/naming/",
        "/meetings/open/",
        "/meetings/open/pledges/1/",
        "/meetings/open/statements/1/",
        "/participants/open-land/",
        "/people/open-person/",
        "/series/open-series/",
        "/topics/open-topic/",
    ]
    assert {client.get(path).status_code for path in found} == {200}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("meetings", ["2020-02-03", "2020-01-02"]),
        ("statements", ["2020-02-03"]),
        ("pledges", ["2020-02-03"]),
        ("series", ["2020-02-03"]),
        ("participants", []),
    ],
)
def test_list_tells_when_a_record_was_changed(client: Client, name: str, told: list[str]) -> None:
    recorded("open")
    build.meeting("older", series=Series.objects.get())
    build.meeting("draft", series=Series.objects.get(), status="draft")
    for slug, day in (("open", "2020-02-03"), ("older", "2020-01-02"), ("draft", "2021-01-01")):
        Meeting.objects.filter(slug=slug).update(updated_at=f"{day}T12:00:00Z")

    xml = client.get(f"/sitemap-{name}.xml").content.decode()

    assert re.findall("<lastmod>(.*?)</lastmod>", xml) == told


def test_long_list_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.PublicPages, "limit", 2)
    meeting = build.meeting("open")
    for number in range(1, 6):
        build.statement(meeting, f"Said {number}.")

    files = [url for url in locations(client, "/sitemap.xml") if "statements" in url]
    pages = [locations(client, file.removeprefix("http://testserver")) for file in files]

    assert files == [
        "http://testserver/sitemap-statements.xml",
        "http://testserver/sitemap-statements.xml?p=2",
        "http://testserver/sitemap-statements.xml?p=3",
    ]
    assert [url for page in pages for url in page] == [
        f"http://testserver/meetings/open/statements/{number}/" for number in range(1, 6)
    ]


@pytest.mark.parametrize(
    "address", ["/sitemap-nothing.xml", "/sitemap-meetings.xml?p=2", "/sitemap-meetings.xml?p=x"]
)
def test_list_or_page_that_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
