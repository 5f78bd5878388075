"""The list of delegations: who came, as what and at what level.

Covers meetings.lists.capacities, meetings.lists.delegation, meetings.lists.levels,
meetings.models.delegation, meetings.reading.delegation_rows and meetings.views.delegation as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.derived.tallies import refresh_tallies
from meetings.models import Delegate, Inference
from tests.meetings import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegations() -> None:
    """Three delegations to two meetings, one of them led by its minister; and one of a draft."""
    arcadia, borduria = build.participant("Arcadia"), build.participant("Borduria")
    late = build.meeting("late", date="2009", series=build.series("Friends"))
    early = build.meeting("early", date="2007")
    host = build.delegation(late, arcadia, roles=["host", "co-chair"], level="ambassador", order=1)
    build.delegation(late, borduria, order=0, presence="virtual")
    led = build.delegation(early, arcadia, level="not stated", printed="Arcady")
    Delegate.objects.create(delegation=host, person=build.person(), title="Ambassador")
    Delegate.objects.create(
        delegation=led, person=build.person("Bob Example"), level="minister", role="speaker"
    )
    Inference.objects.create(meeting=late, delegation=host, field="level", reason="By the title.")
    refresh_tallies([late.pk, early.pk])
    hidden = build.meeting("draft", status="draft")
    build.delegation(hidden, build.participant("Hidden"), level="minister")


def listed(client: Client, query: str = "") -> list[tuple[str, str]]:
    """Participant and meeting of each delegation that a query leaves, in order."""
    rows = client.get(f"/delegations/?{query}").context["object_list"]
    return [(row.participant.slug, row.meeting.slug) for row in rows]


@pytest.mark.usefixtures("delegations")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["borduria late", "arcadia late", "arcadia early"]),
        ("sort=participant", ["arcadia late", "arcadia early", "borduria late"]),
        ("level=ambassador", ["arcadia late"]),
        ("level=minister", ["arcadia early"]),
        ("level=minister&level=ambassador", ["arcadia late", "arcadia early"]),
        ("role=co-chair", ["arcadia late"]),
        ("role=chair", []),
        ("role=speaker&role=host", ["arcadia late", "arcadia early"]),
        ("participant=arcadia&year_to=2007", ["arcadia early"]),
        ("person=bob-example", ["arcadia early"]),
        ("meeting=late&presence=virtual", ["borduria late"]),
        ("series=friends&year_from=2009", ["borduria late", "arcadia late"]),
    ],
)
def test_delegations_are_narrowed_and_ordered(client: Client, query: str, found: list[str]) -> None:
    assert [" ".join(row) for row in listed(client, query)] == found


@pytest.mark.usefixtures("delegations")
def test_row_says_as_what_and_with_whom(client: Client) -> None:
    response: Any = client.get("/delegations/?participant=arcadia&level=ambassador")
    html = response.content.decode()
    (row,) = response.context["object_list"]

    assert [(words.text, words.reason) for words in row.meta] == [
        ("Host, Co-chair", ""),
        ("Ambassador", "By the title."),
    ]
    assert row.reason == ""
    assert [(person.name, person.title) for person in row.people] == [("Ada Example", "Ambassador")]
    assert "<h1>Delegations of Arcadia at the level of ambassador</h1>" in html
    assert "Show 1 delegation\n" in html


@pytest.mark.usefixtures("delegations")
def test_count_of_all_is_kept(client: Client) -> None:
    context = client.get("/delegations/").context

    assert context["count"] == 3
    facets = {facet.name: facet for facet in context["facets"]}
    assert [(one.value, one.n) for one in facets["participant"].options] == [
        ("arcadia", 2),
        ("borduria", 1),
    ]
    assert [one.value for one in facets["level"].options] == [
        "minister",
        "ambassador",
    ]
    assert facets["level"].counted


@pytest.mark.usefixtures("delegations")
@pytest.mark.parametrize(
    ("address", "levels", "roles"),
    [
        (
            "/delegations/",
            {"minister": 1, "ambassador": 1},
            {"host": 1, "co-chair": 1, "speaker": 1},
        ),
        (
            "/delegations/?level=ambassador",
            {"minister": 1, "ambassador": 1},
            {"host": 1, "co-chair": 1},
        ),
        ("/delegations/?level=minister&role=speaker", {"minister": 1}, {"speaker": 1}),
        (
            "/participants/?sort=",
            {"minister": 1, "ambassador": 1},
            {"host": 1, "co-chair": 1, "speaker": 1},
        ),
        ("/people/?role=host", {"ambassador": 1}, {"host": 1, "co-chair": 1, "speaker": 1}),
    ],
)
def test_levels_and_roles_are_counted_beside_each_other(
    client: Client, address: str, levels: dict[str, int], roles: dict[str, int]
) -> None:
    facets = {facet.name: facet for facet in client.get(address).context["facets"]}

    assert {one.value: one.n for one in facets["level"].options} == levels
    assert {one.value: one.n for one in facets["role"].options} == roles
    assert facets["level"].counted
    assert facets["role"].counted


@pytest.mark.usefixtures("delegations")
@pytest.mark.parametrize(
    "query", ["participant=arcadia", "role=host&role=speaker", "level=nonsense"]
)
def test_levels_are_named_without_numbers_where_none_are_kept(client: Client, query: str) -> None:
    facets = {facet.name: facet for facet in client.get(f"/delegations/?{query}").context["facets"]}

    assert not facets["level"].counted
    assert len(facets["level"].options) == 7


@pytest.mark.usefixtures("delegations")
@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/meetings/?level=minister", ["early"]),
        ("/meetings/?participant=arcadia&level=ambassador", ["late"]),
        ("/meetings/?participant=borduria&level=ambassador", []),
        ("/meetings/?role=host&level=ambassador", ["late"]),
        ("/participants/?level=minister", ["arcadia"]),
        ("/participants/?role=speaker&role=host", ["arcadia"]),
        ("/people/?level=ambassador", ["ada-example"]),
        ("/people/?level=minister", ["bob-example"]),
        ("/people/?role=host", ["ada-example"]),
        ("/people/?level=ambassador&meeting=early", []),
        ("/people/?level=minister&participant=arcadia", ["bob-example"]),
    ],
)
def test_other_lists_are_narrowed_by_level_and_role(
    client: Client, address: str, found: list[str]
) -> None:
    rows = client.get(address).context["object_list"]

    assert [getattr(row, "key", "") or row.slug for row in rows] == found


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"), [("", 15), ("participant=arcadia&level=ambassador", 15)]
)
def test_list_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int, query: str, queries: int
) -> None:
    for number in range(n):
        meeting = build.meeting(f"m{number}", series=build.series("Friends"))
        delegation = build.delegation(meeting, build.participant("Arcadia"), level="ambassador")
        Delegate.objects.create(delegation=delegation, person=build.person())

    with django_assert_num_queries(queries):
        client.get(f"/delegations/?{query}")
