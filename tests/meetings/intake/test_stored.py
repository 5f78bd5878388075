"""The register as intake reads it from the database."""

import pytest

from meetings.intake.register import KnownPerson, KnownTopic
from meetings.intake.stored import stored_register
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_register_stored() -> None:
    ruritania = build.participant(
        "Ruritania", kind="state", code="RUR", formal_name="Kingdom of Ruritania"
    )
    ruritania.names.create(name="Old Ruritania")
    build.participant(
        "Ministry of Fish", slug="ministry-of-fish", kind="ministry", part_of=ruritania
    )
    build.person("Ada Example", key="ada-example")
    register = stored_register()
    assert register.participant("RUR").names == (
        "Ruritania",
        "Kingdom of Ruritania",
        "Old Ruritania",
    )
    assert register.is_state("RUR")
    assert register.participant("ministry-of-fish").part_of == "RUR"
    assert not register.is_state("ministry-of-fish")
    assert not register.knows("atlantis")
    assert [(person.key, person.name) for person in register.people] == [
        ("ada-example", "Ada Example")
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_register_stored_queries(count: int, django_assert_num_queries: object) -> None:
    broader = build.topic("Fisheries", abbreviation="FSH")
    for number in range(count):
        build.topic(f"Topic {number}", broader=broader)
        build.series(f"Series {number}")
        build.person(f"Person {number}").names.create(name=f"Other {number}")
        build.participant(f"Participant {number}").names.create(name=f"Another {number}")
    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's own
        register = stored_register()
    assert register.topics[0] == KnownTopic("Fisheries", "FSH")
    assert register.topics[1] == KnownTopic("Topic 0", "", "Fisheries")
    assert len(register.series) == count
    assert register.people[0] == KnownPerson("person-0", "Person 0", "", ("Other 0",))
