"""Who spoke and is listed nowhere."""

from typing import Any

import pytest

from bench.intake.register import shipped_register
from meetings.intake.parts import Part, Span
from meetings.intake.proposal import Proposal
from meetings.intake.register import Register
from meetings.intake.rules.attendance import propose_attendance
from meetings.intake.rules.late_attendance import propose_late_attendance
from meetings.intake.source import Source


@pytest.fixture(scope="module")
def register() -> Register:
    return shipped_register()


def delegations(
    register: Register, text: str, *speakers: dict[str, Any], form: str = "reported"
) -> list[dict[str, Any]]:
    """What is proposed where each sentence is a statement by the speaker of its place."""
    proposal = Proposal(Source.of(text, register))
    propose_attendance(proposal)
    sentences = [span for block in proposal.source.blocks for span in block.sentences]
    for sentence, speaker in zip(sentences, speakers, strict=False):
        proposal.statements.append(
            Part(
                {"speakers": [speaker], "form": form}, [Span(sentence.start, sentence.end)], "said"
            )
        )
    propose_late_attendance(proposal)
    return [part.values for part in proposal.delegations]


def test_late_attendance_of_who_spoke(register: Register) -> None:
    said = {"participant": "CHL", "printed": "Chilean Minister of Health"}

    assert delegations(register, "The Chilean Minister of Health sang.", said, said) == [
        {
            "participant": "CHL",
            "printed": "Chilean Minister of Health",
            "roles": ["participant"],
            "level": "minister",
            "presence": "not stated",
        }
    ]


def test_late_attendance_learns_level_of_who_is_listed(register: Register) -> None:
    text = "The meeting was attended by Chile. The Minister of Health of Chile sang."
    said = {"participant": "CHL", "printed": "Minister of Health of Chile"}

    [chile] = delegations(register, text, {"participant": None, "printed": ""}, said)

    assert (chile["level"], chile["roles"]) == ("minister", ["participant"])


def test_late_attendance_of_a_keynote_and_a_video(register: Register) -> None:
    text = "In a video message, the keynote speaker, the Minister of Health of Chile, sang."
    said = {"participant": "CHL", "printed": "Minister of Health of Chile"}

    [chile] = delegations(register, text, said)

    assert (chile["roles"], chile["presence"]) == (["speaker"], "video message")


def test_late_attendance_of_one_speech(register: Register) -> None:
    text = "Address by the Minister of Health of Chile\n\nI am glad to be here today with you."
    said = {"participant": "CHL", "printed": "Minister of Health of Chile"}

    [chile] = delegations(register, text, said, form="verbatim")

    assert (chile["roles"], chile["level"]) == (["speaker"], "minister")


def test_late_attendance_not_of_a_group_spoken_for(register: Register) -> None:
    text = "Chile, on behalf of the Group of 77, sang."
    said = {"participant": "CHL", "printed": "Chile", "on_behalf_of": ["group-of-77"]}

    assert [entry["participant"] for entry in delegations(register, text, said)] == ["CHL"]


def test_late_attendance_of_nobody(register: Register) -> None:
    assert delegations(register, "It rained.", {"participant": None, "printed": "Nobody"}) == []
