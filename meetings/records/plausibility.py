"""What a record says that cannot be so: days out of order, and one meeting recorded twice."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ..dates import is_of_days
from ..models import Meeting, Pledge, Update
from ..models.choices import Status
from .faults import Fault
from .gathered import Gathered

Days = tuple[date | None, date | None]


def implausible_parts(rows: Gathered) -> Iterator[Fault]:
    """Sessions outside the meeting, and pledges against the order of time."""
    meeting = rows.meeting
    for session in rows.sessions:
        whole = session.part_of
        if whole is not None and whole.meeting_id == meeting.pk and _outside(session, whole):
            yield _session_fault(session, whole.title or whole.key)
        elif _outside(session, meeting):
            yield _session_fault(session, meeting.date)
    for pledge in rows.pledges:
        yield from _pledge_faults(pledge, meeting)


def _outside(part: Any, whole: Any) -> bool:
    """Whether a part lies outside of the whole; days that are not known exactly may lie inside."""
    days, around = (part.first_day, part.last_day), (whole.first_day, whole.last_day)
    if _before(days[1], around[0]) or _before(around[1], days[0]):
        return True
    exact = is_of_days(part.date) and is_of_days(whole.date)
    return exact and (_before(days[0], around[0]) or _before(around[1], days[1]))


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _session_fault(session: Any, whole: str) -> Fault:
    message = _(
        "the session “%(session)s” (%(date)s) lies outside of %(whole)s; correct one of the dates."
    )
    values = {"session": session.title or session.key, "date": session.date, "whole": whole}
    return Fault("date", message % values, session)


def is_due_too_early(pledge: Pledge) -> bool:
    """Whether a pledge is due before it is made."""
    return _before(pledge.due_last, pledge.made_first)


def is_made_too_late(pledge: Pledge, meeting: Meeting) -> bool:
    """Whether a pledge is made after its meeting."""
    return _before(meeting.last_day, pledge.made_first)


def is_reported_too_early(update: Update, pledge: Pledge) -> bool:
    """Whether something is reported of a pledge before it is made."""
    return _before(update.last_day, pledge.made_first)


def _pledge_faults(pledge: Pledge, meeting: Meeting) -> Iterator[Fault]:
    values = {"number": pledge.number, "made": pledge.made, "due": pledge.due}
    if is_due_too_early(pledge):
        message = _(
            "pledge %(number)d is due (%(due)s) before it is made (%(made)s); correct one of them."
        )
        yield Fault("date", message % values, pledge)
    if is_made_too_late(pledge, meeting):
        message = _(
            "pledge %(number)d is made (%(made)s) after its meeting (%(meeting)s); correct the "
            "date, or record it with the meeting at which it was made."
        )
        yield Fault("date", message % {**values, "meeting": meeting.date}, pledge)
    for update in pledge.updates.all():
        if is_reported_too_early(update, pledge):
            message = _(
                "pledge %(number)d is reported as “%(status)s” (%(date)s) before it is made "
                "(%(made)s); correct one of the dates."
            )
            reported = {"status": update.get_status_display(), "date": update.date}
            yield Fault("date", message % {**values, **reported}, pledge)


def twins(rows: Gathered) -> Iterator[Fault]:
    """Other records of that date, but withdrawn ones, that look like this meeting.

    A correction has the address of its record, which it is like.
    """
    meeting = rows.meeting
    if not meeting.date:
        return
    digests = [document.sha256 for document in rows.documents]
    alike = Q(title="", passages__document__sha256__in=digests)
    if meeting.title:
        alike = Q(title__iexact=meeting.title)
    if meeting.series_id and meeting.ordinal:
        alike |= Q(series=meeting.series_id, ordinal=meeting.ordinal)
    others = (
        Meeting.objects.records()
        .filter(status__in={*Status.values} - {Status.WITHDRAWN}, first_day=meeting.first_day)
        .filter(alike, date=meeting.date)
        .exclude(slug=meeting.slug)
    )
    for slug in others.order_by("slug").values_list("slug", flat=True).distinct():
        message = _(
            "“%(one)s” and “%(other)s” look like one meeting recorded twice; keep one, and "
            "withdraw the other."
        )
        yield Fault("twin", message % {"one": meeting.slug, "other": slug}, meeting)
