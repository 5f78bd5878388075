"""Faults of a record, each with the page where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import reverse

from meetings.models import Meeting
from meetings.records.checks import Fault

from .access import meeting_of

#: what has no page of its own is mended on the page of its owner
OWNERS = ("statement", "pledge", "delegation", "document", "meeting")


@dataclass(frozen=True, slots=True)
class LinkedFault:
    """What is wrong, and where to mend it ("" where no page does)."""

    message: str
    url: str


def page_of(row: Any) -> str:
    """The address of the admin page of a row or of its owner; "" if there is none."""
    if row is None:
        return ""
    meeting = meeting_of(row)
    row = meeting if meeting and meeting.is_stub else row
    if isinstance(row, Meeting):
        model = "stubmeeting" if row.is_stub else "meeting"
        return reverse(f"admin:meetings_{model}_change", args=[row.pk])
    if admin.site.is_registered(type(row)):
        meta = row._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    owners = (getattr(row, name, None) for name in OWNERS)
    return page_of(next((owner for owner in owners if owner is not None), None))


def linked(faults: Iterable[Fault]) -> list[LinkedFault]:
    """The faults with their pages."""
    return [LinkedFault(fault.message, page_of(fault.where)) for fault in faults]
