"""A CSV file or a worksheet as people have it, read into rows that know their line.

UTF-8, UTF-16 or an older encoding, which is told; commas, semicolons or tabs, whichever gives
headings that are known; quoted line breaks; "sep=;" before the headings. Nothing is run: a cell
that begins with "=" is a text.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from participants.names import fold_name

from ....formats.csv_table import without_mark
from ...files.clean import cleaned
from ...files.decoding import decoded
from ...files.document import UnreadableFile
from ..given import LARGEST, GivenFile
from .columns import TableColumn, TableOf
from .faults import Faults

#: rows that a record can hold of one noun
MOST_ROWS = 9999
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line on which it begins, and its cells by the name of the column; none empty."""

    line: int
    cells: dict[str, str]

    def get(self, name: str) -> str:
        """The cell of a column; "" where it is empty or there is no such column."""
        return self.cells.get(name, "")


@dataclass(slots=True)
class Sheet:
    """A table that was read: its rows, and what is told of the file.

    ``filled`` counts the cells of each column that hold something, ``unknown`` those of columns
    that are not known, by what they are called.
    """

    table: TableOf
    file: GivenFile
    rows: list[Row] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()


def read_sheet(
    file: GivenFile, table: TableOf, faults: Faults, rows: Sequence[Sequence[str]] | None = None
) -> Sheet:
    """The rows of a file, or those of a worksheet; what is wrong is noted among the faults."""
    sheet = Sheet(table, file)
    where = faults.of(file.name)
    if rows is not None:
        numbered = enumerate(([_cell(cell) for cell in row] for row in rows), start=1)
        _read(sheet, [(line, row) for line, row in numbered if any(row)], where)
        return sheet
    try:
        text = decoded(file.data)
    except UnreadableFile:
        where.note("it holds no letters that can be read; save it as CSV in UTF-8.")
        return sheet
    sheet.notes = text.notes
    if "\0" in text.text:
        line = text.text[: text.text.index("\0")].count("\n") + 1
        where.note("a NUL stands here: the file is damaged or no CSV. Save it anew.", line)
        return sheet
    lines, first = _lines(text.text)
    _read(sheet, list(_records("".join(lines), first, _delimiter(lines, table), where)), where)
    return sheet


def _read(sheet: Sheet, records: list[tuple[int, list[str]]], where: "Faults.Of") -> None:
    """Take the columns from the first row and what they hold from the others."""
    if not records:
        headings = _headings(sheet.table)
        where.note(f"the file is empty; its first line names the columns: {headings}.")
        return
    line, headings_row = records[0]
    columns = _columns(headings_row, line, sheet.table, where)
    if columns:
        _fill(sheet, headings_row, columns, records[1:], where)


def _lines(text: str) -> tuple[list[str], int]:
    """The lines, less one that says what parts the cells; and the number of the first."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if lines and lines[0].strip().lower().startswith("sep="):
        return lines[1:], 2
    return lines, 1


def _delimiter(lines: list[str], table: TableOf) -> str:
    """What parts the cells: whichever makes most headings that are known, a comma before others."""
    first = next((line for line in lines if line.strip()), "")

    def known(delimiter: str) -> int:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(fold_name(cell) in table.by_heading for cell in cells)

    return max(_DELIMITERS, key=known)


def _records(
    text: str, first: int, delimiter: str, where: "Faults.Of"
) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, with the line on which each begins."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin, [_cell(cell) for cell in cells]
            begin = first + reader.line_num
    except csv.Error as error:
        where.note(f"from here on the cells cannot be told apart ({error}); see its quotes.", begin)


def _cell(cell: str) -> str:
    return without_mark(cleaned(cell).strip()).strip()


def _headings(table: TableOf) -> str:
    return ", ".join(f"“{column.title}”" for column in table.taken)


def _columns(
    headings: list[str], line: int, table: TableOf, where: "Faults.Of"
) -> list[TableColumn | None]:
    """The column of each heading; none where one is missing that a row cannot do without."""
    found = [table.by_heading.get(fold_name(heading)) for heading in headings]
    if not any(found):
        where.note(f"the first line names no known column. Known are {_headings(table)}.", line)
        return []
    twice = [name for name, n in Counter(c.title for c in found if c).items() if n > 1]
    for title in twice:
        where.note("two columns are called so or alike; keep one.", line, title)
    missing = [column for column in table.columns if column.required and column not in found]
    unknown = [heading for heading, column in zip(headings, found, strict=True) if not column]
    for column in missing:
        near = get_close_matches(column.title, unknown, 1)
        asked = f" Is it “{near[0]}”?" if near else ""
        where.note(f"there is no column “{column.title}”: {column.to_write}{asked}", line)
    return [] if twice or missing else found


def _fill(
    sheet: Sheet,
    headings: list[str],
    columns: list[TableColumn | None],
    records: list[tuple[int, list[str]]],
    where: "Faults.Of",
) -> None:
    if len(records) > MOST_ROWS:
        where.note(f"more than {MOST_ROWS} rows; divide the meeting into sittings.")
        return
    for line, cells in records:
        if any(cells[len(columns) :]):
            where.note(
                f"{len(cells)} cells, where the headings are {len(columns)}; put quotes around a "
                "cell that holds what parts cells, or a heading above the last ones.",
                line,
            )
            continue
        row = Row(line, {})
        for heading, column, cell in zip(headings, columns, cells, strict=False):
            if not cell:
                continue
            if column is None:
                sheet.unknown[heading or "(no heading)"] += 1
            else:
                sheet.filled[column.title] += 1
                if column.name:
                    row.cells[column.name] = cell
        sheet.rows.append(row)
