"""Word documents are read as their text, and refused where they are bombs."""

import io

import docx
import pytest
from PIL import Image

from meetings.intake.files.document import UnreadableFile
from meetings.intake.files.word import read

from . import build

PLAIN = build.word(("Normal", "The meeting was held."))


def test_blocks_are_lines() -> None:
    content = build.word(
        ("Title", "Co-Chairs’ Summary"),
        ("Heading 1", "Opening"),
        ("Normal", "The meeting was held in\tNew York."),
        ("List Bullet", "Mexico noted one."),
        ("List Bullet", "Chad noted two."),
        ("List Number", "First"),
        ("List Number", "Second"),
        ("Normal", "Done."),
    )

    found = read(content)

    assert found.text == (
        "Co-Chairs’ Summary\n\nOpening\n\nThe meeting was held in\tNew York.\n\n"
        "- Mexico noted one.\n- Chad noted two.\n\n1. First\n\n2. Second\n\nDone."
    )
    assert found.notes == ()


def test_rows_of_tables_are_lines() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for place, words in enumerate(["Country", "Pledge", "Japan", "USD 5 million"]):
        table.cell(place // 2, place % 2).text = words
    document.add_paragraph("After")

    assert read(build.saved(document)).text == "Country\tPledge\nJapan\tUSD 5 million\n\nAfter"


def test_footnote_stands_at_the_end() -> None:
    assert read(build.with_footnote(PLAIN)).text == "The meeting was held.[1]\n\n1. See A/RES/60/1."


def test_heads_and_feet_are_left_out_and_noted() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A/62/695"
    document.add_paragraph("The meeting was held.")

    found = read(build.saved(document))

    assert found.text == "The meeting was held."
    assert found.notes == ("Heads and feet of pages were left out.",)


def test_tracked_changes_are_taken_as_accepted() -> None:
    markup = (
        b'<w:p><w:ins w:id="1"><w:r><w:t>new </w:t></w:r></w:ins>'
        b'<w:del w:id="2"><w:r><w:delText>old </w:delText></w:r></w:del>'
        b"<w:r><w:t>end</w:t></w:r></w:p>"
    )

    found = read(build.with_body(PLAIN, markup))

    assert found.text == "The meeting was held.\n\nnew end"
    assert found.notes == ("Tracked changes were taken as accepted.",)


def test_picture_is_left_out_and_noted() -> None:
    picture = io.BytesIO()
    Image.new("1", (8, 8)).save(picture, "PNG")
    document = docx.Document()
    document.add_paragraph("The meeting was held.")
    document.add_picture(picture)

    found = read(build.saved(document))

    assert (found.text, found.notes) == ("The meeting was held.", ("1 pictures were left out.",))


def bombs() -> dict[str, bytes]:
    """Documents that unpack to too much, by what is wrong with them."""
    paragraph = b"<w:p><w:r><w:t>" + b"ab " * 5_000_000 + b"</w:t></w:r></w:p>"
    return {
        "ratio": build.rezipped(PLAIN, more=[("word/media/x.png", bytes(5_000_000))]),
        "one part": build.with_body(PLAIN, paragraph),
        "parts": build.rezipped(PLAIN, more=[(f"x/{part}", b"") for part in range(2_000)]),
    }


@pytest.mark.parametrize("bomb", ["ratio", "one part", "parts"])
def test_bomb_is_refused(bomb: str) -> None:
    with pytest.raises(UnreadableFile, match="unpacks to far more than a document holds"):
        read(bombs()[bomb])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    declared = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&b;</x>'

    def change(name: str, data: bytes) -> bytes:
        return declared.encode(encoding) if name == "word/styles.xml" else data

    with pytest.raises(UnreadableFile, match="declares entities, which no Word document does"):
        read(build.rezipped(PLAIN, change))


def test_part_that_hides_its_markup_is_not_read() -> None:
    hidden = b'<!DOCTYPE x [<!ENTITY a "aa">]><w:document>&a;</w:document>'

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"word/document.xml", b"word/document.foo")

    content = build.rezipped(PLAIN, change, [("word/document.foo", hidden)])

    assert read(content).text == "The meeting was held."


def test_part_with_a_password_is_refused() -> None:
    # The flags of a part stand in both of its headers; the first bit says that it is encrypted.
    content = bytearray(PLAIN)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1

    with pytest.raises(UnreadableFile, match="protected with a password"):
        read(bytes(content))


def test_damaged_part_is_refused() -> None:
    content = bytearray(PLAIN)
    content[60:70] = bytes(10)

    with pytest.raises(UnreadableFile, match="a part of it cannot be unpacked"):
        read(bytes(content))
