"""Counted rows as bars, and what somebody speaks of most."""

import pytest

from meetings.derived.facet_codes import FacetName
from meetings.models import Statement
from meetings.reading.bars import SPEAKERS, TOPICS, CountBar, bars, topic_speakers, topics_spoken_of
from tests.meetings import build


def url(slug: str) -> str:
    return f"/{slug}/"


def test_bar_is_as_long_as_its_share_of_the_longest() -> None:
    assert bars([("Fish", 3, "/fish/"), ("Meat", 1, "/meat/"), ("Nets", 0, "")]) == [
        CountBar("Fish", 3, 100.0, "/fish/"),
        CountBar("Meat", 1, 33.3, "/meat/"),
        CountBar("Nets", 0, 0.0, ""),
    ]


def test_no_rows_are_no_bars() -> None:
    assert bars([]) == []


@pytest.mark.django_db
def test_topics_are_those_spoken_of_most_and_then_by_name() -> None:
    meeting, land = build.meeting(), build.participant()
    meat, fish, nets = (build.topic(name) for name in ("Meat", "Fish", "Nets"))
    for topic in (meat, fish, nets, nets):
        build.statement(meeting, speakers=(land,), topics=(topic,))

    found = topics_spoken_of(FacetName.PARTICIPANT, land.pk, url)

    assert found == [
        CountBar("Nets", 2, 100.0, "/nets/"),
        CountBar("Fish", 1, 50.0, "/fish/"),
        CountBar("Meat", 1, 50.0, "/meat/"),
    ]


@pytest.mark.django_db
def test_topics_of_a_profile_are_no_more_than_eight() -> None:
    meeting, ada = build.meeting(), build.person()
    for number in range(TOPICS + 1):
        build.statement(meeting, speakers=(ada,), topics=(build.topic(f"Topic {number}"),))

    found = topics_spoken_of(FacetName.PERSON, ada.pk, url)

    assert [bar.label for bar in found] == [f"Topic {number}" for number in range(8)]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 2, SPEAKERS, SPEAKERS + 2])
def test_speakers_of_a_topic_are_the_first_and_how_many_they_are(count: int) -> None:
    meeting, fish = build.meeting(), build.topic()
    for number in range(count):
        land = build.participant(f"Land {number:02}")
        build.statement(meeting, speakers=(land,), topics=(fish,))

    first, number_of_all = topic_speakers(fish.pk, url)

    assert [bar.label for bar in first] == [f"Land {n:02}" for n in range(min(count, SPEAKERS))]
    assert number_of_all == count
    assert Statement.objects.count() == count
