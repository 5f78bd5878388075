"""Figures."""

import pytest

from meetings.intake.rules.figures import propose_figures
from meetings.intake.rules.pledges import propose_pledges
from tests.meetings.intake.rules.proposed import proposal_of, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Fund supported 168 projects in more than 65 countries.",
            ["168 projects", "more than 65 countries"],
        ),
        ("Some 210 persons took part.", ["Some 210 persons"]),
        (
            "It was attended by 83 Member States and intergovernmental organizations.",
            ["83 Member States and intergovernmental organizations"],
        ),
        (
            "More than a quarter of the UN membership takes part.",
            ["More than a quarter of the UN membership"],
        ),
        ("This was 68 per cent of the target.", ["68 per cent of the target"]),
        ("The conference sought to raise USD 900 million.", ["USD 900 million"]),
        ("They met on 7 November 2007, twelve years after paragraph 143 was adopted.", []),
        (
            "Item 5 of document A/70/472 and the 62nd session; two delegations; 2005 World Summit.",
            [],
        ),
        ("Delegate 12 spoke for 20 minutes at 10 a.m.", []),
    ],
)
def test_figures_of_text(text: str, expected: list[str]) -> None:
    proposal = proposal_of(text)
    assert [words for (words,) in told(propose_figures, proposal, "figures", "text")] == expected


def test_figure_with_its_clause() -> None:
    proposal = proposal_of(
        "Mr. Delegate 7 explained that the Fund had supported 168 projects, he said."
    )
    assert told(propose_figures, proposal, "figures", "text", "subject") == [
        ("168 projects", "The Fund had supported 168 projects")
    ]


def test_figures_without_sums_of_pledges() -> None:
    proposal = proposal_of("Sweden pledged SEK 5 million for 200 schools.", {"by": ["SWE"]})
    propose_pledges(proposal)
    assert told(propose_figures, proposal, "figures", "text") == []


def test_figure_once() -> None:
    proposal = proposal_of("Over 50 countries came. Over 50 countries spoke.")
    assert len(told(propose_figures, proposal, "figures", "text")) == 1
