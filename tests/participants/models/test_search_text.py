"""Whatever writes a row writes the column that the index reads."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from meetings.models import Document, Meeting, Statement, StubMeeting, Topic
from participants.models import Participant, ParticipantName
from participants.models.search_text import (
    SearchTextField,
    fill_search_text,
    stale_search_texts,
)
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_column_is_empty_beside_plain_text() -> None:
    assert build.topic("Women, Peace and Security").search_text is None


def test_column_holds_the_words_of_all_columns_named() -> None:
    row = Participant.objects.create(slug="x", name="Café", formal_name="Grand Café", kind="other")

    assert row.search_text == "cafe grand cafe cafe grand cafe"
    assert Participant.objects.get().search_text == "cafe grand cafe cafe grand cafe"


@pytest.mark.parametrize("fields", [None, ["name"], ["abbreviation"], ["slug"]])
def test_save_of_some_columns_fills_it_where_they_are_indexed(fields: list[str] | None) -> None:
    row = build.topic("Cafe")
    row.name = "Café"
    row.save(update_fields=fields)

    held = Topic.objects.values_list("search_text", flat=True).get()
    assert held == (None if fields == ["slug"] else "cafe")


def test_rows_made_in_bulk_have_it() -> None:
    Topic.objects.bulk_create([Topic(name="Café", slug="a"), Topic(name="Cafe", slug="b")])

    assert list(Topic.objects.order_by("slug").values_list("search_text", flat=True)) == [
        "cafe", None,
    ]  # fmt: skip


def test_rows_updated_in_bulk_have_it() -> None:
    row = build.topic("Cafe")
    row.name = "Café"
    Topic.objects.bulk_update([row], ["name"])

    assert Topic.objects.get().search_text == "cafe"


def test_update_of_rows_found_by_what_changes_fills_it() -> None:
    build.topic("Cafe")

    assert Topic.objects.filter(name="Cafe").update(name="Café") == 1
    assert Topic.objects.get().search_text == "cafe"
    assert Topic.objects.filter(name="Café").update(name="Cafe") == 1
    assert Topic.objects.get().search_text is None


def test_names_and_stubs_are_followed_as_other_rows_are() -> None:
    participant = build.participant("Somebody")
    participant.names.create(name="Cafe")
    participant.names.update(name="Café")
    stub = build.stub("stub", title="Cafe")
    StubMeeting.objects.filter(pk=stub.pk).update(title="Café")

    assert ParticipantName.objects.get().search_text == "cafe cafe"
    assert Meeting.objects.get().search_text == "cafe"


def test_fixture_loaded_fills_it_and_a_dump_leaves_it_out(tmp_path: Path) -> None:
    row = Document.objects.create(key="d", title="Café")
    out = io.StringIO()
    call_command("dumpdata", "meetings.document", stdout=out)
    row.delete()
    fixture = tmp_path / "d.json"
    fixture.write_text(out.getvalue(), encoding="utf-8")

    call_command("loaddata", str(fixture), verbosity=0)

    assert "search_text" not in json.loads(out.getvalue())[0]["fields"]
    assert Document.objects.get().search_text == "cafe"


def test_stale_columns_are_found_and_filled() -> None:
    meeting = build.meeting()
    for number, text in enumerate(("Café", "Plain", "Ёж"), start=1):
        build.statement(meeting, text, number=number, order=number)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_statement SET search_text = 'x' WHERE number < 3")
    first, second, _third = Statement.objects.order_by("number")

    assert sorted(stale_search_texts(Statement.objects.all())) == [
        (first.pk, "cafe"), (second.pk, None),
    ]  # fmt: skip
    assert fill_search_text(Statement.objects.all()) == 2
    assert stale_search_texts(Statement.objects.all()) == []


def test_columns_belong_to_the_history_of_the_schema() -> None:
    _name, path, _args, kwargs = SearchTextField(columns=("title",)).deconstruct()

    assert path == "participants.models.search_text.SearchTextField"
    assert kwargs == {"columns": ("title",), "null": True, "editable": False, "serialize": False}
