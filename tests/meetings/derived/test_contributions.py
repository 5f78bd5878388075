"""What one record adds to the tallies, value by value."""

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.derived.contributions import contributions, kept_contributions, summed
from meetings.derived.facet_codes import (
    ALL,
    FORMS,
    KINDS,
    PLEDGE_KINDS,
    STRENGTHS,
    FacetName,
    PledgeFacet,
    RecordFacet,
    code,
)
from meetings.models import Delegate
from tests.meetings import build


@pytest.mark.django_db
def test_statements_alike_are_counted_together() -> None:
    meeting = build.meeting("one", series=build.series(), date="2007-11-07")
    land = build.participant("Arcadia", kind="state")
    for _twice in range(2):
        build.statement(meeting, speakers=(land,), form="reported")
    build.statement(meeting, form="verbatim")
    year, series = code(FacetName.YEAR, 2007), code(FacetName.SERIES, meeting.series_id)
    form = {name: code(FacetName.FORM, number) for name, number in FORMS.items()}

    added = contributions([meeting.pk])[meeting.pk].statements

    said = [
        code(FacetName.PARTICIPANT, land.pk),
        series,
        form["reported"],
        year,
        code(FacetName.KIND, KINDS["state"]),
    ]
    assert added == [[2, said], [1, [series, form["verbatim"], year]]]


@pytest.mark.django_db
def test_nouns_that_a_record_uses_are_counted_once() -> None:
    meeting = build.meeting("one")
    land, ada = build.participant(), build.person()
    delegation = build.delegation(meeting, land)
    for _twice in range(2):
        Delegate.objects.create(delegation=delegation, person=ada)

    added = contributions([meeting.pk])[meeting.pk]

    seat = code(RecordFacet.DELEGATION, land.pk), code(RecordFacet.SEAT, ada.pk)
    assert added.statements == []
    assert {(chosen, counted): n for chosen, counted, n in added.others} == {
        (ALL, code(RecordFacet.ATTENDED, land.pk)): 1,
        (ALL, code(RecordFacet.PERSON, ada.pk)): 1,
        (ALL, code(RecordFacet.PRESENT, ada.pk)): 1,
        (ALL, code(RecordFacet.SEATED, meeting.pk)): 1,
        seat: 1,
    }


@pytest.mark.django_db
def test_pledge_is_counted_by_each_of_its_values() -> None:
    meeting = build.meeting("one", date="2007-11-07")
    land = build.participant()
    build.pledge(meeting, by=land, kind="funds", strength="offered", made="2007-11", due="2009-03")

    added = contributions([meeting.pk])[meeting.pk]

    assert {counted: n for _all, counted, n in added.others} == {
        code(PledgeFacet.MEETING, meeting.pk): 1,
        code(PledgeFacet.KIND, PLEDGE_KINDS["funds"]): 1,
        code(PledgeFacet.STRENGTH, STRENGTHS["offered"]): 1,
        code(PledgeFacet.LATEST_STATUS, 0): 1,
        code(PledgeFacet.YEAR, 2007): 1,
        code(PledgeFacet.DUE, 20090331): 1,
        code(RecordFacet.PROMISED, land.pk): 1,
    }


@pytest.mark.django_db
def test_unpublished_record_adds_nothing_and_is_asked_for_no_more(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    meeting = build.meeting("draft", status="draft")
    build.statement(meeting, speakers=(build.participant(),))
    build.pledge(meeting, by=build.participant())

    with django_assert_num_queries(1):
        assert contributions([meeting.pk]) == {}


@pytest.mark.django_db
def test_what_is_kept_is_what_is_added_now() -> None:
    meetings = [build.meeting("one"), build.meeting("two")]
    for meeting in meetings:
        build.statement(meeting, speakers=(build.participant(),), topics=(build.topic(),))
    numbers = [meeting.pk for meeting in meetings]

    assert kept_contributions(numbers) == contributions(numbers)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_contributions_take_nineteen_queries_for_any_number_of_meetings(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    meetings = [build.meeting(f"meeting-no-{n}") for n in range(count)]
    for meeting in meetings:
        build.statement(meeting, speakers=(build.participant(),))

    with django_assert_num_queries(19):
        contributions([meeting.pk for meeting in meetings])


def test_sum_adds_statements_in_pairs_and_all_else_as_it_is() -> None:
    state, fish = code(FacetName.PARTICIPANT, 1), code(FacetName.TOPIC, 2)
    attended = code(RecordFacet.ATTENDED, 1)
    first = ([[2, [state, fish]]], [[ALL, attended, 1]])
    second = ([[1, [fish]]], [[ALL, attended, 1]])

    assert summed([first, second]) == {
        (ALL, ALL): 3,
        (ALL, state): 2,
        (ALL, fish): 3,
        (state, fish): 2,
        (ALL, attended): 2,
    }
