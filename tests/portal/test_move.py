"""A whole register moves between SQLite and PostgreSQL, either way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.own_registers import OwnRegisters, manage

MOVED = ["auth.group", "auth.user", "participants", "meetings"]
NATURAL = ["--natural-foreign", "--natural-primary", "--output"]


def everything(folder: Path) -> list[list[str]]:
    """The commands that write every record file of a register, and that of every revision."""
    target = folder / "revisions.jsonl"
    code = (
        "import json, pathlib; from meetings.models import Revision;"
        "from meetings.records.revision_texts import record_file;"
        "rows = Revision.objects.order_by('meeting__slug', 'number');"
        "lines = [json.dumps([str(row.meeting), row.number, record_file(row).decode()]) for row in"
        f" rows]; pathlib.Path({str(target)!r}).write_text('\\n'.join(lines))"
    )
    return [["dump_records", str(folder)], ["shell", "-v", "0", "-c", code]]


def written(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """What these commands wrote."""
    records = {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}
    return records, (folder / "revisions.jsonl").read_text().splitlines()


@pytest.fixture
def three(own_registers: OwnRegisters) -> Iterator[list[str]]:
    """Two registers on SQLite, and one on PostgreSQL between them."""
    new = own_registers.new
    with new("sqlite") as first, new("postgresql") as postgresql, new("sqlite") as second:
        yield [first, postgresql, second]


@pytest.mark.once
@pytest.mark.postgresql
def test_register_moves_from_sqlite_to_postgresql_and_back(
    tmp_path: Path, three: list[str]
) -> None:
    first, postgresql, second = three
    there, back = str(tmp_path / "there.json"), str(tmp_path / "back.json")
    folders = [tmp_path / name for name in ("before", "between", "after")]

    manage(
        first,
        ["loaddata", "participants"],
        ["load_records", "fixtures/records"],
        *everything(folders[0]),
        ["dumpdata", *MOVED, *NATURAL, there],
    )
    manage(
        postgresql,
        ["loaddata", there],
        ["dumpdata", *MOVED, *NATURAL, back],
        *everything(folders[1]),
        ["check_records"],
    )
    manage(second, ["loaddata", back], *everything(folders[2]), ["check_records"])

    records, revisions = written(folders[0])
    assert (len(records), len(revisions)) == (5, 5)
    assert written(folders[1]) == (records, revisions)
    assert written(folders[2]) == (records, revisions)
