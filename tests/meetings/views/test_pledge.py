"""The list of pledges and the page of one.

Covers meetings.reading.pledge, meetings.lists.pledge and meetings.models.pledge as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Amount, FormerSlug, RetiredNumber, Update
from tests.meetings import build

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> list[str]:
    """The titles that a list shows, in order."""
    return [row.title for row in client.get(address).context["object_list"]]


@pytest.fixture
def pledges() -> dict[str, Any]:
    """Three pledges of two meetings, apart in all that can be filtered."""
    land, who = build.participant("Ruritania", kind="state"), build.person()
    early = build.meeting("early", date="2001", series=build.series())
    late = build.meeting("late", date="2009")
    build.meeting("unseen", date="2005", status="draft")
    rows = {
        "ships": build.pledge(early, "Send ships", land, kind="capability", made="2001-05"),
        "money": build.pledge(
            early, "Give money", who, kind="funds", strength="offered", due="2003"
        ),
        "host": build.pledge(late, "Host a meeting", land, kind="hosting", made="2009"),
    }
    Amount.objects.create(pledge=rows["money"], text="one million crowns", value=1_000_000)
    build.update(rows["ships"], date="2002", status="fulfilled")
    return rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Host a meeting", "Send ships", "Give money"]),
        ("sort=newest", ["Host a meeting", "Send ships", "Give money"]),
        ("sort=due", ["Give money", "Host a meeting", "Send ships"]),
        ("words=crowns", ["Give money"]),
        ("words=HOST+meeting", ["Host a meeting"]),
        ("participant=ruritania", ["Host a meeting", "Send ships"]),
        ("person=ada-example", ["Give money"]),
        ("kind=funds&kind=hosting", ["Host a meeting", "Give money"]),
        ("strength=offered", ["Give money"]),
        ("status=fulfilled", ["Send ships"]),
        ("status=announced&status=no+follow-up+on+record", ["Host a meeting", "Give money"]),
        ("meeting=late", ["Host a meeting"]),
        ("series=friends-of-fisheries", ["Send ships", "Give money"]),
        ("year_from=2002", ["Host a meeting"]),
        ("year_to=2001", ["Send ships"]),
        ("year_from=2001&year_to=2001", ["Send ships"]),
        ("due=passed", ["Give money"]),
        ("due=to+come", []),
        ("due=passed&due=not+stated", ["Host a meeting", "Send ships", "Give money"]),
        ("due_from=2003&due_to=2003", ["Give money"]),
        ("due_from=2004", []),
        ("utm_source=x", ["Host a meeting", "Send ships", "Give money"]),
    ],
)
def test_list_is_filtered_and_ordered(
    client: Client, pledges: Any, query: str, expected: list[str]
) -> None:
    found = titles(client, f"/pledges/?{query}")

    assert found == expected


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("due_from=2009&due_to=2008", "due_to"),
        ("year_from=99999", "year_from"),
        ("year_to=0", "year_to"),
        ("year_to=" + "9" * 5000, "year_to"),
        ("year_from=2009&year_to=2001", "year_to"),
        ("participant=nobody", "participant"),
        ("person=nobody", "person"),
        ("meeting=unseen", "meeting"),
        ("series=none", "series"),
        ("kind=planet", "kind"),
        ("status=broken", "status"),
        ("sort=random", "sort"),
    ],
)
def test_bad_value_is_named_in_the_form(
    client: Client, pledges: Any, query: str, field: str
) -> None:
    response = client.get(f"/pledges/?{query}")

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert list(response.context["object_list"]) == []


def test_choices_count_what_the_other_filters_leave(client: Client, pledges: Any) -> None:
    context = client.get("/pledges/?kind=hosting&kind=capability").context

    facets = {facet.name: facet for facet in context["facets"]}
    assert [(o.value, o.n, o.checked) for o in facets["status"].options] == [
        ("announced", 1, False),
        ("fulfilled", 1, False),
    ]
    assert [(o.value, o.n, o.checked) for o in facets["kind"].options] == [
        ("capability", 1, True),
        ("funds", 1, False),
        ("hosting", 1, True),
    ]


def test_bar_of_statuses_fills_its_width(client: Client, pledges: Any) -> None:
    slices = client.get("/pledges/").context["slices"]

    assert [(part.status, part.shape, part.n, part.x, part.width) for part in slices] == [
        ("announced", "announced", 1, 0.0, 330.3),
        ("fulfilled", "fulfilled", 1, 333.3, 330.3),
        ("no follow-up on record", "none", 1, 666.7, 330.3),
    ]


def test_groups_follow_the_order(client: Client, pledges: Any) -> None:
    def groups(address: str) -> list[tuple[str, int]]:
        return [(g.label, len(g.rows)) for g in client.get(address).context["groups"]]

    assert groups("/pledges/") == [
        ("No update yet", 1),
        ("Announced as done", 1),
        ("No update, due date passed", 1),
    ]
    assert groups("/pledges/?sort=newest") == [("2009", 1), ("2001", 2)]
    assert groups("/pledges/?sort=due") == [("", 3)]


def test_chips_take_off_one_value_each(client: Client, pledges: Any) -> None:
    chips = client.get("/pledges/?participant=ruritania&kind=funds&kind=hosting").context["chips"]

    assert [(chip.name, chip.value, chip.url) for chip in chips] == [
        ("Kind", "Funds", "?kind=hosting&participant=ruritania"),
        ("Kind", "Hosting", "?kind=funds&participant=ruritania"),
        ("Made by: participant", "Ruritania", "?kind=funds&kind=hosting"),
    ]


def test_empty_list_says_that_nothing_is_on_record(client: Client) -> None:
    assert "No pledge is on record yet." in client.get("/pledges/").content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_list_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    for number in range(n):
        meeting = build.meeting(series=build.series())
        said = build.statement(meeting)
        pledge = build.pledge(meeting, by=build.participant(f"Land {number}"), statement=said)
        pledge.pledgers.create(person=build.person(f"Person {number}"))
        build.update(pledge, date="2008", status="changed")

    with django_assert_num_queries(18):
        client.get("/pledges/")


def whole_pledge() -> Any:
    """A pledge with everything."""
    meeting = build.meeting("summit", title="Summit", date="2007")
    source = build.document("Ruritania promised ships. Ships came.", title="Summary")
    said = build.statement(meeting, "Ruritania promised ships.")
    pledge = build.pledge(
        meeting,
        "Send ships",
        build.participant("Ruritania", kind="state"),
        due="2008",
        made="before the meeting",
        condition="if the sea is calm",
        statement=said,
    )
    build.passage(pledge, source, 0, 25)
    Amount.objects.create(pledge=pledge, text="three ships", value=3, unit="ships")
    pledge.inferences.create(meeting=meeting, field="due", reason="The fleet sails in 2008.")
    return pledge


def test_page_shows_source_sums_condition_and_status(client: Client) -> None:
    pledge = whole_pledge()

    response = client.get(pledge.get_absolute_url())
    page = response.content.decode()

    assert response.context["pledge"].status == "no follow-up on record"
    for words in (
        "Ruritania promised ships.",
        "three ships",
        "If the sea is calm",
        "Before the meeting",
        "The fleet sails in 2008.",
        "it does not mean that the promise was broken",
        "<bdi>pledge 1</bdi>.",
        "http://testserver/meetings/summit/pledges/1/",
        "as of",
    ):
        assert words in page


def test_page_shows_who_reports_an_update_and_where_if_that_is_public(client: Client) -> None:
    pledge = whole_pledge()
    later = build.meeting("later", title="Later meeting")
    unseen = build.meeting("unseen", title="Unseen meeting", status="draft")
    for where, who in ((later, "the Chair"), (unseen, "a witness")):
        Update.objects.create(
            pledge=pledge, date="2008", status="fulfilled", asserted_by=who, meeting=where
        )

    page = client.get(pledge.get_absolute_url()).content.decode()

    assert "According to the Chair" in page
    assert "Later meeting" in page
    assert "According to a witness" in page
    assert "Unseen meeting" not in page


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    pledge = whole_pledge()
    source = build.document()
    for number in range(n):
        pledge.pledgers.create(participant=build.participant(f"Land {number}"))
        pledge.pledgers.create(person=build.person(f"Person {number}"))
        pledge.statement.speakers.create(person=build.person(f"Person {number}"))
        update = Update.objects.create(
            pledge=pledge, date="2008", status="changed", meeting=build.meeting()
        )
        pledge.meeting.passages.create(
            document=source, update=update, start=0, end=4, exact=source.text[:4]
        )
        build.passage(pledge, source, number, number + 1)

    with django_assert_num_queries(12):
        client.get(pledge.get_absolute_url())


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/meetings/summit/pledges/1/", 200),
        ("/meetings/summit/pledges/2/", 404),
        ("/meetings/summit/pledges/7/", 410),
        ("/meetings/summit/pledges/0/", 404),
        ("/meetings/summit/pledges/01/", 404),
        ("/meetings/summit/pledges/999999999999999999999999/", 404),
        ("/meetings/unseen/pledges/1/", 404),
        ("/meetings/back/pledges/1/", 410),
        ("/meetings/never/pledges/1/", 404),
    ],
)
def test_address_answers(client: Client, address: str, status: int) -> None:
    pledge = whole_pledge()
    RetiredNumber.objects.create(meeting=pledge.meeting, noun="pledge", number=7)
    build.pledge(build.meeting("unseen", status="draft"), "Unseen")
    build.pledge(build.meeting("back", status="withdrawn"), "Taken back")

    response = client.get(address)

    assert response.status_code == status
    assert "Taken back" not in response.content.decode()


def test_former_address_redirects_for_good(client: Client) -> None:
    pledge = whole_pledge()
    FormerSlug.objects.create(slug="old-summit", meeting=pledge.meeting)

    response = client.get("/meetings/old-summit/pledges/1/")

    assert (response.status_code, response["Location"]) == (301, "/meetings/summit/pledges/1/")
