"""Statements, delegations and pledges on the page of their meeting."""

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.admin.panels import panels
from meetings.models import Delegate, Meeting
from tests.meetings import build

pytestmark = pytest.mark.django_db


def fill(meeting: Meeting, count: int) -> None:
    """Some rows of each kind."""
    for number in range(count):
        land = build.participant(f"Land {number}")
        delegation = build.delegation(meeting, land, roles=["host"], level="minister", order=number)
        Delegate.objects.create(delegation=delegation, person=build.person())
        build.statement(meeting, speakers=(land, build.person()), topics=(build.topic(),))
        build.pledge(meeting, "Give nets", by=land)


def test_rows_say_who_and_what() -> None:
    meeting = build.meeting()
    fill(meeting, 1)

    statements, delegations, pledges = panels(meeting)

    assert [row.cells for row in statements.rows] == [
        ["Land 0; Ada Example", "", "It was said.", "Fisheries"]
    ]
    assert [str(cell) for cell in delegations.rows[0].cells] == [
        "Land 0",
        "Host",
        "Ada Example",
        "Minister",
    ]
    assert pledges.rows[0].cells == ["Land 0", "Firm", "Give nets", ""]


def test_rows_lead_to_their_pages_and_a_new_one_knows_its_meeting() -> None:
    meeting = build.meeting()
    fill(meeting, 1)

    statements = panels(meeting)[0]

    assert statements.rows[0].url == (
        f"/admin/meetings/statement/{meeting.statements.get().pk}/change/"
    )
    assert statements.add_url == f"/admin/meetings/statement/add/?meeting={meeting.pk}"


def test_statement_of_nobody_and_of_a_collective_says_so() -> None:
    meeting = build.meeting()
    build.statement(meeting)
    build.statement(meeting, collective="many others")

    rows = panels(meeting)[0].rows

    assert [row.cells[0] for row in rows] == ["none stated", "many others"]


def test_statements_are_in_order_with_their_permanent_numbers() -> None:
    meeting = build.meeting()
    build.statement(meeting, number=1, order=2)
    build.statement(meeting, number=2, order=1)

    assert [row.number for row in panels(meeting)[0].rows] == [2, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_panels_take_as_many_queries_for_any_number_of_rows(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    meeting = build.meeting()
    fill(meeting, count)

    with django_assert_num_queries(13):
        panels(meeting)
