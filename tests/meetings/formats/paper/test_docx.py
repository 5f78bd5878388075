"""A document for Word, read back by mammoth: every speaker, text, date, role and pledge.

Covers meetings.formats.paper.docx_words as well.
"""

import re
import zipfile
from io import BytesIO

import docx
import mammoth
import pytest
from django.utils.timezone import localdate
from lxml import html

from meetings.formats.paper.blocks import Paragraph, Run, Table, Terms
from meetings.formats.paper.docx import docx_file
from meetings.formats.paper.meeting import meeting_paper
from meetings.models import Delegation, Meeting, Pledge, Statement
from meetings.models.pledge_status import PledgeStatus
from tests.meetings.formats.paper.test_pdf import MARKUP, SPOKEN, paper, speech

#: how the parts of a document come back
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.lead:fresh
p[style-name='Beside'] => p.beside:fresh
p[style-name='Term'] => p.term:fresh
p[style-name='Cell'] => p:fresh
"""


def read(data: bytes) -> list[tuple[str, str]]:
    """The lines of a document: what each is, and its words."""
    result = mammoth.convert_to_html(BytesIO(data), style_map=STYLES)
    assert result.messages == []
    lines = html.fragment_fromstring(result.value, create_parent="div")
    kinds = {"h1", "h2", "h3", "h4", "p", "li", "td", "th"}
    return [
        (str(line.get("class") or line.tag), " ".join(line.text_content().split()))
        for line in lines.iter()
        if line.tag in kinds and not (line.tag == "p" and line.getparent().tag in ("td", "th"))
    ]


def squeezed(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


@pytest.mark.django_db
def test_every_record_that_is_shipped_is_read_back(shipped_register: None) -> None:
    for meeting in Meeting.objects.published():
        made = meeting_paper(meeting.slug)
        assert made
        lines = read(docx_file(made))
        assert ("title", made.title) in lines
        assert any(kind == "term" and words.startswith("Date: ") for kind, words in lines)
        check_statements(meeting, lines)
        said = " ".join(words for _kind, words in lines)
        for delegation in Delegation.objects.filter(meeting=meeting):
            assert delegation.participant.name in said
            for delegate in delegation.delegates.all():
                name = delegate.person.name if delegate.person else delegate.printed
                assert squeezed(f"{name}") in said
                assert delegate.title in said
        for pledge in Pledge.objects.filter(meeting=meeting).with_status(localdate()):
            row = lines.index(("td", str(pledge.number)))
            assert lines[row + 1][1].startswith(pledge.title)
            for pledger in pledge.pledgers.all():
                assert str(pledger.participant or pledger.person) in lines[row + 1][1]
            assert lines[row + 3] == ("td", PledgeStatus(pledge.status).label)


def check_statements(meeting: Meeting, lines: list[tuple[str, str]]) -> None:
    """Each statement stands under its number with its speakers, titles and words."""
    heads = {
        int(found[1]): place
        for place, (kind, words) in enumerate(lines)
        if kind in ("h2", "h3") and (found := re.match(r"¶(\d+) ", words))
    }
    statements = Statement.objects.filter(meeting=meeting)
    assert sorted(heads) == sorted(statement.number for statement in statements)
    for statement in statements:
        start = heads[statement.number]
        own = []
        for kind, words in lines[start + 1 :]:
            if kind.startswith("h"):
                break
            own.append((kind, words))
        beside = " ".join(words for kind, words in own if kind == "beside")
        for speaker in statement.speakers.all():
            named = speaker.person or speaker.participant
            if named:
                assert named.name in lines[start][1]
            for words in (speaker.title, speaker.capacity):
                assert words.lower() in f"{lines[start][1]} {beside}".lower()
        numbered = re.compile(rf"^{statement.number}\.\d+ ")
        text = [numbered.sub("", words) for kind, words in own if kind == "p"]
        assert " ".join(text) == squeezed(statement.text)


def test_words_languages_and_links_stand_there_as_they_are() -> None:
    data = docx_file(
        paper(
            Paragraph([Run(MARKUP), Run("bad \x01\x0c\ud800 sign", anchor="nowhere")]),
            *(speech(n, text, tag) for n, (tag, text) in enumerate(SPOKEN.items(), start=1)),
            Terms([("Term", [[Run("one")], [Run("two")]])]),
            Table(["Where", "Why"], [1, 2], [[[Run("cell 1")], [Run("cell 2", "https://a.b/")]]]),
            title=MARKUP,
            edition="Version 2",
            digest="abc",
        )
    )
    lines = read(data)
    assert ("title", MARKUP) in lines
    assert ("p", f"{MARKUP}bad \ufffd\ufffd\ufffd sign") in lines
    assert {("p", text) for text in SPOKEN.values()} <= {*lines}
    assert ("term", "Term: onetwo") in lines
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
        assert b"Version 2" in archive.read("word/footer1.xml")
    assert document.count("<w:bidi/>") == 2
    assert {"ar", "he"} <= set(re.findall(r'w:lang w:bidi="(\w+)"', document))
    assert {"zh", "ja"} <= set(re.findall(r'w:lang w:eastAsia="(\w+)"', document))
    assert document.count("<w:tblHeader/>") == 1
    assert document.count("<w:cantSplit/>") == 2
    # Columns are told by themselves, too, and one is twice as wide as the other.
    first, second = map(int, re.findall(r'w:gridCol w:w="(\d+)"', document))
    assert abs(2 * first - second) < 3
    table = document.partition("<w:tblPr>")[2].partition("</w:tblPr>")[0]
    parts = re.findall(r"<w:(tblStyle|tblW|tblBorders|tblLayout|tblCellMar|tblLook)\b", table)
    assert parts == ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    names = re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', document)
    assert len(names) == len(set(names)) == 1 + len(SPOKEN)
    assert set(re.findall(r'w:anchor="([^"]+)"', document)) <= set(names)


def test_properties_tell_title_language_and_address_and_bytes_are_the_same() -> None:
    made = paper(speech(1, "Words."), title="Title", edition="Version 2")
    data = docx_file(made)
    told = docx.Document(BytesIO(data)).core_properties
    assert (told.title, told.language, told.version) == ("Title", "en-gb", "Version 2")
    assert (told.identifier, told.subject) == (made.url, "Record of a meeting")
    assert told.modified == made.day
    assert docx_file(made) == data
