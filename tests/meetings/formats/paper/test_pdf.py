"""A document as PDF: tagged, with its languages, its words never read as markup.

Covers meetings.formats.paper.letters and meetings.formats.paper.blocks as well.
"""

import datetime
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfua import validate

from meetings.formats.file_format import NotMade
from meetings.formats.paper import pdf as module
from meetings.formats.paper.blocks import (
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Part,
    Run,
    Section,
    Speech,
    Table,
    Terms,
    is_rtl,
    joined,
    link,
    marked,
)
from meetings.formats.paper.letters import _shapeless, fonts, shown
from meetings.formats.paper.pdf import language, pdf, warm
from tests.meetings.formats.paper.read_pdf import squeezed, tags_of, text_of

#: what would be markup, code, a link, a reference or an end of the data
MARKUP = (
    "a#b *c* _d_ $e$ @f <g> `h` \\i #let x = 1 //j /*k*/ \"l\" 'm' [n] {o} = p https://q.example"
)
#: words of each language that the fonts are for
SPOKEN = {
    "ar": "اتفقت الدول الأعضاء على تعزيز التعاون",
    "zh": "中国代表团强调了和平的重要性。",
    "ru": "Государства-члены договорились",
    "fr": "Les États membres sont convenus à l’été",
    "es": "¿Qué acordó la Asamblea en año nuevo?",
    "en": "The Member States agreed",
    "el": "Τα κράτη μέλη συμφώνησαν",
    "he": "המדינות החברות הסכימו",
    "hi": "सदस्य राज्य सहमत हुए",
    "ja": "加盟国は合意した。",
}


def paper(*blocks: object, title: str = "A meeting", **fields: object) -> Paper:
    """A document of one section."""
    return Paper(
        title=title,
        kicker="Record of a meeting",
        language="en-gb",
        day=datetime.datetime(2020, 2, 3, 4, 5, tzinfo=datetime.UTC),
        url=str(fields.pop("url", "https://register.example/meetings/a/")),
        sections=[Section("Statements", "statements", blocks)],  # type: ignore[arg-type]
        **fields,  # type: ignore[arg-type]
    )


def speech(number: int, text: str, tag: str = "") -> Speech:
    """A statement."""
    url = f"https://register.example/meetings/a/statements/{number}/"
    parts = [Part("", [Run(text)]), Part(f"{number}.2", [Run("More.", kind="quoted")])]
    return Speech(
        number,
        url,
        3,
        [Run("Japan")],
        [[Run("Chair")]],
        parts,
        [link("¶1", "#p1")],
        tag,
        f"p{number}",
    )


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A document with every kind of block, in many languages, and words that look like markup."""
    languages = [speech(n, text, tag) for n, (tag, text) in enumerate(SPOKEN.items(), start=2)]
    return pdf(
        paper(
            Heading(3, [Run(MARKUP)], "heading", listed=True),
            Paragraph([Run(MARKUP), *marked("why"), Run("lost", anchor="nowhere")]),
            speech(1, MARKUP),
            *languages,
            Bullets([[[Run(f"State {n}", "https://a.example/")]] for n in range(130)], columns=3),
            Bullets([[[Run("first")], [Run("under it")]], [[Run("second")]]], numbered=True),
            Terms([("Term", [[Run("line one")], [Run("line two")]])]),
            Table(["Where", "Why"], [1, 2], [[[Run("cell 1")], [Run("cell 2")]]]),
            title=MARKUP,
            lead=[Run("Theme")],
            notes=[[Run("Note")]],
            facts=[("Date", [[Run("7 November 2007")]])],
            contents=True,
            edition="Version 2, 3 February 2020",
            digest="0123456789abcdef" * 4,
        )
    )


def test_words_stand_there_as_they_are(whole: bytes) -> None:
    text = text_of(whole)
    assert text.count(squeezed(MARKUP)) >= 4
    for tag in ("zh", "ru", "fr", "es", "en", "el", "ja"):
        assert squeezed(SPOKEN[tag]) in text
    # What is written from the right is read in one order or the other, its letters are the same.
    for tag in ("ar", "he"):
        assert set(squeezed(SPOKEN[tag])) <= set(text)
    assert "State129" in text
    assert "Version2,3February2020·SHA-2560123456789abcdef" in text


def test_tags_language_and_title_are_those_of_pdf_ua(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "whole.pdf"
    path.write_bytes(whole)
    assert validate(str(path)).findings == ()
    with pikepdf.open(path) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.docinfo["/Title"] == MARKUP
        assert str(file.docinfo["/CreationDate"]).startswith("D:20200203040500")
        annotations = [one for page in file.pages for one in page.get("/Annots", [])]
        assert len(annotations) > 130
        assert all("/Contents" in one for one in annotations)
    tags = tags_of(whole)
    assert (tags["H1"], tags["TH"], tags["TD"]) == (1, 2, 2)
    assert tags["H3"] == 1 + 1 + len(SPOKEN)
    assert tags["LI"] >= 130 + 2


def test_languages_are_told_of_what_is_spoken(whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as file:
        drawn = b"".join(page.Contents.read_bytes() for page in file.pages)
    told = {tag.decode() for tag in re.findall(rb"/Lang\(([\w-]+)\)", drawn)}
    assert told - {"en-GB"} == {"ar", "zh", "ru", "fr", "es", "en", "el", "he", "hi", "ja"}


def test_words_from_the_right_begin_at_the_right_margin() -> None:
    with pypdfium2.PdfDocument(pdf(paper(speech(1, SPOKEN["he"], "he")))) as document:
        text = document[0].get_textpage()
        letters = [n for n in range(text.count_chars()) if "א" <= text.get_text_range(n, 1) <= "ת"]
        right = max(text.get_charbox(n)[2] for n in letters)
    # A4 is 595 points wide, its margin 65.
    assert 525 < right < 531


def test_same_paper_gives_same_bytes() -> None:
    assert pdf(paper(speech(1, "Words."))) == pdf(paper(speech(1, "Words.")))


def test_letter_that_no_font_has_is_told_by_its_code() -> None:
    assert shown("😀 a\u0001b\tc\r\nd é “中” ع") == "[U+1F600] a b c d é “中” ع"
    assert "[U+1F600]" in text_of(pdf(paper(speech(1, "Said 😀 \U00012000"))))


def test_word_without_an_end_may_break_within() -> None:
    assert shown("a" * 79) == "a" * 79
    assert shown(f"See {'a' * 80}.").split("\u200b") == [
        "See " + "a" * 30,
        "a" * 30,
        "a" * 20 + ".",
    ]


def test_foot_has_the_beginning_of_a_long_address() -> None:
    url = f"https://register.example/statements/?words={'peace+' * 20}"
    text = text_of(pdf(paper(url=url)))
    assert "https://register.example/statements/?…" in text
    assert "peace" not in text


def test_row_of_a_table_stays_whole_unless_it_is_long() -> None:
    short, long = [[Run("a")], [Run("b" * 200)]], [[Run("a")], [Run("b" * 4_000)]]
    assert [module._is_long(row, [1, 3]) for row in (short, long)] == [False, True]
    assert text_of(pdf(paper(Table(["Where", "What"], [1, 3], [long])))).count("b") == 4_000


def test_document_that_is_too_long_is_not_made() -> None:
    with pytest.raises(NotMade) as refused:
        pdf(paper(speech(1, "a" * module.LARGEST), elsewhere=["https://a.example/a.docx"]))
    assert (refused.value.seconds, refused.value.status) == (0, 400)
    assert refused.value.words == (
        "This is too long for a PDF: it has 900,305 characters, and 900,000 are set at most. "
        "The same as Word or to print: https://a.example/a.docx"
    )


def test_typesetter_forgets_large_documents_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten: list[int] = []
    monkeypatch.setattr(module, "_forget", lambda: forgotten.append(1))
    monkeypatch.setattr(module, "LARGE", 1_000)
    pdf(paper(speech(1, "word " * 50)))
    assert forgotten == []
    pdf(paper(speech(1, "word " * 200)))
    assert forgotten == [1]


def test_first_document_finds_all_loaded() -> None:
    _shapeless.cache_clear()
    warm()
    assert _shapeless.cache_info().currsize == 1
    assert fonts.cache_info().currsize == 1


def test_one_document_is_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT", 0)
    with module._turn, pytest.raises(NotMade) as refused:
        pdf(paper())
    assert refused.value.seconds == module.RETRY_AFTER


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("en-gb", {"lang": "en", "region": "GB"}),
        ("zh-Hant", {"lang": "zh", "region": "TW"}),
        ("sr-Latn-RS", {"lang": "sr", "region": "RS"}),
        ("mul", {"lang": "mul"}),
        ("", {}),
        ("language", {}),
    ],
)
def test_language_of_a_tag(tag: str, known: dict[str, str]) -> None:
    assert language(tag) == known


def test_words_are_joined_and_marked() -> None:
    one, two = [Run("one")], [Run("two")]
    assert joined([one, [], two]) == [Run("one"), Run(" · ", kind="muted"), Run("two")]
    assert marked("") == []
    assert [run.text for run in marked("why")] == [" ", "inferred"]
    assert (is_rtl("1. شكرا"), is_rtl("thanks شكرا"), is_rtl("12")) == (True, False, False)


def test_fonts_are_those_of_packages_alone() -> None:
    assert {"Source Serif 4", "Source Sans 3", "Noto Naskh Arabic", "Noto Sans CJK SC"} <= {
        *fonts().families()
    }
    assert "DejaVu Sans" not in fonts().families()
