"""Rows that are likely one are found, and those that are surely two are not."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.merging.likely import (
    Alike,
    Likely,
    _is_one_apart,  # the distance itself
    likely,
)
from meetings.models import Document, Meeting, Series, StubMeeting, Topic
from participants.models import Participant, ParticipantName, Person, PersonName
from tests.meetings import build

pytestmark = pytest.mark.django_db


def named(model: Any) -> list[tuple[Alike, set[str]]]:
    """What is found of a noun: why, and the names."""
    names = {row.pk: str(row) for row in model.objects.all()}
    return [(one.why, {names[number] for number in one.numbers}) for one in likely(model)]


def people(*names: str) -> None:
    """People of these names."""
    for serial, name in enumerate(names):
        Person.objects.create(key=f"person-{serial}", name=name)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Graça Machel", "Graca MACHEL", Alike.NAME),
        ("Deng Francis", "Francis Deng", Alike.ORDER),
        ("Amb. Ada Example", "Ada Example", Alike.HONORIFIC),
        ("H.E. Mr. Example Ada", "Ada Example", Alike.HONORIFIC),
        ("Ada Example", "Ada Exemple", Alike.LETTER),
        ("Ada Example", "Ada Examples", Alike.LETTER),
        ("Example Ada", "Ada Exampl", Alike.LETTER),
    ],
)
def test_people_alike(one: str, other: str, why: Alike) -> None:
    people(one, other, "Somebody Else")

    assert named(Person) == [(why, {one, other})]


def test_people_of_other_names_are_two() -> None:
    people("Ada Example", "Ada Sample", "Ida E", "Ada E")

    assert named(Person) == []


def test_further_names_count() -> None:
    people("Ada Example", "A. E. Example")
    second = Person.objects.get(key="person-1")
    PersonName.objects.create(person=second, name="Ada Éxample")

    assert named(Person) == [(Alike.NAME, {"Ada Example", "A. E. Example"})]


def test_abbreviations_and_what_is_shipped_are_no_duplicates() -> None:
    for slug, name in (("one", "First Body"), ("other", "Second Body")):
        row = build.participant(name, slug=slug)
        ParticipantName.objects.create(participant=row, name="BODYBODY", kind="abbreviation")
    build.participant("Zambia", shipped=True)
    build.participant("Gambia", shipped=True)

    assert named(Participant) == []


def test_participant_like_a_shipped_one_is_found() -> None:
    build.participant("Zambia", shipped=True)
    build.participant("Zambía", slug="zambia-2")

    assert named(Participant) == [(Alike.NAME, {"Zambia", "Zambía"})]


@pytest.mark.parametrize("model", [Topic, Series])
def test_topics_and_series_of_like_names(model: Any) -> None:
    for serial, name in enumerate(("Peace-keeping", "Peace keeping", "Peacekeeping", "Fish")):
        model.objects.create(slug=f"row-{serial}", name=name)

    assert named(model) == [
        (Alike.NAME, {"Peace-keeping", "Peace keeping"}),
        (Alike.LETTER, {"Peace-keeping", "Peace keeping", "Peacekeeping"}),
    ]


def test_documents_of_one_title_and_not_of_numbers_that_differ() -> None:
    for serial, title in enumerate(("Resolution 60/1", "Resolution 60/2", "Resolution 60-1")):
        build.document("", key=f"row-{serial}", title=title, rights="", sha256="")

    assert named(Document) == [(Alike.NAME, {"Resolution 60/1", "Resolution 60-1"})]


def test_meetings_of_one_title_and_date() -> None:
    for slug, date in (("one", "2007-11-07"), ("two", "2007-11-07"), ("three", "2008")):
        build.meeting(slug, title="Talks", date=date, status="draft")
    series = build.series()
    for slug in ("four", "five"):
        build.meeting(slug, title=slug, series=series, ordinal=4)

    assert [one.why for one in likely(Meeting)] == [Alike.DATE, Alike.NUMBER]
    assert likely(StubMeeting) == []


def test_meetings_only_named_of_one_name() -> None:
    naming = build.meeting("naming")
    numbers = [build.stub(slug, naming, title="Talks").pk for slug in ("one", "two")]

    assert likely(StubMeeting) == [Likely(Alike.NAME, tuple(numbers))]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_letter_apart_is_a_distance_of_one_at_most(one: str, other: str) -> None:
    swaps = {
        *(one[:n] + one[n + 1 :] for n in range(len(one))),
        *(one[:n] + c + one[n + 1 :] for n in range(len(one)) for c in "abc"),
        *(one[:n] + c + one[n:] for n in range(len(one) + 1) for c in "abc"),
    }

    assert _is_one_apart(one, other) == (other in swaps | {one}) or one == other


def test_ten_thousand_participants_are_compared_in_two_seconds_and_three_queries(
    django_assert_num_queries: Any,
) -> None:
    words = ["institute", "ministry", "union", "council", "forum", "agency", "office", "league"]
    Participant.objects.bulk_create(
        Participant(
            slug=f"body-{n}",
            name=f"{words[n % 8].title()} of {n * 7919 % 100_003} {words[n // 8 % 8]}",
            folded=f"{words[n % 8]} of {n * 7919 % 100_003} {words[n // 8 % 8]}",
            kind="other",
        )
        for n in range(10_000)
    )
    begun = time.process_time()

    with django_assert_num_queries(3):
        likely(Participant)

    assert time.process_time() - begun < 4
