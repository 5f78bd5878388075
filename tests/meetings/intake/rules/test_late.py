"""Attributions that stand behind the words they are about.

Covers meetings.intake.rules.statements.deeds, meetings.intake.rules.statements.late.
"""

import pytest

from meetings.intake.register import Register

from .test_statements import register, said

__all__ = ["register"]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Three wells for a month and a half, said Slovakia.", "SVK"),
        ("None of them, came the reply from the FAO expert, and nobody knew why.", "fao"),
        ("“Count the boats first,” was the advice of Trinidad and Tobago.", "TTO"),
        ("The same held, in the words of the delegate of Peru, “for every hill”.", "PER"),
        ("“A roof has to hold,” as Tonga's envoy put it.", "TON"),
        ("From the point of view of Chile, the talk had been about ships.", "CHL"),
        ("For FAO it was stated that the course was full.", "fao"),
        ("No such rule was possible in Yemen, whose delegation reported a drought.", "YEM"),
        ("It was the experience of India that no scheme outlives its engineer.", "IND"),
        ("A note of warning was sounded by Norway.", "NOR"),
        ("That finding was borne out by Kenya.", "KEN"),
    ],
)
def test_late_attribution_one_sentence(register: Register, words: str, speaker: str) -> None:
    assert said(register, words) == [(speaker, words)]


def test_late_attribution_so_did(register: Register) -> None:
    text = "China favoured small steps. So did Argentina, which had tried them."
    assert said(register, text) == [
        ("CHN", "China favoured small steps."),
        ("ARG", "So did Argentina, which had tried them."),
    ]


def test_late_answer_without_a_name_is_of_whoever_was_asked(register: Register) -> None:
    text = "Fiji described its levy. Kenya asked whether it was high. It was not, came the reply."
    assert said(register, text) == [
        ("FJI", "Fiji described its levy."),
        ("KEN", "Kenya asked whether it was high."),
        ("FJI", "It was not, came the reply."),
    ]


@pytest.mark.parametrize(
    "second",
    [
        "Norway has been mapping wrecks since 1990.",
        "Peru was of another opinion.",
        "Ghana (observer) had experience of such levies.",
        "On that understanding Poland withdrew its amendment.",
        "In a detailed reply Egypt set out its doubts.",
    ],
)
def test_sentence_of_another_participant_begins_a_statement(
    register: Register, second: str
) -> None:
    found = said(register, f"Fiji described its levy. {second}")
    assert [words for _, words in found] == ["Fiji described its levy.", second]
    assert all(speaker for speaker, _ in found)


def test_sentence_that_tells_how_a_participant_is_alone_is_no_statement(
    register: Register,
) -> None:
    assert said(register, "Norway has been mapping wrecks since 1990.") == []


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Two others begged to differ.", "(Two others)"),
        ("The room agreed.", "(The room)"),
        ("A number of old hands among members agreed.", "(A number of old hands among members)"),
        ("A number of members took the contrary view.", "(A number of members)"),
        ("The tide, the FAO panelist acknowledged, was high.", "fao"),
        ("Her neighbour from Chile took a middle view.", "CHL"),
        ("Cuba and Haiti let it be known that they stood ready.", "CUB HTI"),
        ("In the hills of Nepal, its delegation noted, it rained.", "NPL"),
        ("Nobody disagreed.", "(Nobody)"),
        ("No delegation objected.", "(No delegation)"),
        ("Others would not hear of it.", "(Others)"),
        ("From Iceland came the reminder that fish do not read.", "ISL"),
        ("A different view was taken by Viet Nam.", "VNM"),
        ("Without a budget, in Germany's opinion, the plan was empty.", "DEU"),
        ("This was also the position of Sweden.", "SWE"),
        ("Kenya's Minister for Water and Sanitation spelt out the figures.", "KEN"),
        ("Zimbabwe reads the paragraph in another way.", "ZWE"),
        ("Half the wells, according to Mali, were dry.", "MLI"),
        ("The Committee elected Malta to the chair.", "(The Committee)"),
        ("The ARCTIC GROUP said the same.", "“ARCTIC GROUP”"),
        ("WaterAid presented a study of wells.", "“WaterAid”"),
    ],
)
def test_sentence_of_others_begins_a_statement(
    register: Register, sentence: str, speaker: str
) -> None:
    found = said(register, f"Fiji described its levy. {sentence}")
    assert found == [("FJI", "Fiji described its levy."), (speaker, sentence)]


def test_statement_with_whom_somebody_associates_is_of_both(register: Register) -> None:
    words = "Tuvalu, with whom Fiji associated itself, voiced its thanks."
    assert said(register, words) == [("TUV FJI", words)]


def test_participants_that_could_not_come_say_nothing(register: Register) -> None:
    found = said(register, "Fiji described its levy. Japan had signalled that it could not come.")
    assert [who for who, _ in found] == ["FJI"]


def test_co_chairs_without_a_name_are_those_who_spoke_as_such(register: Register) -> None:
    text = (
        "The Co-Chair from Chile welcomed the members.\n\nThe Co-Chair from Kenya urged haste.\n\n"
        "The Co-Chairs thanked the interpreters."
    )
    assert [who for who, _ in said(register, text)] == ["CHL", "KEN", "CHL KEN"]


def test_photograph_taken_by_a_participant_is_no_statement(register: Register) -> None:
    assert said(register, "The photograph on the cover was taken by Norway.") == []
