"""What was done with a record is noted, and a record is sent back with a reason that is shown.

Covers meetings.models.step_taken, and the revisions' list of meetings.admin.revision, as well.
"""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client

from meetings import publication
from meetings.admin.steps_taken import SHOWN, called, sent_back, steps_of, told
from meetings.models import Meeting, Revision, StepTaken
from meetings.publication import StepError
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = pytest.mark.django_db

WHY = "¶3 is not Japan's."


def back(meeting: Meeting, user: User, why: str = WHY) -> Meeting:
    """The record in review, sent back."""
    publication.send_back(meeting, user, why)
    return meeting


def test_each_step_is_noted_with_who_took_it_and_why(meeting: Meeting) -> None:
    editor, publisher = rich.editor(), rich.publisher()

    publication.submit(meeting, editor)
    publication.send_back(meeting, publisher, f" {WHY} ")
    publication.submit(meeting, editor, "Mended")
    publication.publish(meeting, publisher)
    publication.withdraw(meeting, publisher, "Wrong source")

    taken = [(row.step, row.user, row.why) for row in reversed(steps_of(meeting))]
    assert taken == [
        ("submit", editor, ""),
        ("send_back", publisher, WHY),
        ("submit", editor, "Mended"),
        ("publish", publisher, ""),
        ("withdraw", publisher, "Wrong source"),
    ]


@rich.in_state("in review")
@pytest.mark.parametrize("why", ["", "  \n"])
def test_record_is_not_sent_back_without_a_reason(meeting: Meeting, why: str) -> None:
    with pytest.raises(StepError, match="Give the reason"):
        publication.send_back(meeting, rich.publisher(), why)

    meeting.refresh_from_db()
    assert meeting.status == "in review"
    assert not meeting.steps_taken.filter(step="send_back").exists()


@rich.in_state("in review")
def test_button_that_sends_back_asks_for_the_reason(client: Client, meeting: Meeting) -> None:
    client.force_login(rich.publisher())
    page = address(Meeting, "change", meeting.pk)

    html = client.get(page).content.decode()
    answer = client.post(page.replace("change", "send-back"), {"why": " "}, follow=True)

    assert 'name="why" id="why-send_back" required' in html
    assert "Give the reason; it is kept and shown with the record." in answer.content.decode()


@rich.in_state("in review")
def test_database_keeps_no_record_sent_back_without_a_reason(meeting: Meeting) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StepTaken.objects.create(meeting=meeting, step="send_back")


@rich.in_state("in review")
def test_reason_stands_on_the_page_of_the_record_until_it_is_submitted_again(
    client: Client, meeting: Meeting
) -> None:
    editor = rich.editor()
    back(meeting, rich.publisher())
    client.force_login(editor)
    page = address(Meeting, "change", meeting.pk)

    while_draft = client.get(page)
    publication.submit(meeting, editor)
    in_review = client.get(page)

    said = f"publisher sent this record back: “{WHY}”"
    assert while_draft.context["sent_back"] == said
    assert in_review.context["sent_back"] == ""
    assert [step["why"] for step in in_review.context["steps_taken"]] == ["", WHY, ""]
    assert WHY.replace("'", "&#x27;") in in_review.content.decode()


@rich.in_state("in review")
def test_reason_stands_beside_the_revisions_of_its_record_alone(
    client: Client, meeting: Meeting
) -> None:
    back(meeting, rich.publisher())
    client.force_login(rich.editor())
    page = address(Revision, "changelist")

    of_record = client.get(page, {"meeting__id__exact": meeting.pk})
    of_all = client.get(page)
    of_none = client.get(page, {"meeting__id__exact": "nothing"}, follow=True)

    assert [step["why"] for step in of_record.context["steps_taken"]] == [WHY, ""]
    assert "What was done with it" in of_record.content.decode()
    assert "What was done with it" not in of_all.content.decode()
    assert of_none.status_code == 200


def test_draft_that_was_sent_back_can_be_deleted(client: Client) -> None:
    editor, meeting = rich.editor(), build.meeting(status="draft")
    publication.submit(meeting, editor)
    back(meeting, rich.publisher())
    client.force_login(editor)

    answer = client.post(address(Meeting, "delete", meeting.pk), {"post": "yes"})

    assert answer.status_code == 302
    assert not StepTaken.objects.filter(meeting=meeting.pk).exists()


@rich.in_state("in review")
def test_reason_stays_where_its_author_has_left(meeting: Meeting) -> None:
    user = rich.publisher()
    back(meeting, user)
    user.delete()

    steps = steps_of(meeting)

    assert sent_back(meeting, steps) == f"a Publisher sent this record back: “{WHY}”"
    assert told(steps)[0]["who"] == ""


def test_last_steps_are_shown_and_no_more(meeting: Meeting) -> None:
    StepTaken.objects.bulk_create(
        StepTaken(meeting=meeting, step="submit") for _ in range(SHOWN + 1)
    )

    assert len(steps_of(meeting)) == SHOWN


def test_staff_are_called_by_their_names_where_they_have_some() -> None:
    assert called(User(username="ada", first_name="Ada", last_name="Example")) == "Ada Example"
    assert called(User(username="ada")) == "ada"
    assert called(None) == ""
