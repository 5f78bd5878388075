"""Merging rows of a list: a page that tells what each has, what moves, and what is asked."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.merging.carrying import MergeError, merge
from meetings.merging.plan import ComparedField, MergePlan, Told, affected_records, plan_of
from meetings.models import Meeting, Merge

from .access import may_change
from .duplicates import duplicates_url, duplicates_urls
from .forms import Autocomplete
from .keeping import is_public
from .numbers import row_number

#: the parameters of the page: the rows, which of them stays, and a value of each field
ROWS, KEPT, VALUE = "ids", "keep", "value-"
#: rows that are made one at once, at most
MOST = 10
#: records of which it is told how long they take, and seconds for one of twenty statements
MANY, A_RECORD = 50, 0.15


@admin.action(description=_("Merge …"), permissions=["delete"])
def merge_rows(page: Any, request: HttpRequest, queryset: Any) -> HttpResponse:
    """The action of a list: the page that compares the rows chosen."""
    chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)[: MOST + 1]
    return HttpResponseRedirect(merge_url(page.model, chosen))


def merge_url(model: Any, numbers: Sequence[Any]) -> str:
    """The address of the page that compares rows."""
    meta = model._meta
    base = reverse(f"admin:{meta.app_label}_{meta.model_name}_merge")
    return f"{base}?{urlencode([(ROWS, number) for number in numbers])}"


def change_url(row: Any) -> str:
    """The form of a row; "" where it has none."""
    stub = isinstance(row, Meeting) and row.is_stub
    name = "stubmeeting" if stub else row._meta.model_name
    page = f"{row._meta.app_label}_{name}_change"
    if not stub and type(row) not in admin.site._registry:
        return ""
    return reverse(f"admin:{page}", args=[quote(row.pk)])


class MergingRows(admin.ModelAdmin):
    """A page whose rows are made one where two of them are one."""

    change_list_template = "admin/meetings/merging/change_list.html"

    def get_actions(self, request: HttpRequest) -> Any:
        """Merging, for whoever may change and delete."""
        actions: dict[str, Any] = super().get_actions(request)
        if self.has_change_permission(request) and self.has_delete_permission(request):
            actions["merge_rows"] = (merge_rows, "merge_rows", _("Merge …"))
        return actions

    def get_urls(self) -> list[URLPattern]:
        """The page that compares."""
        meta = self.opts
        view = self.admin_site.admin_view(self.merge_view)
        name = f"{meta.app_label}_{meta.model_name}_merge"
        return [path("merge/", view, name=name), *duplicates_urls(self), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with a way to the likely duplicates."""
        context = {"duplicates_url": duplicates_url(self.model)}
        return super().changelist_view(request, {**(extra_context or {}), **context})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with a way to the page that compares."""
        row = context.get("original")
        if row is not None and self.has_delete_permission(request):
            context["merge_url"] = merge_url(self.model, [row.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Compare rows; sent, make them one."""
        if not (self.has_change_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else request.GET
        numbers = [row_number(value) for value in sent.getlist(ROWS)]
        chosen = list(dict.fromkeys(number for number in numbers if number is not None))
        rows = self.merged_rows(request, chosen)
        if len(rows) < 2 or len(rows) > MOST:
            return self._ask_for_rows(request, rows)
        kept = next((row for row in rows if str(row.pk) == sent.get(KEPT)), None) or first_of(rows)
        gone = [row for row in rows if row is not kept]
        plan = self.plan(kept, gone)
        lacking = self._lacking(request, plan)
        if request.method != "POST":
            return self._page(request, plan, lacking)
        if lacking:
            raise PermissionDenied
        return self._merge(request, plan)

    def plan(self, kept: Any, gone: Sequence[Any]) -> Any:
        """What would come of it."""
        return plan_of(kept, gone)

    def changed_records(self, plan: MergePlan) -> list[Meeting]:
        """The records whose files change."""
        return affected_records(plan)

    def carry(self, plan: Any, chosen: dict[str, int], request: HttpRequest) -> Merge:
        """Make the rows one. Raises ``MergeError``."""
        return merge(plan.kept, plan.gone, chosen, request.user, request.POST.get("why", ""))

    def merged_rows(self, request: HttpRequest, numbers: list[int]) -> list[Any]:
        """The rows of some numbers, in that order."""
        found = self.get_queryset(request).filter(pk__in=numbers)
        # Whole, with the texts that lists do without: these are compared.
        held = {row.pk: row for row in found.defer(None)}
        return [held[number] for number in numbers if number in held]

    def _lacking(self, request: HttpRequest, plan: MergePlan) -> list[Told]:
        """What this user may not do of it."""
        told = [
            Told(gettext("You may not change “%s”.") % row, (row,))
            for row in plan.rows
            if not self.has_change_permission(request, row)
        ]
        told += [
            Told(gettext("You may not delete “%s”.") % row, (row,))
            for row in plan.gone
            if not (getattr(row, "shipped", False) or self.has_delete_permission(request, row))
        ]
        for record in [] if told else self.changed_records(plan):
            if not may_change(request.user, record):
                words = gettext("The record “%s” is closed to you, and would be changed.")
                told.append(Told(words % record, (record,)))
        return told

    def _merge(self, request: HttpRequest, plan: MergePlan) -> HttpResponse:
        sent, chosen = request.POST, {}
        for compared in plan.fields:
            number = row_number(sent.get(f"{VALUE}{compared.name}", ""))
            if number is not None:
                chosen[compared.name] = number
            elif compared.differs:
                words = gettext("Choose a value for “%s”; nothing was merged.")
                messages.error(request, words % compared.label)
                return self._page(request, plan, [], status=400)
        try:
            done = self.carry(plan, chosen, request)
        except MergeError as refused:
            messages.error(request, gettext("Nothing was merged. %s") % refused)
            rows = self.merged_rows(request, plan.numbers)
            if len(rows) < len(plan.rows):
                return HttpResponseRedirect("../")
            return self._page(request, self.plan(rows[0], rows[1:]), [], status=409)
        self.log_change(request, plan.kept, gettext("Merged: %s.") % done.gone_names)
        messages.success(
            request,
            format_html(
                gettext("{gone} was merged into “{kept}”. <a href='{url}'>Take it back</a>"),
                gone=done.gone_names,
                kept=done.kept_name,
                url=reverse("admin:meetings_merge_change", args=[done.pk]),
            ),
        )
        return HttpResponseRedirect(change_url(plan.kept) or "../")

    def _ask_for_rows(self, request: HttpRequest, rows: list[Any]) -> HttpResponse:
        """Ask for the other one, by name."""
        if len(rows) > MOST:
            messages.error(request, gettext("Merge at most %d rows at once.") % MOST)
        relation = self.model._meta.concrete_model._meta.get_field("former_slugs")
        widget = Autocomplete(relation.field, self.admin_site)
        context = self._context(request, gettext("Merge …")) | {
            "rows": rows[:1],
            "media": self.media + widget.media,
            "box": widget.render(ROWS, None, {"id": "id_other", "required": True}),
        }
        return TemplateResponse(request, "admin/meetings/merging/other.html", context)

    def _page(
        self, request: HttpRequest, plan: MergePlan, lacking: list[Told], status: int = 200
    ) -> HttpResponse:
        sent, records = request.POST, self.changed_records(plan)
        public = {row.pk for row in plan.rows if is_public(row)}
        hidden = [row for row in plan.gone if row.pk not in public] if public else []
        context = self._context(request, gettext("Merge into “%s”") % plan.kept) | {
            "plan": plan,
            "columns": [
                (row, change_url(row), getattr(row, plan.noun.address)) for row in plan.rows
            ],
            "fields": [(field, chosen_in(sent, field)) for field in plan.fields if field.is_said],
            "against": [linked_rows(told) for told in [*lacking, *plan.obstacles]],
            "doubts": [linked_rows(told) for told in plan.doubts],
            "becoming_public": hidden,
            "records": records,
            "seconds": round(len(records) * A_RECORD) if len(records) > MANY else 0,
            "why": sent.get("why", ""),
        }
        return TemplateResponse(
            request, "admin/meetings/merging/compare.html", context, status=status
        )

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {"opts": self.opts, "title": title}


def chosen_in(sent: Any, field: ComparedField) -> int:
    """The row whose value of a field was chosen; that which is proposed, where none was."""
    number = row_number(sent.get(f"{VALUE}{field.name}", ""))
    return field.chosen if number is None else number


def first_of(rows: Sequence[Any]) -> Any:
    """The row that stays unless another is chosen: what is shipped, then what is public."""
    return max(
        rows,
        key=lambda row: (getattr(row, "shipped", False), is_public(row), -rows.index(row)),
    )


def linked_rows(told: Told) -> dict[str, Any]:
    """A sentence with links to what it is about."""
    links = [(str(row), change_url(row)) for row in told.rows]
    return {"words": told.words, "links": [link for link in links if link[1]]}
