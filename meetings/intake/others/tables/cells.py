"""What stands in cells: values of closed lists, dates, numbers, yes and no, several of them."""

from django.utils.translation import gettext as _

from participants.names import fold_name
from participants.slugs import is_slug

from ....dates import DateError, day_bounds
from ....records.fields.pledge import BEFORE_THE_MEETING
from .columns import TableColumn, words_of
from .faults import Faults
from .sheet import Row, Sheet

_LARGEST_NUMBER = 999_999_999
#: what is no end of an address
NO_SLUG = "“%s” is no slug: lower-case Latin letters and digits, joined by single hyphens."
_YES, _NO = frozenset(("yes", "y", "true", "x", "1")), frozenset(("no", "n", "false", "0"))


def pieces(cell: str) -> list[str]:
    """The several values of a cell."""
    return [piece.strip() for piece in cell.split(";") if piece.strip()]


class Cells:
    """The cells of a sheet as values; what is none is noted among the faults."""

    def __init__(self, sheet: Sheet, faults: Faults) -> None:
        self.sheet = sheet
        self._faults = faults.of(sheet.file.name)
        self._columns = {column.name: column for column in sheet.table.taken}
        #: values of closed lists by what they are called, folded
        self._values: dict[str, dict[str, str]] = {}

    def fault(self, row: Row, name: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self._faults.note(message, row.line, self._columns[name].title)

    def needed(self, row: Row, name: str) -> str:
        """A cell that may not be empty."""
        if not row.get(name):
            self.fault(row, name, f"it is empty. {self._columns[name].to_write}".strip())
        return row.get(name)

    def choice(self, row: Row, name: str) -> str:
        """A value of a closed list as record files spell it; "" for an empty cell."""
        return self._value(row, self._columns[name], row.get(name)) if row.get(name) else ""

    def choices(self, row: Row, name: str) -> list[str]:
        """Several values of a closed list, each once."""
        column = self._columns[name]
        found = [self._value(row, column, piece) for piece in pieces(row.get(name))]
        return list(dict.fromkeys(filter(None, found)))

    def _value(self, row: Row, column: TableColumn, word: str) -> str:
        if column.name not in self._values:
            self._values[column.name] = {
                fold_name(called): value
                for value, label in _words(column).items()
                for called in (value, label)
            }
        value = self._values[column.name].get(fold_name(word), "")
        if not value:
            words = ", ".join(_words(column).values())
            self.fault(row, column.name, f"“{word}” is none of these words: {words}.")
        return value

    def date(self, row: Row, name: str) -> str:
        """A date in EDTF; "" for an empty cell and for what is none."""
        cell = row.get(name)
        try:
            if cell:
                day_bounds(cell)
        except DateError as error:
            self.fault(row, name, str(error))
            return ""
        return cell

    def made(self, row: Row, name: str) -> str:
        """The same, or that it was before the meeting."""
        before = row.get(name).casefold() == BEFORE_THE_MEETING
        return BEFORE_THE_MEETING if before else self.date(row, name)

    def number(self, row: Row, name: str) -> int | None:
        """A whole number from 1; None for an empty cell and for what is none."""
        cell = row.get(name)
        if not cell:
            return None
        if cell.isascii() and cell.isdigit() and 1 <= int(cell[:12]) <= _LARGEST_NUMBER:
            return int(cell)
        self.fault(row, name, f"“{cell}” is no whole number from 1 to {_LARGEST_NUMBER}.")
        return None

    def slug(self, row: Row, name: str, slug: str) -> str:
        """The end of an address that a cell gives; "" for what is none."""
        if not slug or is_slug(slug):
            return slug
        self.fault(row, name, NO_SLUG % slug)
        return ""

    def flag(self, row: Row, name: str) -> bool:
        """Whether a cell says yes; an empty one says no."""
        folded = fold_name(row.get(name))
        if folded in _YES or (folded and folded == fold_name(_("yes"))):
            return True
        if folded and folded not in _NO:
            self.fault(row, name, f"“{row.get(name)}” is neither yes nor no.")
        return False

    def numbers(self, name: str) -> list[int]:
        """A number for each row: those of a column, or where it is empty those of the order."""
        rows = self.sheet.rows
        given = [self.number(row, name) for row in rows]
        if not any(row.get(name) for row in rows):
            return list(range(1, len(rows) + 1))
        first: dict[int, int] = {}
        for row, number in zip(rows, given, strict=True):
            if not row.get(name):
                self.fault(
                    row, name, "it is empty, and other rows have a number; number all or none."
                )
            elif number in first:
                self.fault(row, name, f"{number} stands in line {first[number]} already.")
            elif number:
                first[number] = row.line
        return [number or 0 for number in given]


def _words(column: TableColumn) -> dict[str, str]:
    return words_of(column.choices) if column.choices else {}
