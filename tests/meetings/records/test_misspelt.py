"""What no record file could hold of the addresses of a record is found."""

from typing import Any

import pytest

from meetings.models import Document, FormerSlug, Meeting, Series
from meetings.records.checks import record_faults

pytestmark = pytest.mark.django_db

WRONG = ["Upper-Case", "under_score", "a--b", "-lead", "trail-"]


def slug_faults(meeting: Meeting) -> list[Any]:
    return [fault for fault in record_faults(meeting) if fault.code == "slug"]


def test_record_with_addresses_that_files_hold_has_no_such_fault(meeting: Meeting) -> None:
    FormerSlug.objects.create(meeting=meeting, slug="fish-0")

    assert slug_faults(meeting) == []


@pytest.mark.parametrize("slug", WRONG)
def test_every_address_of_a_record_is_judged(meeting: Meeting, slug: str) -> None:
    relation = meeting.relations.get()
    rows = [meeting, meeting.series, relation.other]
    parts = [Document.objects.get(key="fish-1-report"), *meeting.sessions.all()[:1]]
    for row in rows:
        type(row)._base_manager.filter(pk=row.pk).update(slug=slug)
    for row in [*parts, meeting.agenda.get()]:
        type(row)._base_manager.filter(pk=row.pk).update(key=slug)

    faults = slug_faults(Meeting.objects.get(pk=meeting.pk))

    found = [(type(fault.where).__name__, fault.where.pk) for fault in faults]
    wanted = [*rows, *parts, meeting.agenda.get()]
    assert sorted(found) == sorted((type(row).__name__, row.pk) for row in wanted)
    assert all(f"“{slug}”" in fault.message for fault in faults)


def test_former_address_is_judged_too(meeting: Meeting) -> None:
    FormerSlug.objects.create(meeting=meeting, slug="Fish_0")

    assert [str(fault.where) for fault in slug_faults(meeting)] == [str(meeting)]


def test_fault_says_what_to_do(meeting: Meeting) -> None:
    Series.objects.filter(pk=meeting.series_id).update(slug="Fish_")

    [fault] = slug_faults(meeting)

    assert fault.message == (
        "series “Friends of Fisheries”: no record file can hold the address “Fish_”; give it "
        "lower-case Latin letters and digits, joined by single hyphens."
    )
