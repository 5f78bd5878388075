"""Names find their state, however they are typed; no other Korea, and words are words."""

from typing import Any

import pytest
from django.test import Client

from tests.meetings import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


def results(client: Client, query: str) -> Any:
    """What the search page shows of a query."""
    return client.get("/search/", {"q": query}).context["results"]


def best(page: Any) -> str:
    """The address of whom the query names."""
    return page.best.url.removeprefix("/participants/") if page.best else ""


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("DPRK", "democratic-peoples-republic-of-korea/"),
        ("North Korea", "democratic-peoples-republic-of-korea/"),
        ("ROK", "republic-of-korea/"),
        ("KOR", "republic-of-korea/"),
        ("South Korea", "republic-of-korea/"),
        ("Republic of Korea", "republic-of-korea/"),
        ("USA", "united-states/"),
        ("US", "united-states/"),
        ("U.S.", "united-states/"),
        ("u.s.a.", "united-states/"),
        ("JPN", "japan/"),
        ("côte d'ivoire", "cote-divoire/"),
        ("Côte d’Ivoire", "cote-divoire/"),
        ("timor-leste", "timor-leste/"),
        ("guinea-bissau", "guinea-bissau/"),
        ("lao people's democratic republic", "lao-peoples-democratic-republic/"),
        ("Trinidad & Tobago", "trinidad-and-tobago/"),
        ("CAR", "central-african-republic/"),
        ("us", ""),
        ("car", ""),
    ],
)
def test_name_finds_its_state_first(client: Client, query: str, slug: str) -> None:
    for land in ("PRK", "GNB", "LAO", "TTO", "CAF"):
        meeting = build.meeting(f"met-{land.lower()}")
        build.statement(
            meeting, "Quagga remark.", speakers=(build.Participant.objects.get(code=land),)
        )

    page = results(client, query)

    assert best(page) == slug
    if slug:
        (participants,) = [part for part in page.sections if part.name == "participants"]
        assert participants.rows[0].url == f"/participants/{slug}"


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("South Korea", "PRK"),
        ("S. Korea", "PRK"),
        ("Republic of Korea", "PRK"),
        ("DPRK", "KOR"),
    ],
)
def test_name_never_leads_to_the_other_korea(client: Client, query: str, other: str) -> None:
    state = build.Participant.objects.get(code=other)
    text = f"The {state.name} spoke." if other == "PRK" else "The Republic of Korea spoke."
    build.statement(build.meeting("quagga-talks"), text, speakers=(state,))

    page = results(client, query)

    rows = [row for section in page.sections for row in section.rows]
    wrong = ("/meetings/quagga-talks/", f"/participants/{state.slug}/")
    assert [row.url for row in rows if row.url.startswith(wrong)] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "vicuna us",
            (
                "Nothing holds all these words together; these were left out: “us”.",
                "“us” was read as a word; for the name write US.",
            ),
        ),
        ("vicuna car", ("“car” was read as a word; for the name write CAR.",)),
    ],
)
def test_word_in_small_letters_is_no_name(
    client: Client, query: str, expected: tuple[str, ...]
) -> None:
    meeting = build.meeting("f22")
    for code, text in (("USA", "Vicuna remark."), ("CAF", "Vicuna note.")):
        state = build.Participant.objects.get(code=code)
        build.statement(meeting, text, speakers=(state,))

    page = results(client, query)

    assert page.notes == expected
    assert page.total.n == (2 if query.endswith("us") else 0)
    in_capitals = query.replace("us", "US").replace("car", "CAR")
    assert results(client, in_capitals).total.n == 1


def test_what_was_read_as_a_name_is_said(client: Client) -> None:
    assert results(client, "ROK").notes == ("“ROK” was read as a name: Republic of Korea.",)
    assert results(client, "Republic of Korea").notes == ()


@pytest.mark.parametrize("query", ["omuster", "O'Muster", "o’muster", "muster"])
def test_person_is_found_with_and_without_the_apostrophe(client: Client, query: str) -> None:
    ana = build.person("Ana O'Muster", key="ana-omuster")
    build.statement(build.meeting("f18"), "Text.", speakers=(ana,))

    (people,) = [part for part in results(client, query).sections if part.name == "people"]

    assert [row.url for row in people.rows] == [ana.get_absolute_url()]
