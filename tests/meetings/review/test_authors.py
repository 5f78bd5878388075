"""Who wrote a record does not publish it, unless a setting says otherwise.

Covers meetings.models.review and meetings.review.staff as well.
"""

from typing import Any

import pytest
from django.contrib.auth.models import User

from meetings import publication
from meetings.models import Meeting, RecordAuthor
from meetings.publication import StepError, open_steps, stamp
from meetings.review.authors import author_numbers, waits_for, who_publishes
from meetings.review.staff import named, publishers
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


def draft(user: User) -> Meeting:
    """A draft without faults that a user wrote."""
    meeting = rich.record()
    stamp([meeting], user)
    meeting.refresh_from_db()
    return meeting


def steps(meeting: Meeting, user: User) -> list[str]:
    return [step.name for step in open_steps(meeting, user)]


def test_author_does_not_publish_and_another_does(publisher: User) -> None:
    boss, other = User.objects.create_superuser("boss"), rich.user("cleo", "Publisher")
    meeting = draft(boss)
    publication.submit(meeting, boss)

    with pytest.raises(StepError, match="published by another: ben or cleo"):
        publication.publish(meeting, boss)

    meeting.refresh_from_db()
    assert meeting.status == "in review"
    assert (steps(meeting, boss), steps(meeting, other)) == (
        ["take_back", "send_back"],
        ["send_back", "publish"],
    )
    assert who_publishes(meeting, boss).endswith("ben or cleo.")
    assert who_publishes(meeting, publisher) == ""
    publication.publish(meeting, publisher)
    assert not RecordAuthor.objects.exists()
    # What was public and was not changed since is nobody's own work.
    publication.withdraw(meeting, publisher, "Wrong")
    publication.publish(meeting, publisher)
    publication.withdraw(meeting, publisher, "Wrong")
    stamp([meeting], publisher)
    with pytest.raises(StepError):
        publication.publish(meeting, publisher)


def test_reviewer_who_changes_a_record_wrote_it_and_who_sends_it_back_did_not(
    editor: User, publisher: User
) -> None:
    meeting = draft(editor)
    publication.submit(meeting, editor)
    publication.send_back(meeting, publisher, "¶3")
    meeting.refresh_from_db()
    before = author_numbers([meeting])[meeting.pk]
    publication.submit(meeting, editor)

    stamp([meeting], publisher)

    assert before == {editor.pk}
    assert author_numbers([meeting])[meeting.pk] == {editor.pk, publisher.pk}
    User.objects.filter(is_superuser=True).update(is_active=False)
    with pytest.raises(StepError, match="no other Publisher"):
        publication.publish(meeting, publisher)


def test_setting_lets_one_person_do_all(settings: Any, publisher: User) -> None:
    settings.PUBLISH_OWN_WORK = True
    meeting = draft(publisher)

    publication.submit(meeting, publisher)
    publication.publish(meeting, publisher)

    assert meeting.status == "published"
    assert waits_for([publisher.pk], [publisher]) == "ben"


def test_steps_and_the_last_change_tell_who_wrote_a_record_that_was_moved(
    editor: User, publisher: User
) -> None:
    moved = draft(editor)
    publication.submit(moved, editor)
    changed = build.meeting(status="draft", updated_by=publisher)
    RecordAuthor.objects.all().delete()

    numbers = author_numbers([moved, changed])

    assert numbers == {moved.pk: {editor.pk}, changed.pk: {publisher.pk}}


def test_whom_a_record_waits_for(editor: User, publisher: User) -> None:
    cleo, root = rich.user("cleo", "Publisher"), User.objects.create_superuser("root")
    User.objects.create_superuser("gone", is_active=False)
    staff = list(publishers())

    assert staff == [publisher, cleo, root]
    assert waits_for([editor.pk], staff) == "any Publisher"
    assert waits_for([publisher.pk], staff) == "any Publisher but ben"
    assert waits_for([publisher.pk, cleo.pk], staff) == "root"
    assert waits_for([one.pk for one in staff], staff).startswith("a Publisher, and there is none")
    assert named([publisher, cleo, root]) == "ben, cleo or root"
