"""Staff see reports, say what they did, and the reader is told; all of it is in the audit log.

Covers portal.audit.site and portal.templatetags.site as well.
"""

from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from portal.models import AuditEntry, AuditKind
from portal.reports.report import Report, ReportState
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

LIST = "/admin/portal/report/"


def signed_in(group: str) -> Client:
    """A member of staff of one group."""
    client = Client()
    client.force_login(rich.user(group.lower(), group))
    return client


@pytest.fixture
def report() -> Report:
    """A report of a record, whose reader confirmed an address."""
    build.meeting("a", title="The Meeting")
    return Report.objects.create(
        token="t0", about="/meetings/a/", title="The Meeting", wrong="Wrong.", email="r@example.org"
    )


def page_of(report: Report) -> str:
    return f"{LIST}{report.pk}/change/"


def test_first_page_of_staff_counts_what_is_new(report: Report) -> None:
    Report.objects.create(token="t1", wrong="Seen.", state=ReportState.LOOKED_AT)
    Report.objects.create(token="t2", wrong="Done.", state="closed", answer="No.")

    for address in ("/admin/", "/admin/meetings/meeting/queue/"):
        first = signed_in("Editor" if address == "/admin/" else "Publisher").get(address)
        page = first.content.decode()
        assert "Reports of errors: 1 new" in page
        assert f'<a href="{page_of(report)}">Report {report.pk}: The Meeting</a>' in page
        assert "Seen." in page
        assert "Done." not in page


def test_list_is_filtered_by_state(report: Report, django_assert_max_num_queries: Any) -> None:
    client = signed_in("Editor")
    Report.objects.bulk_create(Report(token=f"n{n}", wrong="New.") for n in range(3))

    with django_assert_max_num_queries(12):
        assert client.get(LIST).context["cl"].result_count == 4
    Report.objects.filter(pk=report.pk).update(state=ReportState.LOOKED_AT)

    found = client.get(LIST, {"state__exact": "looked at"})
    assert [row.pk for row in found.context["cl"].result_list] == [report.pk]


def test_answer_needs_words_and_is_told_to_the_reader_and_the_log(
    settings: Any, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    settings.STAFF_MAIL = True
    client = signed_in("Editor")
    page = client.get(page_of(report)).content.decode()
    assert "/desk/" in page
    assert "r@example.org" not in page

    refused: Any = client.post(page_of(report), {"state": "answered", "answer": " "})
    assert "Say what was done, or why nothing was" in refused.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(report), {"state": "looked at", "answer": ""})
        answered: Any = client.post(
            page_of(report), {"state": "answered", "answer": "The date is put right."}
        )

    assert answered.status_code == 302
    stored = Report.objects.get()
    assert (stored.state, stored.email) == (ReportState.ANSWERED, "")
    assert stored.handled_by is not None
    assert stored.handled_by.username == "editor"
    (sent,) = outbox.outbox
    assert sent.to == ["r@example.org"]
    assert "The date is put right." in sent.body
    assert "http://testserver/meetings/a/" in sent.body
    told = AuditEntry.objects.filter(kind=AuditKind.REPORT).order_by("pk")
    assert list(told.values_list("who", "what", "details")) == [
        ("editor", f"Report {report.pk}: being looked at", ""),
        ("editor", f"Report {report.pk}: answered", "The date is put right."),
    ]
    shown = Client().get(report.get_absolute_url()).content.decode()
    assert "Answered." in shown
    assert "<p>The date is put right.</p>" in shown


def test_answer_of_which_no_mail_can_be_sent_names_the_address_once(
    settings: Any,
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.STAFF_MAIL = True
    settings.EMAIL_BACKEND = "nowhere.Backend"
    client = signed_in("Editor")
    # Stands for the transaction of the page, which the test holds open.
    monkeypatch.setattr("portal.reports.mail.transaction.on_commit", lambda send: send())

    client.post(page_of(report), {"state": "closed", "answer": "The source says so."})

    page = client.get(LIST).content.decode()
    assert "The answer was stored, but not sent to r@example.org" in page
    assert "r@example.org" not in client.get(LIST).content.decode()


def test_editor_deletes_no_report_and_publisher_does(report: Report) -> None:
    gone = f"{LIST}{report.pk}/delete/"

    assert signed_in("Editor").post(gone, {"post": "yes"}).status_code == 403
    assert signed_in("Publisher").post(gone, {"post": "yes"}).status_code == 302

    assert not Report.objects.exists()
    entry = AuditEntry.objects.get(kind=AuditKind.REPORT)
    assert (entry.who, entry.what) == ("publisher", f"Report deleted: {report.pk}")


def test_nobody_adds_a_report_in_the_admin(admin_client: Client) -> None:
    assert admin_client.get(f"{LIST}add/").status_code == 403
