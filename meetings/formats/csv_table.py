"""A table as CSV (RFC 4180), in UTF-8 with the mark by which spreadsheets know it."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from .table import Cell, Table

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
#: what a spreadsheet would take for the beginning of a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_blocks(table: Table, blocks: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The file in pieces: the headings, and one piece for each block of items."""
    yield b"\xef\xbb\xbf" + _lines([table.headings])
    for items in blocks:
        yield _lines([harmless(cell) for cell in table.row(item)] for item in items)


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe."""
    if isinstance(cell, str):
        cell = cell.replace("\0", "")
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return cell


def without_mark(text: str) -> str:
    """The text of a cell that :func:`harmless` wrote, or of any other."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _lines(rows: Iterable[Iterable[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")
