"""What intake said of a draft stays with its parts, in no dump, until the record is published."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from meetings.intake.parts import Sureness as Proposed
from meetings.models import Finding, IntakeReport, Meeting, UnknownBody
from meetings.models.choices import Sureness
from meetings.models.intake_report import forget_report
from tests.meetings import build
from tests.portal.canaries import propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Meeting:
    """A draft with a statement, and the report of its proposal."""
    meeting = build.meeting("herring", status="draft")
    said = build.statement(meeting, "It was said.")
    propose(meeting, build.document("It was said."), "herring", statement=said)
    return meeting


def test_sureness_is_spelt_as_rules_spell_it() -> None:
    assert Sureness.values == [str(one) for one in Proposed]


def test_finding_goes_with_its_part_and_stays_with_its_meeting(draft: Meeting) -> None:
    draft.statements.all().delete()

    assert [row.pointer for row in Finding.objects.all()] == ["/meeting/title"]
    assert [row.owner for row in Finding.objects.all()] == [draft]


def test_report_goes_with_its_meeting(draft: Meeting) -> None:
    draft.delete()

    assert [model.objects.count() for model in (IntakeReport, Finding, UnknownBody)] == [0, 0, 0]


def test_report_is_forgotten_of_one_meeting_alone(draft: Meeting) -> None:
    other = build.meeting("cod", status="draft")
    propose(other, build.document("Cod.", key="cod"), "cod")

    forget_report(draft)

    assert [row.name for row in IntakeReport.objects.all()] == ["cod.docx"]
    assert {row.meeting_id for row in Finding.objects.all()} == {other.pk}
    assert [row.printed for row in UnknownBody.objects.all()] == ["Body cod"]


def test_report_is_in_no_dump(draft: Meeting) -> None:
    told = StringIO()

    call_command("dumpdata", "meetings", stdout=told)

    assert "meetings.meeting" in told.getvalue()
    for name in ("finding", "intakereport", "unknownbody"):
        assert f"meetings.{name}" not in told.getvalue()


def test_finding_belongs_to_one_part_at_most_and_is_sure_in_a_listed_way(draft: Meeting) -> None:
    pledge = build.pledge(draft, "Nets")
    rows = Finding.objects.exclude(statement=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(pledge=pledge)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(sureness="perhaps")


def test_rows_say_what_they_are(draft: Meeting) -> None:
    assert [str(row) for row in Finding.objects.order_by("order")] == [
        "/meeting/title: Rule herring",
        "/statements/0: Rule herring",
    ]
    assert str(IntakeReport.objects.get(meeting=draft)) == "herring.docx"
    assert str(UnknownBody.objects.get(meeting=draft)) == "Body herring"
