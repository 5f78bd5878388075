"""CSV files as people have them.

Covers meetings.intake.others.tables.faults.
"""

import pytest

from meetings.intake.others.given import GivenFile
from meetings.intake.others.tables import sheet as sheets
from meetings.intake.others.tables.columns import STATEMENTS
from meetings.intake.others.tables.faults import Faults
from meetings.intake.others.tables.sheet import Row, Sheet, read_sheet

TEXT = "Participants,Text,Form\r\nTürkiye,“Yes.”,Reported\r\n"
ROWS = [Row(2, {"participants": "Türkiye", "text": "“Yes.”", "form": "Reported"})]


def read(data: bytes) -> tuple[Sheet, list[str]]:
    """A sheet of statements, and what is wrong with it."""
    faults = Faults()
    return read_sheet(GivenFile("statements.csv", data), STATEMENTS, faults), faults.told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_file_is_read_as_programs_save_it(encoding: str, delimiter: str, end: str) -> None:
    data = TEXT.replace(",", delimiter).replace("\r\n", end).encode(encoding)
    sheet, faults = read(data)
    assert (sheet.rows, faults) == (ROWS, [])
    guessed = "The encoding is not stated and was taken to be cp1252. Look at letters with accents."
    assert sheet.notes == ((guessed,) if encoding == "cp1252" else ())


def test_cells_are_texts_and_empty_rows_and_columns_are_none() -> None:
    data = (
        b'sep=;\n"PARTICIPANTS";Text;form;;\n'
        b"Japan;=1+1;Reported;;\n"
        b";;;;\n"
        b"\n"
        b"Chile;'=1+1;Reported\n"
        b'Chile;"Two\r\nlines; ""so""";Reported;;\n'
    )
    sheet, faults = read(data)
    assert faults == []
    assert [(row.line, row.get("text")) for row in sheet.rows] == [
        *((3, "=1+1"), (6, "=1+1"), (7, 'Two\nlines; "so"'))
    ]
    assert (sheet.filled["Text"], dict(sheet.unknown)) == (3, {})


def test_column_without_a_known_heading_is_counted() -> None:
    sheet, _faults = read(b"Text,Form,Remarks,\nOne,Reported,x,y\nTwo,Reported,x,\n")
    assert dict(sheet.unknown) == {"Remarks": 2, "(no heading)": 1}


def test_long_cell_is_read() -> None:
    words = "word " * 40_000
    sheet, _faults = read(f"Text,Form\n{words},Reported\n".encode())
    assert sheet.rows[0].get("text") == words.strip()


def test_file_that_is_no_text_is_refused() -> None:
    _sheet, faults = read(bytes(range(1, 32)) * 20)
    assert faults == [
        "statements.csv: it holds no letters that can be read; save it as CSV in UTF-8."
    ]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    sheet, faults = read(b"Text,Form\n" + b"One,Reported\n" * 3)
    assert (sheet.rows, faults) == (
        *([], ["statements.csv: more than 2 rows; divide the meeting into sittings."]),
    )
