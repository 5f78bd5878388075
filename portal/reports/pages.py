"""Where staff see what readers reported, and say what they did about it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.listing import SafeLists
from participants.concurrency import ConcurrentAdmin, ConcurrentForm

from .about import staff_links
from .mail import send_answer
from .report import DONE, Report

#: characters of what is wrong that the list shows
SHORT = 120


class AnswerForm(ConcurrentForm):
    """How far staff are, and what was done."""

    class Meta:
        model = Report
        fields = ["state", "answer"]
        widgets = {"answer": forms.Textarea({"rows": 6})}

    def clean(self) -> dict[str, Any]:
        """A report is done in words, and lets go of the address of whoever sent it."""
        said: dict[str, Any] = super().clean() or {}
        self.email = self.instance.email
        if said.get("state") in DONE:
            self.instance.email = ""
            if not said.get("answer", "").strip() and "answer" not in self.errors:
                told = _("Say what was done, or why nothing was: the reader sees it.")
                self.add_error("answer", told)
        return said


@admin.register(Report)
class ReportAdmin(ConcurrentAdmin, SafeLists):
    """Reports, the latest first; the audit log tells who answered what."""

    form = AnswerForm
    list_display = ["number", "state", "page", "in_short", "sent_at", "handled_by"]
    list_filter = ["state"]
    list_select_related = ["handled_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["title", "about", "wrong", "answer"]
    date_hierarchy = "sent_at"
    fields = [
        *["number", "sent_at", "page", "mended", "wrong", "right"],
        *["state", "answer", "waits", "handled"],
    ]
    readonly_fields = [
        *["number", "sent_at", "page", "mended", "wrong", "right", "waits", "handled"],
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: readers make them."""
        return False

    @admin.display(description=_("report"), ordering="pk")
    def number(self, report: Report) -> str:
        """The number that the reader was told."""
        return str(report.pk)

    @admin.display(description=_("page"), ordering="title")
    def page(self, report: Report) -> str:
        """The page that it is about, leading there."""
        if not report.about:
            return gettext("none in particular")
        return format_html('<a href="{}">{}</a>', report.about, report.title or report.about)

    @admin.display(description=_("to be mended in"))
    def mended(self, report: Report) -> str:
        """Where staff change what it is about."""
        links = [(link.url, link.label) for link in staff_links(report.about)]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"

    @admin.display(description=_("what is wrong"))
    def in_short(self, report: Report) -> str:
        """The beginning of what is wrong."""
        return Truncator(report.wrong).chars(SHORT)

    @admin.display(description=_("answer by e-mail"), boolean=True)
    def waits(self, report: Report) -> bool:
        """Whether the reader has confirmed an address, which is used once and shown to nobody."""
        return bool(report.email)

    @admin.display(description=_("handled"))
    def handled(self, report: Report) -> str:
        """By whom, and when."""
        if report.handled_at is None:
            return "–"
        return f"{report.handled_by or '–'}, {report.handled_at:%Y-%m-%d %H:%M}"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Note who it was, and send the answer once all is stored."""
        obj.handled_by, obj.handled_at = request.user, now()
        super().save_model(request, obj, form, change)
        if obj.is_done and form.email:
            request.__dict__["mail_failed"] = send_answer(obj, form.email)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page; it says where a reader could not be told."""
        answer = super().changeform_view(request, *args, **kwargs)
        for address in request.__dict__.get("mail_failed", []):
            told = gettext("The answer was stored, but not sent to %s: write there yourself.")
            messages.warning(request, told % address)
        return answer
