"""The list of participants and their profiles.

Covers meetings.reading.presence, meetings.reading.sections, meetings.lists.participant and
meetings.views.alphabetical as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Delegate, Inference
from participants.models import ParticipantName
from tests.meetings import build

pytestmark = pytest.mark.django_db


def record_of(who: Any, n: int) -> None:
    """``n`` meetings with a delegation, a statement and a pledge of a participant."""
    for number in range(1, n + 1):
        meeting = build.meeting(f"meeting-of-{who.slug}-{number}", date=f"200{number}")
        seat = build.delegation(meeting, who, roles=["chair"], level="ambassador")
        Delegate.objects.create(
            delegation=seat, person=build.person(f"Person {number}"), title="Envoy"
        )
        said = build.statement(
            meeting, f"Words {number}.", speakers=(who,), topics=(build.topic(f"Topic {number}"),)
        )
        said.mentions.add(who)
        build.pledge(meeting, f"Promise {number}", who, statement=said)


def texts(client: Client, address: str) -> str:
    """The body of a page that is found."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(client: Client, address: str) -> list[str]:
    """The slugs that a list shows, in order."""
    return [row.slug for row in client.get(address).context["object_list"]]


def test_list_counts_each_noun_once(client: Client) -> None:
    who = build.participant("Ruritania", kind="state", shipped=True)
    record_of(who, 3)
    seat = who.delegations.first()
    Delegate.objects.create(delegation=seat, title="Second envoy")

    row = client.get("/participants/").context["object_list"][0]

    assert (row.attended, row.said, row.promised, row.on_record) == (3, 3, 3, True)


def test_shipped_participant_without_record_is_listed_in_words(client: Client) -> None:
    build.participant("Ruritania", kind="state", shipped=True)

    page = texts(client, "/participants/")

    assert "nothing on record yet" in page


def test_list_leaves_out_those_without_record_when_asked(client: Client) -> None:
    build.participant("Ruritania", kind="state", shipped=True)
    used = build.participant("Sylvania", kind="state", shipped=True)
    record_of(used, 1)

    assert listed(client, "/participants/") == ["ruritania", "sylvania"]
    assert listed(client, "/participants/?records=yes") == ["sylvania"]


def test_list_finds_former_names(client: Client) -> None:
    who = build.participant("Türkiye", slug="turkiye", kind="state", shipped=True)
    build.participant("Sylvania", kind="state", shipped=True)
    ParticipantName.objects.create(participant=who, name="Turkey", kind="former")

    assert listed(client, "/participants/?words=the+TURKEY") == ["turkiye"]


def test_list_filters_by_kind_and_region_and_counts_the_choices(client: Client) -> None:
    build.participant("A", kind="state", region="African Group", shipped=True)
    build.participant("B", kind="state", region="Asia-Pacific Group", shipped=True)
    build.participant("C", kind="network", shipped=True)

    response = client.get("/participants/?kind=state&region=African+Group")

    assert [row.slug for row in response.context["object_list"]] == ["a"]
    _kinds, regions, *_others = response.context["facets"]
    assert [(o.value, o.n, o.checked) for o in regions.options] == [
        ("African Group", 1, True),
        ("Asia-Pacific Group", 1, False),
    ]
    assert [chip.value for chip in response.context["chips"]] == ["state", "African Group"]


def test_letters_lead_to_the_page_where_they_begin(client: Client) -> None:
    for number in range(101):
        build.participant(f"A {number:03}", shipped=True)
    build.participant("Ålesund", slug="alesund", shipped=True)
    build.participant("Zembla", shipped=True)

    letters = client.get("/participants/?kind=other&utm_source=x").context["letters"]

    assert [(letter.letter, letter.n, letter.url) for letter in letters] == [
        ("A", 102, "?kind=other#letter-a"),
        ("Z", 1, "?kind=other&page=2#letter-z"),
    ]


@pytest.mark.parametrize("n", [1, 3])
def test_list_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    for number in range(n):
        record_of(build.participant(f"Land {number}", kind="state"), 1)

    with django_assert_num_queries(7):
        client.get("/participants/")


@pytest.mark.parametrize("n", [1, 3])
def test_profile_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    who = build.participant("Ruritania", kind="state")
    record_of(who, n)
    series = build.series()
    for number in range(n):
        stub = build.stub(f"stub-{number}", who.delegations.first().meeting, series=series)
        build.delegation(stub, who, roles=["host"])
        build.document(title=f"Paper {number}").issuers.add(who)

    with django_assert_num_queries(26):
        client.get("/participants/ruritania/")


def test_profile_says_what_was_attended_said_and_promised(client: Client) -> None:
    who = build.participant("Ruritania", kind="state", formal_name="Republic of Ruritania")
    record_of(who, 1)
    who.delegations.get().inferences.create(
        meeting=who.delegations.get().meeting, field="level", reason="By protocol."
    )

    page = texts(client, "/participants/ruritania/")

    for words in (
        "Republic of Ruritania",
        "Meeting of ruritania 1",
        "Chair",
        "ambassador",
        "Envoy",
        "Ruritania: topic 1",
        "Promise 1",
        "By protocol.",
        "Status as of",
    ):
        assert words in page


def test_profile_tells_joint_statements_and_capacities(client: Client) -> None:
    who = build.participant("Ruritania", kind="state")
    other = build.participant("Sylvania", kind="state")
    said = build.statement(build.meeting(), speakers=(who, other))
    said.speakers.filter(participant=who).update(capacity="Co-Chair")

    page = texts(client, "/participants/ruritania/")

    assert "jointly with Sylvania; as Co-Chair" in page


def test_profile_shows_what_was_said_on_its_behalf(client: Client) -> None:
    group = build.participant("Group of Friends", kind="network")
    said = build.statement(build.meeting(), speakers=(build.participant("Sylvania"),))
    said.speakers.get().on_behalf_of.add(group)

    response = client.get("/participants/group-of-friends/")

    page = response.context["participant"]
    assert [row.pk for row in page.said_for.rows] == [said.pk]
    assert page.said.n == 0


def test_profile_keeps_named_meetings_apart_from_attended_ones(client: Client) -> None:
    who = build.participant("Ruritania", kind="state")
    stub = build.stub("preparation", build.meeting())
    build.delegation(stub, who, roles=["co-chair"])

    response = client.get("/participants/ruritania/")

    assert response.context["participant"].attended.n == 0
    assert [row.meeting.slug for row in response.context["participant"].named_at.rows] == [
        stub.slug
    ]


def test_profile_of_long_record_is_cut_and_leads_to_the_list(client: Client) -> None:
    who = build.participant("Ruritania", kind="state")
    meeting = build.meeting()
    for number in range(13):
        build.statement(meeting, f"Words {number}.", speakers=(who,))

    said = client.get("/participants/ruritania/").context["participant"].said

    assert (len(said.rows), said.n, said.more) == (10, 13, 3)
    assert [row.number for row in said.rows] == list(range(1, 11))
    assert said.url == "/statements/?participant=ruritania"


def test_profile_without_record_says_so_and_shows_no_zero(client: Client) -> None:
    build.participant("Ruritania", kind="state", shipped=True)

    response = client.get("/participants/ruritania/")

    assert response.context["participant"].has_nothing is True
    assert "Nothing of this participant is on record yet" in response.content.decode()


@pytest.mark.parametrize("slug", ["unknown", "hidden"])
def test_profile_that_is_not_public_is_not_found(client: Client, slug: str) -> None:
    hidden = build.participant("Hidden")
    build.delegation(build.meeting(status="draft"), hidden)

    assert client.get(f"/participants/{slug}/").status_code == 404


def test_inferred_date_of_a_meeting_is_marked(client: Client) -> None:
    who = build.participant("Ruritania", kind="state")
    record_of(who, 1)
    meeting = who.delegations.get().meeting
    Inference.objects.create(meeting=meeting, field="date", reason="The year is that of the file.")

    assert "The year is that of the file." in texts(client, "/participants/ruritania/")


@pytest.mark.parametrize(
    "address",
    ["/participants/?page=1000000000", "/participants/?page=x", "/participants/?page=0"],
)
def test_page_that_does_not_exist_is_not_found(client: Client, address: str) -> None:
    build.participant("Ruritania", shipped=True)

    assert client.get(address).status_code == 404


def test_unknown_parameters_are_left_out_of_the_canonical_address(client: Client) -> None:
    build.participant("Ruritania", kind="state", shipped=True)

    page = texts(client, "/participants/?utm_source=x&kind=state")

    assert '<link rel="canonical" href="http://testserver/participants/?kind=state">' in page


def test_kind_that_does_not_exist_is_named_in_the_form(client: Client) -> None:
    build.participant("Ruritania", shipped=True)

    response = client.get("/participants/?kind=planet")

    assert list(response.context["form"].errors) == ["kind"]
    assert list(response.context["object_list"]) == []


def test_profile_of_a_former_state_and_of_its_successor_lead_to_each_other(client: Client) -> None:
    former = build.participant(
        "Graustark", kind="former state", first_year=1945, last_year=1992, shipped=True
    )
    state = build.participant("Ruritania", kind="state", shipped=True)
    former.successors.add(state, build.participant("Hidden", kind="state"))

    pages = [client.get(row.get_absolute_url()).content.decode() for row in (former, state)]

    assert "Succeeded by" in pages[0]
    assert 'href="/participants/ruritania/"' in pages[0]
    assert "Hidden" not in pages[0]
    assert "Successor of" in pages[1]
    assert 'href="/participants/graustark/"' in pages[1]
