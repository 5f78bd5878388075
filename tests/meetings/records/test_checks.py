"""Each kind of fault is found, named, and leads to the row where it is mended.

Covers meetings.records.stored_texts as well.
"""

import json

import pytest

from meetings.models import (
    Correction,
    Delegation,
    Document,
    Inference,
    Mark,
    Meeting,
    Passage,
    Pledger,
    Speaker,
    Statement,
)
from meetings.records.checks import Fault, record_faults
from meetings.records.fields.passage import needs_passage
from meetings.records.gathered import gather
from meetings.records.loader import load_record
from meetings.records.reader import read_record
from meetings.records.stored_texts import document_coverage
from participants.models import Participant
from tests.meetings import build
from tests.meetings.records.sample import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(db: None) -> Meeting:
    for slug, code in (("japan", "JPN"), ("mexico", "MEX"), ("united-states", "USA")):
        Participant.objects.create(slug=slug, name=slug.title(), kind="state", code=code)
    load_record(read_record(json.dumps(sample()).encode(), "sample"), "sample")
    return Meeting.objects.records().get()


@pytest.fixture
def sound(meeting: Meeting) -> Meeting:
    """The sample with every character covered and every part cited."""
    document = Document.objects.sources().get()
    for gap in document_coverage(document).gaps:
        Mark.objects.create(document=document, kind="label", start=gap.start, end=gap.end)
    for fault in record_faults(meeting):
        if fault.code == "passage" and fault.where is not None:
            build.passage(fault.where, document, 0, 9)
    assert record_faults(meeting) == []
    return meeting


def codes(meeting: Meeting) -> list[str]:
    """The code of each fault."""
    return [fault.code for fault in record_faults(meeting)]


def only(meeting: Meeting) -> Fault:
    """The one fault of the record."""
    (fault,) = record_faults(meeting)
    return fault


def test_coverage_gap_is_a_fault_at_the_document(sound: Meeting) -> None:
    Mark.objects.filter(kind="furniture").delete()

    fault = only(sound)

    assert (fault.code, fault.where) == ("coverage", Document.objects.sources().get())
    assert "“Back to Index”" in fault.message


def test_passage_that_no_longer_reads_so_is_a_fault(sound: Meeting) -> None:
    row = Passage.objects.filter(delegation__isnull=False).first()
    assert row is not None
    Passage.objects.filter(pk=row.pk).update(exact="Other words")

    assert (only(sound).code, only(sound).where) == ("text", row.delegation)


def test_statement_text_that_differs_from_its_passage_is_a_fault(sound: Meeting) -> None:
    statement = Statement.objects.get(number=1)
    Statement.objects.filter(pk=statement.pk).update(text="Something else.")

    assert (only(sound).code, only(sound).where) == ("text", statement)


def test_correction_elsewhere_is_a_fault(sound: Meeting) -> None:
    Correction.objects.update(printed="co operation")

    assert "correction" in codes(sound)


def test_statement_without_anybody_is_a_fault(sound: Meeting) -> None:
    statement = Statement.objects.get(number=1)
    Speaker.objects.filter(statement=statement).delete()
    Statement.objects.filter(pk=statement.pk).update(collective="", procedural=False)

    found = [fault for fault in record_faults(sound) if fault.code == "speaker"]
    assert [fault.where for fault in found] == [statement]


def test_statement_with_the_reason_why_nobody_is_named_is_sound() -> None:
    meeting = build.meeting()
    row = build.statement(meeting, unattributed="passive: “it was noted”")
    other = build.statement(meeting)

    found = [fault.where for fault in record_faults(meeting) if fault.code == "speaker"]
    assert found == [other]
    assert row not in found


def test_pledge_made_by_nobody_is_a_fault(sound: Meeting) -> None:
    pledge = sound.pledges.get()
    Pledger.objects.all().delete()
    sound.pledges.update(collective="")

    assert (only(sound).code, only(sound).where) == ("speaker", pledge)


def test_statements_that_claim_the_same_words_are_a_fault(sound: Meeting) -> None:
    first, second = Statement.objects.order_by("number")[:2]
    words = Passage.objects.get(statement=first)
    Passage.objects.filter(statement=second).update(start=words.start, end=words.end, exact=None)

    assert "overlap" in codes(sound)


def test_part_without_passage_is_a_fault(sound: Meeting) -> None:
    delegation = Delegation.objects.filter(meeting=sound).first()
    Passage.objects.filter(delegation=delegation).delete()

    found = [fault for fault in record_faults(sound) if fault.code == "passage"]
    assert [fault.where for fault in found] == [delegation]


def test_every_noun_that_needs_a_passage_is_asked_for_it(sound: Meeting) -> None:
    Passage.objects.all().delete()

    lacking = [fault.where for fault in record_faults(sound) if fault.code == "passage"]
    parts = gather(sound).by_record()
    assert lacking == [row for record, rows in parts if needs_passage(record) for row in rows]
    assert len({type(row) for row in lacking}) >= 7


def test_inference_that_leads_nowhere_is_a_fault(sound: Meeting) -> None:
    Inference.objects.create(meeting=sound, field="venue/hall", reason="Guessed.")

    assert (only(sound).code, "/meeting/venue/hall" in only(sound).message) == ("inferred", True)


def test_reply_to_another_record_is_a_fault(sound: Meeting) -> None:
    statement = Statement.objects.get(meeting=sound, number=1)
    statement.in_reply_to.add(build.statement(build.meeting("elsewhere")))

    assert ("reference", statement) in [(one.code, one.where) for one in record_faults(sound)]


def test_session_inside_one_of_another_record_is_a_fault(sound: Meeting) -> None:
    session = sound.sessions.create(key="inner", title="Inner")
    session.part_of = build.meeting("elsewhere").sessions.create(key="outer", title="Outer")
    session.save()

    assert (only(sound).code, only(sound).where) == ("reference", session)


def test_key_not_as_computed_is_a_fault(sound: Meeting) -> None:
    Statement.objects.filter(meeting=sound, number=1).update(key=7)

    assert codes(sound) == ["key"]


def test_stub_described_twice_is_a_fault(sound: Meeting) -> None:
    stub = sound.relations.get().other
    series = build.series()
    Meeting.objects.filter(pk=stub.pk).update(series=series, ordinal=2)
    build.stub("twin", series=series, ordinal=2)

    assert codes(sound) == ["stub"]
    assert "“twin”" in only(sound).message


def test_record_without_source_is_a_fault() -> None:
    assert codes(build.meeting()) == ["source"]
