"""Those concerned are told by mail where a server is set, and nobody else."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail as outbox

from meetings import publication
from meetings.models import Meeting
from meetings.publication import stamp
from meetings.review.comments import add_comment, answer
from meetings.review.mail import choose_mail, wants_mail
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings: Any) -> None:
    """A mail server is set."""
    settings.STAFF_MAIL = True


def sent() -> list[tuple[list[str], str]]:
    """The mails sent since last asked: to whom, and about what."""
    found = [(one.to, one.subject.partition("] ")[2]) for one in outbox.outbox]
    outbox.outbox.clear()
    return found


@pytest.fixture
def cleo(db: None) -> User:
    """A second Publisher, who may have written the record too."""
    row = rich.user("cleo", "Publisher")
    User.objects.filter(pk=row.pk).update(email="cleo@example.org")
    User.objects.create_superuser("gone", "gone@example.org", is_active=False)
    rich.user("silent", "Publisher")
    return User.objects.get(pk=row.pk)


def test_steps_and_comments_tell_those_concerned_alone(
    meeting: Meeting,
    editor: User,
    publisher: User,
    cleo: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    stamp([meeting], editor)
    stamp([meeting], cleo)
    told = []

    with django_capture_on_commit_callbacks(execute=True):
        publication.submit(meeting, editor)
    told.append(sent())
    with django_capture_on_commit_callbacks(execute=True):
        publication.take_back(meeting, editor)
        publication.submit(meeting, editor)
    told.append(sent())
    with django_capture_on_commit_callbacks(execute=True):
        publication.send_back(meeting, publisher, "¶3 is wrong")
    body = outbox.outbox[0].body
    told.append(sent())
    with django_capture_on_commit_callbacks(execute=True):
        comment, mailing = add_comment(meeting, publisher, "Why?")
    told.append(sent())
    with django_capture_on_commit_callbacks(execute=True):
        answer(comment, cleo, "So.")
    told.append(sent())

    ada, ben, other = (["ada@example.org"], ["ben@example.org"], ["cleo@example.org"])
    waits, back = "A record waits for review", "A record was sent back"
    assert told == [
        [(ben, waits)],
        [(other, "A record was taken back"), (ben, waits)],
        [(ada, back), (other, back)],
        [(ada, "A comment on a record"), (other, "A comment on a record")],
        [(ada, "A comment on a record"), (ben, "A comment on a record")],
    ]
    assert mailing.users == [editor, cleo]
    assert "ben sent “First Meeting ” back to draft.\n\n¶3 is wrong\n\nhttp://testserver" in body


def test_who_wants_none_gets_none_and_no_server_sends_none(
    meeting: Meeting,
    editor: User,
    publisher: User,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    choose_mail(publisher, wanted=False)
    choose_mail(publisher, wanted=False)
    with django_capture_on_commit_callbacks(execute=True):
        publication.submit(meeting, editor)
    unwanted = sent()
    choose_mail(publisher, wanted=True)
    settings.STAFF_MAIL = False
    with django_capture_on_commit_callbacks(execute=True):
        publication.send_back(meeting, publisher, "¶3")
        add_comment(meeting, publisher, "Why?")

    assert (unwanted, sent(), wants_mail(publisher)) == ([], [], True)


def test_server_that_fails_stands_in_no_way(
    meeting: Meeting,
    editor: User,
    publisher: User,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    with django_capture_on_commit_callbacks(execute=True):
        mailing = publication.submit(meeting, editor)

    meeting.refresh_from_db()
    assert meeting.status == "in review"
    assert mailing.fault == "Mail could not be sent to those concerned; tell them yourself."
    assert "Mail was not sent: " in caplog.text
