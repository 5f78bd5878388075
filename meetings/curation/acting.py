"""The transaction of an act: who may, on which version of which parts, with what undoes it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery
from participants.queries.prepared_rows import PreparedRows

from ..derived.refresh import refresh_derived
from ..derived.statement_keys import refresh_links
from ..history.sittings import note_change
from ..models import Act, Meeting, Relation, RetiredNumber, Speaker
from ..models.choices import Status
from ..publication import PUBLISH, stamp
from ..review.staff import SUBMIT
from .errors import ActError, Changed, Done
from .images import (
    Image,
    changes,
    images_by_part,
    merged,
    put_back,
    retired_numbers,
    same,
    stored,
    version_of,
)
from .parts import find_part

#: acts that are kept for each record, and words of one that are
KEPT, LONGEST = 500, 300
#: changes of which something follows at once, in a draft too
_FOLLOWED = {model._meta.label_lower for model in (Relation, Meeting)}
#: by which statements are linked with who speaks
_SPEAKER = Speaker._meta.label_lower


@dataclass(slots=True)
class Doing:
    """An act while it is done, in the transaction that holds its record.

    Take each part before it is changed, add those that are made, and say in ``words`` what was
    done; ``act`` is what was kept of it, None where nothing changed.
    """

    meeting: Meeting
    user: Any
    name: str
    words: str = ""
    parts: list[models.Model] = field(default_factory=list)
    before: Image = field(default_factory=dict)
    act: Act | None = None
    #: the parts as the act left them, by label and number
    after: dict[tuple[str, int], Image] = field(default_factory=dict)

    def take(self, reference: str, version: str = "") -> Any:
        """The part that the page calls so, as it is now and before it is changed.

        Raises :class:`ActError` where it is gone, and :class:`Changed` where it does not read as
        it did at ``version``.
        """
        part = find_part(self.meeting, reference)
        (image,) = images_by_part([part]).values()
        if version and version != version_of(image):
            raise Changed(part)
        self._add(part, image)
        return part

    def take_all(self, parts: Iterable[models.Model]) -> None:
        """Take rows that were read in this transaction."""
        parts = [*parts]
        images = images_by_part(parts)
        for part in parts:
            self._add(part, images[part._meta.label_lower, int(part.pk)])

    def made(self, *parts: models.Model) -> None:
        """Note parts that the act makes."""
        self.parts += parts

    def _add(self, part: models.Model, image: Image) -> None:
        self.parts.append(part)
        for label, rows in image.items():
            self.before.setdefault(label, {}).update(rows)


def may_act(user: Any, meeting: Meeting) -> bool:
    """Whether ``user`` may act on a record as it stands: on drafts, and Publishers in review."""
    if meeting.is_stub or not user.has_perm("meetings.change_meeting"):
        return False
    if meeting.status == Status.DRAFT:
        return bool(user.has_perm(SUBMIT) or user.has_perm(PUBLISH))
    return meeting.status == Status.IN_REVIEW and bool(user.has_perm(PUBLISH))


@contextmanager
def acting(meeting: Meeting, user: Any, name: str, token: str = "") -> Iterator[Doing]:
    """The transaction in which parts of a record are changed, kept as one :class:`Act`.

    It holds the record and judges whether ``user`` may act on it now. Raises
    ``PermissionDenied``, :class:`Done` where a form with this ``token`` acted before, and
    :class:`ActError` where the database refuses.
    """
    try:
        with transaction.atomic():
            doing = _begun(meeting, user, name, token)
            yield doing
            _kept(doing, token)
    except ProtectedError as refused:
        raise ActError(_protected(refused)) from refused
    except IntegrityError as refused:
        raise ActError(
            _("It was not done: something of it is there already. Load the page again.")
        ) from refused
    except ValidationError as refused:
        raise ActError(" ".join(refused.messages)) from refused


def _begun(meeting: Meeting, user: Any, name: str, token: str) -> Doing:
    held = Meeting.objects.select_for_update(of=("self",)).only("status", "layer")
    row = held.get(pk=meeting.pk)
    meeting.status, meeting.layer = row.status, row.layer
    if token and (earlier := Act.objects.filter(token=token).first()):
        raise Done(earlier)
    if not may_act(user, meeting):
        raise PermissionDenied
    note_change(meeting, user)
    return Doing(meeting, user, name, before=retired_numbers(meeting))


def _kept(doing: Doing, token: str) -> None:
    """Keep what was done, if anything changed."""
    meeting = doing.meeting
    doing.after = images_by_part(doing.parts)
    after = retired_numbers(meeting) | merged(doing.after.values())
    gone, new = changes(doing.before, after)
    if not gone:
        return
    stamp([meeting], doing.user)
    _follow(meeting, gone, new)
    doing.act = Act.objects.create(
        meeting=meeting,
        user=doing.user,
        name=doing.name,
        words=Truncator(doing.words or doing.name).chars(LONGEST),
        parts=list(dict.fromkeys(reference(part) for part in doing.parts if part.pk)),
        before=gone,
        after=new,
        token=token or None,
    )
    _prune(meeting)


def _follow(meeting: Meeting, *images: Image) -> None:
    """Derive what follows from rows that changed, in a draft too: there no statement has a key."""
    changed = {label: rows for image in images for label, rows in image.items()}
    if _FOLLOWED & changed.keys():
        refresh_derived(meeting)
        return
    speakers = [row for image in images for row in image.get(_SPEAKER, {}).values() if row]
    refresh_links({row["statement_id"] for row in speakers})


def _protected(refused: ProtectedError) -> str:
    rows = sorted({f"“{Truncator(str(row)).chars(60)}”" for row in refused.protected_objects})
    return _("It is still used by %(rows)s. Change or delete that first.") % {
        "rows": ", ".join(rows[:5])
    }


def _prune(meeting: Meeting) -> None:
    for (pk,) in _OLDEST.rows(meeting.pk):
        Act.objects.filter(meeting=meeting, pk__lte=pk).delete()


def reference(part: models.Model) -> str:
    """What a part is called on the page: “statement-12”, by its row number."""
    return f"{part._meta.model_name}-{part.pk}"


# Asked of every act: put into SQL once. Images are large, and only undoing reads them.
_LAST = PreparedRows(
    Act,
    lambda meeting, user: Act.objects.filter(meeting=meeting, user=user, undone=None).order_by(
        "-pk"
    )[:1],
    without=("before", "after"),
)
_OLDEST = PreparedQuery(
    lambda meeting: (
        Act.objects.filter(meeting=meeting).order_by("-pk").values_list("pk")[KEPT : KEPT + 1]
    )
)


def last_act(meeting: Meeting, user: Any) -> Act | None:
    """The act that ``user`` would undo: their last one that still stands."""
    return next(iter(_LAST.rows(meeting.pk, user.pk)), None)


@transaction.atomic
def undo(act: Act, user: Any) -> Act:
    """Put back what an act changed, where nobody changed it since.

    Raises ``PermissionDenied``, and :class:`ActError` with what stands in the way.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=act.meeting_id)
    act = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
    if not may_act(user, meeting):
        raise PermissionDenied
    if act.undone is not None:
        raise ActError(_("This was undone already."))
    numbers = RetiredNumber._meta.label_lower
    asked = {label: rows for label, rows in act.after.items() if label != numbers}
    now = stored(act.before)
    if not same({label: now[label] for label in asked}, asked):
        raise ActError(_("It was changed again since; undo or correct that first."))
    note_change(meeting, user)
    retired = set(RetiredNumber.objects.filter(meeting=meeting).values_list("pk", flat=True))
    try:
        with transaction.atomic():
            put_back(act.before, now)
    except (IntegrityError, ProtectedError) as refused:
        raise ActError(
            _("Something that was made since uses it, or stands in its place.")
        ) from refused
    # A number that only this act gave was seen by nobody else, and is free again.
    RetiredNumber.objects.filter(meeting=meeting).exclude(pk__in=retired).exclude(
        pk__in=[int(pk) for pk in act.before.get(numbers, {})]
    ).delete()
    stamp([meeting], user)
    _follow(meeting, act.before, act.after)
    act.undone = timezone.now()
    act.save(update_fields=["undone"])
    return act
