"""Statements, delegations and pledges on the page of their meeting."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.admin.back import place_in_meeting
from meetings.admin.panels import ROWS, panels
from meetings.models import Delegate, Meeting, Statement
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

    statements, delegations, pledges = panels(meeting, {})

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

    statements = panels(meeting, {})[0]

    assert statements.rows[0].url == (
        f"/admin/meetings/statement/{meeting.statements.get().pk}/change/"
    )
    assert statements.add_url == f"/admin/meetings/statement/add/?meeting={meeting.pk}"


def test_statement_of_nobody_and_of_a_collective_says_so() -> None:
    meeting = build.meeting()
    build.statement(meeting)
    build.statement(meeting, collective="many others")

    rows = panels(meeting, {})[0].rows

    assert [row.cells[0] for row in rows] == ["none stated", "many others"]


def test_statements_are_in_order_with_their_permanent_numbers() -> None:
    meeting = build.meeting()
    build.statement(meeting, number=1, order=2)
    build.statement(meeting, number=2, order=1)

    assert [row.number for row in panels(meeting, {})[0].rows] == [2, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_panels_take_as_many_queries_for_any_number_of_rows(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    meeting = build.meeting()
    fill(meeting, count)

    with django_assert_num_queries(16):
        panels(meeting, {})


def long_record(count: int) -> Meeting:
    """A record of so many statements."""
    meeting = build.meeting()
    Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n, text=f"Words {n}.")
        for n in range(1, count + 1)
    )
    return meeting


def test_panel_of_very_many_shows_those_round_the_one_asked_for(admin_client: Client) -> None:
    meeting = long_record(2 * ROWS + 7)
    numbers = list(meeting.statements.order_by("number").values_list("pk", flat=True))
    page = f"/admin/meetings/meeting/{meeting.pk}/change/"

    first = admin_client.get(page).content.decode()
    last = admin_client.get(f"{page}?statement={numbers[-1]}").content.decode()

    assert first.count('<tr id="statement-') == ROWS
    assert last.count('<tr id="statement-') == 7
    assert f'<a href="?statement={numbers[2 * ROWS]}#panel-statement">501–507</a>' in first
    assert '<span class="this-page" aria-current="page">501–507</span>' in last
    for html in (first, last):
        assert '<span class="muted">507</span>' in html


@pytest.mark.parametrize("asked", ["", "0", "x", "-1", "9" * 40])
def test_panel_asked_for_what_it_does_not_have_shows_the_first(asked: str) -> None:
    shown = panels(long_record(ROWS + 1), {"statement": asked})[0]

    assert [row.number for row in shown.rows] == [*range(1, ROWS + 1)]


def test_one_is_back_at_the_line_of_a_part_among_very_many(admin_client: Client) -> None:
    meeting = long_record(ROWS + 1)
    last = meeting.statements.get(number=ROWS + 1)

    place = place_in_meeting(last)

    address = f"/admin/meetings/meeting/{meeting.pk}/change/"
    assert place == f"{address}?statement={last.pk}#statement-{last.pk}"
    assert f'<tr id="statement-{last.pk}"' in admin_client.get(place).content.decode()
