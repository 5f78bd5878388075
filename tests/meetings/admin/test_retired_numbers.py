"""A number that was freed by mistake is given back on a page, with a reason, once, and undone."""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Act, Meeting, RetiredNumber
from portal.models import AuditEntry
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    """A draft in which statement 2 was taken out and entered again as 3."""
    meeting = build.meeting("fish", status="draft")
    for number in (1, 3):
        build.statement(meeting, f"Text {number}", number=number)
    RetiredNumber.objects.create(meeting=meeting, noun="statement", number=2)
    return meeting


def page(meeting: Meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/numbers/"


def numbers(meeting: Meeting) -> list[int]:
    return sorted(meeting.statements.values_list("number", flat=True))


def test_number_is_given_back_once_and_taken_back(client: Client, meeting: Meeting) -> None:
    client.force_login(rich.editor())
    record = client.get(f"/admin/meetings/meeting/{meeting.pk}/change/")
    assert f'href="{page(meeting)}">Retired numbers (1)</a>' in record.text
    retired = RetiredNumber.objects.get()
    shown = client.get(page(meeting))
    assert "3 · Text 3" in shown.text
    box = f"number-{retired.pk}"
    sent: dict[str, Any] = {
        "give": retired.pk,
        "token": shown.context["token"] + str(retired.pk),
        f"{box}-to": "3",
        f"{box}-why": "Deleted by mistake",
    }

    assert client.post(page(meeting), sent | {f"{box}-why": " "}).status_code == 422
    assert client.post(page(meeting), sent | {f"{box}-to": "7"}).status_code == 422
    assert numbers(meeting) == [1, 3]
    done = client.post(page(meeting), sent, follow=True)

    assert "Statement 3 has the number 2 again" in done.text
    assert (numbers(meeting), RetiredNumber.objects.count()) == ([1, 2], 0)
    entry = AuditEntry.objects.filter(kind="correction").get()
    assert (entry.details, "3 → 2" in entry.what) == ("Deleted by mistake", True)
    again = client.post(page(meeting), sent, follow=True)
    assert "not retired any more" in again.text

    undo = f"/admin/meetings/meeting/{meeting.pk}/desk/undo/"
    assert undo in again.text
    assert "Undone" in client.post(undo, {"act": Act.objects.get().pk}, follow=True).text
    assert numbers(meeting) == [1, 3]
    assert RetiredNumber.objects.get().number == 2


def test_closed_record_shows_its_numbers_and_gives_none(client: Client, meeting: Meeting) -> None:
    client.force_login(rich.editor())
    Meeting.objects.filter(pk=meeting.pk).update(status="published")
    retired = RetiredNumber.objects.get()

    shown = client.get(page(meeting))
    sent = {
        "give": retired.pk,
        f"number-{retired.pk}-to": "3",
        f"number-{retired.pk}-why": "x",
    }

    assert "by a correction of it" in shown.text
    assert client.post(page(meeting), sent).status_code == 403
    assert numbers(meeting) == [1, 3]


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_queries(
    count: int, client: Client, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    client.force_login(rich.editor())
    for number in range(count - 1):
        RetiredNumber.objects.create(meeting=meeting, noun="statement", number=10 + number)

    with django_assert_max_num_queries(10):
        assert client.get(page(meeting)).status_code == 200
