"""Numbers that Word counts are in the text as they are printed."""

import pytest

from meetings.intake.files.word import read

from . import build

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
#: a kind of list with three levels, one of another kind, bullets; the third list begins anew at 7
NUMBERING = f"""<w:numbering {_SPACE}>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">
 <w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def numbered(*items: tuple[str, str, str]) -> bytes:
    """A Word document of paragraphs: list, level and words of each; no list for an empty one."""
    paragraphs = "".join(
        "<w:p><w:pPr>"
        + (f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{one}"/></w:numPr>' if one else "")
        + f"</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        for one, level, words in items
    )

    def change(name: str, data: bytes) -> bytes:
        return NUMBERING.encode() if name == "word/numbering.xml" else data

    return build.rezipped(build.with_body(build.word(), paragraphs.encode()), change)


def test_numbers_go_on_over_other_paragraphs() -> None:
    content = numbered(
        ("1", "0", "one"),
        ("", "", "Heading"),
        ("1", "0", "two"),
        ("2", "0", "part"),
        ("1", "0", "x"),
    )

    assert read(content).text == "1. one\n\nHeading\n\n2. two\n\nIII. part\n\n3. x"


def test_lower_levels_begin_anew() -> None:
    content = numbered(
        *(("1", "0", "x"), ("1", "1", "x"), ("1", "1", "x"), ("1", "2", "x"), ("1", "0", "x")),
        ("1", "1", "x"),
    )

    assert read(content).text.split("\n\n") == [
        "1. x",
        "(a) x",
        "(b) x",
        "1.b.i x",
        "2. x",
        "(a) x",
    ]


def test_list_that_begins_anew_is_counted_from_there() -> None:
    content = numbered(("1", "0", "x"), ("3", "0", "x"), ("3", "0", "x"))

    assert read(content).text == "1. x\n\n7. x\n\n8. x"


def test_bullets_stay_a_list() -> None:
    content = numbered(("4", "0", "one"), ("4", "0", "two"))

    assert read(content).text == "- one\n- two"


def test_number_of_a_style_is_counted() -> None:
    content = build.word(("List Number", "one"), ("Normal", "x"), ("List Number", "two"))

    found = read(content)

    assert (found.text, found.notes) == ("1. one\n\nx\n\n2. two", ())


@pytest.mark.parametrize(("one", "level"), [("9", "0"), ("1", "8"), ("0", "0"), ("x", "x")])
def test_list_that_is_not_there_gives_no_number(one: str, level: str) -> None:
    assert read(numbered((one, level, "x"))).text == "x"


def test_part_that_is_none_of_numbers_gives_none() -> None:
    content = build.rezipped(
        build.word(("Normal", "x")),
        lambda name, data: b"<x/>" if name == "word/numbering.xml" else data,
    )

    assert read(content).text == "x"
