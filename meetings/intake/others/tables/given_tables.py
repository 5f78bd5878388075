"""Which of the files and worksheets that are given is which table."""

from collections.abc import Iterator
from pathlib import PurePath

from ..given import GivenFile
from .columns import MEETING, TABLES, TableOf
from .faults import Faults
from .sheet import Sheet, read_sheet
from .template import EXPLANATIONS
from .workbook import ENDINGS, UnreadableWorkbookError, worksheets

_TEXTS = frozenset((".csv", ".tsv", ".txt", ".tab"))
#: workbooks that are not read
_OTHERS = frozenset((".xls", ".xlsb", ".ods", ".numbers"))
Rows = list[list[str]]


def sheets_of(files: list[GivenFile], faults: Faults) -> tuple[list[Sheet], list[str]]:
    """The tables among the files in the order that they are read in, and what is none."""
    found: dict[str, tuple[GivenFile, Rows | None]] = {}
    others = []
    for file, title, rows in _called(files, faults):
        table = _table_of(title)
        if not table:
            explains = file.name.lower() == EXPLANATIONS
            reason = "explains the columns" if explains else "no table has this name"
            others.append(f"{reason}: {file.name}")
        elif table.name in found:
            known = found[table.name][0].name
            faults.of(file.name).note(f"{known} is that table too; keep one.")
        else:
            found[table.name] = file, rows
    ordered = [table for table in TABLES if table.name in found]
    sheets = []
    for table in ordered:
        file, rows = found[table.name]
        sheets.append(read_sheet(file, table, faults, rows))
    return sheets, others


def _called(files: list[GivenFile], faults: Faults) -> Iterator[tuple[GivenFile, str, Rows | None]]:
    """Files with what they are called as tables; worksheets with their rows.

    A worksheet is called after its title; where none is a table, the first after its file.
    """
    for file in files:
        name = PurePath(file.name)
        ending = name.suffix.lower()
        if ending in _OTHERS and _table_of(name.stem):
            faults.of(file.name).note("save it as .xlsx or “CSV UTF-8”; this kind is not read.")
        elif ending not in ENDINGS:
            yield file, name.stem if ending in _TEXTS else "", None
        else:
            try:
                sheets = worksheets(file)
            except UnreadableWorkbookError as error:
                faults.of(file.name).note(str(error))
                continue
            if sheets and not any(_table_of(title) for title, _rows in sheets):
                yield file, name.stem, sheets[0][1]
                continue
            for title, rows in sheets:
                yield GivenFile(f"{file.name}, sheet {title}", file.data), title, rows


def _table_of(stem: str) -> TableOf | None:
    """The table that a file is called after: “statements”, “statements (1)”, “Statements-2026”."""
    first = "".join(letter if letter.isalpha() else " " for letter in stem.lower()).split()[:1]
    names = {table.name: table for table in TABLES} | {"meetings": MEETING}
    return names.get(first[0]) if first else None
