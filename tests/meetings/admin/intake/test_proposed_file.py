"""A proposal takes addresses that are free, and gives way to what the register holds."""

import pytest

from meetings.admin.intake.proposed_file import ProposedFile
from meetings.intake.writing import Written
from meetings.models import FormerSlug
from meetings.records.errors import RecordError
from tests.meetings import build
from tests.meetings.admin.intake.proposals import KEY, TEXT, written

pytestmark = pytest.mark.django_db


def pointers(proposed: ProposedFile) -> list[str]:
    """What the findings lead to."""
    return [one["pointer"] for one in proposed.findings]


def test_addresses_that_are_free_are_taken_as_they_are() -> None:
    proposed = ProposedFile.of(written())

    proposed.fit()

    assert proposed.record["meeting"]["slug"] == "meeting-on-herring"
    assert proposed.source["key"] == "meeting-on-herring-source"


def test_next_free_addresses_are_taken_in_every_passage() -> None:
    build.meeting("meeting-on-herring")
    build.stub("meeting-on-herring-2")
    FormerSlug.objects.create(slug="meeting-on-herring-3", meeting=build.meeting("cod"))
    build.document("Fish.", key="meeting-on-herring-4-source")
    proposed = ProposedFile.of(written())

    proposed.fit()

    key = "meeting-on-herring-4-source-2"
    assert proposed.record["meeting"]["slug"] == "meeting-on-herring-4"
    assert proposed.source["key"] == key
    assert proposed.record["meeting"]["passage"]["document"] == key
    assert proposed.record["delegations"][0]["delegates"][0]["passage"]["document"] == key


def test_proposal_itself_is_left_as_it_was() -> None:
    given = written()
    build.meeting("meeting-on-herring")

    ProposedFile.of(given).fit()

    assert given.record["meeting"]["slug"] == "meeting-on-herring"
    assert given.record["documents"][0]["key"] == KEY


def test_proposal_from_elsewhere_never_becomes_more_than_a_draft() -> None:
    given = written()
    given.record["meeting"]["status"] = "published"

    assert ProposedFile.of(given).record["meeting"]["status"] == "draft"


def test_document_of_a_known_symbol_goes_by_its_title_here() -> None:
    build.document("", key="outcome", title="2005 World Summit Outcome", symbol="A/RES/60/1")
    proposed = ProposedFile.of(written())
    proposed.record["references"][0]["date"] = "1999"

    proposed.fit()

    (reference,) = proposed.record["references"]
    assert (reference["title"], reference["symbol"], "date" in reference) == (
        *("2005 World Summit Outcome", "A/RES/60/1"),
        False,
    )


@pytest.mark.parametrize("text", ["\n  Fish.  \nNets.\n", "Fish."])
def test_source_of_a_record_in_which_nothing_was_found_is_its_first_line(text: str) -> None:
    record = {
        "meeting": {"slug": "fish", "status": "draft"},
        "documents": [{"key": "fish-source", "title": "Fish", "text": text}],
    }
    proposed = ProposedFile.of(Written(record, {"findings": []}))

    proposed.fit()

    position = proposed.record["meeting"]["passage"]["position"]
    assert text[position["start"] : position["end"]] == "Fish."


def test_what_is_left_out_takes_its_findings_and_reasons_along() -> None:
    proposed = ProposedFile.of(written())

    found = proposed.leave_out(
        [
            RecordError("/references/0", "it differs; load with --replace to let this file win."),
            RecordError("/delegations/0", "it is unknown."),
        ]
    )

    assert found
    assert "inferred" not in proposed.record or proposed.record["inferred"] == []
    assert [one["participant"] for one in proposed.record["delegations"]] == ["japan"]
    assert pointers(proposed) == [
        *("/meeting/title", "/meeting/date", "/delegations/0", "/statements/0", "/pledges/0"),
    ]
    assert proposed.findings[2]["passage"][0]["exact"] == "Japan"
    assert proposed.left_out == ["delegations 1: it is unknown.", "references 1: it differs."]


def test_value_is_left_out_and_its_part_stays() -> None:
    proposed = ProposedFile.of(written())
    proposed.source["symbol"] = "A/1"

    found = proposed.leave_out(
        [
            RecordError("/meeting/date", "no date"),
            RecordError("/documents/0/symbol", "taken"),
            RecordError("/pledges/0/by/0", "nobody"),
        ]
    )

    assert found
    assert "date" not in proposed.record["meeting"]
    assert "symbol" not in proposed.source
    assert proposed.record["pledges"][0]["by"] == []
    assert "/meeting/date" not in pointers(proposed)


@pytest.mark.parametrize(
    "path", ["", "/meeting", "/meeting/slug", "/documents/0/text", "/documents/0", "/topics/0/name"]
)
def test_what_holds_the_file_together_is_never_left_out(path: str) -> None:
    proposed = ProposedFile.of(written())

    assert not proposed.leave_out([RecordError(path, "it is wrong")])
    assert (proposed.source["text"], proposed.left_out) == (TEXT, [])


def test_what_is_not_there_cannot_be_left_out() -> None:
    proposed = ProposedFile.of(written())

    assert not proposed.leave_out([RecordError("/pledges/7", "it is wrong")])
    assert not proposed.leave_out([RecordError("/pledges/0/made", "it is wrong")])
