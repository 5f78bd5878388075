"""What waits for a member of staff, on the first page of the admin: by what they may do."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Comment, Meeting, RecordAuthor, ReviewOpening, Revision, StepTaken
from meetings.models.choices import Action, Status, Step
from meetings.models.step_taken import last_step
from meetings.publication import PUBLISH
from meetings.review.authors import author_numbers, waits_for
from meetings.review.staff import called, publishers

#: rows of a list on the first page; the rest is one link away
SHOWN = 8
#: revisions that are looked through for records that were published lately
LATEST = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record on the list: where it is, since when, by whom, and what was said of it.

    ``notes`` are sentences: whom it waits for, who opened it, how many comments are open.
    """

    title: str
    url: str
    what: str
    since: datetime
    who: str
    why: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list with its heading, the words where it is empty, and the link to all of them."""

    name: str
    title: str
    empty: str
    rest: str
    rows: list[Waiting] = field(default_factory=list)
    more: bool = False


def worklists(user: Any, most: int = SHOWN) -> list[Worklist]:
    """What waits for this user, the most pressing first; nothing for who may see no record.

    In each list who waits longest comes first. A fixed number of queries for what one may do,
    however much there is; a list shows ``most`` records.
    """
    if not user.has_perm("meetings.view_meeting"):
        return []
    publisher, editor = user.has_perm(PUBLISH), user.has_perm("meetings.change_meeting")
    lists = [to_review(user, most)] if publisher else []
    if editor:
        lists += [sent_back(most), drafts_of(user, most)]
    if not publisher:
        lists.append(in_review(most))
    elif not settings.PUBLISH_OWN_WORK:
        lists.append(waiting_for_others(user, most))
    return [*lists, published_lately()]


def to_review(user: Any, most: int = SHOWN) -> Worklist:
    """Records that this Publisher decides on."""
    rows = _records(Status.IN_REVIEW)
    if not settings.PUBLISH_OWN_WORK:
        rows = rows.exclude(_written_by(user))
    empty = _("Nothing waits for you to review it.")
    rest = _all(status__exact="in review")
    return _listed("review", _("To review"), empty, rows, _("submitted"), rest, most)


def waiting_for_others(user: Any, most: int = SHOWN) -> Worklist:
    """Records in review that this Publisher wrote, so that somebody else decides."""
    rows = _records(Status.IN_REVIEW).filter(_written_by(user))
    empty, rest = _("Nothing of yours is in review."), _all(status__exact="in review")
    name = _("Yours, in review by others")
    return _listed("waiting", name, empty, rows, _("submitted"), rest, most)


def in_review(most: int = SHOWN) -> Worklist:
    """Records that a Publisher decides on, for who is none."""
    rows, empty = _records(Status.IN_REVIEW), _("No record is in review.")
    rest = _all(status__exact="in review")
    return _listed("review", _("In review"), empty, rows, _("submitted"), rest, most)


def sent_back(most: int = SHOWN) -> Worklist:
    """Drafts that a Publisher sent back, with the reason."""
    rows = _records(Status.DRAFT).filter(last=Step.SEND_BACK)
    empty = _("No record was sent back.")
    return _listed("back", _("Sent back"), empty, rows, _("sent back"), _all(work="back"), most)


def drafts_of(user: Any, most: int = SHOWN) -> Worklist:
    """Drafts that the user entered or changed, but for those sent back."""
    rows = _records(Status.DRAFT).filter(of_user(user))
    rows = rows.filter(Q(last__isnull=True) | ~Q(last=Step.SEND_BACK))
    empty = _("You have no drafts. Add a meeting to begin one.")
    return _listed("mine", _("My drafts"), empty, rows, _("changed"), _all(work="mine"), most)


def published_lately() -> Worklist:
    """Records that were published or loaded last."""
    rest = _all(status__exact=Status.PUBLISHED)
    listed = Worklist("lately", _("Published lately"), _("No record is published."), rest)
    latest = Revision.objects.filter(action__in=[Action.PUBLISH, Action.LOAD]).order_by("-pk")
    latest = latest.select_related("meeting__series", "user").defer("payload")[:LATEST]
    rows: dict[int, Waiting] = {}
    for revision in latest:
        meeting = revision.meeting
        if meeting.is_published and meeting.pk not in rows:
            what, who = revision.get_action_display().lower(), called(revision.user)
            rows[meeting.pk] = Waiting(
                meeting.shown_title, _page(meeting), what, revision.when, who
            )
    listed.rows.extend(list(rows.values())[:SHOWN])
    return listed


def of_user(user: Any) -> Q:
    """The condition for records that a user entered or changed."""
    entered = LogEntry.objects.filter(
        user=user.pk,
        content_type=ContentType.objects.get_for_model(Meeting),
        action_flag=ADDITION,
    )
    numbers = entered.annotate(number=Cast("object_id", IntegerField())).values("number")
    return Q(updated_by=user.pk) | Q(pk__in=numbers) | Q(_written_by(user))


def _written_by(user: Any) -> Exists:
    """The condition for records that a user wrote since they were last published."""
    return Exists(RecordAuthor.objects.filter(meeting=OuterRef("pk"), user=user.pk))


def was_sent_back(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Drafts among the rows whose last step was to be sent back."""
    return rows.annotate(last=last_step("step")).filter(status=Status.DRAFT, last=Step.SEND_BACK)


def _records(status: Status) -> QuerySet[Any]:
    """Records of one state with their last step, and since when they are as they are."""
    rows = Meeting.objects.worked_on().filter(status=status)
    return rows.select_related("series", "updated_by").annotate(
        last=last_step("step"),
        taken=last_step("pk"),
        since=Coalesce(last_step("when"), F("updated_at")),
    )


def _listed(
    name: str, title: str, empty: str, rows: QuerySet[Any], what: str, rest: str, most: int
) -> Worklist:
    meetings = list(rows.order_by("since", "slug", "pk")[: most + 1])
    steps = StepTaken.objects.select_related("user").in_bulk(
        [row.taken for row in meetings if row.taken]
    )
    notes = _notes(meetings[:most])
    waiting = [_waiting(row, steps.get(row.taken), what, notes[row.pk]) for row in meetings[:most]]
    return Worklist(name, title, empty, rest, waiting, more=len(meetings) > most)


def _notes(meetings: list[Any]) -> dict[int, list[str]]:
    """What is said beside each record, by its number; a fixed number of queries."""
    numbers = [row.pk for row in meetings]
    unanswered = Comment.objects.unanswered().filter(meeting__in=numbers)
    comments = Counter(unanswered.values_list("meeting", flat=True))
    opened = ReviewOpening.objects.filter(meeting__in=numbers).select_related("user")
    opened_by = {one.meeting_id: called(one.user) or "–" for one in opened}
    staff, authors = list(publishers()), author_numbers(meetings)
    notes: dict[int, list[str]] = {number: [] for number in numbers}
    for row in meetings:
        if row.status == Status.IN_REVIEW:
            notes[row.pk].append(_("Waits for %s.") % waits_for(authors[row.pk], staff))
        if row.pk in opened_by:
            notes[row.pk].append(_("Opened by %s.") % opened_by[row.pk])
        if count := comments.get(row.pk):
            told = ngettext("%(count)d open comment.", "%(count)d open comments.", count)
            notes[row.pk].append(told % {"count": count})
    return notes


def _waiting(meeting: Any, step: StepTaken | None, what: str, notes: list[str]) -> Waiting:
    title, page = str(meeting), _page(meeting)
    if step is None or (meeting.status == Status.DRAFT and step.step != Step.SEND_BACK):
        who = called(meeting.updated_by)
        return Waiting(title, page, _("changed"), meeting.updated_at, who, notes=notes)
    return Waiting(title, page, what, step.when, called(step.user), step.why, notes)


def _page(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


def _all(**filters: str) -> str:
    (condition,) = (f"{name}={value.replace(' ', '+')}" for name, value in filters.items())
    return f"{reverse('admin:meetings_meeting_changelist')}?{condition}"
