"""Lists paged by their rows: forward and back, at any depth, in every order.

Covers meetings.lists.cursor and meetings.lists.view as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.lists import pages
from meetings.views.meeting import MeetingList
from meetings.views.pledge import PledgeList
from tests.meetings import build

pytestmark = pytest.mark.django_db

DAYS = ["2001-05-01", "2001-05-01", "", "1999-01-02", "", "2010-03-04", "2001-05-01"]


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a page; more than a page is too many for numbers."""
    monkeypatch.setattr(pages, "DEEPEST", 2)
    monkeypatch.setattr(MeetingList, "paginate_by", 2)
    monkeypatch.setattr(PledgeList, "paginate_by", 2)


@pytest.fixture
def rows() -> None:
    """Meetings on days alike, and without one; each with a pledge."""
    for at, day in enumerate(DAYS):
        meeting = build.meeting(f"m{at}", title="" if at == 1 else f"T{at % 3}", date=day)
        build.pledge(meeting, due=day if at % 2 else "", kind="policy" if at else "other")


def followed(client: Client, address: str, step: str) -> list[int]:
    """The rows of all pages, from one to the next; backward, each page before those read."""
    found: list[int] = []
    url = address
    for _page in range(9):
        context: Any = client.get(url).context_data
        page = [row.pk for row in context["object_list"]]
        found = found + page if step == "next" else page + found
        if not (led := context["steps"][step]):
            return found
        url = address.partition("?")[0] + led["url"]
    raise AssertionError("These pages never end.")


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/?",
        "/meetings/?sort=oldest",
        "/meetings/?sort=title",
        "/pledges/?",
        "/pledges/?sort=newest",
        "/pledges/?sort=due",
        "/pledges/?kind=policy",
    ],
)
def test_pages_hold_each_row_once_in_order(client: Client, rows: None, address: str) -> None:
    context: Any = client.get(address).context_data
    wanted = [pk for (pk,) in context["filter"].qs.values_list("pk")]

    forward = followed(client, address, "next")
    backward = followed(client, f"{address}&before={wanted[-1]}", "previous")

    assert len(wanted) == (6 if "kind" in address else 7)
    assert forward == wanted
    assert backward[-2:] == wanted[-3:-1]
    assert list(dict.fromkeys(backward)) == wanted[:-1]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("after=1&before=1", 404),
        ("after=x", 404),
        ("after=-1", 404),
        ("after=999999999999999999", 404),
        ("page=2", 404),
        ("after=", 301),
    ],
)
def test_cursor_that_is_none_is_not_found(
    client: Client, rows: None, query: str, status: int
) -> None:
    assert client.get(f"/meetings/?{query}").status_code == status


def test_row_that_is_not_public_is_no_cursor(client: Client, rows: None) -> None:
    draft = build.meeting("hidden", status="draft")

    assert client.get(f"/meetings/?after={draft.pk}").status_code == 404


def test_short_list_has_numbers(client: Client, rows: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(pages, "DEEPEST", 7)

    context: Any = client.get("/meetings/?page=4").context_data

    assert context["steps"] is None
    assert context["canonical"] == "/meetings/?page=4"


def test_page_by_its_row_is_its_own_address(client: Client, rows: None) -> None:
    first: Any = client.get("/meetings/?sort=oldest&x=1").context_data
    address = first["steps"]["next"]["url"]

    context: Any = client.get(f"/meetings/{address}").context_data

    assert context["canonical"] == f"/meetings/{address}"
    assert (first["steps"]["previous"], bool(context["steps"]["previous"])) == (None, True)


@pytest.mark.parametrize("address", ["/meetings/", "/pledges/"])
def test_page_after_the_last_row_is_empty(client: Client, rows: None, address: str) -> None:
    full: Any = client.get(address).context_data
    last = full["filter"].qs.values_list("pk").last()[0]

    context: Any = client.get(f"{address}?after={last}").context_data

    assert (context["object_list"], context["count"]) == ([], 7)
    assert context["steps"] == {"previous": None, "next": None}


def test_page_by_number_says_where_it_stands(
    client: Client, rows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "DEEPEST", 10)

    def span(address: str) -> str:
        context: Any = client.get(address).context_data
        return str(context["span"])

    assert span("/meetings/") == "1–2 of 7"
    assert span("/meetings/?page=4") == "7–7 of 7"
    assert span("/meetings/?record=stub") == ""
