"""A proposal becomes a draft as any record file does, with its report and the original file."""

from dataclasses import replace
from typing import Any

import pytest

from meetings.admin.intake.drafting import Upload, drafted, keep_original
from meetings.models import Finding, IntakeReport, Mark, Meeting, Original, UnknownBody
from meetings.records.checks import record_faults
from meetings.records.errors import RecordErrors
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.intake.proposals import TEXT, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]

UPLOAD = Upload(
    name="Herring.docx",
    data=b"PK bytes",
    sha256="ab" * 32,
    about={"url": "https://example.org/herring", "retrieved": "", "rights": "public in full"},
)


def findings(meeting: Meeting) -> list[tuple[str, Any]]:
    """What each finding leads to."""
    rows = Finding.objects.filter(meeting=meeting).order_by("order")
    return [(row.pointer, row.owner) for row in rows]


def test_draft_holds_what_was_proposed_and_what_was_said_of_the_document() -> None:
    editor = rich.editor()

    meeting = drafted(written(), UPLOAD, editor)

    (document,) = {row.document for row in meeting.passages.select_related("document")}
    assert (meeting.slug, meeting.status, meeting.updated_by) == (
        *("meeting-on-herring", "draft"),
        editor,
    )
    assert (document.url, document.retrieved, document.rights) == (
        "https://example.org/herring",
        "",
        "public in full",
    )
    assert (document.text, document.origin) == (TEXT, "herring.txt")
    assert [str(row.participant) for row in meeting.delegations.all()] == ["Egypt", "Japan"]
    assert {fault.code for fault in record_faults(meeting)} == {"coverage"}


def test_draft_without_proposals_is_the_meeting_and_its_source() -> None:
    meeting = drafted(written(), replace(UPLOAD, proposals=False), rich.editor())

    rows = [*meeting.delegations.all(), *meeting.statements.all(), *Mark.objects.all()]
    assert rows == [*UnknownBody.objects.all()] == []
    pointers = [row.pointer for row in Finding.objects.order_by("order")]
    assert pointers == ["/meeting/title", "/meeting/date"]
    assert {row.document.text for row in meeting.passages.select_related("document")} == {TEXT}


def test_change_is_kept_as_every_other() -> None:
    editor = rich.editor()

    meeting = drafted(written(), UPLOAD, editor)

    (revision,) = meeting.revisions.all()
    assert (revision.action, revision.why, revision.user) == (
        *("load", "proposed from Herring.docx", editor),
    )


def test_findings_lead_to_the_parts_that_were_made() -> None:
    meeting = drafted(written(), UPLOAD, rich.editor())

    egypt, japan = meeting.delegations.order_by("order")
    assert findings(meeting) == [
        ("/meeting/title", meeting),
        ("/meeting/date", meeting),
        ("/delegations/0", egypt),
        ("/delegations/0/delegates/0", egypt.delegates.get()),
        ("/delegations/1", japan),
        ("/statements/0", meeting.statements.get()),
        ("/pledges/0", meeting.pledges.get()),
        ("/references/0", meeting.references.get()),
    ]
    pledge = Finding.objects.get(pledge=meeting.pledges.get())
    assert [TEXT[start:end] for start, end in pledge.passage] == [
        "Japan promised ten nets",
        "ten nets",
    ]
    assert (pledge.rule, pledge.sureness) == ("rule of pledges", "doubtful")


def test_report_is_kept_with_the_names_that_nobody_knows() -> None:
    meeting = drafted(written(), UPLOAD, rich.editor())

    report = IntakeReport.objects.get()
    assert (report.meeting, report.name, report.notes, report.left_out) == (
        *(meeting, "Herring.docx", ["Two pages were empty."], []),
    )
    assert report.document.key == "meeting-on-herring-source"
    (unknown,) = UnknownBody.objects.all()
    assert TEXT[unknown.start : unknown.end] == unknown.printed == "Herring Board"


def test_what_the_register_does_not_take_is_left_out_and_told() -> None:
    build.document("", key="fish-paper", title="A fish paper", symbol="A/1")
    given = written()
    given.record["documents"][0]["symbol"] = "A/1"
    given.record["references"][0] = given.record["references"][0] | {"title": "Fish paper"}
    del given.record["references"][0]["symbol"]

    meeting = drafted(given, UPLOAD, rich.editor())

    report = IntakeReport.objects.get()
    assert (report.document.symbol, list(meeting.references.all())) == ("", [])
    assert [words.partition(":")[0] for words in report.left_out] == [
        *("documents 1 symbol", "references 1 title", "references 1"),
    ]
    assert "--replace" not in " ".join(report.left_out)
    assert not Finding.objects.filter(pointer__startswith="/references").exists()


def test_proposal_that_cannot_be_stored_is_refused() -> None:
    given = written()
    given.record["documents"][0]["rights"] = "all of them"

    with pytest.raises(RecordErrors):
        drafted(given, Upload("", b"", "", {}), rich.editor())


def test_original_is_kept_as_it_was_uploaded() -> None:
    meeting = drafted(written(), UPLOAD, rich.editor())

    original = keep_original(meeting, UPLOAD)

    assert original == Original.objects.get(document__key="meeting-on-herring-source")
    assert (original.name, original.file.read()) == ("Herring.docx", b"PK bytes")
    assert original.file.name == f"originals/ab/{'ab' * 32}"


def test_pasted_text_has_no_original() -> None:
    pasted = Upload("", TEXT.encode(), "ab" * 32, {})
    meeting = drafted(written(), pasted, rich.editor())

    assert keep_original(meeting, pasted) is None
    assert meeting.revisions.get().why == "proposed from pasted text"
    assert not Original.objects.exists()
