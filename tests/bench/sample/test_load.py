"""A sample is a sound register, the same for a seed, and whole after an interruption.

Covers ``load`` with what it is made of (``apart``, ``batches``, ``cast``, ``meeting_rows``,
``progress``, ``row_kinds``, ``shared_rows``, ``speech``, ``store``) and the command, ``__main__``.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bench.sample import load
from bench.sample.load import load_sample
from bench.sample.progress import TABLE, Progress
from bench.sample.store import Store
from meetings.derived.facet_codes import ALL
from meetings.models import (
    Delegation,
    Document,
    Meeting,
    MeetingTally,
    Passage,
    Pledge,
    Speaker,
    Statement,
    StatementParticipant,
    StatementPerson,
    StatementTopic,
    Tally,
    Topic,
)
from meetings.models.choices import Action
from meetings.records.revisions import store_revision
from meetings.records.stored_texts import document_coverage
from tests.bench.registers import empty, fill, run, sample
from tests.meetings import build as build_records

DUMPED = (
    Meeting, Document, Delegation, Statement, Speaker, StatementParticipant, StatementPerson,
    StatementTopic, Pledge, Passage, MeetingTally, Tally,
)  # fmt: skip

# The generator changes indexes and settings of the connection, which no transaction can hold.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def register() -> Iterator[None]:
    """Two dozen participants; afterwards no trace of a sample."""
    fill()
    yield
    empty()


def rows() -> dict[str, list[Any]]:
    """Every row of the parts that matter, row numbers left out where the database gives them."""
    given = {
        Speaker, StatementParticipant, StatementPerson, StatementTopic, Passage, Tally,
    }  # fmt: skip
    found = {}
    for model in DUMPED:
        names = [f.attname for f in model._meta.concrete_fields]
        names = [name for name in names if name != "id" or model not in given]
        found[model.__name__] = sorted(model._base_manager.values_list(*names), key=repr)
    return found


def schema() -> list[tuple[Any, ...]]:
    """Indexes, constraints and triggers as the database holds them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%%'"
            )
        else:
            cursor.execute(
                "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname ="
                " current_schema() UNION ALL SELECT 'constraint', conname,"
                " pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace ="
                " current_schema()::regnamespace UNION ALL SELECT 'trigger', tgname,"
                " tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
            )
        found = [row for row in cursor.fetchall() if TABLE not in row[1]]
    # A table that was renamed has its name in quotes from then on.
    return sorted(((*row[:2], re.sub("[\"']", "", str(row[2]))) for row in found), key=repr)


def test_sample_is_a_sound_register() -> None:
    said = sample(statements=300, seed=1)

    assert "300 statements in" in said
    assert Statement.objects.published().count() == 300
    assert Meeting.objects.published().count() == 6
    assert Delegation.objects.count() == 60
    assert Pledge.objects.count() == 15
    assert StatementParticipant.objects.filter(key=None).count() == 0
    connection.check_constraints()
    assert "no fault" in run("check_records")
    assert run("check_index").endswith("\nIndex and records agree.\n")
    assert all(document_coverage(document).complete for document in Document.objects.all())


def test_speeches_are_long_verbatim_and_by_one_delegation_each() -> None:
    sample(statements=60, speeches=12, seed=1)

    debate = Meeting.objects.published().order_by("pk").last()
    assert debate is not None
    speeches = debate.statements.order_by("number")
    assert len(speeches) == 12
    assert {speech.form for speech in speeches} == {"verbatim"}
    assert all(4_000 < len(speech.text) < 135_000 for speech in speeches)
    assert [speech.speakers.count() for speech in speeches] == [1] * 12
    assert "no fault" in run("check_records")
    assert run("check_index").endswith("\nIndex and records agree.\n")


def used_bytes() -> int:
    """The size of the file of SQLite, but for pages that VACUUM gives back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (page_count - freelist_count) * page_size"
            " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the size of a file of SQLite")
def test_speeches_with_their_revisions_take_four_bytes_a_character_at_most() -> None:
    before = used_bytes()

    sample(statements=60, speeches=60, seed=1)
    for meeting in Meeting.objects.records():
        store_revision(meeting, Action.LOAD)

    characters = sum(map(len, Document.objects.values_list("text", flat=True)))
    assert characters > 900_000
    assert used_bytes() - before <= 4 * characters


def test_indexes_and_triggers_are_left_as_they_were() -> None:
    before = schema()

    load_sample(60, 1)

    assert schema() == before


def test_rows_written_later_get_numbers_of_their_own() -> None:
    sample(statements=300, seed=1)

    topic = Topic.objects.create(name="Another", slug="another")
    meeting = Meeting.objects.create(slug="another")
    statement = Statement.objects.create(meeting=meeting, number=1, text="More.")

    assert topic.pk > 0
    assert meeting.pk == Meeting.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert statement.pk == 301


def test_same_seed_gives_the_same_dump(tmp_path: Path) -> None:
    dumps = []
    for name in ("one", "two"):
        sample(statements=120, seed=7)
        folder = tmp_path / name
        run("dump_records", str(folder))
        dumps.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
        empty()
        fill()

    assert dumps[0] == dumps[1]
    assert len(dumps[0]) >= 2


def test_interrupted_and_resumed_equals_uninterrupted() -> None:
    load_sample(300, 2, batch=2)
    whole, structure = rows(), schema()
    empty()
    fill()

    def stop(line: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_sample(300, 2, batch=2, say=stop)
    assert Meeting.objects.count() == 2
    made = load_sample(300, 2, batch=2)

    assert made.resumed
    assert rows() == whole
    assert schema() == structure


def test_batch_that_fails_leaves_nothing_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    structure = schema()
    written = []

    def write(self: Any, batch: Any) -> None:
        written.append(batch)
        if len(written) == 2:
            self.insert(self.targets["meeting"], batch["meeting"])
            raise RuntimeError("lost")
        original(self, batch)

    original = Store.write
    monkeypatch.setattr(Store, "write", write)

    with pytest.raises(RuntimeError, match="lost"):
        load_sample(300, 2, batch=3)

    assert Meeting.objects.count() == 3
    assert Progress.read(connection).written == 3  # type: ignore[union-attr]

    # The indexes that a load begins by dropping would be missed by every test after this one.
    monkeypatch.undo()
    load_sample(300, 2, batch=3)
    assert schema() == structure


def test_second_call_has_nothing_to_do() -> None:
    sample(statements=60, seed=1)

    assert "holds this sample already" in sample(statements=60, seed=1)


def test_another_sample_is_refused() -> None:
    sample(statements=60, seed=1)

    with pytest.raises(SystemExit, match="a sample of 60 statements and 0 speeches with seed 1"):
        sample(statements=60, seed=2)


def test_register_with_records_is_refused_unless_forced() -> None:
    Meeting.objects.create(slug="real", title="Real")

    with pytest.raises(SystemExit, match="holds meetings of its own"):
        sample(statements=60, seed=1)
    sample(statements=60, seed=1, force=True)

    assert Statement.objects.count() == 60
    assert Meeting.objects.filter(slug="real").exists()


def test_sample_beside_records_is_counted_with_them() -> None:
    topic = build_records.topic()
    build_records.statement(build_records.meeting("real"), topics=(topic,))

    sample(statements=60, seed=1, force=True)

    assert Tally.objects.get(chosen=ALL, counted=ALL).n == 61
    assert run("check_index").endswith("\nIndex and records agree.\n")


def test_each_part_says_how_long_it_took() -> None:
    said = sample(statements=60, seed=1)

    parts = re.findall(r"^([a-z ]+): [0-9.]+ s \([0-9.]+ s of this process\)$", said, re.MULTILINE)
    assert parts == [
        "rows",
        "indexes",
        "counts of facets",
        "what is searched",
        "lists",
        "statistics",
    ]


def test_rows_made_in_another_process_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    load_sample(120, 3, batch=2)
    here = rows()
    empty()
    fill()
    monkeypatch.setattr(load, "APART_FROM", 1)

    load_sample(120, 3, batch=2)

    assert rows() == here


@pytest.mark.parametrize("part", ["rows", "indexes", "counts of facets", "what is searched"])
def test_stopped_after_any_part_it_goes_on(part: str) -> None:
    def stop(line: str) -> None:
        if line.startswith(f"{part}: "):
            raise KeyboardInterrupt

    load_sample(120, 3)
    whole, structure = rows(), schema()
    empty()
    fill()
    with pytest.raises(KeyboardInterrupt):
        load_sample(120, 3, say=stop)

    made = load_sample(120, 3)

    assert made.resumed
    assert rows() == whole
    assert schema() == structure
    assert run("check_index").endswith("\nIndex and records agree.\n")


@pytest.mark.parametrize("options", [{"statements": 0}, {"seed": -1}])
def test_impossible_size_is_refused(options: dict[str, int]) -> None:
    with pytest.raises(SystemExit, match="at least one statement"):
        sample(**options)
