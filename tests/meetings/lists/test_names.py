"""Rows by any name that a reader may type."""

import pytest

from meetings.lists.names import rows_named
from meetings.models import FormerSeriesSlug, FormerTopicSlug, Meeting, Series, Topic
from participants.models import (
    FormerParticipantSlug,
    FormerPersonKey,
    Participant,
    ParticipantName,
    Person,
    PersonName,
)
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def koreas() -> None:
    """Two states that a part of a name, and one whole name, may stand for."""
    south = build.participant("Republic of Korea", code="KOR", shipped=True)
    north = build.participant(
        "Democratic People's Republic of Korea", slug="north", code="PRK", shipped=True
    )
    for row, names in ((south, ("ROK", "South Korea", "Korea")), (north, ("DPRK", "Korea"))):
        for name in names:
            ParticipantName.objects.create(participant=row, name=name)


@pytest.mark.usefixtures("koreas")
@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("ROK", ["republic-of-korea"]),
        ("rok", ["republic-of-korea"]),
        ("KOR", ["republic-of-korea"]),
        ("south  korea", ["republic-of-korea"]),
        ("DPRK", ["north"]),
        ("Korea", ["north", "republic-of-korea"]),
        ("kor", ["north", "republic-of-korea"]),
        ("Utopia", []),
        ("…", []),
        ("", []),
    ],
)
def test_participant_by_any_name(typed: str, slugs: list[str]) -> None:
    found = rows_named(Participant.objects.public(), typed)

    assert [row.slug for row in found] == slugs


def test_person_by_a_further_spelling_and_by_a_part() -> None:
    ada, bob = build.person("Ada Example"), build.person("Bob Example")
    PersonName.objects.create(person=ada, name="Adelaide Exemple")

    rows = Person.objects.all()

    assert rows_named(rows, "adelaide exemple") == [ada]
    assert rows_named(rows, "example bob") == [bob]
    assert rows_named(rows, "Example") == [ada, bob]


def test_topic_by_its_abbreviation() -> None:
    protect = build.topic("Responsibility to Protect", abbreviation="R2P")
    build.topic("Protection of civilians")

    assert rows_named(Topic.objects.all(), "r2p") == [protect]
    assert rows_named(Topic.objects.all(), "responsibility") == [protect]


def test_series_and_meeting_by_words_of_the_name() -> None:
    friends = build.series("Friends of Fisheries")
    late = build.meeting("fof-3", title="Third talks", series=friends, date="2009")
    early = build.meeting("fof-2", title="Second talks", series=friends, date="2008")

    assert rows_named(Series.objects.all(), "fisheries friends") == [friends]
    assert rows_named(Meeting.objects.public(), "third TALKS") == [late]
    assert rows_named(Meeting.objects.public(), "talks fisheries") == [late, early]


def test_hidden_rows_are_not_named() -> None:
    build.delegation(build.meeting(status="draft"), build.participant("Hidden"))

    assert rows_named(Participant.objects.public(), "Hidden") == []


def test_row_is_found_by_an_address_under_which_it_was_known() -> None:
    rows = {
        "participant": (build.participant(), FormerParticipantSlug),
        "person": (build.person(), FormerPersonKey),
        "topic": (build.topic(), FormerTopicSlug),
        "series": (build.series(), FormerSeriesSlug),
    }
    for noun, (row, former) in rows.items():
        former.objects.create(**{"slug": "known-as", noun: row})

        assert rows_named(type(row).objects.all(), "known-as") == [row]
        assert rows_named(type(row).objects.none(), "known-as") == []
