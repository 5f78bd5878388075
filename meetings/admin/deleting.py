"""Deletions name what goes, and leave a published record whole or are refused with the reasons."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from meetings.models import Document, Mark, Meeting
from meetings.models.choices import MarkKind
from meetings.records.checks import Fault, record_faults
from meetings.records.faults import new_faults
from meetings.records.stored_texts import document_coverage

from .access import hold, may_change, meeting_of
from .back import PANELS, page_of_meeting
from .fault_links import linked
from .going import going
from .in_place import WHY, RefusedInPlace
from .keeping import keep, keep_in_order, records_from

#: the box that says what becomes of the words of what is deleted
MARK_AS = "_mark_as"


class WouldBreak(Exception):  # noqa: N818  (it is an answer, not an error)
    """A deletion that a published record does not stand, with the faults that it would have."""

    def __init__(
        self, message: str, meeting: Meeting | None = None, faults: Sequence[Fault] = ()
    ) -> None:
        super().__init__(message)
        self.faults = linked(meeting, faults) if meeting else []


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of a document that a deleted part pointed to."""

    document: int
    start: int
    end: int


def ranges_of(rows: Iterable[Any]) -> list[Range]:
    """The passages that go with rows."""
    return [Range(row.document_id, row.start, row.end) for row in going(rows).passages]


def _may_mark(request: HttpRequest, ranges: Sequence[Range]) -> bool:
    documents = Document.objects.filter(pk__in={row.document for row in ranges}).defer("text")
    user: Any = request.user
    return (
        bool(ranges)
        and user.has_perm("meetings.add_mark")
        and all(may_change(user, row) for row in documents)
    )


def mark_left_over(request: HttpRequest, ranges: Sequence[Range], kind: str) -> list[Document]:
    """Mark what of ``ranges`` nothing accounts for any more; gives the documents changed.

    Raises ``PermissionDenied``.
    """
    if not _may_mark(request, ranges):
        raise PermissionDenied
    changed = []
    for document in Document.objects.filter(pk__in={row.document for row in ranges}).order_by("pk"):
        for gap in document_coverage(document).gaps:
            for row in ranges:
                start, end = max(gap.start, row.start), min(gap.end, row.end)
                if row.document == document.pk and start < end:
                    Mark.objects.get_or_create(document=document, kind=kind, start=start, end=end)
        changed.append(document)
    return changed


class DeletingAdmin(admin.ModelAdmin):
    """A page from which rows are deleted."""

    delete_confirmation_template = "admin/meetings/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/meetings/delete_selected_confirmation.html"

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes in words, how many of which noun, what is not allowed, what stands against."""
        rows = list(objs)
        found = going(rows)
        pages = {model: self.admin_site._registry.get(model) for model in found.models}
        lacking = {
            str(model._meta.verbose_name)
            for model, page in pages.items()
            if page is not None and not page.has_delete_permission(request)
        }
        if not all(self.has_delete_permission(request, row) for row in rows):
            lacking.add(str(self.opts.verbose_name))
        return found.words, dict(found.counts), lacking, found.protected

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page that asks; refused, it is shown again with the reasons."""
        row = self.get_object(request, object_id)
        context = self._asked(request, [row] if row else []) | (extra_context or {})
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, context)
        except WouldBreak as refused:
            context |= _reasons(request, refused)
            request.method, request.POST = "GET", QueryDict()
            answer: Any = super().delete_view(request, object_id, context)
            answer.status_code = 409
            return answer

    def get_actions(self, request: HttpRequest) -> Any:
        """Several at once by the same rules."""
        actions: dict[str, Any] = super().get_actions(request)
        if "delete_selected" in actions:
            _function, name, words = actions["delete_selected"]
            actions["delete_selected"] = (delete_several, name, words)
        return actions

    def _asked(self, request: HttpRequest, rows: Sequence[Any]) -> dict[str, Any]:
        """What the page that asks has to know."""
        meetings = [meeting for row in rows if (meeting := meeting_of(row)) and meeting != row]
        may_mark = bool(meetings) and _may_mark(request, ranges_of(rows))
        return {
            "ask_why": any(meeting.is_published for meeting in meetings),
            "mark_kinds": MarkKind.choices if may_mark else [],
            "why": request.POST.get(WHY, ""),
        }

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete a row of an open record."""
        request.__dict__["words_gone"] = going([obj]).words[0]
        self._delete(request, [obj], lambda: super(DeletingAdmin, self).delete_model(request, obj))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Delete rows of open records."""
        rows = list(queryset)
        self._delete(
            request, rows, lambda: super(DeletingAdmin, self).delete_queryset(request, queryset)
        )

    def _delete(self, request: HttpRequest, rows: list[Any], delete: Callable[[], None]) -> None:
        try:
            self._delete_whole(request, rows, delete)
        except RefusedInPlace as refused:
            # Another published record has the words that were marked.
            raise WouldBreak(str(refused)) from refused

    def _delete_whole(
        self, request: HttpRequest, rows: list[Any], delete: Callable[[], None]
    ) -> None:
        meetings: dict[int, Meeting] = {}
        for row in rows:
            hold(request, row, note=not isinstance(row, Meeting))
            if (meeting := meeting_of(row)) and meeting != row:
                meetings[meeting.pk] = meeting
        why = request.POST.get(WHY, "")
        if "\0" in why:
            raise WouldBreak(_("The reason holds a NUL character; type it again."))
        published = [meeting for meeting in meetings.values() if meeting.is_published]
        if published and not why.strip():
            raise WouldBreak(_("The record is published: give the reason, which is kept with it."))
        before = {one.pk: record_faults(one) for one in published}
        ranges = ranges_of(rows) if meetings else []
        delete()
        kind = request.POST.get(MARK_AS, "")
        marked = mark_left_over(request, ranges, kind) if kind in MarkKind else []
        for meeting in Meeting.objects.filter(pk__in=meetings).order_by("pk"):
            faults = keep(request, meeting)
            if new := new_faults(before.get(meeting.pk, ()), faults):
                raise WouldBreak(
                    _("Nothing was deleted: the published record would no longer be whole."),
                    meeting,
                    new,
                )
        for document in marked:
            keep_in_order(request, records_from(document).exclude(pk__in=meetings))
        request.__dict__["meetings_left"] = [*meetings.values()]

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        """Say in words what went, back at the meeting."""
        words = request.__dict__.get("words_gone", obj_display)
        answer = super().response_delete(request, words, obj_id)
        left = request.__dict__.get("meetings_left")
        if not left or IS_POPUP_VAR in request.POST:
            return answer
        if not self.admin_site.get_model_admin(Meeting).has_view_permission(request):
            return answer
        noun = str(self.opts.model_name)
        place = f"#panel-{noun}" if noun in PANELS else ""
        return HttpResponseRedirect(page_of_meeting(left[0]) + place)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Say in words which rows of the page went."""
        gone = _deleted_rows(formset)
        super().save_formset(request, form, formset, change)
        if gone:
            messages.info(request, _("Deleted: %s.") % "; ".join(gone))


def _deleted_rows(formset: Any) -> list[str]:
    noun = formset.model._meta.verbose_name
    rows = [form.instance for form in getattr(formset, "deleted_forms", []) if form.instance.pk]
    return [f"{noun} “{words}”" for words in going(rows).words]


def _reasons(request: HttpRequest, refused: WouldBreak) -> dict[str, Any]:
    return {
        "refused": str(refused),
        "faults": refused.faults,
        "why": request.POST.get(WHY, ""),
    }


def delete_several(page: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    """The action of a list: as Django's, by the rules of a single deletion."""
    context = page._asked(request, list(queryset))
    status = 200
    try:
        with transaction.atomic():
            answer: Any = delete_selected(page, request, queryset)
    except WouldBreak as refused:
        context |= _reasons(request, refused)
        request.POST = request.POST.copy()  # type: ignore[assignment]
        del request.POST["post"]  # type: ignore[misc]
        answer, status = delete_selected(page, request, queryset), 409
    if answer is not None:
        answer.context_data |= context
        answer.status_code = status
    return answer
