"""What a report is about: public pages by their titles, nothing hidden, nothing elsewhere."""

from typing import Any

import pytest

from meetings.models import FormerSlug, Meeting, Statement
from portal.reports.about import ReportedPage, StaffLink, page_at, staff_links
from tests.meetings import build
from tests.portal.canaries import MARK, STATES, hidden_records, public_register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Front page"),
        ("/statements/?participant=open-land", "Statements"),
        ("/how-records-are-made/", "How records are made"),
        ("/meetings/open-meeting/", "Meeting open"),
        ("/meetings/open-former/", "Meeting open"),
        ("/meetings/open-meeting/versions/1/", "Meeting open"),
        ("/meetings/open-meeting/statements/1/", "¶1 of Meeting open"),
        ("/meetings/open-meeting/pledges/1/", "¶1 of Meeting open"),
        ("/participants/open-land/", "open Land"),
        ("/people/open-person/", "Person open"),
        ("/topics/open-topic/", "Topic open"),
        ("/series/open-series/", "Series open"),
        ("/documents/open-document/", "Document open (A/OPEN/1)"),
    ],
)
def test_public_page_is_named_by_its_title(address: str, title: str) -> None:
    public_register()

    assert page_at(address) == ReportedPage(address, title)


def test_hidden_page_is_no_page() -> None:
    hidden_records(public_register())
    nouns = {
        "meetings": "meeting",
        "participants": "land",
        "people": "person",
        "topics": "topic",
        "series": "series",
        "documents": "document",
    }
    hidden = [f"/{plural}/{w}-{noun}/" for plural, noun in nouns.items() for w in STATES]
    hidden += [
        f"/meetings/{w}-meeting/{part}/1/" for w in STATES for part in ("statements", "pledges")
    ]
    hidden += [f"/meetings/{w}-meeting/versions/" for w in STATES]

    assert [address for address in hidden if page_at(address)] == []
    assert Meeting.objects.filter(slug__startswith=MARK).exists()


@pytest.mark.parametrize(
    "address",
    [
        *("", "meetings", "//example.org/meetings/", "https://example.org/", "/\\example.org/"),
        *("/admin/", "/nowhere/", "/meetings/nowhere/", "/report/", "/robots.txt"),
        *("/meetings/\udc80/", "/" + "a" * 600, "/meetings/a/statements/99999999999/", "/[/"),
        *("http://[", "/meetings/a%00b/"),
    ],
)
def test_address_of_no_page_is_no_page(address: str) -> None:
    assert page_at(address) is None
    assert staff_links(address) == []


def test_title_takes_one_query_at_most(django_assert_num_queries: Any) -> None:
    build.statement(build.meeting("a", series=build.series("S")), number=4)

    for address in ("/meetings/a/", "/meetings/a/statements/4/", "/topics/none/"):
        with django_assert_num_queries(1):
            page_at(address)


def test_staff_are_led_to_what_they_change_though_it_is_hidden() -> None:
    statement: Statement = build.statement(build.meeting("a", status="withdrawn"), number=4)
    FormerSlug.objects.create(meeting=statement.meeting, slug="b")
    document = build.document("Text.", key="d")

    meeting = StaffLink(f"/admin/meetings/meeting/{statement.meeting_id}/change/", "Meeting")
    desk = StaffLink(f"/admin/meetings/meeting/{statement.meeting_id}/desk/", "Desk of the record")
    part = StaffLink(f"/admin/meetings/statement/{statement.pk}/change/", "Statement")
    assert staff_links("/meetings/a/statements/4/") == [part, meeting, desk]
    assert staff_links("/meetings/b/versions/1/") == [meeting, desk]
    assert staff_links("/documents/d/") == [
        StaffLink(f"/admin/meetings/document/{document.pk}/change/", "Document")
    ]
    assert staff_links("/statements/") == []
