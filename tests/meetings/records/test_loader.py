"""Loading a record file writes all of it, or names what is wrong and writes nothing.

Covers meetings.records.writer, meetings.records.policy, meetings.records.participant_rows,
meetings.records.topic_rows, meetings.records.stub_rows and meetings.records.document_rows as well.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.derived.refresh import derived_faults
from meetings.models import (
    Document,
    Inference,
    Meeting,
    Passage,
    RetiredNumber,
    Revision,
    Statement,
    Topic,
)
from meetings.records.dumper import Dump, record_bytes
from meetings.records.errors import RecordErrors
from meetings.records.fields.record import RecordFile
from meetings.records.gathered import gather
from meetings.records.loader import Outcome, load_record
from meetings.records.reader import read_record
from meetings.records.revision_texts import record_file
from participants.models import Participant, Person
from tests.drawing import examples
from tests.meetings.records.sample import at, sample
from tests.meetings.records.strategies import (
    records,
    spoilt_records,
    two_marks_of_one_range,
)

pytestmark = pytest.mark.django_db

BY_DATABASE = settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def shipped(db: None) -> None:
    for slug, code in (("japan", "JPN"), ("mexico", "MEX"), ("united-states", "USA")):
        Participant.objects.create(
            slug=slug, name=slug.title(), kind="state", code=code, shipped=True
        )


def load(value: Any, source: str = "file.json", **options: Any) -> Outcome:
    """Load a record given as JSON values."""
    return load_record(read_record(json.dumps(value).encode(), source), source, **options)


def rows() -> dict[str, int]:
    """The number of rows of every model."""
    models = [*apps.get_app_config("meetings").get_models()]
    models += [*apps.get_app_config("participants").get_models()]
    return {model.__name__: model._default_manager.count() for model in models}


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def refused(value: Any, **options: Any) -> list[tuple[str, str]]:
    """Path and message of each fault for which ``value`` is refused; nothing was written."""
    before = rows()
    with pytest.raises(RecordErrors) as raised:
        load(value, **options)
    assert rows() == before
    return [(error.path, error.message) for error in raised.value.errors]


def test_record_loaded_is_created_with_keys_and_revision() -> None:
    assert load(sample()) == Outcome.CREATED

    meeting = Meeting.objects.get(slug="friends-3", layer="record")
    assert meeting.is_published
    assert derived_faults(meeting) == []
    assert list(Revision.objects.values_list("number", "action", "why")) == [
        (1, "load", "file.json")
    ]
    assert record_file(Revision.objects.get()) == record_bytes(meeting)


def test_record_loaded_twice_is_unchanged() -> None:
    load(sample())
    before = rows()

    assert load(sample()) == Outcome.UNCHANGED
    assert rows() == before


def test_record_loaded_anew_keeps_the_rows_of_its_numbers() -> None:
    load(sample())
    kept = dict(Statement.objects.values_list("number", "pk"))
    changed = sample()
    changed["meeting"]["theme"] = "A theme"

    assert load(changed) == Outcome.REPLACED
    assert dict(Statement.objects.values_list("number", "pk")) == kept
    assert Revision.objects.count() == 2


def test_statement_left_out_retires_its_number() -> None:
    load(sample())
    value = sample()
    gone = value["statements"].pop()
    value["pledges"], value["inferred"] = [], []
    value["figures"] = [one for one in value["figures"] if one.get("statement") != gone["number"]]

    load(value)

    assert ("statement", gone["number"]) in RetiredNumber.objects.values_list("noun", "number")
    assert not Statement.objects.filter(number=gone["number"]).exists()


def test_record_changed_by_staff_is_refused_by_name() -> None:
    load(sample())
    Meeting.objects.records().update(summary="Corrected by hand.")
    changed = sample()
    changed["meeting"]["theme"] = "A theme"

    faults = refused(changed)

    assert [path for path, _message in faults] == [""]
    assert "friends-3" in faults[0][1]
    assert "--replace" in faults[0][1]
    assert Meeting.objects.records().get().summary == "Corrected by hand."


def test_record_changed_by_staff_is_overwritten_with_replace() -> None:
    load(sample())
    Meeting.objects.records().update(summary="Corrected by hand.")

    assert load(sample(), replace=True) == Outcome.REPLACED
    assert Meeting.objects.records().get().summary == ""


def test_record_entered_by_staff_is_not_overwritten() -> None:
    Meeting.objects.create(slug="friends-3", title="By hand")

    assert refused(sample())[0][0] == ""


def test_participant_unknown_is_refused_with_its_path() -> None:
    value = sample()
    value["statements"][0]["mentions"] = ["atlantis"]

    faults = refused(value)

    assert [path for path, _message in faults] == ["/statements/0/mentions/0"]
    assert "“atlantis”" in faults[0][1]


def test_topic_defined_differently_is_refused() -> None:
    load(sample())
    value = sample()
    value["topics"][0]["abbreviation"] = "HS"
    value["meeting"]["slug"] = "other"

    assert [path for path, _message in refused(value)] == ["/topics/0/abbreviation"]


def test_topic_defined_differently_is_replaced_when_asked() -> None:
    load(sample())
    value = sample()
    value["topics"][0]["abbreviation"] = "HS"

    load(value, replace=True)

    assert Topic.objects.get(name="Human security").abbreviation == "HS"


def test_stub_described_in_two_ways_is_refused() -> None:
    first = sample()
    first["relations"] = [related("friends-2", date="2007-04", title="Second meeting")]
    load(first)
    second = sample()
    second["meeting"]["slug"] = "other"
    second["relations"] = [related("friends-2", date="2007-05")]

    assert [path for path, _message in refused(second)] == ["/relations/0/meeting/date"]


def test_stub_descriptions_of_two_files_add_up() -> None:
    first = sample()
    first["relations"] = [related("friends-2", date="2007-04")]
    load(first)
    second = sample()
    second["meeting"]["slug"] = "other"
    second["relations"] = [related("friends-2", title="Second meeting")]
    second["inferred"] = []

    load(second)

    stub = Meeting.objects.stubs().get(slug="friends-2")
    assert (stub.title, stub.date) == ("Second meeting", "2007-04")
    assert load(first) == Outcome.UNCHANGED


def test_stub_of_a_draft_adds_nothing_to_what_the_public_sees() -> None:
    first = sample()
    first["relations"] = [related("friends-2", date="2007-04")]
    load(first)
    draft = sample()
    draft["meeting"] |= {"slug": "other", "status": "draft"}
    draft["relations"] = [
        related("friends-2", date="2007-04", title="Secret", place={"city": "Vienna"})
    ]
    load(draft)

    stub = Meeting.objects.stubs().get(slug="friends-2")
    assert (stub.title, stub.date, stub.city) == ("", "2007-04", "")
    assert json.loads(dumped(draft))["relations"][0]["meeting"]["title"] == "Secret"


def test_draft_that_adds_to_a_public_noun_is_refused() -> None:
    load(sample())
    draft = sample()
    draft["meeting"] |= {"slug": "other", "status": "draft"}
    draft["meeting"]["series"] = {**draft["meeting"]["series"], "note": "Secret"}
    draft["people"][0]["other_names"] = ["Secret"]

    assert [path for path, _message in refused(draft)] == ["/people/0/other_names"]
    del draft["people"][0]["other_names"]
    assert [path for path, _message in refused(draft)] == ["/meeting/series/note"]


def test_stub_that_no_record_names_any_longer_is_removed() -> None:
    first = sample()
    first["relations"] = [related("friends-2", date="2007-04")]
    load(first)
    first["relations"] = [related("friends-1", date="2006")]
    first["inferred"] = []

    load(first)

    assert list(Meeting.objects.stubs().values_list("slug", flat=True)) == ["friends-1"]


def test_stub_and_draft_record_of_one_slug_stand_side_by_side() -> None:
    first = sample()
    first["relations"] = [related("friends-4", date="2008-04?", title="Fourth meeting")]
    load(first)
    draft = sample()
    draft["meeting"] |= {"slug": "friends-4", "status": "draft", "title": "The fourth meeting"}
    draft["relations"] = []
    draft["inferred"] = []
    load(draft)

    assert list(Meeting.objects.public().order_by("slug").values_list("slug", "layer")) == [
        ("friends-3", "record"),
        ("friends-4", "stub"),
    ]
    assert load(first) == Outcome.UNCHANGED


def test_slug_renamed_keeps_the_row_and_the_old_address() -> None:
    load(sample())
    before = Meeting.objects.records().get().pk
    value = sample()
    value["meeting"] |= {"slug": "fhs-3", "former_slugs": ["friends-3"]}

    load(value)

    meeting = Meeting.objects.records().get()
    assert (meeting.pk, meeting.slug) == (before, "fhs-3")
    assert list(meeting.former_slugs.values_list("slug", flat=True)) == ["friends-3"]


def test_slug_that_another_record_had_is_refused() -> None:
    value = sample()
    value["meeting"]["former_slugs"] = ["old"]
    load(value)
    other = sample()
    other["meeting"]["slug"] = "old"

    assert [path for path, _message in refused(other)] == ["/meeting/slug"]


def test_document_without_a_passage_is_refused() -> None:
    value = sample()
    value["documents"].append(
        {"key": "idle", "title": "Idle", "text": "Words.", "rights": "public in full"}
    )

    assert [path for path, _message in refused(value)] == ["/documents/1"]


def test_document_of_another_record_with_other_text_is_refused() -> None:
    load(sample())
    value = sample()
    value["meeting"]["slug"] = "other"
    value["documents"][0]["title"] = "Another title"

    assert [path for path, _message in refused(value)] == ["/documents/0/title"]


def test_passages_hold_the_words_of_their_range_but_not_those_of_a_statement() -> None:
    load(sample())

    of_statements = Passage.objects.filter(statement__isnull=False)
    assert set(of_statements.values_list("exact", flat=True)) == {None}
    for row in Passage.objects.filter(statement__isnull=True).select_related("document"):
        assert row.document.text[row.start : row.end] == row.exact


def related(slug: str, **said: Any) -> dict[str, Any]:
    """A relation to a meeting, with a passage of the sample."""
    return {
        "relation": "mentioned",
        "passage": sample()["meeting"]["passage"],
        "meeting": {"slug": slug, **said},
    }


def cited(value: dict[str, Any]) -> dict[str, Any]:
    """The record with every document used by the meeting itself."""
    value["meeting"]["passage"] = [
        {"document": one["key"], "position": {"start": 0, "end": len(one["text"])}}
        for one in value["documents"]
    ]
    return value


@BY_DATABASE
@given(records().map(cited))
@example(two_marks_of_one_range())
def test_dump_of_a_load_loads_to_the_same_rows_and_bytes(value: dict[str, Any]) -> None:
    with undone():
        load(value)
        first, count = dumped(value), rows()
        assert load(json.loads(first)) == Outcome.UNCHANGED
        assert (dumped(value), rows()) == (first, count)
    with undone():
        load(json.loads(first))
        assert dumped(value) == first
        assert own(rows()) == own(count)


@BY_DATABASE
@given(st.one_of(spoilt_records(), records()))
def test_record_spoilt_is_loaded_or_refused_whole(value: Any) -> None:
    with undone():
        before = rows()
        try:
            outcome = load(value)
        except RecordErrors as errors:
            outcome, faults = None, errors.errors
        assert outcome == Outcome.CREATED or (faults and rows() == before)


def own(counts: dict[str, int]) -> dict[str, int]:
    """Row counts of a record's own parts; a dump does not define nouns that nothing uses."""
    shared = {"Participant", "ParticipantName", "Person", "PersonName", "Topic"}
    shared |= {"FormerParticipantSlug", "FormerPersonKey", "FormerTopicSlug"}
    return {model: count for model, count in counts.items() if model not in shared}


def dumped(value: dict[str, Any]) -> bytes:
    """The record file of the loaded record."""
    return record_bytes(Meeting.objects.records().get(slug=value["meeting"]["slug"]))


def stored_record() -> RecordFile:
    """The one record of the register, as a file has it."""
    return Dump.of(gather(Meeting.objects.records().get())).record


def test_sort_names_are_dumped_as_they_were_written() -> None:
    load(sample())

    people = {row.key: row.sort_name for row in stored_record().people}

    assert people == {"claude-heller": "Heller, Claude", "yukio-takasu": "Takasu, Yukio"}
    assert Person.objects.get(key="claude-heller").sort_name == "heller, claude"


def test_sort_name_that_the_register_knows_folded_alone_is_kept_as_a_file_writes_it() -> None:
    load(sample())
    Person.objects.update(sort_name_written="")

    assert load(sample()) == Outcome.REPLACED
    assert load(sample()) == Outcome.UNCHANGED
    assert {row.sort_name for row in stored_record().people} == {"Heller, Claude", "Takasu, Yukio"}


def test_reference_has_the_date_printed_with_it_until_a_more_exact_one_is_known() -> None:
    value = sample()
    value["references"] = [
        {"title": "The report", "date": "2009", "passage": at("Japan will host")}
    ]
    load(value)
    assert [row.date for row in stored_record().references] == ["2009"]

    Document.objects.filter(title="The report").update(
        date="2009-01-12", first_day="2009-01-12", last_day="2009-01-12"
    )
    load(value, replace=True)

    assert [row.date for row in stored_record().references] == ["2009-01-12"]


def test_reference_with_another_date_is_refused() -> None:
    value = sample()
    value["references"] = [
        {"title": "The report", "date": "2009", "passage": at("Japan will host")}
    ]
    load(value)
    value["meeting"] |= {"slug": "friends-4", "title": "Other"}
    value["references"][0]["date"] = "2010"

    with pytest.raises(RecordErrors, match="here “2010”, in the register “2009”"):
        load(value)


def test_delegate_of_an_inferred_delegation_and_titles_of_pledgers_come_back() -> None:
    value = sample()
    value["inferred"] = [{"path": "/delegations/0/delegates/0", "reason": "His office alone."}]
    value["pledges"][0]["by"][0]["title"] = "Minister"
    load(value)

    assert Inference.objects.get().field == "delegation"
    assert [(row.path, row.reason) for row in stored_record().inferred] == [
        ("/delegations/0/delegates/0", "His office alone.")
    ]
    assert [row.title for row in stored_record().pledges[0].by] == ["Minister"]
