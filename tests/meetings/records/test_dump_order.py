"""A dump is the same bytes, however often it is loaded and dumped again."""

import json

import pytest
from django.db import transaction

from meetings.models import Mark, Meeting
from meetings.records.dumper import record_bytes
from meetings.records.loader import Outcome, load_record
from meetings.records.reader import read_record
from tests.meetings.records.strategies import two_marks_of_one_range

pytestmark = pytest.mark.django_db


def load(record: bytes) -> Outcome:
    """Load a record file."""
    return load_record(read_record(record, "file.json"), "file.json")


def dumped() -> bytes:
    """The file of the one record there is."""
    return record_bytes(Meeting.objects.records().get())


def dump_of_a_new_register(record: bytes) -> bytes:
    """The file that a register dumps which holds this record alone."""
    with transaction.atomic():
        assert load(record) == Outcome.CREATED
        found = dumped()
        transaction.set_rollback(True)
    return found


def marked(*kinds: str) -> bytes:
    """A record whose one range is marked as of each kind, in this order."""
    value = two_marks_of_one_range()
    (document,) = value["documents"]
    passage = document["marks"][0]["passage"]
    document["marks"] = [{"kind": kind, "passage": passage} for kind in kinds]
    return json.dumps(value).encode()


KINDS = [("narrative", "furniture"), ("furniture", "narrative"), ("label", "label")]


@pytest.mark.parametrize("kinds", KINDS)
def test_two_marks_of_one_range_keep_their_places(kinds: tuple[str, ...]) -> None:
    first = dump_of_a_new_register(marked(*kinds))

    second = dump_of_a_new_register(first)

    assert second == first
    assert dump_of_a_new_register(second) == first


@pytest.mark.parametrize("kinds", KINDS)
def test_two_marks_of_one_range_are_no_change(kinds: tuple[str, ...]) -> None:
    load(marked(*kinds))
    first = dumped()

    for _round in range(2):
        assert load(first) == Outcome.UNCHANGED
        assert dumped() == first


def test_marks_of_one_range_are_dumped_alike_however_they_are_given() -> None:
    one, other = (dump_of_a_new_register(marked(*kinds)) for kinds in KINDS[:2])

    assert one == other
    marks = json.loads(one)["documents"][0]["marks"]
    assert [mark["kind"] for mark in marks] == ["furniture", "narrative"]


def test_marks_of_one_range_are_dumped_alike_however_they_are_stored() -> None:
    load(marked("narrative", "furniture"))
    first = dumped()

    for mark in [*Mark.objects.order_by("-pk")]:
        Mark.objects.filter(pk=mark.pk).delete()
        mark.pk = None
        mark.save(force_insert=True)

    assert dumped() == first
