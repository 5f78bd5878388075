"""A statement in a page elsewhere: which addresses are answered, and with what.

Covers meetings.views.oembed as well.
"""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.html import escape
from lxml import etree
from pytest_django import Settings

from meetings.formats.oembed import asked_statement
from meetings.models import FormerSlug
from tests.meetings import build

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
STATEMENT = f"{SITE}/meetings/fish/statements/1/"


def told(client: Client, url: str = STATEMENT, **more: str) -> Any:
    """The answer of the address, as JSON."""
    response = client.get("/oembed/", {"url": url, **more})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return json.loads(response.content)


def said(**fields: Any) -> None:
    """A published statement."""
    build.statement(
        build.meeting("fish", title="Fish & Chips", date="2016-06-20"),
        "Cod is <rare>.\n\nHake is not.",
        speakers=(build.participant("Ruritania", slug="land"),),
        language="en",
        **fields,
    )


def test_statement_is_a_plain_quotation_with_a_link(client: Client) -> None:
    said()

    answer = told(client)

    html = answer.pop("html")
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Register of Diplomatic Meetings",
        "provider_url": f"{SITE}/",
        "title": "Ruritania: Cod is <rare>. Hake is not., ¶1",
        "author_name": "Ruritania",
        "author_url": f"{SITE}/participants/land/",
        "width": 600,
        "height": None,
    }
    assert html == (
        f'<blockquote cite="{STATEMENT}" lang="en" dir="auto">'
        "<p>Cod is &lt;rare&gt;.</p><p>Hake is not.</p></blockquote>"
        f'<p>Ruritania, <a href="{STATEMENT}">Fish &amp; Chips, 20 June 2016, ¶1</a>. '
        "Register of Diplomatic Meetings. (Reported)</p>"
    )


def test_xml_says_the_same(client: Client) -> None:
    said()

    response = client.get("/oembed/", {"url": STATEMENT, "format": "xml"})

    root = etree.fromstring(response.content)
    told_by_json = {name: value or "" for name, value in told(client).items()}
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert root.tag == "oembed"
    assert {one.tag: one.text or "" for one in root} == {
        name: str(value) for name, value in told_by_json.items()
    }


def test_long_text_is_cut(client: Client) -> None:
    build.statement(build.meeting("fish"), "Cod is rare. " * 500)

    assert len(told(client)["html"]) < 1_500


@pytest.mark.parametrize(
    ("asked", "width"), [("300", 300), ("900", 600), ("x", 600), ("0", 600), ("9" * 9, 600)]
)
def test_width_is_no_more_than_asked(client: Client, asked: str, width: int) -> None:
    said()

    assert told(client, maxwidth=asked)["width"] == width


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": STATEMENT, "format": "yaml"}, 501),
        ({"url": f"{SITE}/meetings/fish/statements/2/"}, 404),
        ({"url": f"{SITE}/meetings/fish/"}, 404),
        ({"url": f"{SITE}/admin/"}, 404),
        ({"url": "http://elsewhere.example/meetings/fish/statements/1/"}, 404),
        ({"url": "http://testserver:81/meetings/fish/statements/1/"}, 404),
        ({"url": "http://testserver@elsewhere.example/meetings/fish/statements/1/"}, 404),
        ({"url": "ftp://testserver/meetings/fish/statements/1/"}, 404),
        ({"url": "http://[testserver/"}, 404),
        ({"url": "http://testserver:x/"}, 404),
        ({"url": "/meetings/fish/statements/1/"}, 404),
    ],
)
def test_address_of_no_statement_is_refused(
    client: Client, query: dict[str, str], status: int
) -> None:
    said()

    assert client.get("/oembed/", query).status_code == status


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_statement_that_is_not_public_is_as_if_it_never_was(client: Client, status: str) -> None:
    build.statement(build.meeting("fish", status=status), "Cod is rare.")
    never = client.get("/oembed/", {"url": f"{SITE}/meetings/none/statements/1/"})

    answer = client.get("/oembed/", {"url": STATEMENT})

    assert (answer.status_code, answer.content) == (404, never.content)


def test_former_address_leads_to_that_of_today(client: Client) -> None:
    said()
    FormerSlug.objects.create(slug="cod", meeting=build.Meeting.objects.get(slug="fish"))

    answer = client.get("/oembed/", {"url": f"{SITE}/meetings/cod/statements/1/", "format": "xml"})

    assert answer.status_code == 301
    assert parse_qs(urlsplit(answer["Location"]).query) == {"format": ["xml"], "url": [STATEMENT]}


def test_page_of_a_statement_leads_to_its_quotation(client: Client) -> None:
    said()

    html = client.get("/meetings/fish/statements/1/").content.decode()

    links = re.findall(r'type="(\w+/\w+\+oembed)" href="(.*?)"', html)
    assert [kind for kind, _address in links] == ["application/json+oembed", "text/xml+oembed"]
    for _kind, address in links:
        assert client.get(address.replace("&amp;", "&").removeprefix(SITE)).status_code == 200
    assert escape(told(client)["title"].rpartition(",")[0]) in html


def test_host_is_that_of_the_site_whichever_scheme(settings: Settings) -> None:
    settings.SITE_URL = "https://register.example"

    asked = [
        asked_statement(f"{start}/meetings/fish/statements/7/")
        for start in ("https://register.example", "http://REGISTER.example", "https://example")
    ]

    assert asked == [("fish", 7), ("fish", 7), None]
