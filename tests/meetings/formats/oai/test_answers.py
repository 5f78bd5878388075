"""The register harvested by OAI-PMH, by two clients that others wrote, and asked wrongly.

Covers meetings.formats.oai.items, meetings.formats.oai.dublin_core, meetings.formats.oai.request
and meetings.views.oai.
"""

import datetime
import json
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
import requests
import sickle
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from oaipmh_scythe import Scythe

from meetings.formats.oai import answers
from meetings.formats.oai.request import Asked, Cursor, ProtocolError, _continued, token
from meetings.formats.record_json import record_json
from meetings.models import FormerSlug, Meeting, Revision
from meetings.models.choices import Action
from meetings.publication import withdraw
from meetings.records.revisions import store_revision
from tests.meetings import build

pytestmark = pytest.mark.django_db

OAI = "{http://www.openarchives.org/OAI/2.0/}"
PREFIX = "oai:testserver:"
DAY = datetime.datetime(2026, 3, 1, 12, 0, 0, 500_000, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def host(settings: Any) -> None:
    """Who is asked is who is named."""
    settings.SITE_URL = "http://testserver"


def ask(client: Client, **arguments: str) -> Any:
    """The root of an answer; ``since`` is the argument that Python has another word for."""
    if "since" in arguments:
        arguments["from"] = arguments.pop("since")
    response = client.get("/oai/", arguments)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(response.content)


def told(root: Any, name: str) -> list[str]:
    """The texts of all elements of a name."""
    return [element.text or "" for element in root.iter(f"{OAI}{name}")]


def published(slug: str, hour: int, **fields: Any) -> Meeting:
    """A record that was published at an hour of that day."""
    meeting = build.meeting(slug, **fields)
    when = DAY + datetime.timedelta(hours=hour)
    store_revision(meeting, Action.PUBLISH, when=when)
    return meeting


@pytest.fixture
def five(db: None) -> list[Meeting]:
    """Five records, two of them published in one moment."""
    series = build.series()
    hours = {"a": 0, "e": 1, "b": 1, "c": 2, "d": 3}
    return [published(slug, hour, series=series) for slug, hour in hours.items()]


@pytest.fixture
def publisher() -> Any:
    """Who may withdraw."""
    return User.objects.create_superuser("publisher")


@pytest.fixture
def pages_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers of two things."""
    monkeypatch.setattr(answers, "ON_A_PAGE", 2)
    monkeypatch.setattr(answers, "_RECORDS", 2)


def by_sickle(client: Client, monkeypatch: pytest.MonkeyPatch, method: str) -> sickle.Sickle:
    """Sickle, which asks the client of the test instead of a network."""

    def asked(_url: str, params: Any = None, data: Any = None, **_more: Any) -> requests.Response:
        body = client.post("/oai/", data) if data else client.get("/oai/", params)
        response = requests.Response()
        response.status_code = body.status_code
        response._content = body.content
        response.headers["Content-Type"] = body.headers["Content-Type"]
        response.encoding = "utf-8"
        return response

    monkeypatch.setattr(requests, "get", asked)
    monkeypatch.setattr(requests, "post", asked)
    return sickle.Sickle("http://testserver/oai/", http_method=method)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sickle_harvests_all_in_order_and_what_was_withdrawn(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    five: list[Meeting],
    pages_of_two: None,
    publisher: Any,
    method: str,
) -> None:
    withdraw(five[0], publisher, "For staff alone.")
    harvester = by_sickle(client, monkeypatch, method)
    records = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    assert [one.header.identifier for one in records] == [f"{PREFIX}{s}" for s in "becda"]
    assert [one.header.deleted for one in records] == [False, False, False, False, True]
    assert records[0].metadata["title"] == ["B"]
    assert records[0].header.setSpecs == ["friends-of-fisheries"]
    assert "For staff" not in records[-1].raw
    assert records[-1].header.setSpecs == []
    headers = harvester.ListIdentifiers(metadataPrefix="oai_dc", set="friends-of-fisheries")
    assert [one.identifier for one in headers] == [f"{PREFIX}{slug}" for slug in "becda"]
    assert harvester.Identify().deletedRecord == "persistent"
    assert [one.setName for one in harvester.ListSets()] == ["Friends of Fisheries"]


def test_scythe_harvests_record_files_whole(
    client: Client, five: list[Meeting], pages_of_two: None
) -> None:
    build.statement(five[2], "It was said.", speakers=(build.participant(),))
    harvester = Scythe("http://testserver/oai/")

    def asked(request: httpx2.Request) -> httpx2.Response:
        body = client.get(request.url.raw_path.decode())
        return httpx2.Response(body.status_code, content=body.content)

    harvester._client = httpx2.Client(transport=httpx2.MockTransport(asked))
    records = list(harvester.list_records(metadata_prefix="record"))
    assert [one.header.identifier for one in records] == [f"{PREFIX}{s}" for s in "abecd"]
    files = [json.loads(one.metadata["json"][0]) for one in records]
    assert files == [json.loads(record_json(slug) or b"") for slug in "abecd"]
    prefixes = [one.metadataPrefix for one in harvester.list_metadata_formats()]
    assert prefixes == ["oai_dc", "record"]
    one = harvester.get_record(identifier=f"{PREFIX}b", metadata_prefix="oai_dc")
    assert one.header.datestamp == "2026-03-01T13:00:00Z"
    harvester.close()


def test_token_survives_what_changes_between_two_answers(
    client: Client, five: list[Meeting], pages_of_two: None, publisher: Any
) -> None:
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert told(first, "identifier") == [f"{PREFIX}a", f"{PREFIX}b"]
    (rest,) = told(first, "resumptionToken")
    withdraw(five[1], publisher, "Wrong.")
    published("f", 9)
    Meeting.objects.filter(slug="b").update(updated_at=DAY)
    found = []
    while rest:
        root = ask(client, verb="ListIdentifiers", resumptionToken=rest)
        found += told(root, "identifier")
        (rest,) = told(root, "resumptionToken")
    assert found == [f"{PREFIX}{slug}" for slug in "cdfe"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "abecd"),
        ({"since": "2026-03-01T14:00:00Z"}, "cd"),
        ({"until": "2026-03-01T13:00:00Z"}, "abe"),
        ({"since": "2026-03-01", "until": "2026-03-01"}, "abecd"),
        ({"set": "friends-of-fisheries"}, "abecd"),
    ],
)
def test_moments_and_sets_choose(
    client: Client, five: list[Meeting], asked: dict[str, str], expected: str
) -> None:
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **asked)
    assert told(root, "identifier") == [
        f"{PREFIX}{slug}" for slug in sorted(expected, key="abecd".index)
    ]
    assert told(root, "resumptionToken") == []


LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&more=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        (f"{urlencode(LIST)}&from=2026", "badArgument"),
        (f"{urlencode(LIST)}&from=2026-13-01", "badArgument"),
        (f"{urlencode(LIST)}&until=9999-12-31", "badArgument"),
        (f"{urlencode(LIST)}&from=2026-03-02&until=2026-03-01", "badArgument"),
        (f"{urlencode(LIST)}&from=2026-03-02&until=2026-03-03T00:00:00Z", "badArgument"),
        (f"{urlencode(LIST)}&set=", "badArgument"),
        (f"{urlencode(LIST)}&set=nowhere", "noRecordsMatch"),
        (f"{urlencode(LIST)}&metadataPrefix=oai_dc", "badArgument"),
        (urlencode(LIST), "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&resumptionToken=e30", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=e30&set=a", "badArgument"),
        ("verb=ListSets", "noSetHierarchy"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:a", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=a", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=a", "idDoesNotExist"),
    ],
)
def test_wrong_question_is_answered_with_its_code(client: Client, query: str, code: str) -> None:
    for response in (
        client.get(f"/oai/?{query}"),
        client.post("/oai/", query, content_type="application/x-www-form-urlencoded"),
    ):
        root = etree.fromstring(response.content)
        assert response.status_code == 200
        assert [one.get("code") for one in root.iter(f"{OAI}error")] == [code]
        repeated = dict(root.find(f"{OAI}request").attrib)
        assert bool(repeated) == (code not in {"badVerb", "badArgument"})


def test_former_address_and_withdrawn_record_are_deleted(
    client: Client, five: list[Meeting], publisher: Any
) -> None:
    FormerSlug.objects.create(meeting=five[0], slug="a-once")
    withdraw(five[1], publisher, "Wrong.")
    for slug in ("a-once", "e"):
        identifier = f"{PREFIX}{slug}"
        root = ask(client, verb="GetRecord", metadataPrefix="record", identifier=identifier)
        assert [one.get("status") for one in root.iter(f"{OAI}header")] == ["deleted"]
        assert list(root.iter(f"{OAI}metadata")) == []
        root = ask(client, verb="ListMetadataFormats", identifier=identifier)
        assert root.find(f"{OAI}error").get("code") == "noMetadataFormats"
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert f"{PREFIX}a-once" in told(root, "identifier")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_page_are_the_same_whatever_it_holds(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    for one in range(count):
        meeting = published(f"m-{one}", one)
        build.statement(meeting, topics=(build.topic(),), language="en")
        build.delegation(meeting, build.participant())
        source = build.document()
        build.passage(meeting, source, 0, 4)
    with django_assert_num_queries(7):
        root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert len(list(root.iter(f"{OAI}record"))) == count


def test_large_record_files_share_no_answer(
    client: Client, five: list[Meeting], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_BYTES", 10)
    root = ask(client, verb="ListRecords", metadataPrefix="record")
    assert told(root, "identifier") == [f"{PREFIX}a"]
    assert len(told(root, "resumptionToken")) == 1
    assert Revision.objects.count() == 5


def test_schema_of_the_second_format_fits_it(client: Client, five: list[Meeting]) -> None:
    schema = etree.XMLSchema(etree.fromstring(client.get("/oai/record-file.xsd").content))
    root = ask(client, verb="GetRecord", metadataPrefix="record", identifier=f"{PREFIX}a")
    (metadata,) = root.iter(f"{OAI}metadata")
    schema.assertValid(metadata[0])


@given(st.text(max_size=60))
def test_no_text_is_a_token_that_fails_otherwise(text: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        _continued("ListRecords", text)
    assert caught.value.code == "badResumptionToken"


@given(st.text(max_size=9).filter(lambda text: "\0" not in text), st.datetimes())
def test_token_says_again_what_was_asked(slug: str, moment: datetime.datetime) -> None:
    when = moment.replace(tzinfo=datetime.UTC)
    asked = Asked(verb="ListRecords", metadata="record", series="s", since=when)
    again = _continued("ListRecords", token(asked, Cursor(when, slug)))
    assert (again.metadata, again.series, again.since, again.until) == ("record", "s", when, None)
    assert again.cursor == Cursor(when, slug)
