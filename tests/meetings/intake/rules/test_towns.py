"""Towns that no list has: meetings.intake.rules.meeting.towns."""

from typing import Any

import pytest

from bench.intake.register import shipped_register
from meetings.intake.proposal import Proposal
from meetings.intake.register import Register
from meetings.intake.rules.meeting import propose_meeting
from meetings.intake.source import Source


@pytest.fixture(scope="module")
def register() -> Register:
    return shipped_register()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Chair's Summary\nThun, Switzerland, 12 May 2003\n\nMinisters discussed seeds.",
            {"city": "Thun", "country": "CHE"},
        ),
        ("The fifth meeting took place in Ouarzazate on 12 May 2003.", {"city": "Ouarzazate"}),
        ("The fifth meeting was held in December 2003.", None),
        ("The meeting was held in Plenary on 12 May 2003.", None),
    ],
)
def test_town_in_no_list(register: Register, text: str, place: dict[str, Any] | None) -> None:
    proposal = Proposal(Source.of(text, register))
    propose_meeting(proposal)
    assert proposal.value("place") == place
