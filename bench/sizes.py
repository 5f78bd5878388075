"""`python -m bench.sizes`: size and CPU of the pages of the longest records, public and staff.

DATABASE_URL names the register, a sample made with ``--speeches``. Ends with 1 where a page other
than the whole record for printing passes the limit, or is not answered by 200.
"""

import os
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Model
from django.db.models.functions import Length
from django.test import Client
from django.urls import reverse

from meetings.models import Document, Meeting, Statement

#: bytes of HTML, uncompressed, that a page may have
LIMIT = 500_000
#: the one page that may have more
WHOLE = "/print/"


class Sized(NamedTuple):
    """What one page came to; CPU in ms, of a second request."""

    address: str
    status: int
    bytes: int
    cpu: float

    @property
    def fits(self) -> bool:
        """Whether it was answered, and is small enough or the whole record."""
        small = self.bytes <= LIMIT or self.address.endswith(WHOLE)
        return self.status == 200 and small


def public_addresses() -> Iterator[str]:
    """Longest statement and record with most, longest document and most used, two pages; lists."""
    for statement in _longest():
        meeting = f"/meetings/{statement.meeting.slug}/"
        yield from (meeting, f"{meeting}?page=2", f"{meeting}print/")
        yield f"{meeting}statements/{statement.number}/"
    for document in _documents():
        yield from (f"/documents/{document.key}/", f"/documents/{document.key}/?page=2")
    for noun in ("meetings", "statements", "pledges", "documents", "participants", "people"):
        yield f"/{noun}/"


def staff_addresses() -> Iterator[str]:
    """Every list of the admin, and the forms of the longest statement, meeting and document."""
    for model, options in admin.site._registry.items():
        yield _admin(model, "changelist")
        for row in options.model._default_manager.order_by("pk")[:1]:
            yield _admin(model, "change", row.pk)
    for statement in _longest():
        yield _admin(Statement, "change", statement.pk)
        yield _admin(Meeting, "change", statement.meeting_id)
    for document in _documents():
        yield _admin(Document, "change", document.pk)


def sized_pages() -> Iterator[Sized]:
    """Ask for each page twice, as staff where it is of the admin; nothing is left behind."""
    client = Client(raise_request_exception=False)
    for address in dict.fromkeys(public_addresses()):
        yield _sized(client, address)
    with transaction.atomic():
        client.force_login(get_user_model().objects.create_superuser("bench-sizes"))
        for address in dict.fromkeys(staff_addresses()):
            yield _sized(client, address)
        transaction.set_rollback(True)


def _longest() -> Iterator[Statement]:
    """The longest statement, and the first one of the record that has most of them."""
    rows = Statement.objects.published().select_related("meeting")
    yield from rows.order_by(Length("text").desc(), "pk")[:1]
    records = Meeting.objects.published().annotate(n=Count("statements"))
    yield from rows.filter(meeting=records.order_by("-n", "pk")[:1]).order_by("order", "number")[:1]


def _documents() -> Iterator[Document]:
    """The longest document, and the one that most passages are in."""
    yield from Document.objects.order_by(Length("text").desc(), "pk")[:1]
    yield from Document.objects.annotate(n=Count("passages")).order_by("-n", "pk")[:1]


def _admin(model: type[Model], page: str, *args: object) -> str:
    names = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(names, args=args)


def _sized(client: Client, address: str) -> Sized:
    client.get(address)  # templates are compiled by it
    cache.clear()
    began = time.process_time()
    response = client.get(address)
    taken = (time.process_time() - began) * 1000
    return Sized(address, response.status_code, len(response.content), taken)


def print_sizes() -> int:
    """A line for each page; how many do not fit."""
    if not Statement.objects.published().exists():
        sys.exit("The register holds no published statement: make a sample in it first.")
    faults = 0
    for page in sized_pages():
        faults += not page.fits
        mark = "" if page.fits else "  <- does not fit"
        line = f"{page.status} {page.bytes / 1000:8,.0f} kB {page.cpu:7,.0f} ms {page.address}"
        print(line + mark, flush=True)  # noqa: T201 - it is a program for people
    return faults


if __name__ == "__main__":
    sys.exit(1 if print_sizes() else 0)
