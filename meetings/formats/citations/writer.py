"""The files in which something is cited: BibTeX, RIS and CSL-JSON of each noun."""

from collections.abc import Callable
from typing import Any

from ..file_format import FileFormat
from .bibtex import bibtex
from .cited import Cited
from .csl import csl_json
from .gathered import cited_meeting, cited_pledge, cited_statement
from .ris import ris

GATHERED: dict[str, Callable[..., Cited | None]] = {
    "meeting": cited_meeting,
    "statement": cited_statement,
    "pledge": cited_pledge,
}


def _written(noun: str, encode: Callable[[Cited], bytes]) -> Callable[..., bytes | None]:
    def write(**words: Any) -> bytes | None:
        cited = GATHERED[noun](**words)
        return None if cited is None else encode(cited)

    return write


#: extension, media type, label and encoder of each
_FORMATS: dict[str, tuple[str, str, Callable[[Cited], bytes]]] = {
    "bib": ("application/x-bibtex", "BibTeX", bibtex),
    "ris": ("application/x-research-info-systems", "RIS", ris),
    "csl.json": ("application/vnd.citationstyles.csl+json", "CSL-JSON", csl_json),
}

CITATION_FORMATS = tuple(
    FileFormat(noun, extension, media_type, label, _written(noun, encode), is_download=True)
    for noun in GATHERED
    for extension, (media_type, label, encode) in _FORMATS.items()
)
