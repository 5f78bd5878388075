"""The counts of facets follow every change of what is public.

Covers meetings.models.derived_rows as well.
"""

from typing import Any

import pytest
from django.core.management import call_command

from meetings.derived.facet_codes import ALL, FacetName, code, facet_of, value_of
from meetings.derived.rebuild import rebuild_derived, tally_faults
from meetings.derived.refresh import refresh_derived
from meetings.derived.tallies import differences, refresh_tallies
from meetings.models import MeetingTally, Statement, Tally
from participants.models import Participant
from tests.meetings import build

pytestmark = pytest.mark.django_db


def number(chosen: int = ALL, counted: int = ALL) -> int:
    """How many statements have both values; 0 where there is no row."""
    row = Tally.objects.filter(chosen=chosen, counted=counted).first()
    return row.n if row else 0


@pytest.fixture
def arcadia() -> Participant:
    """A state that speaks of fish twice, once together with another."""
    state = build.participant("Arcadia", kind="state")
    fish, other = build.topic("Fish"), build.participant("Borduria", kind="observer")
    meeting = build.meeting("one", series=build.series("Friends"), date="2007-11-07")
    build.statement(meeting, speakers=(state,), topics=(fish,))
    build.statement(meeting, speakers=(state, other), topics=(fish, build.topic("Meat")))
    build.statement(build.meeting("two", date=""), speakers=(build.person(),), form="verbatim")
    return state


def values(state: Participant) -> tuple[int, int]:
    """The stored numbers of a participant and of the topic of fish."""
    return code(FacetName.PARTICIPANT, state.pk), code(FacetName.TOPIC, build.topic("Fish").pk)


def test_value_and_facet_are_read_from_the_stored_number() -> None:
    stored = code(FacetName.YEAR, 2007)

    assert (facet_of(stored), value_of(stored), facet_of(ALL)) == (FacetName.YEAR, 2007, ALL)


def test_each_value_and_each_two_of_different_facets_are_counted(arcadia: Participant) -> None:
    who, fish = values(arcadia)
    meat = code(FacetName.TOPIC, build.topic("Meat").pk)

    assert number() == 3
    assert number(ALL, who) == 2
    assert number(who, fish) == number(fish, who) == 2
    assert number(who, meat) == 1
    assert number(fish, meat) == 0
    assert number(ALL, code(FacetName.YEAR, 2007)) == 2
    assert Tally.objects.filter(chosen=ALL, facet=FacetName.YEAR).count() == 1
    assert number(who, code(FacetName.KIND, 1)) == 2
    assert number(who, code(FacetName.KIND, 2)) == 1
    assert list(tally_faults()) == []


def test_withdrawn_and_published_again(arcadia: Participant) -> None:
    who, fish = values(arcadia)
    meeting = Statement.objects.published().filter(topics__slug="fish")[0].meeting
    before = sorted(Tally.objects.values_list("chosen", "counted", "n"))

    meeting.status = "withdrawn"
    meeting.save()
    refresh_derived(meeting)

    assert (number(), number(ALL, who), number(who, fish)) == (1, 0, 0)
    assert not Tally.objects.filter(n__lte=0).exists()
    assert not MeetingTally.objects.filter(pk=meeting.pk).exists()

    meeting.status = "published"
    meeting.save()
    refresh_derived(meeting)

    assert sorted(Tally.objects.values_list("chosen", "counted", "n")) == before


def test_corrected_statement_and_deleted_one(arcadia: Participant) -> None:
    who, fish = values(arcadia)
    first, second = Statement.objects.filter(meeting__slug="one").order_by("number")

    first.topic_links.all().delete()
    second.delete()
    refresh_derived(first.meeting)

    assert (number(), number(ALL, who), number(who, fish)) == (2, 1, 0)
    assert list(tally_faults()) == []


def test_deleted_meeting_is_counted_no_more(arcadia: Participant) -> None:
    meeting = Statement.objects.filter(meeting__slug="one")[0].meeting

    meeting.delete()

    assert number() == 1
    assert list(tally_faults()) == []


def test_draft_is_not_counted() -> None:
    build.statement(build.meeting(status="draft"), speakers=(build.participant(),))

    assert not Tally.objects.exists()
    assert not MeetingTally.objects.exists()


def test_participant_of_another_kind_is_counted_anew(arcadia: Participant) -> None:
    arcadia.kind = "network"
    arcadia.save()

    who, _fish = values(arcadia)
    kinds = Tally.objects.filter(chosen=who, facet=FacetName.KIND)
    assert {value_of(row.counted): row.n for row in kinds} == {10: 2, 2: 1}
    assert list(tally_faults()) == []


def test_rebuild_puts_right_what_is_wrong(arcadia: Participant) -> None:
    before = sorted(Tally.objects.values_list("chosen", "counted", "n"))
    Tally.objects.filter(facet=FacetName.TOPIC).update(n=77)
    Tally.objects.filter(facet=FacetName.YEAR).delete()
    MeetingTally.objects.all().delete()
    told: list[tuple[str, int, int]] = []

    # Of each record its statements and the rest, and the tallies.
    assert len(list(tally_faults())) == 5
    rebuild_derived(lambda *line: told.append(line))

    assert sorted(Tally.objects.values_list("chosen", "counted", "n")) == before
    assert told == [("counts", 2, 2), ("lists", 1, 1)]
    assert differences() == {}


def test_nothing_is_written_where_nothing_changed(
    arcadia: Participant, django_assert_num_queries: Any
) -> None:
    meetings = list(MeetingTally.objects.values_list("pk", flat=True))

    # Savepoint and release, what was counted, what is published, statements, kinds, three sorts of
    # links, pledges, and twelve for what is used.
    with django_assert_num_queries(22):
        refresh_tallies(meetings)


def test_counts_are_not_dumped(arcadia: Participant, capsys: Any) -> None:
    call_command("dumpdata", "meetings")

    dumped = capsys.readouterr().out
    assert "meetings.statement" in dumped
    assert "tally" not in dumped
