"""The search as browsers take it up."""

import json

import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings

from tests.meetings import build

pytestmark = pytest.mark.django_db

OS = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_description_names_addresses_that_answer(client: Client, settings: Settings) -> None:
    settings.SITE_NAME = "Register of Very Diplomatic Meetings"

    response = client.get("/opensearch.xml")

    root = etree.fromstring(response.content)
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert root.tag == f"{OS}OpenSearchDescription"
    # "Descriptions … must contain 16 or fewer characters of plain text" for the short name
    assert [root.findtext(f"{OS}{name}") for name in ("ShortName", "LongName")] == [
        "Register",
        "Register of Very Diplomatic Meetings",
    ]
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{OS}Url")}
    assert templates == {
        "text/html": "http://testserver/search/?q={searchTerms}",
        "application/x-suggestions+json": (
            "http://testserver/search/suggestions/opensearch/?q={searchTerms}"
        ),
        "application/opensearchdescription+xml": "http://testserver/opensearch.xml",
    }
    for template in templates.values():
        address = template.removeprefix("http://testserver").replace("{searchTerms}", "fish")
        assert client.get(address).status_code == 200


def test_every_page_leads_to_the_description(client: Client) -> None:
    html = client.get("/").content.decode()

    assert (
        '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"'
        in html
    )


def test_suggestions_have_the_form_of_opensearch(client: Client) -> None:
    build.participant("Ruritania", slug="ruritania", kind="state", code="RUR")
    build.statement(build.meeting("fish"), "Cod.", speakers=(build.participant("Ruritanian Co"),))

    response = client.get("/search/suggestions/opensearch/?q=rurit")

    typed, names, words, addresses = json.loads(response.content)
    assert response["Content-Type"] == "application/x-suggestions+json"
    assert (typed, names, words) == ("rurit", ["Ruritanian Co"], [])
    assert addresses == ["http://testserver/participants/ruritanian-co/"]


def test_suggestions_for_nothing_are_empty_and_not_kept(client: Client) -> None:
    response = client.get("/search/suggestions/opensearch/")

    assert json.loads(response.content) == ["", [], [], []]
    assert response["Cache-Control"] == "no-store"
