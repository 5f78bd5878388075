"""Workbooks, as openpyxl reads them."""

from pathlib import Path

import openpyxl
import pytest

from meetings.formats.table import Column, Table
from meetings.formats.xlsx_table import LONGEST, write_xlsx

pytestmark = pytest.mark.plain
TABLE = Table((Column("Text", lambda item: item[0]), Column("n", lambda item: item[1])))


def test_workbook_holds_texts_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    texts = ["اليابان", "=1+1", "https://example.org/", "a\x0bb", "x" * 40_000, ""]
    write_xlsx(
        path, "Statements: all", TABLE, [[(text, place)] for place, text in enumerate(texts)]
    )

    sheet = openpyxl.load_workbook(path).active
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert sheet.title == "Statements  all"
    assert rows[:5] == [
        ("Text", "n"),
        ("اليابان", 0),
        ("=1+1", 1),
        ("https://example.org/", 2),
        ("ab", 3),
    ]
    assert sheet["A3"].data_type == "s"
    assert len(rows[5][0]) == LONGEST
    assert rows[5][0].endswith("the CSV file has the whole)")
    assert rows[6] == (None, 5)
