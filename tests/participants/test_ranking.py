"""A name that is typed offers first who goes by it whole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.models import Participant, ParticipantName, Person, PersonName
from participants.ranking import participants_meant, people_meant
from tests.meetings import build

pytestmark = pytest.mark.django_db


def meant(term: str) -> list[str]:
    """The names of the participants offered, in order."""
    return [row.name for row in participants_meant(Participant.objects.all(), term)]


def body(name: str, *further: str, short: str = "", **fields: str) -> Participant:
    """A participant with further names and an abbreviation."""
    row = build.participant(name, **fields)
    for other in further:
        ParticipantName.objects.create(participant=row, name=other)
    if short:
        ParticipantName.objects.create(participant=row, name=short, kind="abbreviation")
    return row


@pytest.mark.usefixtures("shipped_register")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("United States", "United States of America"),
        ("US", "United States of America"),
        ("U.S.", "United States of America"),
        ("USA", "United States of America"),
        ("united states of AMERICA", "United States of America"),
        ("Republic of Korea", "Republic of Korea"),
        ("the republic of korea", "Republic of Korea"),
        ("ROK", "Republic of Korea"),
        ("South Korea", "Republic of Korea"),
        ("S. Korea", "Republic of Korea"),
        ("KOR", "Republic of Korea"),
        ("DPRK", "Democratic People's Republic of Korea"),
        ("United Nations", "United Nations"),
        ("UN", "United Nations"),
        ("JPN", "Japan"),
        ("jpn", "Japan"),
        ("Côte d'Ivoire", "Côte d'Ivoire"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("cote divoire", "Côte d'Ivoire"),
        ("cote d ivoire", "Côte d'Ivoire"),
        ("ivory coast", "Côte d'Ivoire"),
        ("guinea", "Guinea"),
        ("Guinea-Bissau", "Guinea-Bissau"),
        ("timor leste", "Timor-Leste"),
        ("African Union (AU)", "African Union"),
        ("turkiye", "Türkiye"),
        ("Turkey", "Türkiye"),
        ("united", "United Arab Emirates"),
        ("congo", "Congo"),
    ],
)
def test_shipped_participant_is_offered_first_by_its_names(typed: str, first: str) -> None:
    assert meant(typed)[0] == first


def test_order_is_name_code_abbreviation_other_name_beginning_word_rest() -> None:
    body("Ott", kind="network")
    body("Zed Land", code="OTT")
    body("Yonder", short="OTT")
    body("Xylo", "Ott")
    body("Ottery")
    body("Wide", "Ottoman")
    body("Lower Ottland")
    body("Vast", "Upper Ottland")
    body("Bottle")
    body("Nothing")

    assert meant(" ott ") == [
        "Ott",
        "Zed Land",
        "Yonder",
        "Xylo",
        "Ottery",
        "Wide",
        "Lower Ottland",
        "Vast",
        "Bottle",
    ]


def test_names_in_other_scripts_are_found_by_their_beginnings() -> None:
    body("China", "Китай", "中国")
    body("Ktai")

    assert meant("китай") == meant("Кита") == meant("中国") == ["China"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "?", "((", "x" * 900])
def test_signs_find_nobody_by_chance(typed: str) -> None:
    body("Ruritania")

    assert meant(typed) == []


def test_person_is_offered_by_any_name_and_by_the_family_name_first() -> None:
    build.person("Jane Lee")
    build.person("Lee Janeway")
    other = build.person("Sun Yu")
    PersonName.objects.create(person=other, name="Jane Lee-Sun")
    people = Person.objects.all()

    assert next(row.name for row in people_meant(people, "Lee, Jane")) == "Jane Lee"
    assert [row.name for row in people_meant(people, "jane lee")] == [
        "Jane Lee",
        "Sun Yu",
        "Lee Janeway",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(count: int) -> None:
    for number in range(count):
        body(f"Land {number}", f"Country {number}")

    with CaptureQueriesContext(connection) as queries:
        meant("land")

    assert len(queries) == 1
