"""Other meetings: meetings.intake.rules.relations.series, meetings.intake.rules.relations.named,
meetings.intake.rules.relations.told.
"""

import pytest

from meetings.intake.rules.relations import propose_relations
from tests.meetings.intake.rules.proposed import proposal_of, told

SERIES = {"slug": "friends", "name": "Friends of Early Warning"}


@pytest.mark.parametrize(
    ("text", "relation", "meeting"),
    [
        (
            "Progress since its second meeting in April 2007 was noted.",
            "previous",
            {"slug": "friends-2", "ordinal": 2, "date": "2007-04", "stage": "held"},
        ),
        (
            "Qatar will host the fourth meeting of the Friends of Early Warning in Doha in 2009.",
            "next",
            {
                "slug": "friends-4",
                "ordinal": 4,
                "date": "2009",
                "place": {"city": "Doha"},
                "stage": "announced",
            },
        ),
        (
            "Fiji offered to host the next meeting in Suva.",
            "next",
            {"slug": "friends-4", "ordinal": 4, "place": {"city": "Suva"}, "stage": "proposed"},
        ),
        (
            "At the first meeting the Chair had said so.",
            "mentioned",
            {"slug": "friends-1", "ordinal": 1, "stage": "held"},
        ),
    ],
)
def test_meeting_of_the_series(text: str, relation: str, meeting: dict[str, object]) -> None:
    proposal = proposal_of(text, ordinal=3, series=SERIES, date="2007-11-07")
    found = told(propose_relations, proposal, "relations", "relation", "meeting")
    assert found == [(relation, {"title": None, "series": SERIES} | meeting)]


@pytest.mark.parametrize(
    ("text", "printed", "meeting"),
    [
        (
            "Spain reported on the OSCE Workshop on Human Security (Vienna, May 2007) and left.",
            "OSCE Workshop on Human Security (Vienna, May 2007)",
            {
                "slug": "osce-workshop-on-human-security-2007",
                "title": "OSCE Workshop on Human Security",
                "date": "2007-05",
                "place": {"city": "Vienna"},
                "stage": "held",
            },
        ),
        (
            "The World Food Conference in Rome in 1974 was recalled.",
            "World Food Conference in Rome in 1974",
            {
                "slug": "world-food-conference-1974",
                "title": "World Food Conference",
                "date": "1974",
                "place": {"city": "Rome"},
                "stage": "held",
            },
        ),
        (
            "They spoke of the Regional Network Ministerial Meeting (Slovenia, 2009) at length.",
            "Regional Network Ministerial Meeting (Slovenia, 2009)",
            {
                "slug": "regional-network-ministerial-meeting-2009",
                "title": "Regional Network Ministerial Meeting",
                "date": "2009",
                "place": {"country": "SVN"},
                "stage": "announced",
            },
        ),
    ],
)
def test_meeting_with_a_name(text: str, printed: str, meeting: dict[str, object]) -> None:
    proposal = proposal_of(text, date="2007-11-07")
    found = told(propose_relations, proposal, "relations", "printed", "meeting")
    assert found == [(printed, meeting)]


@pytest.mark.parametrize(
    "text",
    [
        "The third meeting was opened by the Chair.",
        "The Pacific Disability Forum asked for the floor.",
        "The Group met in the Conference Room.",
        "The twelfth session of the Commission on Sustainable Development was full.",
        "Egypt met with Jordan at a meeting.",
    ],
)
def test_no_other_meeting(text: str) -> None:
    proposal = proposal_of(text, ordinal=3, series=SERIES, date="2007-11-07")
    assert told(propose_relations, proposal, "relations", "printed") == []


def test_meeting_once_with_its_passages() -> None:
    text = "The next meeting will be in Suva.\n\nFiji said that the fourth meeting would be short."
    proposal = proposal_of(text, ordinal=3, series=SERIES)
    propose_relations(proposal)
    assert [len(part.spans) for part in proposal.relations] == [2]
