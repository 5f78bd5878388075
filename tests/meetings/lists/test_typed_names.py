"""What came of the names that were typed into the filters of a list.

Covers ``meetings.lists.names`` where they are typed.
"""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from meetings.lists.meeting import MeetingFilterSet
from meetings.lists.typed_names import misread, questions, rows_chosen
from participants.models import ParticipantName
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register() -> None:
    """Two states called alike, and one that is not; each at a meeting."""
    for slug, name in (("one", "New Arcadia"), ("two", "Old Arcadia"), ("three", "Borduria")):
        build.delegation(build.meeting(slug), build.participant(name))
    build.topic("Fisheries")


def test_name_leads_to_the_address_of_its_slug(client: Client) -> None:
    ParticipantName.objects.create(participant=build.participant("Borduria"), name="BOR")

    response = client.get("/meetings/?participant=BOR&participant=new-arcadia&page=1")

    address = "/meetings/?participant=borduria&participant=new-arcadia&page=1"
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("sort=newest", "/meetings/"),
        ("words=+&stage=held", "/meetings/?stage=held"),
        ("stage=held&stage=held&sort=title", "/meetings/?stage=held&sort=title"),
    ],
)
def test_address_holds_what_was_chosen_alone(client: Client, query: str, address: str) -> None:
    response = client.get(f"/meetings/?{query}")

    assert (response.status_code, response.headers["Location"]) == (301, address)


def test_name_of_several_is_asked_about(client: Client) -> None:
    filters = MeetingFilterSet(QueryDict("participant=borduria&participant=arcadia&stage=held"))

    question = questions(filters)

    assert [(one.filter, one.typed) for one in question] == [("Participant", "arcadia")]
    assert [(choice.value, choice.url) for choice in question[0].choices] == [
        ("New Arcadia", "?participant=borduria&participant=new-arcadia&stage=held"),
        ("Old Arcadia", "?participant=borduria&participant=old-arcadia&stage=held"),
    ]
    assert [row.slug for row in rows_chosen(filters, "participant")] == ["borduria"]
    assert misread(filters, "participant") == "arcadia"


def test_page_offers_what_a_name_may_stand_for(client: Client) -> None:
    response: Any = client.get("/meetings/?participant=arcadia")
    html = response.content.decode()

    assert "“arcadia” may be one of several. Did you mean:" in html
    assert '<li><a href="?participant=new-arcadia">New Arcadia</a></li>' in html
    assert "Correct the filters" not in html


def test_unknown_name_stays_to_be_corrected(client: Client) -> None:
    html = client.get("/meetings/?participant=utopia").content.decode()

    assert "Participant: Nothing on record is called “utopia”." in html
    assert 'value="utopia"' in html
    assert "Did you mean" not in html
