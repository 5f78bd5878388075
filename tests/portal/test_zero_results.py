"""Searches that found nothing are counted, without a person in them."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import Settings

from portal import zero_results
from portal.models import FruitlessSearch
from tests.portal.test_search import register

pytestmark = pytest.mark.django_db


def counted_queries() -> list[tuple[str, int]]:
    """The queries that are counted, with their number."""
    return list(FruitlessSearch.objects.order_by("query").values_list("query", "count"))


def test_search_that_finds_nothing_is_counted_by_day(client: Client, settings: Settings) -> None:
    settings.PAGE_CACHE = False
    register()

    for text in ("Landmine  café", "landmine cafe", "cod", "someone@example.org", "0207 946 0018"):
        client.get("/search/", {"q": text})
    client.get("/search/", {"q": "unheard", "from": "codland-1"})

    assert counted_queries() == [("landmine cafe", 2), ("unheard", 1)]
    assert FruitlessSearch.objects.filter(day=localdate()).count() == 2


def test_counted_searches_are_few_short_and_forgotten(monkeypatch: Any) -> None:
    monkeypatch.setattr(zero_results, "MOST_A_DAY", 2)
    FruitlessSearch.objects.create(day=localdate() - timedelta(days=91), query="old")
    FruitlessSearch.objects.create(day=localdate() - timedelta(days=90), query="kept")

    for text in ("long " * 99, "second", "third", "second", "…"):
        zero_results.record(text)

    assert counted_queries() == [("kept", 1), (("long " * 20).strip(), 1), ("second", 2)]


def test_search_that_cannot_be_counted_is_answered(client: Client, monkeypatch: Any) -> None:
    def locked(*_args: Any) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(zero_results, "_count", locked)

    assert client.get("/search/", {"q": "landmine"}).status_code == 200
    assert counted_queries() == []


@pytest.mark.parametrize(("group", "status"), [("Editor", 200), ("Publisher", 200), ("", 403)])
def test_staff_read_what_found_nothing(client: Client, group: str, status: int) -> None:
    zero_results.record("landmine")
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)

    response = client.get("/admin/portal/fruitlesssearch/")

    assert response.status_code == status
    assert ("landmine" in response.content.decode()) is (status == 200)
    assert client.get("/admin/portal/fruitlesssearch/add/").status_code == 403


def test_dump_leaves_out_what_is_counted(capsys: Any) -> None:
    zero_results.record("landmine")

    call_command("dumpdata", "participants", "meetings")

    assert "landmine" not in unescape(capsys.readouterr().out)
