"""The commands that load, dump and check records.

Covers meetings.management.commands.check_records, meetings.management.commands.dump_records,
meetings.management.commands.load_records and meetings.management.commands.write_schema as well.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting, Revision, Statement
from meetings.records import schema
from meetings.records.writer import Writer
from participants.models import Participant
from tests.meetings.records.sample import sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shipped(db: None) -> None:
    for slug, code in (("japan", "JPN"), ("mexico", "MEX"), ("united-states", "USA")):
        Participant.objects.create(
            slug=slug, name=slug.title(), kind="state", code=code, shipped=True
        )


def run(*args: Any, **options: Any) -> tuple[str, str]:
    """What a command prints on both streams."""
    out, err = io.StringIO(), io.StringIO()
    call_command(*args, stdout=out, stderr=err, no_color=True, **options)
    return out.getvalue(), err.getvalue()


def write(folder: Path, slug: str, **meeting: Any) -> Path:
    """A sound record file; keys of the meeting may be changed."""
    value = sample()
    value["meeting"] |= {"slug": slug, **meeting}
    path = folder / f"{slug}.json"
    path.write_text(json.dumps(value))
    return path


def test_load_records_names_each_file_and_what_became_of_it(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a"), write(tmp_path, "b")

    assert run("load_records", tmp_path) == (
        f"1/2 {first}: created, 3 statements\n2/2 {second}: created, 3 statements\n",
        "",
    )
    assert run("load_records", first)[0] == f"1/1 {first}: unchanged, 3 statements\n"


def test_load_records_wrong_file_is_named_and_the_others_load(tmp_path: Path) -> None:
    write(tmp_path, "a")
    wrong = write(tmp_path, "b", mode="by telegraph")
    write(tmp_path, "c")
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="1 of 3 files were refused"):
        call_command("load_records", tmp_path, stdout=out, stderr=err, no_color=True)

    assert err.getvalue().startswith(f"{wrong}: /meeting/mode: ")
    assert "“by telegraph”" in err.getvalue()
    assert list(Meeting.objects.records().order_by("slug").values_list("slug", flat=True)) == [
        "a",
        "c",
    ]


def test_load_records_missing_path_is_refused() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json: no such file or folder"):
        run("load_records", "nowhere.json")


def test_load_records_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"their names end in \.json"):
        run("load_records", tmp_path)


def test_load_records_stopped_leaves_each_file_whole_or_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b")
    write_parts = Writer.write_parts

    def stop(writer: Writer, meeting: Meeting) -> None:
        write_parts(writer, meeting)
        if meeting.slug == "b":
            raise KeyboardInterrupt

    monkeypatch.setattr(Writer, "write_parts", stop)

    with pytest.raises(KeyboardInterrupt):
        run("load_records", tmp_path)

    assert list(Meeting.objects.records().values_list("slug", flat=True)) == ["a"]
    assert Statement.objects.count() == 3
    monkeypatch.undo()
    assert "b.json: created" in run("load_records", tmp_path)[0]


def test_dump_records_writes_what_loads_unchanged(tmp_path: Path) -> None:
    run("load_records", write(tmp_path, "a"))
    folder = tmp_path / "out"

    assert run("dump_records", folder)[0] == f"1/1 {folder}/a.json: written\n"
    assert run("dump_records", folder)[0] == f"1/1 {folder}/a.json: unchanged\n"
    assert run("load_records", folder)[0] == f"1/1 {folder}/a.json: unchanged, 3 statements\n"
    assert Revision.objects.get().record == (folder / "a.json").read_text()


def test_dump_records_of_unknown_slug_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No record has the slug nobody"):
        run("dump_records", tmp_path, "nobody")


def test_check_records_reports_coverage_and_fails_on_a_fault(tmp_path: Path) -> None:
    run("load_records", write(tmp_path, "a"))
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match=r"\d+ faults in 1 records"):
        call_command("check_records", stdout=out, stderr=err, no_color=True)

    assert out.getvalue().splitlines()[0].startswith("co-chairs-summary: ")
    assert "% of " in out.getvalue()
    assert "a: coverage: co-chairs-summary, characters" in err.getvalue()


def test_check_records_of_an_empty_register_says_nothing() -> None:
    assert run("check_records") == ("", "")


def test_write_schema_writes_what_is_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "schema.json"
    monkeypatch.setattr("meetings.management.commands.write_schema.SCHEMA_FILE", written)

    assert run("write_schema")[0] == f"{written}: written\n"
    assert written.read_bytes() == schema.SCHEMA_FILE.read_bytes()
