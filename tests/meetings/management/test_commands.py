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
from meetings.records.revision_texts import record_file
from meetings.records.writer import Writer
from participants.models import Participant, Person
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

    with pytest.raises(CommandError, match="1 of 3 files was refused"):
        call_command("load_records", tmp_path, stdout=out, stderr=err, no_color=True)

    assert err.getvalue().startswith(f"{wrong}: /meeting/mode: ")
    assert "“by telegraph”" in err.getvalue()
    assert list(Meeting.objects.records().order_by("slug").values_list("slug", flat=True)) == [
        "a",
        "c",
    ]


def test_load_records_file_that_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a")
    large = write(tmp_path, "b")
    with large.open("rb+") as file:
        file.truncate(200_000_001)
    read: list[Path] = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or whole(path))
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="1 of 2 files was refused"):
        call_command("load_records", tmp_path, stdout=out, stderr=err, no_color=True)

    assert err.getvalue().startswith(
        f"{large}: the file has 200.1 MB, more than the 200 that are read; nothing of it was."
    )
    assert read == [tmp_path / "a.json"]
    assert [meeting.slug for meeting in Meeting.objects.records()] == ["a"]


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

    err = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("load_records", tmp_path, stdout=io.StringIO(), stderr=err, no_color=True)

    assert stopped.value.code == 130
    assert err.getvalue() == (
        "Stopped. 1 of 2 files are loaded and stand, each whole; load the same again to go on.\n"
    )

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
    assert record_file(Revision.objects.get()) == (folder / "a.json").read_bytes()


def test_dump_records_of_unknown_slug_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No record has the slug nobody"):
        run("dump_records", tmp_path, "nobody")


def test_check_records_reports_coverage_and_fails_on_a_fault(tmp_path: Path) -> None:
    run("load_records", write(tmp_path, "a"))
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match=r"\d+ faults? in 1 record;"):
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


def spelled(folder: Path, slug: str, name: str) -> Path:
    """A record file in which one person's name is spelt so."""
    path = write(folder, slug)
    value = json.loads(path.read_text())
    value["people"][0] |= {"name": name, "sort_name": None}
    path.write_text(json.dumps(value))
    return path


def test_load_records_tells_a_name_spelt_in_two_ways_once_with_the_remedy(tmp_path: Path) -> None:
    first = spelled(tmp_path, "a", "Mahmoud ABBAS")
    second, third = (spelled(tmp_path, slug, "Mahmoud Abbas") for slug in "bc")
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="2 of 3 files were refused"):
        call_command("load_records", tmp_path, stdout=out, stderr=err, no_color=True)

    assert out.getvalue() == f"1/3 {first}: created, 3 statements\n"
    assert err.getvalue() == (
        f"{second}: /people/0/name: “Mahmoud Abbas” stands in the register as “Mahmoud ABBAS”.\n"
        f"{third}: refused for what was said above.\n"
        "Case and accents alone differ: write the name in one way in all files, or load with "
        "--accept-spellings to keep the register's.\n"
    )


def test_load_records_accepts_spellings_that_differ_by_case_and_accents_alone(
    tmp_path: Path,
) -> None:
    spelled(tmp_path, "a", "José ABBAS")
    spelled(tmp_path, "b", "Jose Abbas")

    assert "b.json: created" in run("load_records", tmp_path, accept_spellings=True)[0]
    assert "b.json: unchanged" in run("load_records", tmp_path, accept_spellings=True)[0]
    assert Person.objects.get(key="yukio-takasu").name == "José ABBAS"


def test_load_records_refuses_another_name_whatever_spellings_it_accepts(tmp_path: Path) -> None:
    spelled(tmp_path, "a", "Mahmoud Abbas")
    spelled(tmp_path, "b", "Mahmud Abbas")

    with pytest.raises(CommandError, match="1 of 2 files was refused"):
        run("load_records", tmp_path, accept_spellings=True)
