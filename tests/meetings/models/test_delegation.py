"""Who attended a meeting that was held, and who is only named as its organiser."""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Delegation
from tests.meetings import build

pytestmark = pytest.mark.django_db


def attended(of: Any, **fields: Any) -> bool:
    """Whether a delegation of these fields attended; it is listed once, either way."""
    row = build.delegation(of, build.participant("Fish Office"), **fields)
    came = Delegation.objects.attended().filter(pk=row.pk).exists()
    assert came is not Delegation.objects.not_attended().filter(pk=row.pk).exists()
    return came


@pytest.mark.parametrize(
    ("attendance", "fields", "expected"),
    [
        ("not recorded", {"roles": ["organiser"]}, False),
        ("not recorded", {"roles": ["host", "co-organiser"]}, False),
        ("not recorded", {"roles": ["organiser", "chair"]}, True),
        ("not recorded", {"roles": ["organiser"], "level": "minister"}, True),
        ("not recorded", {"roles": ["organiser"], "presence": "video message"}, True),
        ("not recorded", {"roles": ["speaker"]}, True),
        ("not recorded", {"roles": []}, True),
        ("partial", {"roles": ["organiser"]}, True),
        ("complete", {"roles": ["host"]}, True),
    ],
)
def test_organiser_is_known_to_have_come_where_attendance_is_recorded(
    attendance: str, fields: dict[str, Any], expected: bool
) -> None:
    assert attended(build.meeting(attendance=attendance), **fields) is expected


def test_organiser_with_a_delegate_or_a_statement_came() -> None:
    spoken, seated = build.meeting("spoken"), build.meeting("seated")
    office = build.participant("Fish Office")
    build.statement(spoken, "It spoke.", speakers=(office,))
    build.delegation(spoken, office, roles=["organiser"])
    row = build.delegation(seated, office, roles=["organiser"])
    row.delegates.create(person=build.person("Ada Example"))

    came = Delegation.objects.attended().order_by("pk").values_list("meeting__slug", flat=True)

    assert list(came) == ["spoken", "seated"]


def test_organiser_attended_no_meeting_that_was_not_held() -> None:
    assert attended(build.meeting(stage="cancelled", attendance="partial"), roles=["host"]) is False


@pytest.mark.usefixtures("shipped_register")
def test_page_and_numbers_agree_on_who_attended(client: Client) -> None:
    (breakfast,) = Delegation.objects.filter(
        meeting__slug="r2p-ministerial-breakfast-2011", participant__slug="guatemala"
    )
    page = client.get(f"/participants/{breakfast.participant.slug}/").context["participant"]

    assert [row.meeting.slug for row in page.attended.rows] == ["fhs-3"]
    assert "r2p-ministerial-breakfast-2011" in [row.meeting.slug for row in page.named_at.rows]
    assert page.attended.n == page.totals[0].n == 1
