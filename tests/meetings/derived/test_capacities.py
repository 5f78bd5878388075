"""At what level and in what role somebody came, as records add it to the tallies."""

import pytest

from meetings.derived.capacities import came_as, capacities, level_of, role_of
from meetings.derived.facet_codes import ALL, RecordFacet, code
from meetings.models import Delegate
from tests.meetings import build

CAPACITY, LED, SAT, SENT = (
    RecordFacet.CAPACITY,
    RecordFacet.LED,
    RecordFacet.SAT,
    RecordFacet.SENT,
)


def test_levels_and_roles_are_one_number_each_or_together() -> None:
    (level,) = capacities(levels=["minister"])
    (role,) = capacities(roles=["chair"])
    (both,) = capacities(["minister"], ["chair"])

    assert (level_of(code(LED, level)), role_of(code(LED, level))) == ("minister", "")
    assert (level_of(code(LED, role)), role_of(code(LED, role))) == ("", "chair")
    assert (level_of(code(LED, both)), role_of(code(LED, both))) == ("minister", "chair")
    assert len(capacities(["minister", "expert"], ["chair", "host", "nothing"])) == 4


@pytest.mark.django_db
def test_delegation_came_as_itself_and_as_its_people_did() -> None:
    meeting = build.meeting("one")
    land, ada = build.participant(), build.person()
    delegation = build.delegation(meeting, land, level="ambassador", roles=["host"])
    Delegate.objects.create(delegation=delegation, person=ada, level="minister")
    Delegate.objects.create(delegation=delegation, printed="An adviser", role="speaker")

    added = {pair: n for _meeting, pair, n in came_as([meeting.pk])}

    of_land = [
        *capacities(["ambassador", "minister"]),
        *capacities(roles=["host", "speaker"]),
        *capacities(["ambassador", "minister"], ["host", "speaker"]),
    ]
    of_ada = [
        *capacities(["minister"]),
        *capacities([], ["host"]),
        *capacities(["minister"], ["host"]),
    ]
    wanted = {(ALL, code(LED, one)): 1 for one in of_land}
    wanted |= {(code(CAPACITY, one), code(SENT, land.pk)): 1 for one in of_land}
    wanted |= {(code(CAPACITY, one), code(SAT, ada.pk)): 1 for one in of_ada}
    assert added == wanted


@pytest.mark.django_db
def test_delegations_of_one_record_are_counted_each() -> None:
    meeting = build.meeting("one")
    for name in ("Arcadia", "Borduria"):
        build.delegation(meeting, build.participant(name), level="expert")

    added = {pair: n for _meeting, pair, n in came_as([meeting.pk])}

    assert added[ALL, code(LED, *capacities(["expert"]))] == 2


@pytest.mark.django_db
def test_what_is_not_stated_or_not_published_adds_nothing() -> None:
    meeting, draft = build.meeting("one"), build.meeting("draft", status="draft")
    build.delegation(meeting, build.participant())
    hidden = build.delegation(draft, build.participant(), level="minister")
    Delegate.objects.create(delegation=hidden, person=build.person(), level="expert")

    assert list(came_as([meeting.pk, draft.pk])) == []
