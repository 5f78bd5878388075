"""Topics of statements."""

from meetings.intake.rules.topics import propose_topics
from tests.meetings.intake.rules.proposed import proposal_of


def topics(text: str) -> list[str]:
    proposal = proposal_of(text, {"by": ["JPN"]})
    propose_topics(proposal)
    found: list[str] = proposal.statements[0].values.get("topics", [])
    return found


def test_topic_by_name_and_abbreviation() -> None:
    assert topics("Japan spoke of capacity-building not of wps.") == ["Capacity building"]
    assert topics("Japan spoke of WPS.") == ["Women, Peace and Security"]


def test_topic_narrowest() -> None:
    assert topics("Japan spoke of peacekeeping, and of financing for peacebuilding.") == [
        "Financing for peacebuilding",
        "Peacekeeping",
    ]


def test_topic_of_one_word_behind_another() -> None:
    assert topics("Japan spoke of a complex operating environment.") == []
    assert topics("Japan spoke of the environment.") == ["Environment"]
