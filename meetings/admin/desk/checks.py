"""The checks of a record at the desk: what must be fixed, what is to be looked at, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from meetings.curation.acting import reference
from meetings.curation.parts import NOUNS
from meetings.models import Document, Meeting
from meetings.models.owned import PARTS
from meetings.records.checks import record_checks
from meetings.records.faults import Fault, Level

from ..faults import linked
from .page import desk_address

#: faults of each level that are shown
SHOWN = 50


@dataclass(frozen=True, slots=True)
class DeskFault:
    """A fault with the place on the page where it is mended; a stretch of the source has bounds."""

    message: str
    url: str
    start: int | None = None
    end: int | None = None


def checks(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The faults of a record, for a script that puts them beside it; else on the page of checks."""
    found = record_checks(meeting)
    levels = {
        "must": [fault for fault in found if fault.level == Level.MUST_FIX],
        "look": [fault for fault in found if fault.level != Level.MUST_FIX],
    }
    context = page.admin_site.each_context(request) | {
        "original": meeting,
        "must": _placed(meeting, levels["must"][:SHOWN]),
        "look": _placed(meeting, levels["look"][:SHOWN]),
        "must_count": len(levels["must"]),
        "look_count": len(levels["look"]),
        "desk_url": desk_address(meeting),
    }
    return TemplateResponse(request, "admin/meetings/desk/checks.html", context)


def _placed(meeting: Meeting, faults: Iterable[Fault]) -> Sequence[DeskFault]:
    faults = list(faults)
    pages = [one.url for one in linked(meeting, faults)]
    return [_fault(fault, url) for fault, url in zip(faults, pages, strict=True)]


def _fault(fault: Fault, url: str) -> DeskFault:
    if isinstance(fault.where, Document) and fault.span:
        return DeskFault(fault.message, url, *fault.span)
    part = _part(fault.where)
    return DeskFault(fault.message, f"#entry-{reference(part)}" if part is not None else url)


def _part(row: Any) -> Any:
    """The part that a row is, or hangs on; None where it is none that the desk shows."""
    if row is None or row._meta.model_name in NOUNS:
        return row
    owners = (getattr(row, name, None) for name in PARTS if hasattr(row, f"{name}_id"))
    return next((owner for owner in owners if owner is not None), None)
