"""A published record that is changed in place: with a reason, and never with a fault it had not.

Refused, nothing is written, and the form is shown again with what was typed.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from meetings.records.checks import record_faults
from meetings.records.faults import Fault, new_faults

#: the box beside the buttons of a published record
WHY = "_why"
#: in the request: why a change was refused; the faults that records had before, by their number
REFUSED, KNOWN = "refused", "faults_known"
#: faults that are told at once
TOLD = 3
#: records that may each have had faults before: as often is a form looked at again, at most
RECORDS = 25


class RefusedInPlace(Exception):  # noqa: N818  (it is an answer, not an error)
    """A change of a published record without a reason, or with faults that it would have then."""

    def __init__(
        self, message: str, meeting: Meeting | None = None, faults: Sequence[Fault] = ()
    ) -> None:
        super().__init__(message)
        self.meeting = meeting
        self.faults = list(faults)


def reason_of(request: HttpRequest) -> str:
    """The reason that was given for a change in place. Raises :class:`RefusedInPlace`."""
    why = request.POST.get(WHY, "").strip()
    if not why:
        raise RefusedInPlace(
            _("Nothing was saved: what is changed here is public. Give the reason, which is kept.")
        )
    if "\0" in why:
        raise RefusedInPlace(_("The reason holds a NUL character; type it again."))
    return why


def judge(request: HttpRequest, meeting: Meeting, faults: Sequence[Fault]) -> None:
    """Go on where a published record has no fault, or none that it had not before.

    Raises :class:`RefusedInPlace`; what it had is asked once nothing of the change is stored.
    """
    if new := _new(request, meeting, faults):
        raise RefusedInPlace(in_words(meeting, new), meeting, faults)


def _new(request: HttpRequest, meeting: Meeting, faults: Sequence[Fault]) -> list[Fault]:
    """Those of the faults that a record was not noted to have before."""
    known: dict[int, list[Fault]] = request.__dict__.get(KNOWN, {})
    return new_faults(known.get(meeting.pk, ()), faults)


def in_words(meeting: Meeting, faults: Sequence[Fault]) -> str:
    """Why a change is refused: the faults that a record would have, the first of them."""
    told = " ".join(fault.message for fault in faults[:TOLD])
    if (rest := len(faults) - TOLD) > 0:
        told += " " + ngettext("And %d more.", "And %d more.", rest) % rest
    words = _(
        "Nothing was saved: “%(record)s” is published, and would no longer be whole. %(faults)s "
        "Where several changes belong together, begin a correction of the record."
    )
    return words % {"record": meeting, "faults": told}


def note_what_was(request: HttpRequest, meeting: Meeting) -> None:
    """Note the faults that a record has as it is stored."""
    request.__dict__.setdefault(KNOWN, {})[meeting.pk] = record_faults(meeting)


class WholeInPlace(admin.ModelAdmin):
    """A page that saves what leaves published records whole, and is else shown again."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save; where a record has faults then, look whether it had them, and save or say."""
        page: Any = super().changeform_view
        rest = (request, object_id, form_url, extra_context)
        for _time in range(RECORDS):
            try:
                return page(*rest)
            except RefusedInPlace as refused:
                _begin_again(request)
                request.__dict__[REFUSED] = str(refused)
                meeting = refused.meeting
                if meeting is None or meeting.pk in request.__dict__.get(KNOWN, {}):
                    break
                # To check a record is to read it twice: only where it has faults, which are few.
                note_what_was(request, meeting)
                if _new(request, meeting, refused.faults):
                    break
                del request.__dict__[REFUSED]
        return page(*rest)


def _begin_again(request: HttpRequest) -> None:
    """Take back what was said of the save that came to nothing, and read uploads from the start."""
    getattr(get_messages(request), "_queued_messages", []).clear()
    for name in request.FILES:
        for upload in request.FILES.getlist(name):
            upload.seek(0)
