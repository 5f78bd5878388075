"""A citation says what is known, and no more."""

import datetime
from typing import Any

import pytest
from pytest_django import Settings

from meetings.reading.citation import citation_marks, cite_meeting, cite_statement
from meetings.reading.meeting import PlacedMeeting


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    """A site with a name and an address."""
    settings.SITE_NAME, settings.SITE_URL = "Register of fish", "https://fish.example"


def plain(cited: str) -> str:
    """The citation as it is read."""
    return cited.replace("<bdi>", "").replace("</bdi>", "")


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
        "pk": 1,
        "layer": "record",
        "stage": "held",
    }
    return PlacedMeeting(**values | fields)


def test_meeting_is_cited_with_place_date_and_version() -> None:
    assert plain(cite_meeting(meeting(), 3)) == (
        "Fish summit, Strelsau, Ruritania, 7 November 2007."
        " Register of fish, record summit, version 3."
        " https://fish.example/meetings/summit/"
    )


def test_meeting_without_place_and_revision_is_cited_without() -> None:
    cited = cite_meeting(meeting(city="", country_name=None), None)

    assert plain(cited) == (
        "Fish summit, 7 November 2007. Register of fish, record summit."
        " https://fish.example/meetings/summit/"
    )


def test_title_that_ends_in_a_full_stop_is_followed_by_no_second_one() -> None:
    cited = cite_statement(
        meeting(title="Fish.", city="", country_name=None, date="", first_day=None), 4, "", "/x/"
    )

    assert ".." not in cited


def test_statement_is_cited_with_who_made_it() -> None:
    cited = cite_statement(meeting(), 4, "Ruritania", "/meetings/summit/statements/4/")

    assert plain(cited) == (
        "Ruritania, in: Fish summit, Strelsau, Ruritania, 7 November 2007, ¶4."
        " Register of fish. https://fish.example/meetings/summit/statements/4/"
    )


def test_statement_of_nobody_named_is_cited_by_its_meeting() -> None:
    cited = plain(cite_statement(meeting(), 4, "", "/x/"))

    assert cited.startswith("Fish summit, Strelsau, ")


def test_title_and_date_stand_each_in_its_own_direction() -> None:
    cited = cite_meeting(meeting(title="اجتماع رقم 5 (2019)", city="", country_name=None), None)

    assert cited.startswith("<bdi>اجتماع رقم 5 (2019)</bdi>, <bdi>7 November 2007</bdi>. ")


def test_title_with_signs_of_html_is_shown_as_such() -> None:
    assert "<bdi>Fish &lt;b&gt;</bdi>" in cite_meeting(meeting(title="Fish <b>"), None)


def test_what_of_a_citation_is_inferred_is_told() -> None:
    known = {"date": "The letter is dated.", "place": "Strelsau is there.", "title": "Made up."}

    marks = citation_marks(meeting(reasons=known), speaker="Of the list.")

    assert [(mark.text, mark.reason) for mark in marks] == [
        ("Speaker inferred", "Of the list."),
        ("Title inferred", "Made up."),
        ("Place inferred", "Strelsau is there."),
        ("Date inferred", "The letter is dated."),
    ]
    assert citation_marks(meeting()) == []
