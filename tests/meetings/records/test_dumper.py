"""A record is put into JSON once for all that asks for it.

Covers meetings.records.revisions, meetings.records.stored and meetings.records.gathered as well;
what a dump holds is tested by the round trips of test_loader.
"""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from meetings import publication
from meetings.models import Meeting, Revision
from meetings.models.choices import Action
from meetings.records import dumper
from meetings.records.dumper import Dump, encoded, record_bytes
from meetings.records.gathered import gather
from meetings.records.loader import Outcome, load_record
from meetings.records.reader import read_record
from meetings.records.revision_texts import record_file
from meetings.records.revisions import store_revision
from participants.models import Participant
from tests.meetings.admin import rich
from tests.meetings.records.sample import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(db: None) -> None:
    for slug, code in (("japan", "JPN"), ("mexico", "MEX"), ("united-states", "USA")):
        Participant.objects.create(
            slug=slug, name=slug.title(), kind="state", code=code, shipped=True
        )


@pytest.fixture
def dumps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of the records that are put into JSON, one an act."""
    made: list[str] = []

    class Counted(dumper._Encoding):
        def __init__(self, record: dumper.RecordFile, hidden: frozenset[str]) -> None:
            made.append(record.meeting.slug)
            super().__init__(record, hidden)

    monkeypatch.setattr(dumper, "_Encoding", Counted)
    return made


def load(data: bytes) -> Outcome:
    return load_record(read_record(data, "file.json"), "file.json")


def test_record_created_is_dumped_once(shipped: None, dumps: list[str]) -> None:
    load(json.dumps(sample()).encode())

    assert dumps == ["friends-3"]


def test_file_unchanged_is_not_dumped(shipped: None, dumps: list[str]) -> None:
    load(json.dumps(sample()).encode())
    dumps.clear()

    assert load(json.dumps(sample()).encode()) == Outcome.UNCHANGED
    assert dumps == []


def test_dumped_file_unchanged_writes_no_row(shipped: None, dumps: list[str]) -> None:
    load(json.dumps(sample()).encode())
    dumped = record_bytes(Meeting.objects.records().get())
    dumps.clear()

    with CaptureQueriesContext(connection) as queries:
        assert load(dumped) == Outcome.UNCHANGED

    assert dumps == []
    acts = {one["sql"].split()[0] for one in queries}
    assert not acts & {"INSERT", "UPDATE", "DELETE"}


def test_record_replaced_is_dumped_before_and_after(shipped: None, dumps: list[str]) -> None:
    load(json.dumps(sample()).encode())
    dumps.clear()
    changed = sample()
    changed["meeting"]["theme"] = "A theme"

    assert load(json.dumps(changed).encode()) == Outcome.REPLACED
    assert len(dumps) == 2


def test_revision_is_dumped_once(dumps: list[str], meeting: Meeting) -> None:
    revision = store_revision(meeting, Action.CORRECT)

    assert dumps == [meeting.slug]
    assert record_file(revision) == record_bytes(meeting)


@rich.in_state("in review")
def test_publication_dumps_once_what_it_checks_and_stores(
    dumps: list[str], meeting: Meeting
) -> None:
    user = rich.publisher()
    dumps.clear()

    publication.publish(meeting, user)

    assert len(dumps) == 1
    assert record_file(Revision.objects.get(action="publish")) == record_bytes(meeting)


@rich.in_state("published")
def test_correction_dumps_once_what_it_stores_and_checks(
    dumps: list[str], meeting: Meeting
) -> None:
    user = rich.publisher()
    dumps.clear()

    publication.correct_record(meeting, user)

    assert len(dumps) == 1
    last = Revision.objects.order_by("number").last()
    assert last
    assert record_file(last) == record_bytes(meeting)


@rich.in_state("in review")
def test_dump_in_another_state_is_that_of_the_record_in_it(meeting: Meeting) -> None:
    expected = Dump.of(gather(meeting)).with_status("published")
    Meeting.objects.filter(pk=meeting.pk).update(status="published")

    assert expected.bytes == record_bytes(meeting)
    assert expected.record == Dump.of(gather(meeting)).record


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(-1000, 1000).filter(lambda number: number != int(number))
    | _TEXTS,
    lambda inner: (
        st.lists(inner.filter(lambda one: not isinstance(one, float)))
        | st.dictionaries(_TEXTS, inner)
    ),
)


@given(st.dictionaries(_TEXTS, _VALUES))
@example({"pledges": [{"value": 1.5e-7}, {"value": -0.00001}], "x": {"value": 0.00005}})
def test_file_is_spelt_as_python_spells_json(data: dict[str, Any]) -> None:
    plain = json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    assert b"".join(encoded(data)) == plain.encode()
