"""Registers as they are stored: rows of the tables that are no derived data, and record files."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from . import fixed

#: what a register is made of: rows of staff, rows of the register, record files
STAFF, ROWS, RECORDS = "staff.json", "rows.json", "records"
#: derived: loaddata makes them anew
DERIVED = ("meetings.StatementParticipant", "meetings.StatementPerson")


def store(folder: Path) -> None:
    """Write the register of this process into a folder, by row numbers, as addresses hold them."""
    staff = ("auth.User", "admin.LogEntry")
    call_command("dumpdata", *staff, natural_foreign=True, output=str(folder / STAFF), verbosity=0)
    call_command(
        "dumpdata",
        *("participants", "meetings"),
        exclude=DERIVED,
        output=str(folder / ROWS),
        verbosity=0,
    )
    call_command("dump_records", folder / RECORDS, stdout=StringIO())


def migrate() -> None:
    """Make the empty tables."""
    fixed.hurry()
    call_command("migrate", verbosity=0)


def build(folder: Path, renames: dict[str, str]) -> None:
    """Make a stored register in the database of this process, with the code as it is now."""
    migrate()
    fixtures = [folder / STAFF, folder / ROWS]
    if renames:
        fixtures = [_renamed(path, renames) for path in fixtures]
    call_command("loaddata", *map(str, fixtures), ignore=True, verbosity=0)


def _renamed(path: Path, renames: dict[str, str]) -> Path:
    """The fixture with new names: "app.model" → "app.model", "app.model.field" → "field".

    Fields are named by the old model; an empty name leaves the rows, or the field, out.
    """
    rows = list(_rows(json.loads(path.read_text(encoding="utf-8")), renames))
    target = Path(fixed.FOLDER.name) / path.name
    target.write_text(json.dumps(rows), encoding="utf-8")
    return target


def _rows(rows: list[dict[str, Any]], renames: dict[str, str]) -> Iterator[dict[str, Any]]:
    for row in rows:
        old = row["model"]
        fields = {renames.get(f"{old}.{name}", name): v for name, v in row["fields"].items()}
        fields.pop("", None)
        model = renames.get(old, old)
        if model:
            yield row | {"model": model, "fields": fields}
