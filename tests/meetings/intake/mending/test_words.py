"""A word cut at the end of a line is put together, and keeps a hyphen that is its own."""

import pytest

from meetings.intake.mending import mended


@pytest.mark.parametrize(
    ("cut", "read"),
    [
        ("develop-\nment", "development"),
        ("peace-\nkeeping", "peacekeeping"),
        ("co-\noperation", "cooperation"),
        ("multi-\nlateral", "multilateral"),
        ("inter-\nnational", "international"),
        ("post-\npone", "postpone"),
        ("post-\nconflict", "post-conflict"),
        ("non-\nproliferation", "non-proliferation"),
        ("well-\nbeing", "well-being"),
        ("well-\nknown", "well-known"),
        ("self-\ndetermination", "self-determination"),
        ("co-\nchair", "co-chair"),
        ("multi-\nstakeholder", "multi-stakeholder"),
        ("capacity-\nbuilding", "capacity-building"),
        ("peace-\nbuilding", "peacebuilding"),
        ("up-to-\ndate", "up-to-date"),
        ("develop\u00ad\nment", "development"),
        ("develop¬\nment", "development"),
        ("troop-\nand police-contributing", "troop- and police-contributing"),
        ("develop-\r\n\r\n- 4 -\r\n\r\nment", "development"),
    ],
)
def test_cut_word_is_put_together(cut: str, read: str) -> None:
    stored = f"They spoke about what is now called {cut} at the meeting.\nThey\nThen"
    assert f"called {read} at" in mended(stored).text


def test_text_tells_whether_the_hyphen_is_part_of_the_word() -> None:
    stored = "On trust-building and postconflict aid: the post-\nconflict trust-\nbuilding goes on."

    assert mended(stored).text == (
        "On trust-building and postconflict aid: the postconflict trust-building goes on."
    )


def test_second_piece_with_a_capital_keeps_the_hyphen() -> None:
    stored = (
        "The delegations came from every country of that region, which is called Asia-\n"
        "Pacific by most of those who were in the room, and they spoke about the matters\n"
        "that the session was to hold."
    )

    assert "called Asia-Pacific by" in mended(stored).text


def test_dash_at_the_end_of_a_line_stays() -> None:
    assert mended(
        "The delegation of that country -\nwhich had left the room -\nreturned."
    ).text == ("The delegation of that country - which had left the room - returned.")


def test_span_of_a_cut_word_holds_both_pieces() -> None:
    text = mended("the develop-\nment of all")
    span = text.span(4, 15)

    assert text.text[4:15] == "development"
    assert text.stored[span.start : span.end] == "develop-\nment"
