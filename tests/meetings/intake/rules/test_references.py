"""Documents referred to."""

import pytest

from meetings.intake.rules.references import propose_references
from tests.meetings.intake.rules.proposed import proposal_of, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as set out in document A/70/472.", [("A/70/472", "A/70/472", "")]),
        ("circulated as A/AC.140/L.6/Add.1 yesterday.", [("A/AC.140/L.6/Add.1",) * 2 + ("",)]),
        (
            "recalled General Assembly resolution 60/1 again.",
            [("General Assembly resolution 60/1", "A/RES/60/1", "")],
        ),
        (
            "under Security Council resolution 1325 (2000) they met.",
            [("Security Council resolution 1325 (2000)", "S/RES/1325 (2000)", "2000")],
        ),
        ("in resolution 48/157 it is said.", [("resolution 48/157", "", "")]),
        (
            "parties to the Convention on the Rights of the Child agree.",
            [("Convention on the Rights of the Child", "", "")],
        ),
        ("the goals of the Sendai Framework are met.", [("Sendai Framework", "", "")]),
        (
            "reaffirmed the Declaration of Mahé (2011) as a whole.",
            [("Declaration of Mahé", "", "2011")],
        ),
        ("and/or the convention, AND/OR nothing, N/A, 24/7, the UN Framework.", []),
    ],
)
def test_references_of_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    proposal = proposal_of(f"The meeting was held {text}")
    keys = ("title", "symbol", "date")
    assert told(propose_references, proposal, "references", *keys) == expected


def test_reference_once_with_its_passages() -> None:
    proposal = proposal_of(
        "Egypt noted that A/70/472 was late.\n\nJapan said that A/70/472 was good."
    )
    propose_references(proposal)
    assert [len(part.spans) for part in proposal.references] == [2]


def test_reference_says_that_its_symbol_is_inferred() -> None:
    proposal = proposal_of("Egypt recalled that General Assembly resolution 60/1 was adopted.")
    propose_references(proposal)
    assert list(proposal.references[0].inferred) == ["symbol"]
