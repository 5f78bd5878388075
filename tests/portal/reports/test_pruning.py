"""Reports that were done long ago go, others stay, and the audit log tells how many.

Covers portal.management.commands.prune_reports as well.
"""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import now

from portal.models import AuditEntry, AuditKind
from portal.reports.report import Report

pytestmark = pytest.mark.django_db


def report(token: str, state: str, *, sent: int, handled: int | None = None) -> Report:
    """A report that was sent and handled so many days ago."""
    return Report.objects.create(
        token=token,
        wrong="Wrong.",
        state=state,
        answer="Done." if state in ("answered", "closed") else "",
        sent_at=now() - timedelta(days=sent),
        handled_at=None if handled is None else now() - timedelta(days=handled),
    )


def pruned() -> str:
    """What the command says."""
    said = io.StringIO()
    call_command("prune_reports", stdout=said)
    return said.getvalue()


def test_reports_that_were_done_long_ago_are_deleted(client: Client, settings: Any) -> None:
    settings.REPORT_DAYS = 100
    old = report("old", "answered", sent=400, handled=101)
    report("closed", "closed", sent=101)
    kept = [
        report("open", "new", sent=400),
        report("looked", "looked at", sent=400, handled=399),
        report("fresh", "closed", sent=400, handled=99),
    ]
    before = AuditEntry.objects.count()

    said = pruned()
    again = pruned()

    assert said == "Reports of errors done more than 100 days ago, deleted: 2.\n"
    assert again == "Reports of errors done more than 100 days ago, deleted: 0.\n"
    assert set(Report.objects.all()) == set(kept)
    entries = AuditEntry.objects.filter(kind=AuditKind.REPORT).order_by("-pk")
    day = f"{now() - timedelta(days=100):%Y-%m-%d}"
    assert entries[0].what == f"2 reports done before {day} deleted"
    assert AuditEntry.objects.count() == before + 1
    assert client.get(old.get_absolute_url()).status_code == 404


def test_page_of_a_report_that_is_done_says_how_long_it_is_kept(
    client: Client, settings: Any
) -> None:
    settings.REPORT_DAYS = 90
    done = report("done", "closed", sent=3, handled=2)
    waiting = report("open", "new", sent=3)

    pages = [client.get(one.get_absolute_url()).content.decode() for one in (done, waiting)]

    words = "deleted with all that you wrote 90 days after it was done"
    assert [words in " ".join(page.split()) for page in pages] == [True, False]
