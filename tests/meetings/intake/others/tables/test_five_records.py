"""The shipped records as our own lists write them, imported again as other records.

Covers meetings.intake.others.registry.
"""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.formats.csv_table import csv_blocks
from meetings.formats.items import delegation, meeting, pledge, statement
from meetings.formats.xlsx_table import write_xlsx
from meetings.models import Delegation, Meeting, Pledge, Statement
from meetings.records.checks import record_faults
from tests.meetings.records.test_fixtures import SLUGS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


def exported(folder: Path, slug: str, ending: str = ".csv") -> None:
    """Write the lists of a record as their addresses give them."""
    record = Meeting.objects.records().get(slug=slug)
    parts: Any = {"meeting": record}
    lists = {
        "meetings": (meeting.TABLE, meeting.meeting_items([record.pk])),
        "delegations": (
            delegation.TABLE,
            delegation.delegation_items(numbers(Delegation.objects.filter(**parts))),
        ),
        "statements": (
            statement.TABLE,
            statement.statement_items(
                [*Statement.objects.filter(**parts).order_by("order").values_list("key", flat=True)]
            ),
        ),
        "pledges": (
            pledge.TABLE,
            pledge.pledge_items(numbers(Pledge.objects.filter(**parts))),
        ),
    }
    for name, (table, items) in lists.items():
        path = folder / f"{name}{ending}"
        if ending == ".xlsx":
            write_xlsx(path, name.capitalize(), table, [items])
        else:
            path.write_bytes(b"".join(csv_blocks(table, [items])))


def numbers(rows: Any) -> list[int]:
    """The numbers of rows in the order of the record."""
    return [*rows.order_by("order").values_list("pk", flat=True)]


def run(folder: Path, **options: Any) -> list[str]:
    """What the command tells."""
    out = io.StringIO()
    call_command("import_records", folder, form="csv", stdout=out, **options)
    return out.getvalue().splitlines()


def said(slug: str) -> list[Any]:
    """The statements of a record: what of them a list holds."""
    rows = Statement.objects.filter(meeting__slug=slug, meeting__layer="record")
    return [
        (
            row.number,
            row.text.split(),
            row.form,
            row.delivery,
            row.language,
            row.procedural,
            row.collective,
            row.session.title if row.session else "",
            {topic.name for topic in row.topics.all()},
            {one.participant for one in row.speakers.all() if one.participant},
            {one.person for one in row.speakers.all() if one.person},
        )
        for row in rows.order_by("order")
    ]


def attended(slug: str) -> list[Any]:
    """The delegations of a record."""
    rows = Delegation.objects.filter(meeting__slug=slug, meeting__layer="record")
    return [
        (
            row.participant,
            row.printed,
            row.roles,
            row.level,
            row.presence,
            [one.person for one in row.delegates.order_by("order")],
        )
        for row in rows.order_by("order")
    ]


def promised(slug: str) -> list[Any]:
    """The pledges of a record."""
    rows = Pledge.objects.filter(meeting__slug=slug, meeting__layer="record")
    return [
        (
            row.number,
            row.title,
            row.kind,
            row.strength,
            row.condition,
            row.made,
            row.due,
            row.collective,
            row.statement.number if row.statement else None,
            {one.participant for one in row.pledgers.all() if one.participant},
            {one.person for one in row.pledgers.all() if one.person},
        )
        for row in rows.order_by("order")
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_lists_of_a_record_are_imported_as_they_are(slug: str, tmp_path: Path) -> None:
    exported(tmp_path, slug)
    before = Meeting.objects.count()
    assert run(tmp_path, slug="again")[-1].endswith(
        "Nothing is written; add --write to make a draft of it."
    )
    assert Meeting.objects.count() == before
    run(tmp_path, slug="again", write=True)
    again = Meeting.objects.records().get(slug="again")
    first = Meeting.objects.records().get(slug=slug)
    same = ("date", "series", "ordinal", "theme", "venue", "city", "country", "mode", "stage")
    assert [getattr(again, name) for name in same] == [getattr(first, name) for name in same]
    assert again.status == "draft"
    assert said("again") == said(slug)
    assert attended("again") == attended(slug)
    assert promised("again") == promised(slug)
    # It is there twice now, and a list does not say which words are quoted.
    assert {fault.code for fault in record_faults(again)} - {"text"} == {"twin"}


def test_workbooks_of_a_record_are_imported_as_its_csv_files_are(tmp_path: Path) -> None:
    slug = "peacekeeping-ministerial-2021"
    exported(tmp_path, slug, ".xlsx")

    run(tmp_path, slug="again", write=True)

    assert said("again") == said(slug)
    assert attended("again") == attended(slug)
    assert promised("again") == promised(slug)


def test_what_the_loader_refuses_is_told_by_line(tmp_path: Path) -> None:
    text = "Participants,As printed,Text,Form\nJapan,A,One.,Reported\nJapan,{},Two.,Reported\n"
    (tmp_path / "statements.csv").write_text(text.format("x" * 300), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run(tmp_path, slug="again")
    assert str(refused.value).startswith("Nothing is written:\nstatements.csv, line 3: ")


def test_template_is_written_to_a_new_folder(tmp_path: Path) -> None:
    (line,) = run(tmp_path / "new", template=True)
    assert line.endswith("meeting.csv, delegations.csv, statements.csv, pledges.csv, columns.csv")
    with pytest.raises(CommandError, match="name a new folder"):
        run(tmp_path / "new", template=True)
    with pytest.raises(CommandError, match="of --as csv alone"):
        call_command("import_records", tmp_path / "other", form="akoma-ntoso", template=True)
    with pytest.raises(CommandError, match="A debate is one file"):
        call_command("import_records", tmp_path / "new", form="akoma-ntoso")
