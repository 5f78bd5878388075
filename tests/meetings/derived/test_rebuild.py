"""Tallies computed anew, in portions; that they follow changes is in test_tallies.

Covers meetings.derived.tallies as well.
"""

import pytest

from meetings.derived import rebuild
from meetings.derived.facet_codes import ALL, FacetName, code
from meetings.derived.tallies import differences
from meetings.models import Meeting, MeetingTally, Tally
from tests.meetings import build


@pytest.fixture
def meeting(db: None) -> Meeting:
    """A meeting at which Ruritania spoke of fish twice."""
    meeting = build.meeting("one")
    for _twice in range(2):
        build.statement(meeting, speakers=(build.participant(),), topics=(build.topic("Fish"),))
    return meeting


def values() -> tuple[int, int]:
    """The stored numbers of Ruritania and of fish."""
    return (
        code(FacetName.PARTICIPANT, build.participant().pk),
        code(FacetName.TOPIC, build.topic("Fish").pk),
    )


def test_sound_tallies_differ_by_nothing(meeting: Meeting) -> None:
    assert differences() == {}
    assert list(rebuild.tally_faults()) == []


def test_difference_is_what_is_to_be_added(meeting: Meeting) -> None:
    who, fish = values()
    Tally.objects.filter(chosen=ALL, counted=who).update(n=5)
    Tally.objects.filter(chosen=who, counted=fish).delete()
    Tally.objects.filter(chosen=fish, counted=who).update(n=1)
    Tally.objects.create(chosen=ALL, counted=code(FacetName.YEAR, 1999), facet=6, n=4)

    assert differences() == {
        (ALL, who): -3,
        (who, fish): 2,
        (fish, who): 1,
        (ALL, code(FacetName.YEAR, 1999)): -4,
    }


def test_fault_names_the_record_and_the_number_of_tallies(meeting: Meeting) -> None:
    who, _fish = values()
    Tally.objects.filter(chosen=ALL, counted=who).update(n=5)
    MeetingTally.objects.update(statements=[])

    first, *rest = rebuild.tally_faults()

    assert first == "counts: the statements of one are not counted as they are"
    assert rest[0].startswith("counts: ")
    assert rest[0].endswith(" of them differ from what the meetings add")


def test_rebuilt_tallies_are_right_and_each_portion_is_reported(
    meeting: Meeting, django_capture_on_commit_callbacks: object
) -> None:
    Tally.objects.all().delete()
    MeetingTally.objects.all().delete()
    reports: list[tuple[str, int, int]] = []

    rebuild.rebuild_derived(lambda what, done, total: reports.append((what, done, total)))

    assert reports[0] == ("counts", 1, 1)
    assert list(rebuild.tally_faults()) == []
    assert Tally.objects.get(chosen=ALL, counted=ALL).n == 2


@pytest.mark.parametrize(
    ("sizes", "portions"),
    [
        ({}, [[1, 2, 3]]),
        ({1: 6_000, 2: 3_000, 3: 1_001}, [[1, 2], [3]]),
        ({1: 20_000, 2: 1, 3: 1}, [[1], [2, 3]]),
        ({2: 20_000}, [[1], [2], [3]]),
    ],
)
def test_meetings_are_tallied_in_portions_of_few_statements(
    sizes: dict[int, int], portions: list[list[int]]
) -> None:
    assert list(rebuild._few_statements([1, 2, 3], sizes)) == portions


def test_no_meetings_are_no_portion() -> None:
    assert list(rebuild._few_statements([], {})) == []


def test_no_more_meetings_are_tallied_together_than_are_read_at_once() -> None:
    portions = list(rebuild._few_statements(range(rebuild.MEETINGS + 1), {}))

    assert [len(portion) for portion in portions] == [rebuild.MEETINGS, 1]


def test_records_keyed_otherwise_are_keyed_anew(meeting: Meeting) -> None:
    keys = list(meeting.statements.order_by("number").values_list("key", flat=True))
    meeting.statements.filter(key=keys[0]).update(key=None)
    meeting.statements.filter(key=keys[1]).update(key=keys[0])
    told: list[tuple[str, int, int]] = []

    rebuild.rebuild_keys(lambda *line: told.append(line))

    assert list(meeting.statements.order_by("number").values_list("key", flat=True)) == keys
    assert told == [("keys", 1, 1)]
