"""Who took part stands by role and then by level."""

import pytest

from meetings.models import Delegate
from meetings.reading.delegation import (
    DelegateRow,
    DelegationRow,
    delegations_of_meeting,
    role_groups,
)
from meetings.reading.inferred import Reason, Reasons
from meetings.reading.links import ParticipantLink, PersonLink
from tests.meetings import build


def delegation(pk: int, *roles: str, level: str = "not stated", printed: str = "") -> DelegationRow:
    """A delegation of plain values."""
    land = ParticipantLink(f"land-{pk}", f"Land {pk}", "state", None)
    return DelegationRow(pk, printed, roles, level, "not stated", land, None)


def test_delegations_are_grouped_by_first_role_and_level() -> None:
    rows = [
        delegation(1, "participant", level="minister"),
        delegation(2, "chair", "host"),
        delegation(3, "participant"),
    ]

    groups = role_groups(rows, Reasons(()))

    assert [(group.label, group.number) for group in groups] == [("Hosts", 1), ("Participants", 2)]
    assert [(level.label, len(level.rows)) for level in groups[1].levels] == [
        ("Represented by a minister", 1),
        ("Level not stated", 1),
    ]
    assert (rows[1].meta, rows[1].get_roles_display()) == ("Chair", "Chair, Host")


def test_those_with_a_name_alone_stand_apart() -> None:
    told, bare = delegation(1, printed="Landia"), delegation(2)
    told.people = [DelegateRow(1, "Ada", "Ms", "Envoy", "speaker", "minister", "virtual", None)]
    reasons = Reasons([Reason("delegate", 1, "person", "Of the list.")])

    (speakers, others) = role_groups([told, bare], reasons)

    (person,) = told.people
    assert speakers.levels[0].telling == [told]
    assert others.levels[0].bare == [bare]
    assert (person.name, str(person), person.url) == ("Ms Ada", "Ada", "")
    assert (person.meta, person.reason) == ("Minister, Virtual", "Of the list.")
    assert (told.printed_name, bare.printed_name) == ("Landia", "")


@pytest.mark.django_db
def test_delegations_are_read_in_order_each_with_its_people() -> None:
    meeting = build.meeting()
    land = build.delegation(meeting, build.participant("Aland"), order=1)
    build.delegation(meeting, build.participant("Bland"), order=2)
    for order, person in enumerate([build.person("Ada"), build.person("Bo")]):
        Delegate.objects.create(delegation=land, person=person, order=order)

    rows = delegations_of_meeting(meeting.pk)

    assert [(str(row.participant), [str(one) for one in row.people]) for row in rows] == [
        ("Aland", ["Ada", "Bo"]),
        ("Bland", []),
    ]
    assert rows[0].people[0].person == PersonLink(build.person("Ada").key, "Ada")
