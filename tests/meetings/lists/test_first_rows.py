"""The first rows of a list are read by ranges of its order, once for all that asks for them."""

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.lists.delegation import DelegationFilterSet
from meetings.lists.first_rows import first_rows
from meetings.lists.meeting import MeetingFilterSet
from meetings.models import Delegate
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register() -> None:
    """Meetings of three days, two of them of one day, and one without a day; each with Japan."""
    japan = build.participant("Japan")
    for slug, date in (("b", "2007"), ("a", "2007"), ("undated", ""), ("late", "2009")):
        build.delegation(build.meeting(slug, date=date), japan, level="ambassador")


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9])
def test_first_rows_are_those_of_the_list_the_undated_last(most: int) -> None:
    filters = MeetingFilterSet(QueryDict("level=ambassador"))
    numbers = {row.pk: row.slug for row in filters.listed}

    found = [numbers[pk] for pk in first_rows(filters, most)]

    assert found == ["late", "a", "b", "undated"][:most]


def test_first_rows_of_delegations_follow_their_meetings() -> None:
    filters = DelegationFilterSet(QueryDict(""))
    slugs = {row.pk: row.meeting.slug for row in filters.listed.select_related("meeting")}

    assert [slugs[pk] for pk in first_rows(filters, 9)] == ["late", "a", "b", "undated"]


def test_first_rows_without_a_filter() -> None:
    filters = MeetingFilterSet(QueryDict("level=minister"))

    assert first_rows(filters, 9) == []
    assert len(first_rows(filters, 9, ("level",))) == 4


def test_page_and_number_of_meetings_are_those_of_the_first_rows(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        context = client.get("/meetings/?level=ambassador").context

    assert [row.slug for row in context["object_list"]] == ["late", "a", "b", "undated"]
    # Those with a day, those without, and the numbers of the choices.
    by_level = [one for one in asked.captured_queries if "'ambassador'" in one["sql"]]
    assert len(by_level) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("level=minister", ["person", "own", "apart"]),
        ("role=chair", ["both", "own", "apart"]),
        ("level=minister&role=chair", ["own"]),
        ("level=minister&participant=mexico", ["own"]),
        ("level=minister&participant=japan", ["person", "apart"]),
        ("level=minister&level=expert&participant=mexico", ["both", "own"]),
        ("role=chair&participant=japan", []),
        ("role=chair&level=expert&participant=mexico", ["both"]),
    ],
)
def test_meetings_by_who_came_themselves_or_by_their_people(query: str, found: list[str]) -> None:
    japan, mexico = build.participant("Japan"), build.participant("Mexico")
    came: dict[str, list[dict[str, Any]]] = {
        "person": [{"who": japan, "people": {"level": "minister"}}],
        "both": [{"who": mexico, "level": "expert", "people": {"role": "chair"}}],
        "own": [{"who": mexico, "level": "minister", "roles": ["chair"]}],
        "apart": [
            {"who": japan, "level": "minister"},
            {"who": mexico, "roles": ["chair"]},
        ],
    }
    for number, (slug, delegations) in enumerate(came.items()):
        meeting = build.meeting(slug, date=str(2000 - number))
        for fields in delegations:
            people = fields.pop("people", None)
            delegation = build.delegation(meeting, fields.pop("who"), **fields)
            if people:
                Delegate.objects.create(delegation=delegation, title="Envoy", **people)

    assert [row.slug for row in MeetingFilterSet(QueryDict(query)).qs] == found
