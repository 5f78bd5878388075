"""A whole register moves between SQLite and PostgreSQL, either way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.machine import POSTGRESQL_URL

ROOT = Path(__file__).parents[2]
MOVED = ["auth.group", "auth.user", "participants", "meetings"]


def manage(database: str, *args: str | Path) -> None:
    """Run a command on a database."""
    settings = {"DATABASE_URL": database, "DEBUG": "on", "SECRET_KEY": "only-for-tests-" * 4}
    subprocess.run(
        [sys.executable, "manage.py", *map(str, args)],
        cwd=ROOT,
        env=os.environ | settings,
        check=True,
        capture_output=True,
    )


def records(database: str, folder: Path) -> dict[str, bytes]:
    """Every record file of a register."""
    manage(database, "dump_records", folder)
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}


def revisions(database: str, folder: Path) -> list[str]:
    """The record file of every revision of a register, by record and number."""
    folder.mkdir(exist_ok=True)
    target = folder / "revisions.jsonl"
    code = (
        "import json, pathlib; from meetings.models import Revision;"
        "from meetings.records.revision_texts import record_file;"
        "rows = Revision.objects.order_by('meeting__slug', 'number');"
        "lines = [json.dumps([str(row.meeting), row.number, record_file(row).decode()]) for row in"
        f" rows]; pathlib.Path({str(target)!r}).write_text('\\n'.join(lines))"
    )
    manage(database, "shell", "-c", code)
    return target.read_text().splitlines()


@pytest.fixture
def postgresql() -> Iterator[str]:
    """An empty database of its own."""
    name = f"move_{uuid4().hex}"
    with psycopg.connect(POSTGRESQL_URL, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{POSTGRESQL_URL.rpartition('/')[0]}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.once
@pytest.mark.postgresql
def test_register_moves_from_sqlite_to_postgresql_and_back(tmp_path: Path, postgresql: str) -> None:
    first = f"sqlite:///{tmp_path}/first.sqlite3"
    second = f"sqlite:///{tmp_path}/second.sqlite3"
    natural = ["--natural-foreign", "--natural-primary", "--output"]
    for database in (first, postgresql, second):
        manage(database, "migrate", "--verbosity", "0")
    manage(first, "loaddata", "participants")
    manage(first, "load_records", "fixtures/records")
    before = records(first, tmp_path / "before")
    stored = revisions(first, tmp_path / "stored")

    manage(first, "dumpdata", *MOVED, *natural, tmp_path / "there.json")
    manage(postgresql, "loaddata", tmp_path / "there.json")
    manage(postgresql, "dumpdata", *MOVED, *natural, tmp_path / "back.json")
    manage(second, "loaddata", tmp_path / "back.json")

    assert (len(before), len(stored)) == (5, 5)
    assert records(postgresql, tmp_path / "there") == before
    assert records(second, tmp_path / "back") == before
    for database in (postgresql, second):
        assert revisions(database, tmp_path / "stored") == stored
        manage(database, "check_records")
