"""What pages add to a text is left out: their numbers, heads, feet and rules."""

import pytest

from meetings.intake.mending import mended

BODY = [
    "The delegations recalled that the summit had agreed on a discussion of the concept.",
    "They added that the session was to hold that discussion in the room where all had met before.",
]


MARKS = """- 3 -|– 3 –|[3]|Page 3 of 9|page 3|p. 3|3 of 9|/…|/...|…/…|../...|(more)|- more -
-----|* *** *|###|____"""


@pytest.mark.parametrize("mark", MARKS.replace("\n", "|").split("|"))
def test_mark_of_a_page_is_left_out(mark: str) -> None:
    text = mended(f"{BODY[0]}\n\n{mark}\n\n{BODY[1]}")

    assert text.text == f"{BODY[0]}\n\n{BODY[1]}"
    assert [text.stored[span.start : span.end] for span in text.furniture] == [mark]


@pytest.mark.parametrize(
    "line", ["Session 3", "3. Opening", "Annex 1", "A/RES/60/1", "2007", "12 May"]
)
def test_heading_with_a_number_stays(line: str) -> None:
    stored = f"{BODY[0]}\n\n{line}\n\n{BODY[1]}"

    assert mended(stored).text == stored


def test_bare_number_goes_where_it_cuts_a_sentence() -> None:
    stored = "They called for stronger linkage between missions\n\n4\n\nand country teams."

    assert mended(stored).text == (
        "They called for stronger linkage between missions and country teams."
    )


def test_bare_numbers_go_where_they_count_pages() -> None:
    page = "\n".join(BODY * 6)

    assert mended("\n\n".join([page, "1", page, "2", page, "3"])).text == "\n\n".join([page] * 3)


def test_numbers_of_paragraphs_stay() -> None:
    stored = f"1\n{BODY[0]}\n2\n{BODY[1]}\n3\n{BODY[0]}"

    assert mended(stored).text == stored


def test_bare_number_by_a_form_feed_goes() -> None:
    assert mended(f"{BODY[0]}\n7\n\f{BODY[1]}\n8\f").text == f"{BODY[0]}\n{BODY[1]}"


def test_heads_of_pages_are_left_out() -> None:
    pages = [f"A/62/695\nPage {page}\n\n{BODY[0]}\n\n{BODY[1]}" for page in (2, 3, 4)]

    text = mended("\n\n".join(["Title", *BODY, *pages]))

    assert text.text == "\n\n".join(["Title", *BODY * 4])


def test_heads_after_form_feeds_are_left_out() -> None:
    pages = [f"Summary of the Co-Chairs\n{line}" for line in BODY]

    text = mended(
        "\n\f".join(["Summary of the Co-Chairs\n1 May\nVienna", *pages, "Summary of the Co-Chairs"])
    )

    assert text.text == "\n".join(["Summary of the Co-Chairs\n1 May\nVienna", *BODY])


def test_line_that_repeats_inside_pages_stays() -> None:
    stored = "\n\n".join(["Japan", BODY[0], "Mexico", BODY[1], "Japan", BODY[1], "Japan", BODY[0]])

    assert mended(stored).text == stored


def test_paragraph_that_repeats_is_no_head() -> None:
    paragraph = (
        "The delegations recalled that the summit had agreed on a discussion, and that the\n"
        "session was to hold that discussion on capacity-building and self-evident needs, in\n"
        "the room where all had met before the meeting began, with the Secretariat beside\n"
        "them."
    )

    assert mended("\n\n".join([paragraph] * 3)).text == "\n\n".join(
        [paragraph.replace("\n", " ")] * 3
    )


def test_paragraph_goes_on_over_the_edge_of_a_page() -> None:
    stored = (
        "The delegations recalled that the summit had agreed on a discussion, and that the\n"
        "session was to hold that discussion on development, as was said by the delegation of\n"
        "\fA/62/695\n"
        "Page 3\n\n"
        "Mexico, and welcomed the proposal that had been made."
    )

    assert "\n" not in mended(stored).text
    assert "the delegation of Mexico" in mended(stored).text


def test_underlined_heading_stays_a_line() -> None:
    stored = "Opening remarks\n---------------\nthe Chair welcomed all who had come to attend."

    assert (
        mended(stored).text == "Opening remarks\n\nthe Chair welcomed all who had come to attend."
    )


def test_head_of_a_verbatim_record_is_left_out() -> None:
    turn, head = f"Mr. DELEGATE 3 (Brazil): {BODY[0]}", "A/AC.140/PV.11"
    stored = "\n\n".join(
        ["Title", turn, f"{head}\n6\n(Mr. Delegate 3, Brazil)", BODY[1], head, BODY[0]]
    )
    text = mended(stored)

    assert text.text == "\n\n".join(["Title", turn, BODY[1], head, BODY[0]])
    assert len(text.furniture) == 3
