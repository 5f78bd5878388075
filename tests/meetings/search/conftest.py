"""The five shipped records, loaded once a file of tests."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from meetings.models import Statement
from meetings.search.results.statements import StatementHits


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Participants and the five records; taken back after the last test of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "participants", verbosity=0)
        call_command("load_records", "fixtures/records", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


SHORT = {
    "apr2p-ciis-dialogue-1": "ciis",
    "fhs-3": "fhs",
    "peacekeeping-ministerial-2021": "seoul",
    "r2p-focal-points-6": "focal",
    "r2p-ministerial-breakfast-2011": "breakfast",
}


def found(hits: StatementHits) -> list[str]:
    """Hits as "record number", in order."""
    rows = Statement.objects.filter(pk__in=[hit.pk for hit in hits.rows])
    names = {
        pk: f"{SHORT.get(slug, slug)} {number}"
        for pk, slug, number in rows.values_list("pk", "meeting__slug", "number")
    }
    return [names[hit.pk] for hit in hits.rows]
