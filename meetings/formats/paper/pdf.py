"""A document as PDF/UA-1: tagged, in its language, with fonts of its own. Set by typst.

The words go to the template as JSON, so that none of them is ever read as markup. The same paper
gives the same bytes: the only time in a file is that of what it shows.
"""

import datetime
import json
import re
import threading
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import typst
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language_info, gettext

from ..file_format import NotMade
from . import blocks as b
from .letters import fonts, shown

TEMPLATE = Path(__file__).parent / "paper.typ"
#: a tag of a language as the typesetter takes it: a language of two or three letters, and a region
_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?![a-z0-9])", re.IGNORECASE)


#: how much is set at once: characters of statements, and as many again for each as its head takes
LARGEST, HEAD = 900_000, 300
#: from how much on the typesetter is made to forget what it set, and documents that it remembers
LARGE, REMEMBERED = 90_000, 10
#: characters of the address in the foot, of a line of a table, and lines of a row kept on one page
LONGEST_FOOT, LINE, LINES = 90, 85, 25
#: seconds that one waits for another that is set, and after which one that waited may ask again
WAIT, RETRY_AFTER = 10, 30
#: one at a time: the largest takes three seconds of a core and 170 MB
_turn = threading.Lock()


def pdf(paper: b.Paper) -> bytes:
    """The file. Raises :class:`NotMade` where it would be too long, or others are being made."""
    size = _size(paper)
    if is_too_long(paper.size, len(paper.speeches)):
        raise _too_long(paper)
    if not _turn.acquire(timeout=WAIT):
        raise NotMade(gettext("Other documents are being made. Try again soon."), RETRY_AFTER)
    try:
        return _set(paper)
    finally:
        if size > LARGE:
            _forget()
        _turn.release()


def _too_long(paper: b.Paper) -> NotMade:
    """That a document is set no more, and where the same can be had."""
    words = gettext(
        "This is too long for a PDF: it has %(n)s characters, and %(most)s are set at most. "
        "The same as Word or to print: %(there)s"
    )
    there = ", ".join(paper.elsewhere or [paper.url])
    n, most = (number_format(size, force_grouping=True) for size in (_size(paper), LARGEST))
    return NotMade(words % {"n": n, "most": most, "there": there}, status=400)


def is_too_long(characters: int, statements: int) -> bool:
    """Whether so many statements, of so many characters, are not set as PDF."""
    return characters + HEAD * statements > LARGEST


def _size(paper: b.Paper) -> int:
    """How much is set of a document, its statements with their heads."""
    return paper.size + HEAD * len(paper.speeches)


def _forget() -> None:
    """Set nothing so often that what the typesetter remembers of a large document is given up."""
    for _ in range(REMEMBERED + 1):
        typst.compile(b"", font_paths=fonts())


def warm() -> None:
    """Load fonts and letters and set an empty page, so that nobody who asks waits for that."""
    day = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    # A letter beyond the usual ones, so that those of all fonts are read.
    pdf(b.Paper(title="中", kicker="", language="en", day=day, url=""))


def _set(paper: b.Paper) -> bytes:
    data = json.dumps(_Encoding(paper).data, ensure_ascii=False, separators=(",", ":"))
    made = typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        sys_inputs={"paper": data},
        pdf_standards=["ua-1"],
        timestamp=int(paper.day.timestamp()),
    )
    assert isinstance(made, bytes)  # noqa: S101 - it is, where no other output is asked for
    return _packed(made)


def _packed(made: bytes) -> bytes:
    """The same file with its objects compressed: tags are two thirds of one that typst writes."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(made)) as file:
        file.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return packed.getvalue()


def language(tag: str) -> dict[str, str]:
    """A tag of a language (BCP 47) as the template has it; nothing of what is none."""
    found = _TAG.match(tag)
    if not found:
        return {}
    region = found[2] or ("TW" if "-hant" in tag.lower() else "")
    return {"lang": found[1].lower()} | ({"region": region.upper()} if region else {})


def _place(url: str) -> str:
    """An address for the foot of each page: of a long one what comes before its parameters."""
    path, parameters, _rest = url.partition("?")
    return url if len(url) <= LONGEST_FOOT or not parameters else f"{path}?…"


def _is_long(row: Sequence[b.Inline], widths: Sequence[int]) -> bool:
    """Whether a row of a table may take so many lines that it has to go on on the next page."""
    for cell, width in zip(row, widths, strict=True):
        characters = sum(len(run.text) for run in cell)
        lines = sum(run is b.BREAK for run in cell)
        if characters * sum(widths) / (width * LINE) + lines > LINES:
            return True
    return False


class _Encoding:
    """A paper as JSON for the template; what leads to no place of it is no link."""

    def __init__(self, paper: b.Paper) -> None:
        self._anchors = set(b.anchors(paper))
        tag = language(paper.language) or {"lang": "en"}
        page = gettext("Page %(n)s of %(all)s") % {"n": "\0", "all": "\1"}
        self.data = {
            "title": shown(paper.title),
            "short": shown(paper.title if len(paper.title) < 90 else f"{paper.title[:88]}…"),
            "site": shown(settings.SITE_NAME),
            "kicker": shown(paper.kicker),
            "lang": tag["lang"],
            "region": tag.get("region"),
            "rtl": get_language_info(tag["lang"])["bidi"],
            "place": _place(paper.url),
            "edition": paper.edition,
            "digest": paper.digest,
            "pages": re.split("[\0\1]", page)[:2],
            "words": gettext("Contents"),
            "contents": paper.contents,
            "lead": self.inline(paper.lead),
            "notes": [self.inline(note) for note in paper.notes],
            "facts": self._rows(paper.facts),
            "sections": [self._section(section) for section in paper.sections],
        }

    def inline(self, words: b.Inline) -> list[Any]:
        """The words of a line: of plain ones the text alone."""
        return [self._run(run) for run in words if run.text]

    def _run(self, run: b.Run) -> Any:
        if run is b.BREAK:
            return {"t": "", "k": "break"}
        text = shown(run.text)
        anchor = run.anchor if run.anchor in self._anchors else ""
        data = {"t": text, "k": run.kind, "u": run.url, "a": anchor}
        kept: dict[str, Any] = {key: value for key, value in data.items() if value}
        if run.url == run.text:
            kept["address"] = True
        if run.language:
            kept |= language(run.language)
        return kept if len(kept) > 1 else text

    def _rows(self, rows: Iterable[tuple[str, Iterable[b.Inline]]]) -> list[Any]:
        return [[shown(term), [self.inline(line) for line in lines]] for term, lines in rows]

    def _section(self, section: b.Section) -> dict[str, Any]:
        return {
            "title": shown(section.title),
            "anchor": section.anchor,
            "note": shown(section.note),
            "blocks": [self._block(block) for block in section.blocks],
        }

    def _block(self, block: b.Block) -> dict[str, Any]:
        made = getattr(self, f"_{type(block).__name__.lower()}")(block)
        return {"b": type(block).__name__.lower()} | made

    def _heading(self, block: b.Heading) -> dict[str, Any]:
        anchor = block.anchor or None
        return {
            "level": block.level,
            "words": self.inline(block.words),
            "anchor": anchor,
            "listed": block.listed,
        }

    def _paragraph(self, block: b.Paragraph) -> dict[str, Any]:
        return {
            "words": self.inline(block.words),
            "kind": block.kind,
            **self._spoken(block.words, block.language),
        }

    def _bullets(self, block: b.Bullets) -> dict[str, Any]:
        first = [line for item in block.items[:1] for line in item[:1]]
        return {
            "items": [[self.inline(line) for line in item if line] for item in block.items],
            "columns": block.columns,
            "numbered": block.numbered,
            **self._spoken(first[0] if first else (), block.language),
        }

    def _terms(self, block: b.Terms) -> dict[str, Any]:
        return {"rows": self._rows(block.rows)}

    def _table(self, block: b.Table) -> dict[str, Any]:
        rows = [
            [{"cell": self.inline(cell), "long": is_long} for cell in row]
            for row in block.rows
            for is_long in [_is_long(row, block.widths)]
        ]
        return {"head": [*map(shown, block.head)], "widths": list(block.widths), "rows": rows}

    def _speech(self, block: b.Speech) -> dict[str, Any]:
        return {
            "n": block.number,
            "url": block.url,
            "anchor": block.anchor or None,
            "level": block.level,
            "speakers": self.inline(block.speakers),
            "capacities": [self.inline(line) for line in block.capacities],
            "parts": [
                {"n": part.number, "words": self.inline(part.words)}
                | self._spoken(part.words, block.language)
                for part in block.parts
            ],
            "notes": self.inline(block.notes),
        }

    def _spoken(self, words: b.Inline, tag: str) -> dict[str, Any]:
        """The language of a block, and whether it is set from the right."""
        rtl = b.is_rtl("".join(run.text for run in words))
        return language(tag) | ({"rtl": True} if rtl else {})
