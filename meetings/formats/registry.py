"""All formats of one thing, in the order that pages offer them."""

from .akoma_ntoso.writer import AKOMA_NTOSO
from .calendar import CALENDAR_FORMATS
from .citations.writer import CITATION_FORMATS
from .document_text import DOCUMENT_TEXT
from .feeds.things import ATOM_FORMATS
from .file_format import FileFormat
from .paper.files import PAPERS
from .popolo.files import POPOLO
from .record_json import RECORD_JSON
from .web_annotation.collection import ANNOTATIONS

FILE_FORMATS: tuple[FileFormat, ...] = (
    *PAPERS,
    RECORD_JSON,
    AKOMA_NTOSO,
    DOCUMENT_TEXT,
    *ANNOTATIONS,
    *CITATION_FORMATS,
    *ATOM_FORMATS,
    *CALENDAR_FORMATS,
    *POPOLO,
)


def formats_of(noun: str) -> list[FileFormat]:
    """The formats of a noun ("meeting")."""
    return [one for one in FILE_FORMATS if one.noun == noun]
