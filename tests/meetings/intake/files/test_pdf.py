"""PDF is read in lines as it is set, and refused where it holds no letters."""

import pytest

from meetings.intake.files.document import UnreadableFile
from meetings.intake.files.pdf import read

from . import build

#: a paragraph in the lines that a page is set in
HELD = (
    "The third meeting of the Friends of Human Security was held on 7 November 2007 at the Nations",
    "Headquarters in New York, with the representative of Mexico as Co-Chair of the meeting.",
)


def test_pages_and_paragraphs_are_parted_by_a_blank_line() -> None:
    found = read(build.pdf(["SUMMARY", " ".join(HELD)], ["Chad agreed."]))

    assert found.text == f"SUMMARY\n\n{HELD[0]}\n{HELD[1]}\n\nChad agreed."
    assert found.notes == ()


def test_page_without_text_is_noted() -> None:
    found = read(build.pdf(["One."], []))

    assert (found.text, found.notes) == (
        "One.",
        ("1 of 2 pages hold no text, maybe pictures of it.",),
    )


def test_pages_of_pictures_have_no_text() -> None:
    assert read(build.scan(2)).text == ""


def test_password_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="protected with a password"):
        read(build.pdf(["One."], password="secret"))


def test_pdf_that_opens_without_password_is_read() -> None:
    assert read(build.pdf(["One."], password="")).text == "One."


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 3_000])
def test_pdf_without_pages_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="It is damaged: it has no page that can be opened"):
        read(content)


def test_cross_references_that_are_wrong_are_mended() -> None:
    content = build.pdf(["One."]).replace(b"startxref\n", b"startxref\n9")

    assert read(content).text == "One."
