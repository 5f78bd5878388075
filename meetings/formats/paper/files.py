"""The formats that are written of documents: what the registry names."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..file_format import FileFormat
from .blocks import Paper
from .docx import docx_file
from .meeting import meeting_paper
from .pdf import pdf
from .profile import participant_paper, person_paper

PDF_TYPE = "application/pdf"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _written(
    paper: Callable[..., Paper | None], encode: Callable[[Paper], bytes]
) -> Callable[..., bytes | None]:
    """What makes a file of the words of an address; None where no public row has it."""

    def write(**words: Any) -> bytes | None:
        made = paper(**words)
        return None if made is None else encode(made)

    return write


MEETING_PDF = FileFormat("meeting", "pdf", PDF_TYPE, _("PDF"), _written(meeting_paper, pdf))
MEETING_DOCX = FileFormat(
    "meeting", "docx", DOCX_TYPE, _("Word"), _written(meeting_paper, docx_file), is_download=True
)
PARTICIPANT_PDF = FileFormat(
    "participant", "pdf", PDF_TYPE, _("PDF"), _written(participant_paper, pdf)
)
PERSON_PDF = FileFormat("person", "pdf", PDF_TYPE, _("PDF"), _written(person_paper, pdf))
PAPERS = (MEETING_PDF, MEETING_DOCX, PARTICIPANT_PDF, PERSON_PDF)
