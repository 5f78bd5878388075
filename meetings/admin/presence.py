"""Who else has a record open: told on its page, on the forms of its parts, and at the desk.

Each page of a record notes who looks at it, at most every 20 seconds; a script says so again while
the page is in view. Two minutes after the last sign somebody is taken to have gone.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone

from meetings.models import Meeting, OpenRecord

from .faults import views_of_meeting

logger = logging.getLogger(__name__)

#: after which somebody is taken to have gone, and the least time between two notes of one
GONE, AGAIN = timedelta(minutes=2), timedelta(seconds=20)
#: how long rows lie before they are deleted
KEPT = timedelta(hours=1)
TEMPLATE = "admin/meetings/presence.html"


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has the record open."""

    name: str
    since: datetime


def presence_urls(page: Any) -> list[URLPattern]:
    """The address that a script calls while a page of a record is in view."""
    return views_of_meeting(page, {"presence": _presence})


def may_know(user: Any) -> bool:
    """Whether somebody may know who looks at records: who may look at them."""
    return bool(user.has_perm("meetings.view_meeting") or user.has_perm("meetings.change_meeting"))


def presence(request: HttpRequest, meeting: Meeting | None) -> dict[str, Any]:
    """What a page of a record shows of it: context of ``admin/meetings/presence.html``.

    Notes that this user looks at it where the page is only read; two queries at most.
    """
    if meeting is None or meeting.is_stub or not may_know(request.user):
        return {}
    url = reverse("admin:meetings_meeting_presence", args=[meeting.pk])
    return {"present": _present(request, meeting, request.method == "GET"), "presence_url": url}


def _presence(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The lines alone; sent with POST, this user is there still."""
    if request.method == "POST":
        OpenRecord.objects.filter(seen__lt=timezone.now() - KEPT).delete()
    present = _present(request, meeting, request.method == "POST")
    response = TemplateResponse(request, TEMPLATE, {"present": present})
    response["Cache-Control"] = "no-store"
    return response


def _present(request: HttpRequest, meeting: Meeting, noted: bool) -> list[Present]:
    now, user = timezone.now(), request.user
    rows = OpenRecord.objects.filter(record=meeting.pk, seen__gte=now - GONE)
    there = list(rows.select_related("user").order_by("since", "pk"))
    own = next((row for row in there if row.user_id == user.pk), None)
    if noted and (own is None or own.seen < now - AGAIN):
        _note(user, meeting, own.since if own else now, now)
    return _told([row for row in there if row is not own])


def _told(rows: Sequence[OpenRecord]) -> list[Present]:
    return [Present(row.user.get_full_name() or row.user.get_username(), row.since) for row in rows]


def _note(user: Any, meeting: Meeting, since: datetime, now: datetime) -> None:
    row = OpenRecord(user=user, record=meeting.pk, since=since, seen=now)
    try:
        OpenRecord.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["record", "user"],
            update_fields=["since", "seen"],
        )
    except DatabaseError as error:
        # A page is shown all the same where nothing can be written.
        logger.warning("Who has a record open could not be noted: %s", error)
