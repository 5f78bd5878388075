"""A cited thing as a BibTeX entry; fields beyond BibTeX's own are biblatex's."""

import re
from collections.abc import Iterator

from ..iso_dates import iso_date, iso_ends
from ..page_meta.citable import Creator
from .cited import Cited

_TYPES = {"meeting": "techreport", "statement": "inproceedings", "pledge": "misc"}
#: signs that TeX reads as commands; braces are counted even where they are escaped
_TEX = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_TEX)) + "]")


def tex(text: str) -> str:
    """Text for a field: one line, without signs that TeX would take for commands."""
    line = " ".join(text.split())
    return _SPECIAL.sub(lambda sign: _TEX[sign.group()], line)


def bibtex(cited: Cited) -> bytes:
    """The file: one entry, in UTF-8."""
    fields = [(name, value) for name, value in _fields(cited) if value]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@{_TYPES[cited.noun]}{{{cited.key},\n{lines}}}\n".encode()


def _fields(cited: Cited) -> Iterator[tuple[str, str]]:
    year, month, *_day = [*iso_date(cited.date).split("-"), ""]
    first, last = iso_ends(cited.date)
    at_meeting = cited.noun == "statement"
    yield "author", " and ".join(map(_name, cited.creators))
    # Braces keep the capitals of a title, whatever the style.
    yield "title", f"{{{tex(cited.title)}}}"
    yield "booktitle" if at_meeting else "series", tex(cited.meeting)
    yield "institution" if cited.noun == "meeting" else "publisher", tex(cited.publisher)
    yield "type", tex(cited.genre)
    yield "address", tex(cited.place)
    yield "year", year
    yield "month", str(int(month)) if month else ""
    yield "date", f"{first}/{last}" if first and last and first != last else first and last
    yield "number", f"{cited.number or ''}"
    yield "version", str(cited.pin.number) if cited.pin else ""
    yield "language", cited.language
    yield "keywords", ", ".join(map(tex, cited.topics))
    yield "note", tex(" ".join(f"{remark.rstrip('.')}." for remark in cited.remarks))
    # biblatex and hyperref read an address as it stands.
    yield "url", cited.url
    yield "urldate", cited.accessed.isoformat()


def _name(creator: Creator) -> str:
    family, comma, given = creator.sort_name.partition(", ")
    return f"{{{tex(family)}}}, {{{tex(given)}}}" if comma else f"{{{tex(creator.name)}}}"
