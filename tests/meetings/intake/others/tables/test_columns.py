"""The one list of columns, from which template, report and the page on formats are made.

Covers meetings.intake.others.tables.template.
"""

import io
import zipfile
from pathlib import Path

import pytest

from meetings.formats.items import delegation, meeting, pledge, statement
from meetings.formats.table import Table
from meetings.intake.others.given import GivenFile
from meetings.intake.others.mapping import UnreadableFormat
from meetings.intake.others.tables.columns import (
    DELEGATIONS,
    MEETING,
    PLEDGES,
    STATEMENTS,
    TABLES,
    TableOf,
)
from meetings.intake.others.tables.record import mapped_tables
from meetings.intake.others.tables.template import template_archive, template_files
from meetings.intake.register import Register

FORMATS = Path(__file__).parents[5] / "docs" / "formats.md"


@pytest.mark.parametrize(
    ("exported", "table"),
    [
        (meeting.TABLE, MEETING),
        (delegation.TABLE, DELEGATIONS),
        (statement.TABLE, STATEMENTS),
        (pledge.TABLE, PLEDGES),
    ],
    ids=[table.name for table in TABLES],
)
def test_every_column_of_our_own_lists_is_read_or_left_out_with_a_reason(
    exported: Table, table: TableOf
) -> None:
    assert set(exported.headings) <= {column.title for column in table.columns}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_headings_of_a_table_are_told_apart(table: TableOf) -> None:
    headings = sum(1 + len(column.also) for column in table.columns)
    assert len(table.by_heading) == headings


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_page_on_formats_names_every_column(table: TableOf) -> None:
    page = FORMATS.read_text(encoding="utf-8")
    assert [one.title for one in table.columns if f"`{one.title}`" not in page] == []


def test_template_has_the_headings_and_explains_each() -> None:
    files = template_files()
    assert [*files] == [
        *("meeting.csv", "delegations.csv", "statements.csv", "pledges.csv", "columns.csv")
    ]
    assert files["pledges.csv"].decode("utf-8-sig") == (
        "Pledge,Words of the source,Participants,People,Makers not named,Meeting,"
        "Date of the meeting (EDTF),Number,Kind,Strength,Condition,Made (EDTF),Due (EDTF),"
        "¶ of the statement,Address of the statement,Slugs of participants,Codes of participants,"
        "Keys of people\r\n"
    )
    explained = files["columns.csv"].decode("utf-8-sig").splitlines()
    assert explained[0] == "File,Column,Required,What to write,Where it goes"
    assert len(explained) == 1 + sum(len(table.taken) for table in TABLES)
    assert 'pledges.csv,Strength,yes,"Firm, Intended, Offered, In principle, Reaffirmed.",' in (
        "\n".join(explained)
    )


def test_archive_holds_the_template_and_can_be_given_back() -> None:
    archive = template_archive()
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        assert {name: members.read(name) for name in members.namelist()} == template_files()
    assert archive == template_archive()
    empty = mapped_tables([GivenFile("tables.zip", archive)], "tables.zip", Register(), "made")
    assert empty.record == {"meeting": {"slug": "made", "status": "draft"}}
    assert [*empty.report.lines()] == ["Left out:", "  explains the columns: columns.csv"]


def test_broken_archive_is_refused() -> None:
    with pytest.raises(UnreadableFormat, match=r"tables\.zip cannot be unpacked"):
        mapped_tables([GivenFile("tables.zip", b"PK\x03\x04")], "tables.zip", Register(), "made")
