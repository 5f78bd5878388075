"""What is to be looked at in a record, on its pages: set aside with a reason, and taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting, SetAside
from meetings.publication import PUBLISH
from meetings.records.checking.aside import (
    Known,
    aside_of,
    forget_outdated,
    known_by,
    set_aside,
)
from meetings.records.checks import Fault, Level, record_checks

from .doubts import token
from .fault_links import LinkedFault, linked
from .numbers import row_number

#: characters of the longest reason
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be looked at, where, and by what its form names it."""

    fault: LinkedFault
    token: str


@dataclass(frozen=True, slots=True)
class AsideRemark:
    """What was set aside: the remark, and who said why."""

    fault: LinkedFault
    row: SetAside


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the checks of a record ask staff to look at, and what they set aside of it."""

    open: Sequence[Remark]
    aside: Sequence[AsideRemark]
    may_set: bool


def remarks(
    request: HttpRequest, meeting: Meeting, faults: Iterable[Fault], may_mend: bool
) -> Remarks:
    """What of the faults is to be looked at; one query for what was set aside."""
    looks = [fault for fault in faults if fault.level == Level.LOOK_AT]
    rows = aside_of(meeting) if looks else {}
    waiting, aside = [], []
    for fault, shown in zip(looks, linked(meeting, looks), strict=True):
        known = known_by(fault)
        if known in rows:
            aside.append(AsideRemark(shown, rows[known]))
        else:
            waiting.append(Remark(shown, _token(known)))
    return Remarks(waiting, aside, may_mend or _decides(request))


def _decides(request: HttpRequest) -> bool:
    """Whether the user says what is right in every record, whoever may change it."""
    user: Any = request.user
    return bool(user.has_perm(PUBLISH))


def _token(known: Known) -> str:
    return token("\n".join(known))


def set_remark_aside(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Set a remark aside; answers 405 to GET and 403 without permission."""
    if refused := _refused(page, request, meeting):
        return refused
    found = [fault for fault in record_checks(meeting) if fault.level == Level.LOOK_AT]
    asked, why = request.POST.get("remark", ""), request.POST.get("why", "").strip()
    fault = next((one for one in found if _token(known_by(one)) == asked), None)
    if fault is None:
        messages.warning(request, _("The checks no longer say so: it was changed by now."))
    elif not why or "\0" in why:
        messages.error(request, _("Say why it is right; the reason is kept beside it."))
    else:
        set_aside(meeting, fault, request.user, why[:LONGEST])
        forget_outdated(meeting, found)
        said = _("Set aside: %(remark)s (%(why)s)") % {"remark": fault.message, "why": why}
        page.log_change(request, meeting, said[:1000])
        messages.success(request, said)
    return _back(meeting)


def take_remark_back(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Tell a remark again; answers 405 to GET and 403 without permission."""
    if refused := _refused(page, request, meeting):
        return refused
    number = row_number(request.POST.get("aside", ""))
    for row in aside_of(meeting).values():
        if row.pk == number:
            row.delete()
            page.log_change(request, meeting, _("Looked at again: %s") % row.why)
            messages.success(request, _("It is to be looked at again."))
    return _back(meeting)


def _refused(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not (page.has_change_permission(request, meeting) or _decides(request)):
        raise PermissionDenied
    return None


def _back(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("admin:meetings_meeting_checks", args=[meeting.pk]) + "#remarks"
    )
