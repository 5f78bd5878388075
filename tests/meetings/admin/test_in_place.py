"""What is published is changed in place with a reason, and stays as whole as it was.

Covers meetings.admin.keeping and meetings.corrections.nouns as well.
"""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.admin.keeping import is_public
from meetings.models import Document, Mark, Meeting, Series, Statement, StubMeeting, Topic
from participants.models import Participant, Person
from portal.models import AuditEntry, AuditKind
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = [pytest.mark.django_db, rich.in_state("published")]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_change_needs_a_reason_and_keeps_what_was_typed(meeting: Meeting) -> None:
    client = signed_in(rich.publisher())
    page = address(Statement, "change", meeting.statements.get(number=2).pk)
    revisions = meeting.revisions.count()
    opened = client.get(page)

    refused = client.post(page, sent(opened, collective="some", _why=None))
    nothing = client.post(page, sent(client.get(page), _why=None))
    unchanged = meeting.statements.get(number=2).collective
    saved = client.post(page, sent(opened, collective="some", _why="Misread"))

    assert (refused.status_code, nothing.status_code, saved.status_code) == (200, 302, 302)
    assert "Give the reason" in refused.content.decode()
    assert refused.context["adminform"].form["collective"].value() == "some"
    assert unchanged == "many\nothers "
    assert meeting.statements.get(number=2).collective == "some"
    last = meeting.revisions.order_by("-number").first()
    assert (last.number, last.why) == (revisions + 1, "Misread")


def test_change_that_leaves_a_new_fault_is_refused_and_an_old_one_is_not(meeting: Meeting) -> None:
    client = signed_in(rich.publisher())
    page = address(Meeting, "change", meeting.pk)
    form = sent(client.get(page), date="2009-01-01", _why="Wrong year")

    refused = client.post(page, form)
    kept = Meeting.objects.get(pk=meeting.pk).date
    meeting.statements.filter(number=2).update(collective="")
    other = client.post(page, sent(client.get(page), summary="New", _why="Better"), follow=True)

    assert refused.status_code == 200
    assert "lies outside of 2009-01-01" in refused.content.decode()
    assert "begin a correction" in refused.content.decode()
    assert refused.context["adminform"].form["date"].value() == "2009-01-01"
    assert (kept, meeting.revisions.filter(why="Wrong year").exists()) == ("2007-11-07", False)
    assert "has 2 faults, as before; the first: ¶2 has no speaker" in other.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).summary == "New"


def test_text_that_a_published_record_uses_stays_marked(meeting: Meeting) -> None:
    client = signed_in(rich.publisher())
    mark = Mark.objects.get(document__key="fish-1-report")
    url = reverse("admin:meetings_meeting_unmark", args=[meeting.pk])

    taken = client.post(url, {"mark": mark.pk}, follow=True)

    assert "would no longer be whole" in taken.content.decode()
    assert Mark.objects.get() == mark


def test_document_and_meeting_only_named_ask_for_a_reason_where_something_public_uses_them(
    meeting: Meeting,
) -> None:
    client = signed_in(rich.publisher())
    stub = meeting.relations.get().other
    pages = [address(Document, "change", Document.objects.get(key="fish-1-report").pk)]
    pages += [address(StubMeeting, "change", stub.pk), address(Meeting, "change", meeting.pk)]
    build.document("Nobody uses it.", key="unused")
    free = address(Document, "change", Document.objects.get(key="unused").pk)

    asked = ['name="_why"' in client.get(page).content.decode() for page in [*pages, free]]

    assert asked == [True, True, True, False]


@pytest.mark.parametrize("noun", [Participant, Person, Series, Topic])
def test_noun_that_public_pages_show_is_changed_with_a_reason(meeting: Meeting, noun: Any) -> None:
    client = signed_in(rich.publisher())
    row = next(row for row in noun.objects.all() if is_public(row))
    page = address(noun, "change", row.pk)
    opened = client.get(page)

    refused = client.post(page, sent(opened, name="Renamed", _why=" "))
    kept = noun.objects.get(pk=row.pk).name
    nothing = client.post(page, sent(opened, _why=""))
    saved = client.post(page, sent(opened, name="Renamed", _why="Misspelt"))

    assert 'name="_why"' in opened.content.decode()
    assert (refused.status_code, nothing.status_code, saved.status_code) == (200, 302, 302)
    assert "Give the reason" in refused.content.decode()
    assert refused.context["adminform"].form["name"].value() == "Renamed"
    assert (kept, noun.objects.get(pk=row.pk).name) == (row.name, "Renamed")
    assert LogEntry.objects.latest("pk").get_change_message() == "Changed Name. Misspelt"
    entry = AuditEntry.objects.filter(kind=AuditKind.CORRECTION).latest("pk")
    assert (entry.what, entry.details) == ("Renamed: Changed Name.", "Misspelt")


@pytest.mark.parametrize("made", [build.participant, build.person, build.series, build.topic])
def test_noun_that_no_public_page_shows_is_changed_without_a_reason(
    meeting: Meeting, made: Any
) -> None:
    client = signed_in(rich.publisher())
    row = made("Unused")
    page = address(type(row), "change", row.pk)
    opened = client.get(page)

    saved = client.post(page, sent(opened, name="Still unused"))

    assert 'name="_why"' not in opened.content.decode()
    assert saved.status_code == 302
    assert LogEntry.objects.latest("pk").get_change_message() == "Changed Name."
