"""The tables as files to fill in, and a file that explains their columns."""

import io
import zipfile

from ....formats.csv_table import csv_blocks
from ....formats.table import Column, Table
from .columns import TABLES, TableColumn, TableOf

#: the file that explains the columns; it is not read
EXPLANATIONS = "columns.csv"

_ABOUT = Table(
    (
        Column("File", lambda about: f"{about[0].name}.csv"),
        Column("Column", lambda about: about[1].title),
        Column("Required", lambda about: "yes" if about[1].required else ""),
        Column("What to write", lambda about: about[1].to_write),
        Column("Where it goes", lambda about: about[1].place),
    )
)


def template_files() -> dict[str, bytes]:
    """The files by name: one with the headings of each table, and one about all columns."""
    files = {f"{table.name}.csv": _headings(table) for table in TABLES}
    about = [_about(table, column) for table in TABLES for column in table.taken]
    return files | {EXPLANATIONS: b"".join(csv_blocks(_ABOUT, [about]))}


def template_archive() -> bytes:
    """The files in a zip archive, the same bytes whenever it is made."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        for name, data in template_files().items():
            members.writestr(zipfile.ZipInfo(name), data)
    return archive.getvalue()


def _headings(table: TableOf) -> bytes:
    columns = [Column(column.title, lambda _row: "") for column in table.taken]
    return b"".join(csv_blocks(Table(columns), []))


def _about(table: TableOf, column: TableColumn) -> tuple[TableOf, TableColumn]:
    return table, column
