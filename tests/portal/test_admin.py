"""Searches that found nothing are there to be read, and nothing else. Covers portal.models."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.test import Client

from portal.models import FruitlessSearch

pytestmark = pytest.mark.django_db

LIST = "/admin/portal/fruitlesssearch/"
DAY = date(2026, 5, 4)


def test_searches_are_listed_newest_first_and_the_most_frequent_of_a_day(
    admin_client: Client,
) -> None:
    FruitlessSearch.objects.create(day=DAY, query="cod")
    FruitlessSearch.objects.create(day=DAY, query="herring", count=3)
    FruitlessSearch.objects.create(day=date(2026, 5, 5), query="trout")

    rows = admin_client.get(LIST).context["cl"].result_list

    assert [str(row) for row in rows] == ["trout", "herring", "cod"]


def test_searches_are_not_added_changed_or_deleted(admin_client: Client) -> None:
    row = FruitlessSearch.objects.create(day=DAY, query="cod")

    answers = [
        admin_client.get(f"{LIST}add/").status_code,
        admin_client.post(f"{LIST}{row.pk}/change/", {"query": "herring"}).status_code,
        admin_client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code,
    ]

    row.refresh_from_db()
    assert answers == [403, 403, 403]
    assert row.query == "cod"
    assert admin.site.is_registered(FruitlessSearch)


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("", "fruitless_query_given"),
        # SQLite names the columns, PostgreSQL the constraint.
        ("cod", r"portal_fruitlesssearch\.query|fruitless_once_a_day"),
    ],
)
def test_search_is_kept_once_a_day_and_never_empty(query: str, refused: str) -> None:
    FruitlessSearch.objects.create(day=DAY, query="cod")

    with pytest.raises(IntegrityError, match=refused):
        FruitlessSearch.objects.create(day=DAY, query=query)
