"""Model, field list, schema and admin form of each noun hold the same fields, or say why not.

Covers meetings.records.fields.declaration, meetings.records.fields.agenda,
meetings.records.fields.delegation, meetings.records.fields.document,
meetings.records.fields.figure, meetings.records.fields.inferred, meetings.records.fields.meeting,
meetings.records.fields.objects, meetings.records.fields.participant,
meetings.records.fields.passage, meetings.records.fields.person, meetings.records.fields.pledge,
meetings.records.fields.record, meetings.records.fields.reference,
meetings.records.fields.relation, meetings.records.fields.retired, meetings.records.fields.series,
meetings.records.fields.session, meetings.records.fields.statement and
meetings.records.fields.topic as well.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.db import models
from django.test import RequestFactory

from meetings.models import Statement
from meetings.models.choices import Noun
from meetings.models.owned import PARTS as PARTS_BY_OWNER
from meetings.records.fields.declaration import fields_of, fields_of_kind
from meetings.records.fields.kinds import PermanentNumber, Text
from meetings.records.fields.meeting import MeetingRecord
from meetings.records.fields.objects import Object
from meetings.records.fields.passage import OwnSpan, PassageOf
from meetings.records.fields.record import LISTS, PARTS, RecordFile
from meetings.records.fields.relation import NamedMeeting
from meetings.records.fields.retired import RetiredRecord
from meetings.records.fields.series import SeriesObject
from meetings.records.fields.statement import StatementRecord
from meetings.records.gathered import model_of_noun
from meetings.records.schema import schema_text
from meetings.records.values import DATED, SUMMED

Reasons = dict[str, str]

DERIVED = "derived from the record when it is published or saved"
DAYS = {"first_day": "computed from the date", "last_day": "computed from the date"}
PARENT = "the object that it stands in"
OTHERS = "rows of other parts, which say themselves what they lead to"
#: fields of every model that no file holds
ANYWHERE: Reasons = {
    "id": "a row number means nothing elsewhere",
    "uid": "tells rows apart when a whole register is moved",
    "order": "the place in the file's list",
    "meeting": "the file is about it",
    "inferences": "the file's own list “inferred” leads to the value",
    "findings": "what intake said of a draft, deleted when the record is published",
    "comments": "what staff here say of it while they review",
    "search_text": "the words of other columns, for the search index",
}
SORTED: Reasons = {"folded": DERIVED, "sort_name": DERIVED}
#: what former Member States alone have
FORMER = "former Member States are shipped, and files define only what is not"
#: fields of models that no file holds, and why
NOT_IN_FILE: dict[str, Reasons] = {
    "meetings.Meeting": DAYS
    | {
        "layer": "a file is always about a record; stubs stand in relations",
        "title_order": DERIVED,
        "gone": "its address here said that it was withdrawn",
        "open_correction": "no file is about a correction",
        "correction_of_it": "what staff here draft of it",
        "loaded_digest": "what was loaded here",
        "updated_at": "when the row was changed here",
        "updated_by": "who changed the row here",
        "retired_numbers": "the file's own object “retired”",
        "acts": "what was done to it at the desk, and how to undo that",
        "revisions": "files of earlier states of the record",
        "versions": "which of them were public, numbered here",
        "steps_taken": "what staff here did with the record",
        "named_by": OTHERS,
        "updates_reported": OTHERS,
    },
    "meetings.Series": {"sort_name": DERIVED},
    "meetings.Topic": {"sort_name": DERIVED, "slug": "made of the name"},
    "meetings.Document": DAYS | {"original": "the file as it was uploaded here, for staff alone"},
    "meetings.Session": DAYS | {"statements": OTHERS, "parts": OTHERS},
    "meetings.AgendaItem": {"sessions": OTHERS, "statements": OTHERS},
    "meetings.Delegate": {"delegation": PARENT},
    "meetings.Statement": {
        "key": DERIVED,
        "series": DERIVED,
        "participant_links": DERIVED,
        "person_links": DERIVED,
        "pledges": OTHERS,
        "figures": OTHERS,
        "replies": OTHERS,
    },
    "meetings.Speaker": {"statement": PARENT},
    "meetings.Pledge": {
        "due_first": "computed from the date",
        "due_last": "computed from the date",
        "made_first": "computed from the date",
        "made_last": "computed from the date",
        "position": DERIVED,
        "series": DERIVED,
        "latest_status": DERIVED,
        "latest_status_since": DERIVED,
    },
    "meetings.Pledger": {"pledge": PARENT},
    "meetings.Amount": {"pledge": PARENT},
    "meetings.Update": DAYS | {"pledge": PARENT},
    "meetings.Mark": {"document": PARENT},
    "meetings.Correction": {"document": PARENT},
    "meetings.Inference": dict.fromkeys([*PARTS_BY_OWNER, "document"], "its path leads to it"),
    "participants.Participant": SORTED
    | {"shipped": "files define only what is not", "formal_folded": DERIVED}
    | {"first_year": FORMER, "last_year": FORMER, "successors": FORMER, "predecessors": FORMER},
    "participants.Person": SORTED,
}
#: fields of a file that no form has, and why
WRITTEN: Reasons = {"sort_name_written": "entered as “sort_name”"}
NOT_IN_FORM: dict[str, Reasons] = {
    "participants.Participant": WRITTEN,
    "participants.Person": WRITTEN,
    "meetings.Meeting": {"status": "set by the steps of publication"},
    "meetings.Statement": {
        "quotations": "entered as the words themselves, in “quoted”",
        "topics": "entered as rows between, which keep their order",
    },
    "meetings.Relation": {"described": "what the form of the stub says"},
    "meetings.Correction": {"printed": "the words of the document at that place"},
}


def nouns() -> list[Any]:
    """Every noun of a record file that has rows."""
    found: dict[Any, None] = {}
    waiting: list[Any] = [RecordFile]
    while waiting:
        record = waiting.pop()
        waiting += [one.kind.record for one in fields_of(record) if hasattr(one.kind, "record")]
        if record.NOUN.model:
            found[record] = None
    return sorted(found, key=lambda record: str(record.NOUN.model))


def columns(record: Any) -> set[str]:
    """The attributes of a model that a field list holds."""
    held = {record.NOUN.shared_row} - {""}
    for one in fields_of(record):
        if isinstance(one.kind, OwnSpan):
            held |= {"start", "end"}
        elif isinstance(one.kind, NamedMeeting):
            held |= {one.column, "described"}
        elif isinstance(one.kind, Object) and not isinstance(one.kind, SeriesObject):
            held |= columns(one.kind.record)
        elif isinstance(one.kind, PassageOf):
            held.add("passages")
        else:
            held |= {path.split("__")[0] for path in one.kind.prefetched(one.column)}
            held.add(one.column.split(".")[0])
    return held | ({listed.column for listed in PARTS} if record is MeetingRecord else set())


def model_fields(record: Any) -> set[str]:
    """The fields of a noun's model, less the rows that lead to it."""
    found = model_of_noun(record)._meta.get_fields()
    return {one.name for one in found if not one.auto_created or one.concrete}


def related_rows(record: Any) -> set[str]:
    """The names under which other rows lead to those of a noun."""
    related = model_of_noun(record)._meta.related_objects
    return {one.get_accessor_name() for one in related if one.get_accessor_name()} - {None}


@cache
def forms() -> dict[Any, set[str]]:
    """The fields of all forms of the admin, by model."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    found: dict[Any, set[str]] = {}
    for model, pages in admin.site._registry.items():
        found.setdefault(model, set()).update(flatten_fieldsets(pages.get_fieldsets(request)))
        for inline in pages.get_inline_instances(request):
            names = flatten_fieldsets(inline.get_fieldsets(request))
            found.setdefault(inline.model, set()).update(names)
    return found


def form_fields(record: Any) -> set[str]:
    """The fields of a model in forms."""
    return forms().get(model_of_noun(record), set())


def schema_keys(record: Any) -> set[str]:
    """The keys that the published schema knows of a noun."""
    schema = json.loads(schema_text())
    return set(schema["$defs"][record.NOUN.definition]["properties"])


def disagreements(record: Any) -> list[str]:
    """What model, field list, schema and forms of one noun do not have in common."""
    model = record.NOUN.model
    own, related, listed = model_fields(record), related_rows(record), columns(record)
    # Parts own what leads to them; to what records share, all records lead.
    is_part = record is MeetingRecord or any(record is one.kind.record for one in PARTS)
    held = own | (related if is_part else related & listed)
    entered, left_out = form_fields(record), NOT_IN_FILE.get(model, {})
    no_form = NOT_IN_FORM.get(model, {})
    keys = {one.key for one in fields_of(record)} | {key for key, _say in record.NOUN.output_only}
    found = {
        "in the model, not in the field list": held - listed - {*ANYWHERE, *left_out},
        "in the field list, not in the model": listed - held,
        "in the field list and left out of it": listed & {*left_out},
        "left out, and no field of the model": {*left_out} - own - related,
        "in the field list or the schema alone": keys ^ schema_keys(record),
        "in no form": (listed & own) - entered - {*no_form},
        "in a form and left out of it": entered & {*no_form},
        "without a reason": {name for name, why in (left_out | no_form).items() if not why},
    }
    return sorted(f"{model}.{name} is {fault}" for fault, names in found.items() for name in names)


@pytest.mark.parametrize("record", nouns(), ids=lambda record: record.__name__)
def test_noun_is_the_same_in_model_field_list_schema_and_forms(record: Any) -> None:
    assert disagreements(record) == []


def test_every_noun_of_the_file_is_compared() -> None:
    assert len(nouns()) == 22
    assert {record.NOUN.model for record in nouns()} >= NOT_IN_FILE.keys() | NOT_IN_FORM.keys()


def test_field_of_model_and_form_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    field = models.TextField()
    field.set_attributes_from_name("mood")
    known = Statement._meta.get_fields()
    monkeypatch.setattr(Statement._meta, "get_fields", lambda *_args: (*known, field))
    monkeypatch.setitem(forms(), Statement, {*forms()[Statement], "mood"})

    assert disagreements(StatementRecord) == [
        "meetings.Statement.mood is in the model, not in the field list"
    ]


def test_field_of_the_field_list_alone_is_found() -> None:
    @dataclass(frozen=True, kw_only=True)
    class MoodyRecord(StatementRecord):
        mood: Annotated[str, Text("How it was said.")] = ""

    assert disagreements(MoodyRecord) == [
        "meetings.Statement.mood is in the field list or the schema alone",
        "meetings.Statement.mood is in the field list, not in the model",
    ]


def test_field_of_the_schema_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = json.loads(schema_text())
    schema["$defs"]["statement"]["properties"]["mood"] = {"description": "How it was said."}
    monkeypatch.setattr(f"{__name__}.schema_text", lambda: json.dumps(schema))

    assert disagreements(StatementRecord) == [
        "meetings.Statement.mood is in the field list or the schema alone"
    ]


def test_field_that_no_form_has_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forms(), Statement, forms()[Statement] - {"collective"})

    assert disagreements(StatementRecord) == ["meetings.Statement.collective is in no form"]


def test_rows_that_lead_to_a_part_alone_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(NOT_IN_FILE["meetings.Statement"], "replies")

    assert disagreements(StatementRecord) == [
        "meetings.Statement.replies is in the model, not in the field list"
    ]


@pytest.mark.parametrize("reasons", [{"form": "x"}, {"mood": "x"}, {"key": ""}])
def test_reason_for_nothing_and_no_reason_are_found(
    monkeypatch: pytest.MonkeyPatch, reasons: Reasons
) -> None:
    known = NOT_IN_FILE["meetings.Statement"]
    monkeypatch.setitem(NOT_IN_FILE, "meetings.Statement", known | reasons)

    assert len(disagreements(StatementRecord)) == 1


def test_numbers_of_every_noun_with_a_permanent_one_are_retired() -> None:
    numbered = [one for one in LISTS if fields_of_kind(one.kind.record, PermanentNumber)]
    retired = {one.key: one.kind.of for one in fields_of(RetiredRecord)}

    assert retired == {one.key: one.kind.record.NOUN.owner for one in numbered}
    assert [*retired.values()] == [*Noun]


def test_dates_and_sums_of_every_noun_are_checked() -> None:
    assert DATED == ("meeting", "documents", "sessions", "pledges", "relations", "references")
    assert SUMMED == ("pledges",)
