"""A citation says what is known, and no more."""

import datetime
from typing import Any

import pytest
from pytest_django import Settings

from meetings.reading.citation import cite_meeting, cite_statement
from meetings.reading.meeting import PlacedMeeting


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    """A site with a name and an address."""
    settings.SITE_NAME, settings.SITE_URL = "Register of fish", "https://fish.example"


def meeting(**fields: Any) -> PlacedMeeting:
    """A meeting of plain values."""
    values: dict[str, Any] = {
        "slug": "summit",
        "title": "Fish summit",
        "date": "2007-11-07",
        "first_day": datetime.date(2007, 11, 7),
        "series_name": None,
        "ordinal": None,
        "theme": "",
        "city": "Strelsau",
        "venue": "",
        "country_name": "Ruritania",
        "layer": "record",
        "stage": "held",
    }
    return PlacedMeeting(**values | fields)


def test_meeting_is_cited_with_place_date_and_revision() -> None:
    assert cite_meeting(meeting(), 3) == (
        "Fish summit, Strelsau, Ruritania, 7 November 2007."
        " Register of fish, record summit, revision 3."
        " https://fish.example/meetings/summit/"
    )


def test_meeting_without_place_and_revision_is_cited_without() -> None:
    cited = cite_meeting(meeting(city="", country_name=None), None)

    assert cited == (
        "Fish summit, 7 November 2007. Register of fish, record summit."
        " https://fish.example/meetings/summit/"
    )


def test_title_that_ends_in_a_full_stop_is_followed_by_no_second_one() -> None:
    cited = cite_statement(
        meeting(title="Fish.", city="", country_name=None, date="", first_day=None), 4, "", "/x/"
    )

    assert ".." not in cited


def test_statement_is_cited_with_who_made_it() -> None:
    assert cite_statement(meeting(), 4, "Ruritania", "/meetings/summit/statements/4/") == (
        "Ruritania, in: Fish summit, Strelsau, Ruritania, 7 November 2007, ¶4."
        " Register of fish. https://fish.example/meetings/summit/statements/4/"
    )


def test_statement_of_nobody_named_is_cited_by_its_meeting() -> None:
    assert cite_statement(meeting(), 4, "", "/x/").startswith("Fish summit, Strelsau, ")
