"""The address of a list: the parameters in use, and the same list with others."""

import pytest
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from meetings.lists.address import ListAddress
from meetings.lists.meeting import MeetingFilterSet


def address(query: str) -> ListAddress:
    """The address of a list of meetings."""
    return MeetingFilterSet(QueryDict(query)).address


@pytest.mark.parametrize(
    ("query", "used"),
    [
        ("", ""),
        ("utm_source=x&sort=newest&words=+", ""),
        ("sort=title&stage=held&mode=virtual", "mode=virtual&stage=held&sort=title"),
        ("stage=held&stage=announced&stage=held", "stage=held&stage=announced"),
        ("year_from=2001&year_from=2002&sort=title&sort=oldest", "year_from=2002&sort=oldest"),
        ("sort=oldest&sort=newest", ""),
    ],
)
def test_known_parameters_are_in_use_in_one_order(query: str, used: str) -> None:
    assert address(query).query().urlencode() == used


def test_order_is_no_filter() -> None:
    assert not address("sort=title").is_filtered
    assert address("sort=title&stage=held&mode=virtual").chosen == 2
    assert address("sort=title&stage=held").clear_url == "?sort=title"
    assert address("stage=held").clear_url == "."
    assert address("sort=title&stage=held").sort_hidden == [{"name": "stage", "value": "held"}]


def test_value_is_taken_off() -> None:
    two = address("stage=held&stage=announced&sort=title")

    assert two.without("stage", "held") == "?stage=announced&sort=title"
    assert address("stage=held").without("stage", "held") == "."


@pytest.mark.parametrize(
    ("number", "cursor", "query"),
    [(1, {}, ""), (3, {}, "&page=3"), (0, {"after": 7}, "&after=7")],
)
def test_page_has_one_address(number: int, cursor: dict[str, int], query: str) -> None:
    page = Page([], number, Paginator([], 2))

    assert (
        address("stage=held&x=1").canonical("/list/", page, cursor) == f"/list/?stage=held{query}"
    )
    assert address("x=1").canonical("/list/", Page([], 1, page.paginator), {}) == "/list/"
