"""What of the site itself waits for staff, told on the first page of the admin."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.admin.worklist import SHOWN, Waiting, Worklist
from portal.page_texts.page_text import PageText
from portal.page_texts.shown import PageLink
from portal.reports.report import Report, ReportState

register = template.Library()
#: characters of what is wrong that the list repeats
_QUOTED = 200


@register.simple_tag
def missing_pages(user: Any) -> list[PageLink]:
    """The pages that nobody has written, for staff who see them; a link for who may write them."""
    if not user.has_perm("portal.view_pagetext"):
        return []
    writes = reverse("admin:portal_pagetext_add") if user.has_perm("portal.add_pagetext") else ""
    return [
        PageLink(f"{writes}?key={key}" if writes else "", str(key.label))
        for key in PageText.objects.missing()
    ]


@register.simple_tag
def reports_of(user: Any, most: int = SHOWN) -> list[Worklist]:
    """Reports of errors that wait, the oldest first, and how many are new; two queries."""
    if not user.has_perm("portal.view_report"):
        return []
    rows = list(Report.objects.waiting()[: most + 1])
    new = Report.objects.filter(state=ReportState.NEW).count()
    counted = ngettext("%(count)d new", "%(count)d new", new) % {"count": new}
    title = _("Reports of errors")
    listed = [
        Waiting(
            str(row),
            reverse("admin:portal_report_change", args=[row.pk]),
            _("sent") if row.state == ReportState.NEW else row.get_state_display(),
            row.sent_at,
            "",
            Truncator(row.wrong).chars(_QUOTED),
        )
        for row in rows[:most]
    ]
    return [
        Worklist(
            "reports",
            f"{title}: {counted}" if new else title,
            _("No report waits."),
            reverse("admin:portal_report_changelist"),
            listed,
            more=len(rows) > most,
        )
    ]
