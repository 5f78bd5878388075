"""The page on what can be taken along, and its description for programs."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.formats.lists import LISTS

pytestmark = pytest.mark.django_db


def test_api_page_names_every_list(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        page = client.get("/api/").content.decode()
    for listing in LISTS:
        assert f'href="/{listing.name}.csv"' in page
    assert "<code>verbatim</code>, <code>quotation</code>" in page


def test_description_is_openapi(client: Client) -> None:
    response = client.get("/api/openapi.json")
    assert response.headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.1"
    assert json.loads(response.content)["openapi"] == "3.1.0"
