"""Worksheets as rows of texts, and which of them is which table.

Covers meetings.intake.others.tables.given_tables.
"""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from meetings.intake.others.given import GivenFile
from meetings.intake.others.mapping import UnreadableFormat
from meetings.intake.others.tables import workbook
from meetings.intake.others.tables.record import mapped_tables
from meetings.intake.others.tables.workbook import UnreadableWorkbookError, worksheets
from meetings.intake.register import KnownParticipant, Register

REGISTER = Register(
    participants=(KnownParticipant("CHL", "Chile", "state", ("Chile",), slug="chile"),)
)
STATEMENTS = [
    ["Number", "Participants", "Form", "Text"],
    [1, "Chile", "verbatim", "We agree.\n\nAll of us."],
    [],
    [2, "Nowhere", "verbatim", "I agree."],
]


def book(name: str = "book.xlsx", **sheets: list[list[Any]]) -> GivenFile:
    """A workbook of worksheets by their titles."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return GivenFile(name, data.getvalue())


def test_cells_are_texts_as_somebody_would_write_them() -> None:
    values = [1, 2.0, 2.5, "=A1", True, False, None, date(2026, 3, 2), time(9, 30), " a "]
    days = [datetime(2026, 3, 2), datetime(2026, 3, 2, 9, 30)]  # noqa: DTZ001  (cells have no zone)

    ((title, (row,)),) = worksheets(book(Any=[values + days]))

    assert title == "Any"
    # A formula that no program has computed has no value.
    assert row[:7] == ["1", "2", "2.5", "", "yes", "no", ""]
    assert row[7:] == ["2026-03-02", "09:30:00", " a ", "2026-03-02", "2026-03-02T09:30:00"]


def test_worksheets_without_anything_are_left_out() -> None:
    assert [name for name, _rows in worksheets(book(Empty=[], Blank=[[None]], One=[["a"]]))] == [
        "One"
    ]


@pytest.mark.parametrize("data", [b"", b"PK", b"a,b", b"PK\x03\x04" + b"\0" * 40])
def test_file_that_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableWorkbookError, match="no workbook that can be read"):
        worksheets(GivenFile("a.xlsx", data))


def test_archive_of_other_things_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook>")

    with pytest.raises(UnreadableWorkbookError, match="no workbook that can be read"):
        worksheets(GivenFile("a.xlsx", data.getvalue()))


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    many = book(**{f"Sheet {number}": [["a"]] for number in range(21)})
    with pytest.raises(UnreadableWorkbookError, match="more than 20 worksheets"):
        worksheets(many)
    monkeypatch.setattr(workbook, "LARGEST", 1_000)
    with pytest.raises(UnreadableWorkbookError, match="unpacks to more than"):
        worksheets(book(A=[["a"]]))


@pytest.mark.parametrize(
    "file", [book(Statements=STATEMENTS, Notes=[["a"]]), book("statements.xlsx", Sheet1=STATEMENTS)]
)
def test_worksheet_is_called_by_its_title_or_else_by_its_file(file: GivenFile) -> None:
    mapped = mapped_tables([file], "made", REGISTER, "made")

    assert [one["number"] for one in mapped.record["statements"]] == [1, 2]
    assert "We agree.\n\nAll of us." in mapped.record["documents"][0]["text"]
    doubts = " ".join(mapped.report.doubts)
    assert "line 4, column “Participants”" in doubts
    assert mapped.place("/statements/1").endswith("line 4")


def test_workbook_without_a_table_and_broken_ones_are_told() -> None:
    for file, reason in [
        (book("list.xlsx", Sheet1=[["a"]]), "None of the files or worksheets is called"),
        (GivenFile("statements.xlsx", b"a"), "no workbook that can be read; save it anew"),
        (GivenFile("statements.xls", b"a"), "save it as .xlsx or “CSV UTF-8”"),
        (book(Statements=[["Number"], [1]]), "there is no column “Form”"),
    ]:
        with pytest.raises(UnreadableFormat, match=reason):
            mapped_tables([file], "made", REGISTER, "made")


def test_table_that_stands_twice_is_told() -> None:
    two = [book(Statements=STATEMENTS), book("b.xlsx", Statements=STATEMENTS)]

    with pytest.raises(UnreadableFormat, match=r"sheet Statements is that table too; keep one"):
        mapped_tables(two, "made", REGISTER, "made")
