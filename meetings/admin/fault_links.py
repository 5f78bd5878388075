"""Where the checks lead: each fault to the page, and the place in it, where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse

from meetings.models import Document, Meeting
from meetings.records.faults import Fault

from .access import meeting_of
from .back import OPEN, page_of_meeting

#: what has no page of its own is mended on the page of its owner
OWNERS = ("statement", "pledge", "delegation", "document", "meeting")
#: the rows, folded on a page, among which a fault is mended
FOLDS = {"inferred": "inferences", "source": "passages", "coverage": "marks"}
FOLDS["correction"] = "corrections"


@dataclass(frozen=True, slots=True)
class LinkedFault:
    """What is wrong, and where to mend it ("" where no page does).

    Text that nothing accounts for has a ``place`` in its source, and a ``gap`` that marks it.
    """

    message: str
    url: str
    place: str = ""
    gap: str = ""


def page_of(row: Any) -> str:
    """The address of the admin page of a row or of its owner; "" if there is none."""
    if row is None:
        return ""
    meeting = meeting_of(row)
    row = meeting if meeting and meeting.is_stub else row
    if isinstance(row, Meeting):
        return page_of_meeting(row)
    if admin.site.is_registered(type(row)):
        meta = row._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    owners = (getattr(row, name, None) for name in OWNERS)
    return page_of(next((owner for owner in owners if owner is not None), None))


def linked(meeting: Meeting, faults: Iterable[Fault]) -> list[LinkedFault]:
    """The faults of a record with their pages; what they are mended among is unfolded there."""
    return [_linked(meeting, fault) for fault in faults]


def _linked(meeting: Meeting, fault: Fault) -> LinkedFault:
    row = fault.where
    if row is not None and getattr(row, "meeting_id", None) == meeting.pk:
        row.meeting = meeting  # type: ignore[attr-defined]  # known: nothing is asked for it
    url = page_of(row)
    asked = {"meeting": meeting.pk} if isinstance(row, Document) else {}
    if isinstance(row, (Document, Meeting)) and (rows := FOLDS.get(fault.code)):
        url = f"{url}?{urlencode(asked | {OPEN: rows})}#{rows}-group"
    if fault.span is None or not isinstance(row, Document):
        return LinkedFault(fault.message, url)
    start, end = fault.span
    source = reverse("admin:meetings_meeting_source", args=[meeting.pk])
    where = urlencode({"document": row.pk, "start": start, "end": end})
    return LinkedFault(fault.message, url, f"{source}?{where}", f"{row.pk} {start} {end}")
