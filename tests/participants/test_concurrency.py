"""Two forms of one row open at once; the pages of meetings are tested with them."""

import json
from typing import Any

import pytest
from django.test import Client

from meetings.models import Meeting, Session
from participants.models import Participant, ParticipantName
from tests.meetings import build
from tests.meetings.admin.rich import user
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(user("ann", "Publisher"))
    return client


def changed(answer: Any) -> bool:
    """Whether a form was taken."""
    return bool(answer.status_code == 302)


def page_of(row: Any) -> str:
    return address(type(row), "change", row.pk)


def errors(answer: Any) -> dict[str, Any]:
    return dict(answer.context["adminform"].form.errors)


def draft(**fields: Any) -> Meeting:
    return build.meeting("fish", status="draft", city="Old City", theme="Old theme", **fields)


def test_older_form_keeps_the_fields_that_it_never_touched(staff: Client) -> None:
    page = page_of(draft())
    older, newer = staff.get(page), staff.get(page)

    first = staff.post(page, sent(newer, city="New City"))
    second = staff.post(page, sent(older, theme="New theme"))

    assert changed(first)
    assert changed(second)
    stored = Meeting.objects.get(slug="fish")
    assert (stored.city, stored.theme) == ("New City", "New theme")


def test_field_that_both_changed_is_refused_once_with_both_values(staff: Client) -> None:
    page = page_of(draft())
    older, newer = staff.get(page), staff.get(page)
    staff.post(page, sent(newer, city="New City"))

    refused = staff.post(page, sent(older, city="My City"))

    assert errors(refused) == {
        "city": [
            (
                "Somebody else changed this to “New City” while you had it open. Yours is in the "
                "box; save again to put it in place."
            )
        ]
    }
    assert 'value="My City"' in refused.content.decode()
    assert Meeting.objects.get(slug="fish").city == "New City"
    assert changed(staff.post(page, sent(refused)))
    assert Meeting.objects.get(slug="fish").city == "My City"


def test_refused_form_shows_what_others_stored_in_fields_not_touched(staff: Client) -> None:
    page = page_of(draft())
    older, newer = staff.get(page), staff.get(page)
    staff.post(page, sent(newer, city="New City", theme="New theme"))

    refused = staff.post(page, sent(older, city="My City"))
    staff.post(page, sent(refused))

    stored = Meeting.objects.get(slug="fish")
    assert (stored.city, stored.theme) == ("My City", "New theme")


def test_rows_below_are_merged_and_disputed_like_the_page(staff: Client) -> None:
    meeting = draft()
    session = Session.objects.create(meeting=meeting, title="One", order=0)
    page = page_of(meeting)
    older, newer = staff.get(page), staff.get(page)
    title = next(name for name in sent(older) if name.startswith("session") and "title" in name)
    staff.post(page, sent(newer, **{title: "Two"}))

    kept = staff.post(page, sent(older, city="My City"))
    refused = staff.post(page, sent(older, **{title: "Three"}))

    assert changed(kept)
    assert refused.status_code == 200
    assert "to “Two” while you" in refused.content.decode()
    assert Session.objects.get(pk=session.pk).title == "Two"


def test_row_that_somebody_else_changed_is_not_deleted_unseen(staff: Client) -> None:
    state = build.participant("Ruritania")
    name = ParticipantName.objects.create(participant=state, name="Rurland")
    page = page_of(state)
    older, newer = staff.get(page), staff.get(page)
    staff.post(page, sent(newer, **{"names-0-name": "Ruriland"}))

    refused = staff.post(page, sent(older, **{"names-0-DELETE": "on"}))

    assert refused.status_code == 200
    assert "Delete it again if it shall go all the same." in refused.content.decode()
    assert ParticipantName.objects.get(pk=name.pk).name == "Ruriland"


def test_participant_keeps_what_the_older_form_did_not_touch(staff: Client) -> None:
    state = build.participant("Ruritania")
    page = page_of(state)
    older, newer = staff.get(page), staff.get(page)

    staff.post(page, sent(newer, formal_name="Kingdom of Ruritania"))
    staff.post(page, sent(older, region=""))
    staff.post(page, sent(older, name="Rurland"))

    stored = Participant.objects.get(pk=state.pk)
    assert (stored.name, stored.formal_name) == ("Rurland", "Kingdom of Ruritania")


@pytest.mark.parametrize("opened", ["", "[", "[]", '{"other": 7}', "[" * 100_000])
def test_digests_that_cannot_be_read_are_no_error(staff: Client, opened: str) -> None:
    page = page_of(draft())

    assert changed(staff.post(page, sent(staff.get(page), _opened=opened, city="C")))


def test_digests_are_short_however_long_a_text_is(staff: Client) -> None:
    page = page_of(draft(summary="long " * 20_000))

    opened = staff.get(page).context["opened"]

    assert len(json.loads(opened)["summary"]) == 16
