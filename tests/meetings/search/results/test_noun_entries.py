"""Pledges are found by their makers, meetings by series and number, beside their words.

Covers meetings.search.results.noun_conditions as well.
"""

import pytest

from meetings.models import Meeting, Series
from meetings.search.results.noun_groups import search_nouns
from tests.meetings import build

pytestmark = pytest.mark.django_db


def slugs(query: str) -> list[str]:
    """The meetings that a query finds, by slug."""
    return [row.slug for row in search_nouns(query)["meeting"].rows]


def pledges(query: str) -> list[str]:
    """The pledges that a query finds, by title."""
    return [row.title for row in search_nouns(query)["pledge"].rows]


def register() -> None:
    """Two meetings of a series, the second with pledges of two lands."""
    series = build.series("Friends of Fish")
    for number in (1, 2):
        meeting = build.meeting(
            f"fish-{number}", title=f"Talks {number}", series=series, ordinal=number
        )
        build.statement(meeting, "Something was said.")
    for land, title in (("Arcadia", "Save cod"), ("Arcadia", "Count eels"), ("Utopia", "Free cod")):
        build.pledge(meeting, title, by=build.participant(land))


def test_meetings_are_found_by_their_series() -> None:
    register()

    assert sorted(slugs("friends of fish")) == ["fish-1", "fish-2"]


@pytest.mark.parametrize(
    "query", ["second meeting of Friends of Fish", "friends of fish meeting 2", "2nd meeting fish"]
)
def test_meeting_is_found_by_its_number_in_the_series(query: str) -> None:
    register()

    assert slugs(query) == ["fish-2"]


def test_number_that_no_meeting_has_leaves_the_series() -> None:
    register()

    assert sorted(slugs("seventh meeting of friends of fish")) == ["fish-1", "fish-2"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("Arcadia", ["Count eels", "Save cod"]),
        ("arcadia pledges", ["Count eels", "Save cod"]),
        ("arcadia cod", ["Save cod"]),
        ("pledges on cod", ["Free cod", "Save cod"]),
        ("arcadia herring", []),
    ],
)
def test_pledges_are_found_by_who_made_them(query: str, titles: list[str]) -> None:
    register()

    assert sorted(pledges(query)) == titles


def test_pledges_of_a_draft_are_not_found() -> None:
    meeting = build.meeting(status="draft")
    build.pledge(meeting, "Save cod", by=build.participant("Arcadia", shipped=True))

    assert pledges("arcadia pledges") == []
    assert pledges("cod pledges") == []


def test_meetings_that_somebody_attended_are_found_by_a_word_for_meetings() -> None:
    meeting = build.meeting("talks", title="Talks")
    build.statement(meeting, "Something was said.", speakers=(build.participant("Arcadia"),))
    build.delegation(meeting, build.participant("Arcadia"))

    assert slugs("arcadia meetings") == ["talks"]
    assert slugs("arcadia") == []


@pytest.mark.parametrize(
    "query",
    [
        "next meeting of Friends of Fish",
        "which meeting comes next in friends of fish",
        "when will the next Friends of Fish meeting be held",
    ],
)
def test_meeting_that_comes_next_stands_first(query: str) -> None:
    register()
    series, record = Series.objects.get(name="Friends of Fish"), Meeting.objects.get(slug="fish-2")
    for number, date in ((3, "2107"), (4, "2109")):
        build.stub(
            f"fish-{number}", record, series=series, ordinal=number, date=date, stage="announced"
        )

    assert slugs(query) == ["fish-3", "fish-4", "fish-2", "fish-1"]


def test_last_one_announced_stands_first_where_none_is_to_come() -> None:
    register()
    series, record = Series.objects.get(name="Friends of Fish"), Meeting.objects.get(slug="fish-2")
    build.stub("fish-3", record, series=series, ordinal=3, date="2008", stage="announced")

    assert slugs("next meeting of Friends of Fish")[0] == "fish-3"


def test_coming_meetings_are_listed_without_a_name() -> None:
    register()
    record = Meeting.objects.get(slug="fish-2")
    for slug, date in (("later", "2109"), ("sooner", "2107"), ("past", "2008")):
        build.stub(slug, record, date=date, stage="announced")

    assert slugs("upcoming meetings") == ["sooner", "later"]
