"""Who entered or changed a record since it was last published: somebody else publishes it.

The setting ``PUBLISH_OWN_WORK`` lets a secretariat of one person publish what that person wrote.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery

from ..models import Meeting, RecordAuthor, StepTaken
from ..models.choices import Step
from .staff import PUBLISH, called, named, publishers

# Asked of every act at the desk: put into SQL once.
_NOTED = PreparedQuery(
    lambda number, user: (
        RecordAuthor.objects.filter(meeting__in=[number], user=user)
        .order_by()
        .values_list("meeting_id")
    )
)


def note_author(numbers: Iterable[int], user: Any) -> None:
    """Note that a user entered or changed records, given by their row numbers."""
    if user is None or user.pk is None:
        return
    asked = list(numbers)
    known = {number for (number,) in _NOTED.rows(asked, user.pk)}
    RecordAuthor.objects.bulk_create(
        RecordAuthor(meeting_id=number, user=user) for number in asked if number not in known
    )


def forget_authors(meeting: Meeting) -> None:
    """Begin anew: call it in the transaction that publishes the record."""
    RecordAuthor.objects.filter(meeting=meeting.pk).delete()


def author_numbers(meetings: Sequence[Meeting]) -> dict[int, set[int]]:
    """The row numbers of the authors of each record, by its row number; two queries.

    Those who submitted it count, and who changed it after its last step: in a register that
    was moved nothing else says who wrote a record.
    """
    authors: dict[int, set[int]] = {meeting.pk: set() for meeting in meetings}
    last: dict[int, Any] = {}
    steps = StepTaken.objects.filter(meeting__in=authors).order_by("pk")
    for taken in steps.values_list("meeting_id", "step", "user_id", "when", named=True):
        last[taken.meeting_id] = taken.when
        if taken.step in {Step.PUBLISH, Step.CORRECT}:
            authors[taken.meeting_id].clear()
        elif taken.step == Step.SUBMIT and taken.user_id is not None:
            authors[taken.meeting_id].add(taken.user_id)
    for meeting in meetings:
        after = meeting.pk not in last or meeting.updated_at > last[meeting.pk]
        if meeting.updated_by_id is not None and after:
            authors[meeting.pk].add(meeting.updated_by_id)
    for row in RecordAuthor.objects.filter(meeting__in=authors):
        authors[row.meeting_id].add(row.user_id)
    return authors


def is_own_work(meeting: Meeting, user: Any) -> bool:
    """Whether a user, be it a superuser, may not publish a record because they wrote it."""
    if settings.PUBLISH_OWN_WORK:
        return False
    return user.pk in author_numbers([meeting])[meeting.pk]


def who_publishes(meeting: Meeting, user: Any) -> str:
    """Whom a record waits for, told to one who wrote it and would publish; "" to all others."""
    if not user.has_perm(PUBLISH) or not is_own_work(meeting, user):
        return ""
    return own_work(meeting)


def own_work(meeting: Meeting) -> str:
    """Why an author does not publish a record, and who may, in words."""
    authors = author_numbers([meeting])[meeting.pk]
    others = [one for one in publishers() if one.pk not in authors]
    why = _("You entered or changed this record since it was last published.")
    if others:
        return f"{why} {_('It is published by another: %s.') % named(others)}"
    remedy = _(
        "There is no other Publisher who did not: an administrator can add one to the group, or "
        "allow all to publish their own work (the setting PUBLISH_OWN_WORK)."
    )
    return f"{why} {remedy}"


def waits_for(authors: Iterable[int], staff: Sequence[Any]) -> str:
    """Whom a record in review waits for: “any Publisher but Ada”.

    ``authors`` are row numbers, ``staff`` the Publishers.
    """
    mine = set() if settings.PUBLISH_OWN_WORK else set(authors)
    but = [one for one in staff if one.pk in mine]
    if len(but) == len(staff):
        return _("a Publisher, and there is none who did not write it")
    if len(staff) - len(but) == 1:
        return called(next(one for one in staff if one.pk not in mine))
    return _("any Publisher but %s") % named(but) if but else _("any Publisher")
