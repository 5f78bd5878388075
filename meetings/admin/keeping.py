"""A record is kept in order after each change: who changed it, its keys, its revision."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from django.utils.translation import ngettext

from meetings.corrections.nouns import noun_corrected
from meetings.derived.refresh import refresh_derived
from meetings.models import Document, Meeting, Series, Topic
from meetings.publication import correct_record, stamp
from meetings.records.checks import Fault
from participants.models import Participant, Person

from .access import meeting_of
from .in_place import judge, reason_of

#: what records share and no record keeps a revision of
NOUNS = (Participant, Person, Topic, Series)


def keep(request: HttpRequest, meeting: Meeting) -> list[Fault]:
    """Note the change, derive keys anew, and keep a revision of what is published.

    Returns the faults that a published record now has. Raises ``RefusedInPlace`` where that is
    changed without a reason.
    """
    stamp([meeting], request.user)
    meeting.refresh_from_db()
    if meeting.is_published:
        return correct_record(meeting, request.user, reason_of(request))
    refresh_derived(meeting)
    return []


def keep_in_order(request: HttpRequest, meetings: Iterable[Meeting]) -> None:
    """Keep records in order after a change, and say what of them is amiss as it was before.

    Raises ``RefusedInPlace`` where a published one is changed without a reason, or would have a
    fault that it had not; call it in the transaction of the change.
    """
    for meeting in meetings:
        if faults := keep(request, meeting):
            judge(request, meeting, faults)
            count = len(faults)
            words = ngettext(
                "The published record has %(count)d fault, as before: %(first)s",
                "The published record has %(count)d faults, as before; the first: %(first)s",
                count,
            )
            messages.warning(request, words % {"count": count, "first": faults[0].message})


def records_from(document: Document) -> Any:
    """The records with a passage in the document."""
    return Meeting.objects.worked_on().filter(passages__document=document).distinct()


def kept_with(row: Any) -> Any:
    """The records that are kept in order when a document, or a meeting only named, is changed."""
    if isinstance(row, Document):
        return records_from(row)
    return Meeting.objects.worked_on().filter(relations__other=row.pk).distinct()


def asks_why(row: Any) -> bool:
    """Whether a change of a row changes what is published, and so needs a reason."""
    if isinstance(row, NOUNS):
        return bool(row.pk) and is_public(row)
    meeting = meeting_of(row)
    if isinstance(row, Document) or (meeting is not None and meeting.is_stub):
        return bool(row.pk) and bool(kept_with(row).published().exists())
    return meeting is not None and meeting.is_published


def keep_noun(request: HttpRequest, row: Any, message: Any) -> Any:
    """What the log says of a change: of a noun that public pages show, with the reason.

    ``message`` is what Django made of the change. Raises ``RefusedInPlace`` where the reason is
    missing; call it in the transaction of the change.
    """
    if not (isinstance(row, NOUNS) and is_public(row)):
        return message
    why = reason_of(request)
    made = LogEntry(action_flag=CHANGE, change_message=json.dumps(message))
    words = made.get_change_message() if isinstance(message, list) else str(message)
    noun_corrected.send(sender=type(row), row=row, words=words, user=request.user, why=why)
    return f"{words} {why}"


def is_public(row: Any) -> bool:
    """Whether the public sees ``row``."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    return bool((rows.public() if hasattr(rows, "public") else rows.published()).exists())
