"""Items of lists: what is gathered of rows, in how many queries, and what tables show of it.

Covers meetings.formats.items.shared, meetings.formats.items.sources, meetings.formats.items.pledge,
meetings.formats.items.delegation, meetings.formats.items.meeting, meetings.formats.items.nouns,
meetings.formats.items.whole and meetings.formats.table as well.
"""

from typing import Any

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.derived.refresh import refresh_derived
from meetings.formats.items.statement import TABLE, statement_items
from meetings.formats.lists import LISTS, ListOf
from meetings.models import Statement
from tests.meetings import build

pytestmark = pytest.mark.django_db
TEXT = "Japan said that fish are many."


def said(number: int = 1) -> Statement:
    meeting = build.meeting(f"fish-{number}", title="Fish talks", date="2007-11-07")
    source = build.document(TEXT, key=f"report-{number}", title="Report")
    japan = build.participant("Japan", code="JPN", kind="state")
    row = build.statement(meeting, TEXT, speakers=(japan,), topics=(build.topic("Fish"),))
    build.passage(row, source, 0, len(TEXT))
    refresh_derived(meeting)
    row.refresh_from_db()
    return row


def test_statement_item_holds_what_its_page_says(settings: Any) -> None:
    settings.SITE_URL = "https://register.example.org"
    site = "https://register.example.org"
    (item,) = statement_items([said().key])
    assert msgspec.to_builtins(item) == {
        "url": f"{site}/meetings/fish-1/statements/1/",
        "number": 1,
        "meeting": {
            "slug": "fish-1",
            "title": "Fish talks",
            "date": "2007-11-07",
            "url": f"{site}/meetings/fish-1/",
        },
        "session": "",
        "speakers": [
            {
                "printed": "",
                "title": "",
                "capacity": "",
                "participant": {
                    "slug": "japan",
                    "name": "Japan",
                    "kind": "state",
                    "code": "JPN",
                    "url": f"{site}/participants/japan/",
                },
                "person": None,
            }
        ],
        "collective": "",
        "unattributed": "",
        "topics": [{"slug": "fish", "name": "Fish", "url": f"{site}/topics/fish/"}],
        "form": "reported",
        "delivery": [],
        "language": "",
        "procedural": False,
        "text": TEXT,
        "sources": [
            {
                "document": {
                    "slug": "report-1",
                    "name": "Report",
                    "url": f"{site}/documents/report-1/",
                },
                "start": 0,
                "end": len(TEXT),
            }
        ],
    }


def test_table_of_statements_has_names_first_and_addresses_last() -> None:
    (item,) = statement_items([said().key])
    row = dict(zip(TABLE.headings, TABLE.row(item), strict=True))
    assert row["Participants"] == "Japan"
    assert row["Codes of participants"] == "JPN"
    assert row["Kinds of participants"] == "state"
    assert row["Form"] == "Reported"
    assert row["Sources"] == "Report"
    assert TABLE.headings[0] == "Meeting"


def test_statement_items_take_four_queries_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    keys = [said(number).key for number in (1, 2, 3)]
    for some in (keys[:1], keys):
        with django_assert_num_queries(4):
            assert len(statement_items(some)) == len(some)


def test_statement_of_a_draft_is_no_item() -> None:
    row = said()
    row.meeting.status = "draft"
    row.meeting.save()
    key = row.key
    refresh_derived(row.meeting)
    assert statement_items([key]) == []


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_columns_of_a_table_have_names_of_their_own(listing: ListOf) -> None:
    assert len(set(listing.table.headings)) == len(listing.table.headings)
