"""What waits for whom, on one page, the oldest first, and whether one wants mail about it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings import publication
from meetings.admin.worklist import worklists
from meetings.models import Meeting
from meetings.publication import stamp
from meetings.review.comments import add_comment
from meetings.review.mail import wants_mail
from meetings.review.opening import note_opening
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


def submitted(slug: str, user: User) -> Meeting:
    """A record that a user wrote and submitted."""
    meeting = build.meeting(slug, status="draft")
    stamp([meeting], user)
    publication.submit(meeting, user)
    return meeting


def notes(user: User) -> dict[str, list[tuple[str, list[str]]]]:
    """The lists of a user that hold something: titles, and what is said beside them."""
    lists = worklists(User.objects.get(pk=user.pk))
    return {one.name: [(row.title, row.notes) for row in one.rows] for one in lists if one.rows}


def test_each_sees_what_waits_for_them_and_for_whom_else(settings: Any, client: Client) -> None:
    settings.PUBLISH_OWN_WORK = False
    editor, ben, cleo = rich.editor(), rich.user("ben", "Publisher"), rich.user("cleo", "Publisher")
    rich.user("dora", "Publisher")
    submitted("one", editor)
    own = submitted("two", ben)
    add_comment(own, cleo, "Why?")
    note_opening(own, cleo)
    back = submitted("three", editor)
    publication.send_back(back, ben, "Wrong")

    one = ("One", ["Waits for any Publisher."])
    two = ("Two", ["Waits for any Publisher but ben.", "Opened by cleo.", "1 open comment."])
    assert notes(editor) == {"back": [("Three", [])], "review": [one, two]}
    assert notes(ben) == {"review": [one], "back": [("Three", [])], "waiting": [two]}
    assert notes(cleo) == {"review": [one, two], "back": [("Three", [])]}
    client.force_login(ben)
    html = client.get(reverse("admin:meetings_meeting_queue")).content.decode()
    assert "Waits for any Publisher but ben. Opened by cleo. 1 open comment." in html
    assert reverse("admin:meetings_meeting_queue") in client.get("/admin/").content.decode()


def test_one_turns_mail_off_and_on(settings: Any, client: Client) -> None:
    page, user = reverse("admin:meetings_meeting_queue"), rich.editor()
    client.force_login(user)
    without_server = client.get(page).content.decode()
    settings.STAFF_MAIL = True
    without_address = client.get(page).content.decode()
    User.objects.filter(pk=user.pk).update(email="ada@example.org")

    client.post(page, {"mail": "off"})
    off = (wants_mail(user), client.get(page).content.decode())
    client.post(page, {"mail": "on"})

    assert 'id="mail"' not in without_server
    assert "an administrator can add your address" in without_address
    assert not off[0]
    assert "You get no mail about records." in off[1]
    assert wants_mail(user)
    assert "ada@example.org" in client.get(page).content.decode()
    client.force_login(User.objects.create_user("new", is_staff=True))
    assert client.get(page).status_code == 403
