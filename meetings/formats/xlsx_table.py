"""A table as an Excel workbook (ECMA-376) of one sheet: all texts are texts, none is a formula."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from .table import Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: rows up to which a workbook is made: it is written whole before it is sent
MOST_ROWS = 100_000
#: characters that Excel takes in a cell
LONGEST = 32_767
#: widths of columns, in characters
_NARROW, _WIDE = 18, 60
_CUT = "… (cut: Excel takes no more; the CSV file has the whole)"
#: what XML 1.0 has no character for
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_xlsx(path: Path, title: str, table: Table, blocks: Iterable[Iterable[Any]]) -> None:
    """Write the workbook, row after row, in flat memory; ``title`` names its sheet."""
    options = {
        "constant_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "tmpdir": str(path.parent),
    }
    with Workbook(str(path), options) as book:
        # No day of its making: the same rows are the same file.
        book.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet: Any = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
        bold = book.add_format({"bold": True})
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDE if column.is_wide else _NARROW)
            sheet.write_string(0, place, str(column.heading), bold)
        sheet.freeze_panes(1, 0)
        number = 0
        for items in blocks:
            for item in items:
                number += 1
                _write_row(sheet, number, table.row(item))
        sheet.autofilter(0, 0, max(number, 1), len(table.columns) - 1)


def _write_row(sheet: Any, number: int, cells: list[Any]) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(number, place, cell)
        elif cell:
            sheet.write_string(number, place, _fitting(cell))


def _fitting(text: str) -> str:
    text = _NO_XML.sub("", text)
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
