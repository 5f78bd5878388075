"""What a search finds is read by number, in the order asked for."""

from typing import Any

import pytest

from meetings.reading.search_hits import search_hits
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_participants_and_people_have_their_other_names() -> None:
    land, person = build.participant("Ruritania", kind="state"), build.person()
    land.names.create(kind="other", name="Zenda")
    person.names.create(name="A. Example")

    (hit,) = search_hits("participant", [land.pk])
    (named,) = search_hits("person", [person.pk])

    assert (hit.name, hit.names, hit.get_kind_display()) == ("Ruritania", ["Zenda"], "state")
    assert (named.url, named.names) == (person.get_absolute_url(), ["A. Example"])


def test_meeting_is_told_with_its_place_and_whether_it_is_only_named() -> None:
    meeting = build.meeting("summit", venue="Castle", city="Strelsau", date="2007")
    stub = build.stub("preparation", meeting)

    hits = search_hits("meeting", [stub.pk, meeting.pk])

    assert [(hit.slug, hit.is_stub) for hit in hits] == [("preparation", True), ("summit", False)]
    assert (hits[1].place, hits[1].date_wording) == ("Castle, Strelsau", "2007")


@pytest.mark.parametrize("noun", ["topic", "document"])
def test_hits_keep_the_order_asked_for_and_leave_out_what_is_gone(noun: str) -> None:
    make: Any = {"topic": build.topic, "document": lambda name: build.document(title=name)}[noun]
    first, second = make("First"), make("Second")

    hits = search_hits(noun, [second.pk, 0, first.pk])

    assert [hit.pk for hit in hits] == [second.pk, first.pk]
