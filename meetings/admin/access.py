"""Who may change what: one rule for every page, inline, action and raw request.

An Editor changes drafts. A record that is in review, published or withdrawn is open to
Publishers only, with all its parts. What records share (participants, people, topics,
series, documents, meetings only named) is open to Editors until a published or withdrawn
record uses it.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.history.sittings import note_change
from meetings.models import Document, Meeting, Relation, Series, Topic
from meetings.models.choices import Layer, Status
from meetings.models.parts import meeting_path
from meetings.publication import PUBLISH
from participants.models import Participant, Person

FIXED = (Status.PUBLISHED, Status.WITHDRAWN)
SHARED = (Participant, Person, Topic, Series, Document)
#: a unit, its office and its organisation; a topic and its broader ones
DEPTH = 3


def meeting_of(row: Any) -> Meeting | None:
    """The meeting that a row belongs to; None for what records share."""
    if isinstance(row, Meeting):
        return row
    path = meeting_path(type(row))
    for name in path.split("__") if path else ["meeting"]:
        row = getattr(row, name, None)
    return row if isinstance(row, Meeting) else None


def fixed_meetings() -> Any:
    """Published and withdrawn records, and the stubs that they name."""
    named = Relation.objects.filter(
        other=OuterRef("pk"), meeting__layer=Layer.RECORD, meeting__status__in=FIXED
    )
    return Meeting.objects.filter(Q(layer=Layer.RECORD, status__in=FIXED) | Exists(named))


def in_fixed_record(model: type[models.Model], pks: list[Any], depth: int = DEPTH) -> bool:
    """Whether a published or withdrawn record uses one of the rows of ``model``.

    Directly, or through what it uses: the part of a body, a narrower topic, an issued document.
    """
    return any(
        _use_is_fixed(relation, pks, depth)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel)
    )


def _use_is_fixed(relation: Any, pks: list[Any], depth: int) -> bool:
    user = relation.related_model
    rows = user._default_manager.filter(**{f"{relation.field.name}__in": pks})
    if user is Meeting:
        return bool(rows.filter(pk__in=fixed_meetings().values("pk")).exists())
    if path := meeting_path(user):
        return bool(rows.filter(**{f"{path}__in": fixed_meetings().values("pk")}).exists())
    if user not in SHARED or depth == 0:
        return False
    users = list(rows.values_list("pk", flat=True))
    return bool(users) and in_fixed_record(user, users, depth - 1)


def is_open(row: Any) -> bool:
    """Whether an Editor may change a stored row."""
    if row.pk is None:
        return True
    meeting = meeting_of(row)
    if meeting is None:
        return not _is_used(row)
    if not meeting.is_stub:
        return meeting.status == Status.DRAFT
    return not fixed_meetings().filter(pk=meeting.pk).exists()


def _is_used(row: Any) -> bool:
    """Whether a closed record uses a shared row; the text under review is closed with it."""
    model = type(row)
    if model not in SHARED:
        return False
    if model is Document and row.passages.filter(meeting__status=Status.IN_REVIEW).exists():
        return True
    return in_fixed_record(model, [row.pk])


def may_change(user: Any, row: Any) -> bool:
    """Whether the state of the row's record lets ``user`` change it."""
    return bool(user.has_perm(PUBLISH)) or is_open(row)


def hold(request: HttpRequest, row: Any, *, note: bool = True) -> None:
    """Lock the record of ``row`` and judge again, now that nobody else can change it.

    What others made of it is kept as a revision, of a document all records that quote it; not with
    ``note`` false, where nothing was changed or the record itself goes.
    Raises ``PermissionDenied``.
    """
    meeting = meeting_of(row)
    if isinstance(row, Document) and row.pk is not None:
        quoting = Meeting.objects.exclude(layer=Layer.STUB).filter(passages__document=row)
        rows = Meeting.objects.select_for_update().filter(pk__in=quoting.values("pk"))
        for one in rows.order_by("pk"):
            if note:
                note_change(one, request.user)
    if meeting is None or meeting.pk is None:
        return
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not may_change(request.user, stored):
        raise PermissionDenied
    if note:
        note_change(stored, request.user)


def open_to(request: HttpRequest) -> Any:
    """A validator that refuses what this user may not change."""

    def validate(row: Any) -> None:
        meeting = meeting_of(row)
        if meeting and meeting.is_stub:
            raise ValidationError(_("This meeting is only named; record it first."))
        if not may_change(request.user, row):
            raise ValidationError(
                _("This record is closed to you: it is in review, published or withdrawn.")
            )

    return validate


class Guard(admin.options.BaseModelAdmin):
    """Permissions of a page or an inline, narrowed by the state of the record.

    An inline is asked with the row of its page, which stands in the same record.
    """

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and a record that is open to this user."""
        return super().has_change_permission(request, obj) and self._open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and a record that is open to this user."""
        return super().has_delete_permission(request, obj) and self._open(request, obj)

    def _open(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return True
        # Django asks many times a page; the answer is looked up once.
        known = request.__dict__.setdefault("open_rows", {})
        row = (type(obj), obj.pk)
        if row not in known:
            known[row] = may_change(request.user, obj)
        return bool(known[row])


class GuardedInline(Guard, admin.options.InlineModelAdmin):
    """Rows on the page of their owner."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and a record that is open to this user."""
        return super().has_add_permission(request, obj) and self._open(request, obj)


class ReadOnly(admin.options.BaseModelAdmin):
    """Rows that follow from steps or from other pages, and are only read here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
