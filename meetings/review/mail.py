"""Mail to those whom a step or a comment concerns, where a mail server is set.

It is sent once all is stored, a mail each, and never stands in the way of what was done: a server
that fails is logged, and the page says so.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..addresses import whole_address
from ..models import Comment, Meeting
from ..models.choices import Step
from .authors import author_numbers
from .staff import called, publishers

#: who is in this group gets no mail about records; each puts themselves in it, or an administrator
NO_MAIL = "No mail about records"
#: characters of a reason or a comment that a mail repeats
QUOTED = 600

_log = logging.getLogger("meetings.review")

_SUBJECTS = {
    Step.SUBMIT: gettext_lazy("A record waits for review"),
    Step.SEND_BACK: gettext_lazy("A record was sent back"),
    Step.TAKE_BACK: gettext_lazy("A record was taken back"),
    Step.PUBLISH: gettext_lazy("A record was published"),
}
_SAID = {
    Step.SUBMIT: gettext_lazy("%(who)s submitted “%(record)s” for review."),
    Step.SEND_BACK: gettext_lazy("%(who)s sent “%(record)s” back to draft."),
    Step.TAKE_BACK: gettext_lazy("%(who)s took “%(record)s” back to draft."),
    Step.PUBLISH: gettext_lazy("%(who)s published “%(record)s”."),
}


@dataclass(slots=True)
class Mailing:
    """Who gets a mail, and, once it was sent, why it could not be."""

    users: list[Any] = field(default_factory=list)
    fault: str = ""


def wants_mail(user: Any) -> bool:
    """Whether a user gets mail about records."""
    return not user.groups.filter(name=NO_MAIL).exists()


def choose_mail(user: Any, *, wanted: bool) -> None:
    """Have a user get mail about records, or none."""
    if wanted:
        user.groups.remove(*Group.objects.filter(name=NO_MAIL))
    else:
        user.groups.add(Group.objects.get_or_create(name=NO_MAIL)[0])


def tell_of_step(
    step: str, meeting: Meeting, user: Any, why: str, authors: Iterable[int]
) -> Mailing:
    """Tell of a step once its transaction is over: Publishers of a submission, authors of others.

    ``authors`` are the row numbers of who wrote the record before the step.
    """
    if not settings.STAFF_MAIL or step not in _SUBJECTS:
        return Mailing()
    wrote = set(authors)
    numbers = {one.pk for one in publishers()} - wrote if step == Step.SUBMIT else wrote
    names = {"who": called(user) or "–", "record": meeting.shown_title}
    page = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    subject, said = str(_SUBJECTS[Step(step)]), str(_SAID[Step(step)]) % names
    return tell(numbers - {user.pk}, subject, said, why, page)


def tell_of_comment(comment: Comment) -> Mailing:
    """Tell the authors of a record, and who wrote in the thread, of a comment or an answer."""
    if not settings.STAFF_MAIL:
        return Mailing()
    meeting = comment.meeting
    first = comment.thread_id or comment.pk
    rows = Comment.objects.filter(pk=first) | Comment.objects.filter(thread=first)
    numbers = set(rows.values_list("author", flat=True))
    numbers |= author_numbers([meeting])[meeting.pk]
    said = _("%(who)s wrote a comment on “%(record)s” (%(on)s):") % {
        "who": called(comment.author),
        "record": meeting.shown_title,
        "on": comment.name,
    }
    page = reverse("admin:meetings_meeting_comments", args=[meeting.pk])
    subject = _("A comment on a record")
    place = f"{page}#comment-{first}"
    return tell(numbers - {comment.author_id, None}, subject, said, comment.text, place)


def tell(numbers: Iterable[Any], subject: str, said: str, words: str, page: str) -> Mailing:
    """Tell staff, given by their row numbers, where a server is set.

    It is sent once the transaction is over; who has no address or wants no mail gets none.
    """
    if not settings.STAFF_MAIL:
        return Mailing()
    users: Any = get_user_model()._default_manager
    told = users.filter(pk__in=set(numbers), is_active=True, is_staff=True).exclude(email="")
    wanting = told.exclude(groups__name=NO_MAIL)
    mailing = Mailing(sorted(wanting, key=lambda user: user.pk))
    if mailing.users:
        quoted = Truncator(words.strip()).chars(QUOTED)
        queue = whole_address(reverse("admin:meetings_meeting_queue"))
        lines = [said, quoted, whole_address(page)]
        lines.append(_("You can turn these mails off at the end of this page: %s") % queue)
        body = "\n\n".join(line for line in lines if line) + "\n"
        transaction.on_commit(lambda: _send(mailing, f"[{settings.SITE_NAME}] {subject}", body))
    return mailing


def _send(mailing: Mailing, subject: str, body: str) -> None:
    if not send([user.email for user in mailing.users], subject, body):
        mailing.fault = _("Mail could not be sent to those concerned; tell them yourself.")


def send(addresses: Iterable[str], subject: str, body: str) -> bool:
    """Send a mail to each; whether the server took them. A server that fails is logged."""
    try:
        connection = get_connection()
        mails = [
            EmailMessage(" ".join(subject.split()), body, to=[address], connection=connection)
            for address in addresses
        ]
        connection.send_messages(mails)
    except Exception as error:  # noqa: BLE001  (what was done stands, whatever a mail server does)
        _log.warning("Mail was not sent: %s: %s", type(error).__name__, error)
        return False
    return True
