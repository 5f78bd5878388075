"""The worksheets of an Excel workbook (ECMA-376) as rows of texts: what is shown, nothing computed.

A formula counts as the value that was stored with it. Days become EDTF, whatever the cell's format.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from ..given import GivenFile

ENDINGS = frozenset((".xlsx", ".xlsm"))
#: worksheets that are read, and rows and columns of each
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 20, 10_001, 200
#: bytes that a workbook unpacks to
LARGEST = 20_000_000
#: what a day without a time has
_MIDNIGHT = time()
_BROKEN = "it is no workbook that can be read; save it anew."


class UnreadableWorkbookError(Exception):
    """A file that is no workbook, or too large to be read; the text says what to do."""


def worksheets(file: GivenFile) -> list[tuple[str, list[list[str]]]]:
    """The worksheets that hold something, by their names, each with its rows from the first on.

    Raises :class:`UnreadableWorkbookError`.
    """
    _refuse_large(file)
    try:
        found = list(_sheets(file.data))
    except UnreadableWorkbookError:
        raise
    except Exception as error:  # whatever openpyxl meets in a damaged file
        raise UnreadableWorkbookError(_BROKEN) from error
    return [(name, rows) for name, rows in found if any(map(any, rows))]


def _sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        if len(book.worksheets) > MOST_SHEETS:
            raise UnreadableWorkbookError(f"more than {MOST_SHEETS} worksheets; keep the tables.")
        for sheet in book.worksheets:
            yield str(sheet.title), list(_rows(sheet))
    finally:
        book.close()


def _refuse_large(file: GivenFile) -> None:
    """Refuse what unpacks to more than is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableWorkbookError(_BROKEN) from error
    if size > LARGEST:
        raise UnreadableWorkbookError(
            f"it unpacks to more than {LARGEST // 1_000_000} MB; divide it into sittings."
        )


def _rows(sheet: Any) -> Iterator[list[str]]:
    # Excel may say that a sheet has a million rows where somebody once formatted them.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    for row in rows:
        # Each is as wide as was asked for: what is behind the last cell is not there.
        width = max((place for place, value in enumerate(row, 1) if value is not None), default=0)
        yield [_text(value) for value in row[:width]]


def _text(value: Any) -> str:
    """A value as somebody would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
