"""What staff do to the register's own pages and to reports of errors, logged as it is stored."""

from typing import Any

from django.db.models.signals import ModelSignal, post_delete, post_save, pre_save
from django.utils.translation import gettext_lazy as _

from portal.models import AuditKind
from portal.page_texts.page_text import PageText
from portal.reports.report import Report

from .log import in_words, note


def connect() -> None:
    """Listen to what is stored."""
    receivers: tuple[tuple[ModelSignal, Any, Any], ...] = (
        (post_save, PageText, page_written),
        (post_delete, PageText, page_deleted),
        (pre_save, Report, report_changes),
        (post_save, Report, report_changed),
        (post_delete, Report, report_deleted),
    )
    for signal, sender, receiver in receivers:
        signal.connect(receiver, sender=sender, dispatch_uid=f"portal.audit.{receiver.__name__}")


def page_written(instance: PageText, raw: bool = False, **_signal: Any) -> None:
    """The words of a page, whole: the log tells what it said on any day."""
    if not raw:
        page = ("portal_pagetext_change", instance.pk)
        note(AuditKind.PAGE, _named(instance), page=page, details=instance.body)


def page_deleted(instance: PageText, **_signal: Any) -> None:
    """A page that was taken away."""
    note(AuditKind.PAGE, in_words(_("Page deleted: %(page)s"), page=_named(instance)))


def report_changes(instance: Report, raw: bool = False, **_signal: Any) -> None:
    """Note whether a report is about to get another state or answer."""
    stored = Report.objects.filter(pk=instance.pk).values_list("state", "answer").first()
    changed = stored is not None and stored != (instance.state, instance.answer)
    instance._answered = changed and not raw  # type: ignore[attr-defined]  # until it is stored


def report_changed(instance: Report, **_signal: Any) -> None:
    """What staff did about a report: its number, the state, and what they answered."""
    if getattr(instance, "_answered", False):
        state = in_words(instance.get_state_display())
        words = in_words(_("Report %(n)d: %(state)s"), n=instance.pk, state=state)
        page = ("portal_report_change", instance.pk)
        note(AuditKind.REPORT, words, page=page, details=instance.answer)


def report_deleted(instance: Report, **_signal: Any) -> None:
    """A report that was deleted."""
    note(AuditKind.REPORT, in_words(_("Report deleted: %(n)d"), n=instance.pk))


def _named(page: PageText) -> str:
    return in_words(page.get_key_display())
