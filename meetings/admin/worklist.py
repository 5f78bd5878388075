"""What waits for a member of staff, on the first page of the admin: by what they may do."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, IntegerField, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting, Revision, StepTaken
from meetings.models.choices import Action, Status, Step
from meetings.models.step_taken import last_step
from meetings.publication import PUBLISH

from .steps_taken import called

#: rows of a list on the first page; the rest is one link away
SHOWN = 8
#: revisions that are looked through for records that were published lately
LATEST = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record on the list: where it is, since when, by whom, and what was said of it."""

    title: str
    url: str
    what: str
    since: datetime
    who: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list with its heading, the words where it is empty, and the link to all of them."""

    name: str
    title: str
    empty: str
    rest: str
    rows: list[Waiting] = field(default_factory=list)
    more: bool = False


def worklists(user: Any) -> list[Worklist]:
    """What waits for this user, the most pressing first; nothing for who may see no record.

    A fixed number of queries for what one may do, however much there is.
    """
    if not user.has_perm("meetings.view_meeting"):
        return []
    publisher, editor = user.has_perm(PUBLISH), user.has_perm("meetings.change_meeting")
    lists = [in_review(publisher=publisher)] if publisher else []
    if editor:
        lists += [sent_back(), drafts_of(user)]
    if not publisher:
        lists.append(in_review(publisher=False))
    return [*lists, published_lately()]


def in_review(*, publisher: bool) -> Worklist:
    """Records that a Publisher decides on; who waits longest comes first."""
    rows = _records(Status.IN_REVIEW).order_by("since", "slug")
    empty = _("Nothing waits for a Publisher.") if publisher else _("No record is in review.")
    title = _("To review") if publisher else _("In review")
    return _listed("review", title, empty, rows, _("submitted"), _all(status__exact="in review"))


def sent_back() -> Worklist:
    """Drafts that a Publisher sent back, with the reason; the last one first."""
    rows = _records(Status.DRAFT).filter(last=Step.SEND_BACK).order_by("-since", "slug")
    empty = _("No record was sent back.")
    return _listed("back", _("Sent back"), empty, rows, _("sent back"), _all(work="back"))


def drafts_of(user: Any) -> Worklist:
    """Drafts that the user entered or changed last, but for those sent back."""
    rows = _records(Status.DRAFT).filter(of_user(user))
    rows = rows.filter(Q(last__isnull=True) | ~Q(last=Step.SEND_BACK))
    empty = _("You have no drafts. Add a meeting to begin one.")
    rows = rows.order_by("-updated_at", "slug")
    return _listed("mine", _("My drafts"), empty, rows, _("changed"), _all(work="mine"))


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
    """The condition for records that a user entered or changed last."""
    entered = LogEntry.objects.filter(
        user=user.pk,
        content_type=ContentType.objects.get_for_model(Meeting),
        action_flag=ADDITION,
    )
    numbers = entered.annotate(number=Cast("object_id", IntegerField())).values("number")
    return Q(updated_by=user.pk) | Q(pk__in=numbers)


def was_sent_back(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Drafts among the rows whose last step was to be sent back."""
    return rows.annotate(last=last_step("step")).filter(status=Status.DRAFT, last=Step.SEND_BACK)


def _records(status: Status) -> QuerySet[Any]:
    """Records of one state with their last step, and since when they are as they are."""
    rows = Meeting.objects.records().filter(status=status)
    return rows.select_related("series", "updated_by").annotate(
        last=last_step("step"),
        taken=last_step("pk"),
        since=Coalesce(last_step("when"), F("updated_at")),
    )


def _listed(
    name: str, title: str, empty: str, rows: QuerySet[Any], what: str, rest: str
) -> Worklist:
    meetings = list(rows[: SHOWN + 1])
    steps = StepTaken.objects.select_related("user").in_bulk(
        [row.taken for row in meetings if row.taken]
    )
    waiting = [_waiting(row, steps.get(row.taken), what) for row in meetings[:SHOWN]]
    return Worklist(name, title, empty, rest, waiting, more=len(meetings) > SHOWN)


def _waiting(meeting: Any, step: StepTaken | None, what: str) -> Waiting:
    if step is None or (meeting.status == Status.DRAFT and step.step != Step.SEND_BACK):
        who = called(meeting.updated_by)
        return Waiting(meeting.shown_title, _page(meeting), _("changed"), meeting.updated_at, who)
    return Waiting(
        meeting.shown_title, _page(meeting), what, step.when, called(step.user), step.why
    )


def _page(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


def _all(**filters: str) -> str:
    (condition,) = (f"{name}={value.replace(' ', '+')}" for name, value in filters.items())
    return f"{reverse('admin:meetings_meeting_changelist')}?{condition}"
