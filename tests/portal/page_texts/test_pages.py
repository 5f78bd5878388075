"""The register's own pages: written by Publishers, linked once they are, told as missing before.

Covers portal.page_texts.page_text, portal.page_texts.beginnings, portal.page_texts.shown,
portal.page_texts.views, portal.templatetags.site and portal.audit.site as well.
"""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client

from portal.models import AuditEntry, AuditKind
from portal.page_texts.page_text import PageKey, PageRecord, PageText
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

ADD = "/admin/portal/pagetext/add/"
ADDRESSES = [f"/{key}/" for key in PageKey]


def send(client: Client, address: str, **fields: str) -> HttpResponse:
    """Send the form of a page."""
    answer: Any = client.post(address, fields)
    return answer


def linked(page: HttpResponse) -> list[str]:
    """The own pages that the foot of a page links to."""
    found = re.findall(r'href="(/[a-z]+/)"', page.content.decode().partition("<footer")[2])
    return [address for address in found if address in ADDRESSES]


@pytest.fixture
def publisher(db: None) -> Client:
    """A Publisher who is signed in."""
    client = Client()
    client.force_login(rich.user("publisher", "Publisher"))
    return client


@pytest.mark.parametrize("cached", [False, True])
def test_page_is_there_and_linked_once_it_is_written(settings: Any, cached: bool) -> None:
    settings.PAGE_CACHE = cached
    visitor = Client()
    assert [visitor.get(address).status_code for address in ADDRESSES] == [404] * 4
    assert linked(visitor.get("/topics/")) == []

    page = PageText.objects.create(key=PageKey.PRIVACY, body="We keep *nothing*.")
    told = visitor.get("/privacy/")
    assert told.status_code == 200
    assert "<p>We keep <em>nothing</em>.</p>" in told.content.decode()
    assert linked(visitor.get("/topics/")) == ["/privacy/"]
    assert b"/privacy/</loc>" in visitor.get("/sitemap-pages.xml").content

    page.body = "We keep little."
    page.save()
    assert "We keep little." in visitor.get("/privacy/").content.decode()
    page.delete()
    assert visitor.get("/privacy/").status_code == 404
    assert linked(visitor.get("/topics/")) == []


def test_foot_of_a_page_takes_one_query_and_none_with_the_page_cache(
    settings: Any, django_assert_num_queries: Any
) -> None:
    for key in (PageKey.TERMS, PageKey.CONTACT):
        PageText.objects.create(key=key, body="Words.")
        with django_assert_num_queries(2):
            Client().get("/contact/")
        settings.PAGE_CACHE = True
        with django_assert_num_queries(2):
            Client().get("/contact/?" if key == PageKey.TERMS else "/contact/")
        settings.PAGE_CACHE = False


def test_publisher_writes_a_page_and_the_log_keeps_each_state(publisher: Client) -> None:
    first = publisher.get("/admin/").content.decode()
    assert [f"{ADD}?key={key}" in first for key in PageKey] == [True] * 4

    assert send(publisher, ADD, key="contact", body="Write to us.").status_code == 302
    page = "/admin/portal/pagetext/contact/change/"
    assert send(publisher, page, body="Write to them.").status_code == 302
    assert send(publisher, page.replace("change", "delete"), post="yes").status_code == 302

    told = AuditEntry.objects.filter(kind=AuditKind.PAGE).order_by("pk")
    assert list(told.values_list("who", "what", "details")) == [
        ("publisher", "Contact", "Write to us."),
        ("publisher", "Contact", "Write to them."),
        ("publisher", "Page deleted: Contact", ""),
    ]


def test_accessibility_statement_begins_as_a_form_that_must_be_filled_in(publisher: Client) -> None:
    form = publisher.get(f"{ADD}?key=accessibility").context["adminform"].form
    body = str(form.initial["body"])
    assert body.startswith("## Who says this")

    refused = send(publisher, ADD, key="accessibility", body=body)

    assert "Fill in or take out what stands in square brackets: [Name" in refused.content.decode()
    assert not PageText.objects.exists()


def test_page_is_written_once(publisher: Client) -> None:
    PageText.objects.create(key=PageKey.TERMS, body="Free.")

    again = send(publisher, ADD, key="terms", body="Other.")

    assert "Select a valid choice" in again.content.decode()
    assert PageText.objects.records() == [PageRecord("terms", "Free.")]
    assert PageText.objects.missing() == [PageKey.CONTACT, PageKey.ACCESSIBILITY, PageKey.PRIVACY]


def test_editor_sees_what_is_missing_and_writes_nothing() -> None:
    client = Client()
    client.force_login(rich.user("editor", "Editor"))

    first = client.get("/admin/").content.decode()

    assert "Terms of use and licence of the data" in first
    assert ADD not in first
    assert send(client, ADD, key="terms", body="Free.").status_code == 403


def test_staff_without_the_right_are_told_nothing() -> None:
    client = Client()
    client.force_login(User.objects.create(username="narrow", is_staff=True))

    assert "Terms of use" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        (PageText(key="cookies", body="None."), "page_text_key_known"),
        (PageText(key="terms", body=""), "page_text_body_given"),
    ],
)
def test_database_refuses_what_is_no_page(row: PageText, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)
