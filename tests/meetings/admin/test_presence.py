"""Who else has a record open is said on its pages, to those who may look at it.

Covers meetings.models.open_record.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Delegation, OpenRecord
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = pytest.mark.django_db


def test_pages_of_a_record_say_who_else_is_there(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    editor, publisher = rich.editor(), rich.publisher()
    publisher.first_name, publisher.last_name = "Ada", "Example"
    publisher.save()
    meeting, other = build.meeting(status="draft"), build.meeting(status="draft")
    part = build.delegation(meeting, build.participant())
    form = address(Delegation, "change", part.pk)
    url = reverse("admin:meetings_meeting_presence", args=[meeting.pk])

    theirs = Client()
    theirs.force_login(publisher)
    assert theirs.get(form).status_code == 200
    client.force_login(editor)
    page = client.get(address(type(meeting), "change", meeting.pk))
    assert "Ada Example has this record open (since" in page.text
    assert (
        "Ada Example has this record"
        not in client.get(address(type(other), "change", other.pk)).text
    )
    assert "editor has this record open" in theirs.post(url).text
    assert OpenRecord.objects.count() == 3
    assert not OpenRecord._default_manager.exists(), "it is in no dump"

    # A sign of life moves the row and begins nothing anew; without one somebody has gone.
    begun = timezone.now() - timedelta(minutes=30)
    OpenRecord.objects.update(since=begun, seen=timezone.now() - timedelta(seconds=100))
    # Session, user, two of permissions, the meeting; who is there; forgotten and noted.
    with django_assert_num_queries(6):
        client.get(url)
    with django_assert_num_queries(8):
        client.post(url)
    row = OpenRecord.objects.get(user=editor, record=meeting.pk)
    assert row.since == begun
    assert timezone.now() - row.seen < timedelta(seconds=20)
    OpenRecord.objects.filter(user=publisher).update(seen=timezone.now() - timedelta(seconds=121))
    assert client.get(url).text.strip() == ""
    OpenRecord.objects.filter(user=publisher).update(seen=timezone.now() - timedelta(hours=2))
    client.post(url)
    assert not OpenRecord.objects.filter(user=publisher).exists()

    def away(*_args: Any, **_more: Any) -> None:
        raise DatabaseError("nothing can be written")

    OpenRecord.objects.all().delete()
    monkeypatch.setattr(type(OpenRecord.objects), "bulk_create", away)
    assert client.get(form).status_code == 200


def test_who_may_not_look_at_records_learns_nothing(client: Client) -> None:
    meeting = build.meeting(status="draft")
    url = reverse("admin:meetings_meeting_presence", args=[meeting.pk])
    OpenRecord.objects.create(
        user=rich.editor(), record=meeting.pk, since=timezone.now(), seen=timezone.now()
    )
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get(url).status_code == client.post(url).status_code == 403
    stub = build.stub("named", named_by=meeting)
    client.force_login(rich.publisher())
    gone = reverse("admin:meetings_meeting_presence", args=[stub.pk])
    assert client.get(gone).status_code == 404
