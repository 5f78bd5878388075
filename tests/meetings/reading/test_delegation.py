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
    (host,) = groups[0].levels[0].rows
    assert (host.meta, host.get_roles_display()) == ("Chair", "Chair, Host")


def test_printed_order_is_kept_where_of_some_the_name_alone_is_known() -> None:
    rows = [delegation(n) for n in (1, 2, 3, 4)]
    rows[2].people = [DelegateRow(1, "Ada", "Ms", "Envoy", "", "minister", "virtual", None)]
    reasons = Reasons(
        [
            Reason("delegate", 1, "person", "Of the list."),
            Reason("delegate", 1, "level", "Of the title."),
        ]
    )

    (group,) = role_groups(rows, reasons)

    (level,) = group.levels
    assert [(bare, [row.pk for row in some]) for bare, some in level.runs] == [
        (True, [1, 2]),
        (False, [3]),
        (True, [4]),
    ]
    (person,) = level.rows[2].people
    assert (person.name, str(person), person.url) == ("Ms Ada", "Ada", "")
    assert (person.meta, person.meta_reason) == ("Minister, Virtual", "Of the title.")
    assert person.reason == "Of the list."


def test_role_of_a_person_is_not_that_of_the_delegation() -> None:
    office = delegation(1, "participant", printed="Landia")
    office.people = [
        DelegateRow(1, "Ada", "Ms", "Envoy", "speaker", "", "", None),
        DelegateRow(2, "Bo", "Mr", "Adviser", "participant", "", "", None),
    ]

    groups = role_groups([office, delegation(2, "participant")], Reasons(()))

    shown = [
        (group.label, [(row.printed_name, [str(one) for one in row.people]) for row in level.rows])
        for group in groups
        for level in group.levels
    ]
    assert shown == [
        ("Speakers", [("Landia", ["Ada"])]),
        ("Participants", [("Landia", ["Bo"]), ("", [])]),
    ]


def test_delegation_of_people_with_a_role_stands_once() -> None:
    land = delegation(1, "participant", printed="Landia")
    land.people = [DelegateRow(1, "Ada", "Ms", "Envoy", "speaker", "", "", None)]

    groups = role_groups([land, delegation(2, "participant")], Reasons(()))

    assert [
        (group.label, [row.printed_name for level in group.levels for row in level.rows])
        for group in groups
    ] == [("Speakers", ["Landia"]), ("Participants", [""])]


def test_person_stays_with_a_delegation_that_has_a_role() -> None:
    host = delegation(1, "host")
    host.people = [DelegateRow(1, "Ada", "Ms", "Envoy", "speaker", "", "", None)]

    (group,) = role_groups([host], Reasons(()))

    assert (group.label, group.levels[0].rows[0].people[0].meta) == ("Hosts", "Speaker")


def test_role_that_is_inferred_is_told_with_its_mark() -> None:
    reasons = Reasons([Reason("delegation", 1, "roles/0", "It was held there.")])

    (group,) = role_groups([delegation(1, "host")], reasons)

    (row,) = group.levels[0].rows
    assert (row.meta, row.meta_reason) == ("Host", "It was held there.")


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
