"""A correction by buttons: begun by an Editor beside what is public, published by a Publisher."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.admin.worklist import worklists
from meetings.models import Meeting
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = [pytest.mark.django_db, rich.in_state("published")]


def url(step: str, meeting: Meeting) -> str:
    return reverse(f"admin:meetings_meeting_{step}", args=[meeting.pk])


def page(meeting: Meeting) -> str:
    return address(Meeting, "change", meeting.pk)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_correction_goes_its_way_by_buttons(meeting: Meeting) -> None:
    staff = rich.editor()
    editor, publisher = signed_in(staff), signed_in(rich.publisher())

    shown = editor.get(page(meeting))
    begun = editor.post(url("begin_correction", meeting), {"why": "Line 3 is cut"})
    draft = Meeting.objects.corrections().get()
    own, beside = editor.get(page(draft)), publisher.get(page(meeting))
    listed = [row.title for one in worklists(staff) for row in one.rows]
    again = editor.post(url("begin_correction", meeting), follow=True)
    form = sent(own, summary="Corrected.")
    saved = editor.post(page(draft), form)
    statement = editor.get(address(type(draft.statements.get(number=1)), "changelist"))
    editor.post(url("submit", draft))
    refused = editor.post(url("publish", draft), {"why": "Because"})
    ask = publisher.get(page(draft))
    done = publisher.post(url("publish", draft), {"why": ""})

    assert "Begin a correction" in shown.content.decode()
    assert (begun.status_code, begun["Location"]) == (302, page(draft))
    assert "This is a correction of the published record" in own.content.decode()
    assert "Line 3 is cut" in own.content.decode()
    assert f'href="{meeting.get_absolute_url()}"' in own.content.decode()
    assert "works on it" in beside.content.decode()
    assert str(draft) in listed
    assert "is open already" in again.content.decode()
    assert (saved.status_code, statement.status_code) == (302, 200)
    assert refused.status_code == 403
    assert 'value="Line 3 is cut"' in ask.content.decode()
    assert (done.status_code, done["Location"]) == (302, page(meeting))
    meeting.refresh_from_db()
    assert (meeting.summary, meeting.status) == ("Corrected.", "published")
    assert meeting.revisions.order_by("-number").first().why == "Line 3 is cut"


def test_correction_is_given_up_and_goes_on_over_a_changed_record(meeting: Meeting) -> None:
    editor, publisher = signed_in(rich.editor()), signed_in(rich.publisher())
    editor.post(url("begin_correction", meeting))
    draft = Meeting.objects.corrections().get()
    editor.post(url("submit", draft))
    Meeting.objects.filter(pk=meeting.pk).update(theme="Another")

    overtaken = publisher.post(url("publish", draft), {"why": "Because"})
    closed = editor.get(url("give_up", draft))
    publisher.post(url("go_on", draft))
    publisher.post(url("send_back", draft), {"why": "Not now"})
    asked = editor.get(url("give_up", draft))
    by_get = editor.get(url("go_on", draft))
    gone = editor.post(url("give_up", draft), {"why": "Wrong"}, follow=True)
    missing = editor.post(url("give_up", meeting))

    assert (overtaken.status_code, closed.status_code, asked.status_code) == (409, 403, 200)
    assert "Another" in overtaken.content.decode()
    assert (by_get.status_code, missing.status_code) == (405, 302)
    assert "given up" in gone.content.decode()
    assert not Meeting.objects.corrections().exists()
    assert editor.post(address(Meeting, "delete", meeting.pk), {"post": "yes"}).status_code == 403
