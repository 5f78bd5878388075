"""People and participants as Popolo: of the shape that it has, and each person, title and day.

Covers meetings.formats.popolo.gathered, meetings.formats.popolo.objects and
meetings.views.popolo as well.
"""

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client

from meetings.formats.iso_dates import iso_ends
from meetings.formats.popolo import files
from meetings.models import Delegate, Inference
from participants.models import Participant, ParticipantName, Person, PersonName
from tests.meetings import build
from tests.meetings.formats.popolo import shapes

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def read(client: Client, address: str, shape: Any = shapes.COLLECTIONS) -> Any:
    """A file as JSON, of the shape that Popolo gives it."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    told = json.loads(response.content)
    jsonschema.validate(told, shape)
    return told


def pages(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """All pages of a list together: of each class, the objects by their id."""
    whole: dict[str, dict[str, Any]] = {}
    following = address
    while following:
        told = read(client, following)
        following = told.pop("next", "").removeprefix(SITE)
        for name, rows in told.items():
            whole.setdefault(name, {}).update({row["id"]: row for row in rows})
    return whole


def names(rows: dict[str, Any]) -> set[str]:
    """The names of objects."""
    return {row["name"] for row in rows.values()}


def seated(**fields: str) -> Delegate:
    """Somebody in a delegation."""
    meeting = build.meeting("fish", title="Fish", date="2016-06-20/2016-06-22", **fields)
    land = build.participant(
        "Ruritania", slug="land", kind="state", code="RUR", formal_name="R. R."
    )
    delegation = build.delegation(meeting, land, roles=["chair"])
    ada = build.person("Ada Example", key="ada", sort_name="Example, Ada")
    PersonName.objects.create(person=ada, name="A. Example")
    ParticipantName.objects.create(participant=land, name="Old Ruritania", kind="former")
    Delegate.objects.create(delegation=delegation, printed="Nobody known", title="Adviser")
    return Delegate.objects.create(delegation=delegation, person=ada, title="Ambassador")


def test_every_seat_of_the_shipped_records_is_read_back(
    shipped_register: None, client: Client
) -> None:
    seats = Delegate.objects.published().filter(person__isnull=False)
    expected = sorted(
        (
            seat.person.name,
            seat.delegation.participant.name,
            seat.title,
            iso_ends(seat.delegation.meeting.date),
        )
        for seat in seats.select_related("person", "delegation__participant", "delegation__meeting")
    )

    for address in ("/people.popolo.json", "/participants.popolo.json"):
        told = pages(client, address)
        found = sorted(
            (
                told["persons"][seat["person_id"]]["name"],
                told["organizations"][seat["organization_id"]]["name"],
                seat.get("role", ""),
                (seat.get("start_date", ""), seat.get("end_date", "")),
            )
            for seat in told["memberships"].values()
        )
        assert found == expected
        assert {*told["events"]} == {
            SITE + seat.delegation.meeting.get_absolute_url() for seat in seats
        }
    people = pages(client, "/people.popolo.json")["persons"]
    assert names(people) == {one.name for one in Person.objects.public()}
    bodies = pages(client, "/participants.popolo.json")["organizations"]
    assert names(bodies) == {one.name for one in Participant.objects.public()}
    assert len(expected) > 10


def test_person_has_memberships_with_title_and_days(client: Client) -> None:
    seat = seated()
    Inference.objects.create(
        meeting=seat.delegation.meeting, delegate=seat, field="title", reason="Told elsewhere."
    )

    told = read(client, "/people/ada.popolo.json", shapes.PERSON)

    assert told == {
        "id": f"{SITE}/people/ada/",
        "name": "Ada Example",
        "sort_name": "Example, Ada",
        "other_names": [{"name": "A. Example"}],
        "links": [{"url": f"{SITE}/people/ada/"}],
        "memberships": [
            {
                "id": f"{SITE}/meetings/fish/#land:ada",
                "label": "Chair",
                "role": "Ambassador",
                "person_id": f"{SITE}/people/ada/",
                "organization_id": f"{SITE}/participants/land/",
                "start_date": "2016-06-20",
                "end_date": "2016-06-22",
                "sources": [
                    {
                        "url": f"{SITE}/meetings/fish/",
                        "note": "Fish. Inferred: title: Told elsewhere.",
                    }
                ],
                "organization": {
                    "id": f"{SITE}/participants/land/",
                    "name": "Ruritania",
                    "classification": "state",
                },
            }
        ],
    }


def test_participant_has_names_code_and_people(client: Client) -> None:
    seated()

    told = read(client, "/participants/land.popolo.json", shapes.ORGANIZATION)

    (membership,) = told.pop("memberships")
    assert membership["person"] == {"id": f"{SITE}/people/ada/", "name": "Ada Example"}
    assert {key: told[key] for key in ("name", "classification", "other_names", "identifiers")} == {
        "name": "Ruritania",
        "classification": "state",
        "other_names": [
            {"name": "R. R.", "note": "formal name"},
            {"name": "Old Ruritania", "note": "former name"},
        ],
        "identifiers": [{"identifier": "RUR", "scheme": "ISO 3166-1 alpha-3"}],
    }


def test_list_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = build.meeting("fish")
    for name in ("a", "b", "c"):
        delegation = build.delegation(meeting, build.participant(name, slug=name, kind="state"))
        Delegate.objects.create(delegation=delegation, person=build.person(name, key=name))
    monkeypatch.setattr(files, "MOST", 2)

    first = read(client, "/people.popolo.json")

    assert first["next"] == f"{SITE}/people.popolo.json?after=b"
    assert names(pages(client, "/people.popolo.json")["persons"]) == {"a", "b", "c"}
    assert len(pages(client, "/participants.popolo.json")["memberships"]) == 3


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("withdrawn", 410)])
def test_nothing_of_a_record_that_is_not_public(client: Client, status: str, code: int) -> None:
    seated(status=status)

    assert client.get("/people/ada.popolo.json").status_code == code
    told = [read(client, f"/{name}.popolo.json") for name in ("people", "participants")]
    assert [*told[0]] == ["persons", "organizations", "memberships", "events"]
    assert not any(told[0].values())
    assert (told[1]["memberships"], told[1]["persons"], told[1]["events"]) == ([], [], [])


@pytest.mark.parametrize("n", [1, 3])
def test_list_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    meeting = build.meeting("fish")
    for number in range(n):
        delegation = build.delegation(meeting, build.participant(f"{number} land"))
        Delegate.objects.create(delegation=delegation, person=build.person(f"{number} person"))

    with django_assert_num_queries(9):
        files.all_people("")
    with django_assert_num_queries(9):
        files.all_participants("")
