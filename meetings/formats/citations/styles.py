"""Citations in words: Chicago and APA by citeproc-py, the United Nations' own form by us.

The styles are small files of our own (``styles/*.csl``), which hold what our kinds of item need:
the full ones of the CSL project take citeproc-py 130 to 400 ms a citation, ours a tenth.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from django.utils.translation import gettext as _

from .cited import Cited
from .csl import csl_item
from .united_nations import united_nations

_STYLES = Path(__file__).parent / "styles"
#: what no style of ours prints here
_UNUSED = ("note", "source", "keyword", "language")


class StyledCitation(NamedTuple):
    """A citation in words: the name of the style, and the whole text."""

    style: str
    text: str


def styled(cited: Cited) -> Iterator[StyledCitation]:
    """The citation in each style; no query."""
    end = " ".join(f"{words}." for words in [*_sources(cited), cited.pin_words] if words)
    # American usage puts the comma before the closing mark.
    note = _by_citeproc("chicago", cited).replace("”,", ",”")
    yield StyledCitation(_("Chicago (note)"), _join(note, end))
    yield StyledCitation(_("APA"), _join(_by_citeproc("apa", cited), end))
    yield StyledCitation(_("United Nations Editorial Manual (footnote)"), united_nations(cited))


def _sources(cited: Cited) -> list[str]:
    words = "; ".join(map(str, cited.sources)).rstrip(".")
    return [f"Source: {words}"] if words else []


def _join(citation: str, end: str) -> str:
    return f"{citation} {end}".strip()


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(_STYLES / f"{name}.csl"), validate=False)


def _by_citeproc(name: str, cited: Cited) -> str:
    """The note, or the entry of a list of references where the style has one."""
    style = _style(name)
    item = {key: value for key, value in csl_item(cited).items() if key not in _UNUSED}
    # citeproc-py knows the name that the variable had in CSL 1.0.1.
    item |= {"event": item.pop("event-title")} if cited.meeting else {}
    if len(item.get("issued", {}).get("date-parts", ())) > 1:
        # It cannot write a range of days.
        item["issued"] = {"literal": cited.date_words}
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    citation = Citation([CitationItem(cited.key)])
    bibliography.register(citation)
    if style.has_bibliography():
        return str(bibliography.bibliography()[0])
    return str(bibliography.cite(citation, lambda _item: None))
