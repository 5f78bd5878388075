"""The index follows every change in its transaction; what is not published is nowhere."""

import io
import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting, Statement
from meetings.publication import correct_record, publish, withdraw
from meetings.records.files import record_files
from meetings.records.loader import load_record
from meetings.records.reader import read_record
from meetings.search.engine.checking import index_faults
from meetings.search.query.spelling import corrected
from meetings.search.results.noun_groups import search_nouns
from meetings.search.results.statements import search_statements
from meetings.search.results.suggestions import suggestions
from tests.meetings import build

pytestmark = pytest.mark.django_db


def numbers(query: str) -> list[int]:
    """Numbers of the statements found, newest first."""
    hits = search_statements(query)
    order = {hit.pk: place for place, hit in enumerate(hits.rows)}
    rows = Statement.objects.filter(pk__in=order)
    return [row.number for row in sorted(rows, key=lambda row: order[row.pk])]


@pytest.fixture
def meeting() -> Meeting:
    meeting = build.meeting("quarrel", status="draft", title="Zanzibar conference")
    build.statement(meeting, "They spoke of quicksilver.", speakers=(build.participant("Arcadia"),))
    build.statement(meeting, "And of quicksand.", topics=(build.topic("Alchemy"),))
    return meeting


def set_status(meeting: Meeting, status: str) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    refresh_derived(meeting)


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_unpublished_is_found_by_no_path(meeting: Meeting, status: str) -> None:
    build.pledge(meeting, "Zanzibar pledge")
    set_status(meeting, status)

    for query in ("quicksilver", "quicks*", "from:arcadia", "arcadia", "alchemy", "topic:alchemy",
                  "in:quarrel", "year:2007", "-nothing", "", "form:reported"):  # fmt: skip
        assert search_statements(query).count.n == 0, query
        assert search_statements(query, order="relevance").keys == (), query
    for query in ("zanzibar", "arcadia", "alchemy", "zanz*"):
        assert {group.count.n for group in search_nouns(query).values()} == {0}, query
        assert suggestions(query) == []
    assert corrected("quicksilvr") is None
    assert corrected("arcadiaa") is None
    assert "Arcadia" not in " ".join(search_statements("from:arca").notes)


def test_publishing_and_withdrawing_are_followed(meeting: Meeting) -> None:
    set_status(meeting, "published")
    assert numbers("quicksilver") == [1]
    assert numbers("arcadia") == [1]
    assert numbers("alchemy") == [2]
    assert [row.pk for row in search_nouns("zanzibar")["meeting"].rows] == [meeting.pk]

    set_status(meeting, "withdrawn")
    assert numbers("quicksilver") == []
    assert search_nouns("zanzibar")["meeting"].count.n == 0
    assert list(index_faults()) == []


def test_steps_of_a_record_are_followed() -> None:
    call_command("loaddata", "participants", verbosity=0)
    path = next(path for path in record_files(["fixtures/records"]) if "focal" in path.name)
    load_record(read_record(path.read_bytes(), str(path)), str(path))
    meeting = Meeting.objects.records().get()
    chief = get_user_model().objects.create_superuser("chief")
    assert search_statements("atrocities").count.n == 3

    withdraw(meeting, chief, "A test.")
    assert search_statements("atrocities").count.n == 0

    publish(meeting, chief)
    assert search_statements("atrocities").count.n == 3

    with transaction.atomic():
        row = meeting.statements.get(number=3)
        row.text = "Changed to porcupines."
        row.save()
        correct_record(meeting, chief)
    assert numbers("porcupine") == [3]
    assert corrected("porcupinez") is None or corrected("porcupinez") == "porcupines"
    assert list(index_faults()) == []


@pytest.mark.parametrize("way", ["save", "update", "bulk_update"])
def test_text_changed_in_any_way_is_followed(meeting: Meeting, way: str) -> None:
    set_status(meeting, "published")
    row = meeting.statements.get(number=1)
    row.text = "Nothing but mercury."
    if way == "save":
        row.save()
    elif way == "update":
        Statement.objects.filter(pk=row.pk).update(text=row.text)
    else:
        Statement.objects.bulk_update([row], ["text"])

    assert (numbers("quicksilver"), numbers("mercury")) == ([], [1])
    assert list(index_faults()) == []


def test_rows_made_and_deleted_in_bulk_are_followed(meeting: Meeting) -> None:
    set_status(meeting, "published")
    Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n, text=f"Bulk porridge {n}", key=n)
        for n in range(10, 15)
    )
    assert numbers("porridge") == [14, 13, 12, 11, 10]

    meeting.delete()
    assert search_statements("").count.n == 0
    assert list(index_faults()) == []


def test_order_changed_is_followed(meeting: Meeting) -> None:
    set_status(meeting, "published")
    assert numbers("quicksilver OR quicksand") == [1, 2]
    meeting.statements.filter(number=1).update(order=9)
    refresh_derived(meeting)

    assert numbers("quicksilver OR quicksand") == [2, 1]
    assert list(index_faults()) == []


def test_transaction_undone_leaves_the_index_as_it_was(meeting: Meeting) -> None:
    with transaction.atomic():
        set_status(meeting, "published")
        transaction.set_rollback(True)

    assert numbers("quicksilver") == []
    assert list(index_faults()) == []


def test_names_changed_by_staff_are_followed(meeting: Meeting) -> None:
    set_status(meeting, "published")
    topic = build.topic("Alchemy")
    topic.name, topic.abbreviation = "Transmutation", "XQZ"
    topic.save()

    assert numbers("XQZ") == [2]
    assert [row.name for row in search_nouns("xqz")["topic"].rows] == ["Transmutation"]
    assert search_nouns("alchemy")["topic"].count.n == 0


def test_loaddata_is_followed(meeting: Meeting, tmp_path: Path) -> None:
    set_status(meeting, "published")
    dump = tmp_path / "register.json"
    call_command(
        "dumpdata", "participants", "meetings", natural_foreign=True, natural_primary=True,
        output=str(dump),
    )  # fmt: skip
    rows = json.loads(dump.read_text())
    for row in rows:
        if row["model"] == "meetings.statement":
            row["fields"]["text"] += " Loaddata."
    dump.write_text(json.dumps(rows))

    call_command("loaddata", str(dump), stdout=io.StringIO(), verbosity=0)

    assert numbers("loaddata quicksilver") == [1]
    assert corrected("quicksilvr") == "quicksilver"
    assert corrected("loaddatta") == "loaddata"
    assert list(index_faults()) == []


def test_count_is_exact_to_1000_and_pages_go_on_beyond(meeting: Meeting) -> None:
    set_status(meeting, "published")
    Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n, text="Porridge again.", key=n)
        for n in range(10, 1_110)
    )

    hits = search_statements("porridge")
    assert (hits.count.n, hits.count.exact, len(hits.keys)) == (1_000, False, 1_000)
    deep = search_statements("porridge", after=50)
    assert [hit.key for hit in deep.rows] == list(range(49, 29, -1))
    last = search_statements("porridge", after=20)
    assert ([hit.key for hit in last.rows], last.next_cursor) == (list(range(19, 9, -1)), None)


def test_from_alone_finds_pledges_and_meetings_attended(meeting: Meeting) -> None:
    arcadia = build.participant("Arcadia")
    meeting.delegations.create(participant=arcadia, order=1)
    pledge = build.pledge(meeting, "Zanzibar pledge", by=arcadia)
    build.pledge(meeting, "Of somebody else")
    assert {group.count.n for group in search_nouns("from:arcadia").values()} == {0}

    set_status(meeting, "published")

    groups = search_nouns("from:arcadia")
    assert [row.pk for row in groups["meeting"].rows] == [meeting.pk]
    assert [row.pk for row in groups["pledge"].rows] == [pledge.pk]
    assert search_nouns("from:arcadia zanzibar")["meeting"].count.n == 1
    assert search_nouns("from:arcadia year:1999")["meeting"].count.n == 0
    assert search_nouns("-from:arcadia zanzibar")["meeting"].count.n == 0
