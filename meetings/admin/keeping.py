"""A record is kept in order after each change: who changed it, its keys, its revision."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.derived.refresh import refresh_derived
from meetings.models import Document, Meeting
from meetings.publication import correct_record, stamp
from meetings.records.checks import Fault

#: the box beside the buttons of a published record
WHY = "_why"


def keep(request: HttpRequest, meeting: Meeting) -> list[Fault]:
    """Note the change, derive keys anew, and keep a revision of what is published.

    Returns the faults that a published record now has.
    """
    stamp([meeting], request.user)
    meeting.refresh_from_db()
    if meeting.is_published:
        return correct_record(meeting, request.user, request.POST.get(WHY, ""))
    refresh_derived(meeting)
    return []


def keep_in_order(request: HttpRequest, meetings: Iterable[Meeting]) -> None:
    """Keep records in order after a change, and say what of them is now amiss."""
    for meeting in meetings:
        if faults := keep(request, meeting):
            count = len(faults)
            messages.warning(
                request,
                _("The published record now has %(count)d faults; the first: %(first)s")
                % {"count": count, "first": faults[0].message},
            )


def records_from(document: Document) -> Any:
    """The records with a passage in the document."""
    return Meeting.objects.worked_on().filter(passages__document=document).distinct()
