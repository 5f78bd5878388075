"""Delegations, delegates and people made of a confirmed list, once each, or nothing at all."""

from typing import Any

import pytest

from meetings.curation.attendance_writing import (
    AttendanceRefused,
    ConfirmedRow,
    write_attendance,
)
from meetings.intake.parts import Span
from meetings.models import Delegate, Delegation, Passage
from participants.models import Person
from participants.models.person import FormerPersonKey
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_rows_become_a_delegation_its_people_and_passages(django_assert_num_queries: Any) -> None:
    meeting = build.meeting(status="draft")
    text = "Ruritania: Ada Example, Minister; a Deputy\nGraustark"
    document = build.document(text)
    ruritania, graustark = build.participant("Ruritania"), build.participant("Graustark")
    known = build.person("Ada Lee", key="ada-lee")
    FormerPersonKey.objects.create(slug="ada-example", person=known)
    rows = [
        ConfirmedRow(
            *(1, ruritania, "Ruritania", ("participant",), "minister", "in person"),
            name="Ada Example",
            sort_name="Example, Ada",
            title="Minister",
            span=Span(0, 42),
            person_span=Span(11, 32),
        ),
        ConfirmedRow(
            *(1, ruritania, "Ruritania", ("chair",), "not stated", "virtual"),
            title="a Deputy",
            span=Span(0, 42),
            person_span=Span(34, 42),
        ),
        ConfirmedRow(2, graustark, person=known, span=Span(43, 52)),
    ]
    with django_assert_num_queries(11):
        done = write_attendance(meeting, rows, document=document)

    assert [str(row) for row in done.made] == ["Ruritania", "Graustark"]
    first = Delegation.objects.get(participant=ruritania)
    assert (first.roles, first.level, first.presence) == (["chair"], "minister", "not stated")
    ada, deputy = first.delegates.order_by("order")
    assert ada.person.key == "ada-example-2", "an old key stays another's"
    assert (ada.person.name, ada.person.sort_name_written) == ("Ada Example", "Example, Ada")
    assert (ada.level, ada.presence, deputy.presence) == ("", "in person", "virtual")
    assert deputy.person is None
    assert sorted(Passage.objects.values_list("exact", flat=True)) == sorted(
        [text[:42], "Ada Example, Minister", "a Deputy", "Graustark", "Graustark"]
    )

    joined = write_attendance(meeting, [ConfirmedRow(1, graustark, title="Adviser")])
    assert (joined.made, [str(row) for row in joined.joined]) == ([], ["Graustark"])
    again = write_attendance(meeting, [ConfirmedRow(1, graustark)])
    assert (again.made, again.joined, again.delegates) == ([], [], [])
    assert Delegation.objects.count() == 2


def test_doubles_and_wrong_values_are_refused_by_line_and_nothing_is_written() -> None:
    meeting = build.meeting(status="draft")
    ruritania, person = build.participant("Ruritania"), build.person("Ada Lee", key="ada-lee")
    document = build.document("Few")
    there = build.delegation(meeting, ruritania)
    Delegate.objects.create(delegation=there, person=person)
    rows = [
        ConfirmedRow(1, ruritania, person=person),
        ConfirmedRow(2, ruritania, name="Ada Example"),
        ConfirmedRow(3, ruritania, name="ADA EXAMPLE"),
        ConfirmedRow(4, ruritania, name="محمد"),
        ConfirmedRow(5, ruritania, level="king", roles=("page",), presence="nowhere"),
        ConfirmedRow(6, ruritania, honorific="H" * 61, title="x", span=Span(0, 9)),
    ]
    with pytest.raises(AttendanceRefused) as refused:
        write_attendance(meeting, rows, document=document)

    assert [line for line, _reason in refused.value.reasons] == [1, 3, 4, 5, 5, 5, 6, 6]
    assert "Ada Lee stands in the delegation of Ruritania" in str(refused.value)
    assert (Delegate.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.parametrize("count", [54, 200])
def test_many_delegations_take_as_many_queries(
    count: int, django_assert_max_num_queries: Any
) -> None:
    meeting = build.meeting(status="draft")
    bodies = [build.participant(f"Body {number}") for number in range(count)]
    rows = [
        ConfirmedRow(number, body, name=f"Delegate {number}", title="Minister", level="minister")
        for number, body in enumerate(bodies)
    ]
    with django_assert_max_num_queries(16):
        done = write_attendance(meeting, rows)

    assert (len(done.made), len(done.delegates), len(done.people)) == (count, count, count)
