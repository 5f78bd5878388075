"""The list of people and their pages.

Covers meetings.lists.person as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Delegate
from participants.models import PersonName
from tests.meetings import build

pytestmark = pytest.mark.django_db


def seated(who: Any, title: str = "Envoy", **fields: Any) -> Any:
    """A person in a delegation, who speaks and pledges."""
    meeting = build.meeting(**fields)
    land = build.participant("Ruritania", kind="state")
    seat = Delegate.objects.create(
        delegation=build.delegation(meeting, land), person=who, title=title
    )
    said = build.statement(meeting, speakers=(who,), topics=(build.topic(),))
    said.speakers.update(title=title, participant=land)
    build.pledge(meeting, f"Promise of {who.name}", who, statement=said)
    return seat


def test_list_shows_the_post_of_the_latest_meeting(client: Client) -> None:
    who = build.person("Ada Example")
    seated(who, "Second Secretary", date="2001")
    seated(who, "Ambassador", date="2009")
    seated(who, "Minister", date="2019", status="draft")

    row = client.get("/people/").context["object_list"][0]

    assert (row.post.title, row.post.body.name) == ("Ambassador", "Ruritania")
    assert (row.attended, row.said, row.promised) == (2, 2, 2)


def test_unnamed_delegates_are_no_people(client: Client) -> None:
    seat = build.delegation(build.meeting(), build.participant())
    Delegate.objects.create(delegation=seat, title="The Focal Point")

    assert list(client.get("/people/").context["object_list"]) == []


def test_list_filters_by_other_name_participant_and_meeting(client: Client) -> None:
    ada, bob = build.person("Ada Example"), build.person("Bob Sample")
    seated(ada, slug="first")
    build.statement(build.meeting("second"), speakers=(bob,))
    PersonName.objects.create(person=ada, name="Adélaïde")

    def keys(address: str) -> list[str]:
        return [row.key for row in client.get(address).context["object_list"]]

    assert keys("/people/") == ["ada-example", "bob-sample"]
    assert keys("/people/?words=adelaide") == ["ada-example"]
    assert keys("/people/?participant=ruritania") == ["ada-example"]
    assert keys("/people/?meeting=second") == ["bob-sample"]


@pytest.mark.parametrize("slug", ["unknown", "hidden"])
def test_hidden_participant_is_unknown_to_the_filter(client: Client, slug: str) -> None:
    build.delegation(build.meeting(status="draft"), build.participant("Hidden"))

    response = client.get(f"/people/?participant={slug}")

    assert response.context["form"].errors["participant"] == [
        f"Nothing on record is called “{slug}”."
    ]


@pytest.mark.parametrize("n", [1, 3])
def test_list_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    for number in range(n):
        seated(build.person(f"Person {number}"))

    with django_assert_num_queries(11):
        client.get("/people/")


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    who = build.person("Ada Example")
    for number in range(n):
        seated(who, date=f"200{number}")

    with django_assert_num_queries(20):
        client.get("/people/ada-example/")


def test_page_shows_the_titles_of_the_day(client: Client) -> None:
    who = build.person("Ada Example")
    seat = seated(who, "Envoy", slug="early", date="2001")
    seated(who, "Ambassador", slug="late", date="2009")
    seat.inferences.create(
        meeting=seat.delegation.meeting, field="person", reason="The office tells."
    )
    PersonName.objects.create(person=who, name="A. Example")

    response = client.get("/people/ada-example/")
    page = response.content.decode()

    assert [row.title for row in response.context["person"].attended.rows] == [
        "Ambassador",
        "Envoy",
    ]
    assert [row.words for row in response.context["person"].titles] == ["Ambassador", "Envoy"]
    for words in ("Ruritania", "A. Example", "Promise of Ada Example", "The office tells."):
        assert words in page


def test_page_of_hidden_person_is_not_found(client: Client) -> None:
    seated(build.person("Ada Example"), status="in review")

    assert client.get("/people/ada-example/").status_code == 404


def test_letter_too_deep_for_a_number_begins_after_the_row_before_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.lists.pages.DEEPEST", 1)
    for name in ("Ada Example", "Bob Sample", "Cy Sample"):
        seated(build.person(name))

    letters = client.get("/people/").context["letters"]
    page = client.get(f"/people/{letters[1].url.partition('#')[0]}")

    assert letters[0].url == ".#letter-a"
    assert [row.key for row in page.context["object_list"]] == ["bob-sample", "cy-sample"]


def test_participants_are_named_without_numbers_beside_many_people(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated(build.person("Ada Example"))
    seated(build.person("Ada Sample"))
    monkeypatch.setattr("meetings.lists.person.FEW", 1)

    many = client.get("/people/?words=ada").context["facets"][0]
    one = client.get("/people/?words=sample").context["facets"][0]

    assert (many.counted, [option.value for option in many.options]) == (False, ["ruritania"])
    assert (one.counted, [option.n for option in one.options]) == (True, [1])
