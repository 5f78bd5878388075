"""Whole files of each kind, which are then damaged."""

import functools
import re

import docx

from tests.meetings.intake.files import build

_TABLE_STYLES = re.compile(
    rb'<w:latentStyles.*?</w:latentStyles>|<w:style w:type="table" w:styleId.*?</w:style>',
    re.DOTALL,
)
KINDS = ("txt", "html", "docx", "pdf")
_WORDS = (
    "The third meeting of the Friends of Human Security was held in New York on 7 November 2007.",
    "The representative of Côte d’Ivoire said that “the concept” was – as before – self-evident.",
    "Many delegations agreed with the proposal to hold a debate, and with the language of it.",
)
_TEXT = "\n\n".join(
    [*_WORDS, *(f"• {words}" for words in _WORDS), "1. First", "2. Second\f", *_WORDS]
)
_PAGE = """<!DOCTYPE html><html><head><meta charset="{encoding}"><title>Summary</title></head><body>
<nav><a href="/">Home</a></nav><h1>Summary</h1>{paragraphs}<ul><li>One<li>Two<ol start=3><li>Three
</ol></ul><table><tr><th>Country</th><th>Pledge</th></tr><tr><td>Japan</td><td>&euro;5&nbsp;million</td></tr></table>
<pre>a  b\n c</pre><script>let x = "<p>"</script><p style="display:none">No</p></body></html>"""


@functools.cache
def samples(kind: str) -> list[bytes]:
    """The whole files of a kind."""
    return list({"txt": _texts, "html": _pages, "docx": _word, "pdf": _pdf}[kind]())


def _texts() -> list[bytes]:
    encodings = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "utf-32")
    cyrillic = "Представитель Российской Федерации заявил, что встреча прошла успешно.\r\n" * 5
    garbled = _TEXT.encode().decode("cp1252", "replace").encode()
    return [*(_TEXT.encode(encoding) for encoding in encodings), cyrillic.encode("cp1251"), garbled]


def _pages() -> list[bytes]:
    paragraphs = "".join(f"<p>{words}</p>" for words in _WORDS)
    return [
        _PAGE.format(encoding=encoding, paragraphs=paragraphs).encode(encoding)
        for encoding in ("utf-8", "cp1252", "utf-16")
    ]


def _word() -> list[bytes]:
    document = docx.Document()
    document.add_heading("Summary", 1)
    for words in _WORDS:
        document.add_paragraph(words)
        document.add_paragraph(words, style="List Bullet")
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Country"
    table.cell(1, 1).text = "Pledge"
    document.sections[0].header.paragraphs[0].text = "A/62/695"
    content = build.rezipped(build.saved(document), _light)
    return [content, build.with_footnote(content)]


def _light(name: str, data: bytes) -> bytes:
    """A part without the styles of tables that Word's own template brings: they take most time."""
    return _TABLE_STYLES.sub(b"", data) if name == "word/styles.xml" else data


def _pdf() -> list[bytes]:
    words = [part.replace("’", "'").replace("“", '"').replace("”", '"') for part in _WORDS]
    latin = [part.replace("–", "-") for part in words]
    return [
        build.pdf(latin, latin[:1], compressed=True),
        build.pdf(latin, latin[1:], compressed=False),
        build.pdf(*[latin * 3] * 4, compressed=False),
        build.pdf(latin[:1]),
        build.pdf(latin, password="secret"),
        build.scan(),
    ]
