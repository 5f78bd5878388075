"""Lines that a text was wrapped into become its paragraphs again; other lines stay lines."""

import textwrap

import pytest

from meetings.intake.mending import mended
from meetings.intake.mending.joining import wrapping
from meetings.intake.mending.lines import lines

OPENING = (
    "The third meeting of Friends of Human Security was held on 7 November 2007 at United "
    "Nations Headquarters in New York. The Permanent Representative of Japan to the United Nations "
    "acted as Co-Chair, with assistance from the Human Security Unit of OCHA, for the "
    "post-conflict development of the Asia-Pacific region."
)
NOTED = (
    "The representative of Mexico noted that the development of capacity-building was "
    "self-evident. It also noted, in multilateral settings, the co-operation of Guinea-Bissau."
)
AGREED = "The Ambassador agreed that the group should act as a flexible, open-ended network."
DOCUMENT = [
    "CO-CHAIRS' SUMMARY",
    "Opening remarks",
    OPENING,
    NOTED,
    f"- {AGREED}",
    f"- {NOTED}",
    "1. " + AGREED,
    "Closing list",
    "Australia",
    "Bosnia and Herzegovina",
    "Chad",
]


def wrapped(width: int, between: str, within: str = "\n") -> str:
    """The document in lines of a width, with what stands between its paragraphs and its lines."""
    return between.join(textwrap.fill(part, width).replace("\n", within) for part in DOCUMENT)


@pytest.mark.parametrize("width", [48, 55, 60, 66, 72, 80, 95])
def test_wrapped_paragraphs_are_lines(width: int) -> None:
    assert mended(wrapped(width, "\n\n")).text == "\n\n".join(DOCUMENT)


@pytest.mark.parametrize("width", [60, 72])
def test_paragraphs_without_blank_lines_are_lines(width: int) -> None:
    assert mended(wrapped(width, "\n")).text == "\n".join(DOCUMENT)


def test_double_spaced_paragraphs_are_lines() -> None:
    assert mended(wrapped(60, "\n\n\n", "\n\n")).text == "\n\n".join(DOCUMENT)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_paragraphs_of_one_line_stay(between: str) -> None:
    assert mended(between.join(DOCUMENT)).text == between.join(DOCUMENT)


def test_list_in_small_letters_stays() -> None:
    stored = (
        "The agenda covered:\n"
        "developments since the second meeting, with remarks on the workshop held in May\n"
        "information on past, present and future initiatives\n"
        "issues for future cooperation, including climate change, child protection and goals\n"
        "ways to mainstream a debate"
    )

    assert mended(stored).text == stored


def test_line_that_begins_with_a_closing_sign_goes_on() -> None:
    stored = (
        "Please refer to related information\n.]\nThe Initiative\n, implemented by a university"
    )

    assert mended(stored).text == (
        "Please refer to related information.]\nThe Initiative, implemented by a university"
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "The meeting was held in\nGeneva.",
        "Rwanda, speaking as a country that had\nsuffered,\nrecalled its warnings\nto all.",
        "The following were there: Argentina, Bolivia,\nBrazil, Chile, Cuba,\nEcuador and Haiti.",
        "It was opened by the Secretary-\nGeneral.",
    ],
)
def test_paragraph_of_few_lines_is_one(paragraph: str) -> None:
    read = paragraph.replace("-\n", "-").replace("\n", " ")

    assert mended(f"Opening\n{paragraph}\nJapan\nMexico").text == f"Opening\n{read}\nJapan\nMexico"


def test_salutations_stay_lines() -> None:
    stored = "Minister of Foreign Affairs and gracious host,\nExcellencies,\nLadies and gentlemen,"

    assert mended(stored).text == stored


def test_turns_of_a_transcript_stay_lines() -> None:
    stored = (
        "Mr. DELEGATE 7 (Kenya): We thank the Chair for convening this meeting and for the\n"
        "work of the Secretariat, which has prepared the report that is now before us all today.\n"
        "Mr. DELEGATE 8 (Chad): We align ourselves with the statement that was made before,\n"
        "and we add that the region needs support in order to reach the goals that are set.\n"
        "The CHAIRPERSON: I thank the representative of Chad for the statement, which was\n"
        "heard with attention."
    )

    assert mended(stored).text.count("\n") == 2
    assert [line.split(":")[0] for line in mended(stored).text.split("\n")] == [
        "Mr. DELEGATE 7 (Kenya)",
        "Mr. DELEGATE 8 (Chad)",
        "The CHAIRPERSON",
    ]


def test_number_in_a_sentence_begins_no_item() -> None:
    stored = (
        "The delegations welcomed the adoption by the General Assembly of paragraph\n"
        "143. They recalled in this regard that the summit had agreed on a discussion of\n"
        "the concept, and that the following session was to hold it in one of the rooms of\n"
        "the building."
    )

    assert "\n" not in mended(stored).text


def test_dash_in_a_sentence_is_no_bullet() -> None:
    stored = (
        "The delegations welcomed the adoption by the General Assembly of the paragraph\n"
        "– which had been discussed for many years – and recalled in this regard that the\n"
        "summit had agreed on a discussion of the concept, and that the session was to\n"
        "hold it."
    )

    assert "\n" not in mended(stored).text
    assert "paragraph – which" in mended(stored).text


def test_first_line_that_is_indented_begins_a_paragraph() -> None:
    stored = (
        "    The delegations welcomed the adoption by the Assembly of the paragraph, which\n"
        "had been discussed for many years, and recalled that it had been agreed at a summit.\n"
        "    The Secretariat explained that the discussion was to be held in the session that\n"
        "was about to begin, and that all delegations were invited to attend it in the room.\n"
        "    The meeting was closed."
    )

    assert [line[:15] for line in mended(stored).text.split("\n")] == [
        "The delegations",
        "The Secretariat",
        "The meeting was",
    ]


def test_line_that_ends_with_a_comma_or_in_brackets_goes_on() -> None:
    stored = (
        "The meeting was attended by the observers that the Assembly had invited and the\n"
        "bodies of the system that are at work there: the World Food Programme,\n"
        "UNICEF, the Office of the High Commissioner, and the delegations which (in New\n"
        "York) had been present before, at least for some of the time that it had taken."
    )

    assert "\n" not in mended(stored).text


def test_address_stays_in_lines() -> None:
    stored = "International Coalition\nc/o Institute for Global Policy\n708 Third Avenue\nNew York"

    assert mended(stored).text == stored


def test_width_is_learnt_from_lines_that_go_on() -> None:
    found = wrapping(list(lines(wrapped(60, "\n\n"))))

    assert (52 <= found.narrow <= found.wide <= 60, found.parted, found.spacing) == (True, True, 0)
    assert wrapping(list(lines("\n".join(DOCUMENT)))).narrow == 0
