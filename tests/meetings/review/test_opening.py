"""Who submitted a record takes it back while nobody has opened it for review."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import publication
from meetings.models import Meeting, ReviewOpening
from meetings.publication import StepError
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = pytest.mark.django_db


def in_review(user: User) -> Meeting:
    """A record that a user submitted."""
    meeting = build.meeting(status="draft")
    publication.submit(meeting, user)
    return meeting


def page(meeting: Meeting, user: User) -> str:
    """What the page of a record says to a user."""
    client = Client()
    client.force_login(user)
    return client.get(address(Meeting, "change", meeting.pk)).content.decode()


def test_editor_takes_back_what_nobody_opened(editor: User, publisher: User) -> None:
    meeting = in_review(editor)
    client = Client()
    client.force_login(editor)
    other = rich.user("cleo", "Editor")

    assert "Nobody has opened it for review yet; ada can take it back." in page(meeting, editor)
    with pytest.raises(StepError, match="Only who submitted"):
        publication.take_back(meeting, other)
    for _twice in range(2):
        client.post(reverse("admin:meetings_meeting_take_back", args=[meeting.pk]))

    meeting.refresh_from_db()
    taken = [step.step for step in meeting.steps_taken.newest_first()]
    assert (meeting.status, taken) == ("draft", ["take_back", "submit"])


def test_first_publisher_who_opens_it_is_noted_once_and_shown(
    editor: User, publisher: User
) -> None:
    meeting, cleo = in_review(editor), rich.user("cleo", "Publisher")

    page(meeting, editor)
    unopened = ReviewOpening.objects.exists()
    page(meeting, publisher)
    opening = ReviewOpening.objects.get()
    with CaptureQueriesContext(connection) as queries:
        page(meeting, cleo)
    shown = page(meeting, editor)

    assert (unopened, ReviewOpening.objects.get().when) == (False, opening.when)
    assert [one for one in queries if 'INSERT INTO "meetings_' in one["sql"]] == []
    assert "Opened for review by ben, " in shown
    assert "Take back to draft" not in shown
    with pytest.raises(StepError, match="ben opened it"):
        publication.take_back(meeting, editor)
    publication.send_back(meeting, publisher, "¶3")
    publication.submit(meeting, editor)
    publication.take_back(meeting, editor)
    assert not ReviewOpening.objects.exists()


def test_desk_opens_a_record_for_review_too(editor: User, publisher: User, client: Client) -> None:
    meeting = in_review(editor)
    client.force_login(publisher)

    answer = client.get(reverse("admin:meetings_meeting_desk", args=[meeting.pk]))

    assert answer.status_code == 200
    assert ReviewOpening.objects.get().user == publisher


def test_who_submitted_a_record_does_not_open_it_for_review(publisher: User) -> None:
    meeting = in_review(publisher)

    shown = page(meeting, publisher)

    assert not ReviewOpening.objects.exists()
    assert "Take back to draft" in shown
    assert "There is no other Publisher who did not" in shown
