"""What the page of a record says of its review: who waits for whom, who opened it, comments."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from meetings.models.choices import Status, Step
from meetings.publication import STEPS
from meetings.review.authors import author_numbers, waits_for, who_publishes
from meetings.review.comments import open_comments
from meetings.review.opening import note_opening, submitted
from meetings.review.staff import PUBLISH, called, publishers

from .review_comments import comments_page, told_time

#: steps before which one is told that comments are open
TOLD = (Step.SUBMIT, Step.PUBLISH)


def review_shown(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What the template of a record prints of its review; notes who opens it."""
    user: Any = request.user
    begins = meeting.status in STEPS["publish"].begins
    return {
        "review": review_lines(meeting, user),
        "who_publishes": who_publishes(meeting, user) if begins else "",
        "open_comments": open_comments(meeting).count(),
        "comments_page": comments_page(meeting),
    }


def review_lines(meeting: Meeting, user: Any) -> list[str]:
    """Sentences on a record in review, none on others: whom it waits for, and who opened it."""
    if meeting.status != Status.IN_REVIEW:
        return []
    opening = note_opening(meeting, user)
    step = submitted(meeting)
    authors = author_numbers([meeting])[meeting.pk]
    lines = [_("It waits for %s.") % waits_for(authors, list(publishers()))]
    if opening is not None:
        values = {"who": called(opening.user) or "–", "when": told_time(opening.when)}
        lines.append(_("Opened for review by %(who)s, %(when)s.") % values)
    elif step is not None:
        who = called(step.user) or "–"
        lines.append(_("Nobody has opened it for review yet; %s can take it back.") % who)
    if not settings.PUBLISH_OWN_WORK and user.has_perm(PUBLISH) and user.pk not in authors:
        lines.append(_("If you change it yourself, somebody else publishes it."))
    return lines


def warn_of_comments(request: HttpRequest, meeting: Meeting, step: str) -> None:
    """Say how many comments are open where a record was submitted or published."""
    if step not in TOLD or not (words := comments_in_words(meeting)):
        return
    link = format_html('<a href="{}">{}</a>', comments_page(meeting), words)
    messages.warning(request, link)


def comments_in_words(meeting: Meeting) -> str:
    """“3 comments are open.”; "" for none."""
    count = open_comments(meeting).count()
    if not count:
        return ""
    told = ngettext("%(count)d comment is open.", "%(count)d comments are open.", count)
    return told % {"count": count}
