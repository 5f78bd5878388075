"""What a participant, a person and a topic have on record, beside each other in one query."""

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.derived.counts import tally_participants, tally_people, tally_topics
from meetings.models import Delegate, Meeting, Topic
from participants.models import Participant, Person
from tests.meetings import build

pytestmark = pytest.mark.django_db


def fill(meeting: Meeting) -> None:
    """Arcadia sits with Ada, speaks twice of fish, once with Ada, and both promise something."""
    arcadia, ada, fish = build.participant("Arcadia"), build.person(), build.topic("Fish")
    delegation = build.delegation(meeting, arcadia)
    Delegate.objects.create(delegation=delegation, person=ada)
    build.statement(meeting, speakers=(arcadia,), topics=(fish,))
    build.statement(meeting, speakers=(arcadia, ada), topics=(fish,))
    build.pledge(meeting, by=arcadia)
    build.pledge(meeting, by=ada)


def test_participant_has_what_published_records_say(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(build.meeting("one"))
    fill(build.meeting("draft", status="draft"))
    build.participant("Borduria")

    with django_assert_num_queries(1):
        rows = list(
            tally_participants(Participant.objects.order_by("slug")).values_list(
                "slug", "attended", "said", "promised", "on_record", named=True
            )
        )

    assert [tuple(row) for row in rows] == [
        ("arcadia", 1, 2, 1, True),
        ("borduria", 0, 0, 0, False),
    ]


def test_person_has_what_published_records_say() -> None:
    fill(build.meeting("one"))
    fill(build.meeting("two"))
    fill(build.meeting("draft", status="draft"))

    row = tally_people(Person.objects.all()).get()

    assert (row.attended, row.said, row.promised) == (2, 2, 2)


def test_topic_has_its_statements_and_the_meetings_with_one() -> None:
    fill(build.meeting("one"))
    fill(build.meeting("two"))
    build.topic("Meat")

    rows = tally_topics(Topic.objects.order_by("slug"))

    assert [(row.slug, row.said, row.met) for row in rows] == [("fish", 4, 2), ("meat", 0, 0)]
