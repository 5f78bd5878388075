"""Counting searches that found nothing: best effort, in few rows, without a person in them."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils.timezone import localdate

from meetings.search.engine.normal_form import forms
from portal.models import FruitlessSearch

LONGEST_COUNTED = 100
MOST_A_DAY = 1_000
DAYS_KEPT = 90
#: milliseconds to wait for another writer: a visitor does not wait for a count
_PATIENCE = 100

#: what may name a person: an address, or digits as of a telephone or a passport
_PERSONAL = re.compile(r"@|(?:\d[ ./-]?){6}")

logger = logging.getLogger(__name__)


def record(text: str) -> None:
    """Count a search that found nothing; leave it uncounted rather than hold up the answer."""
    query = " ".join(forms(text))[:LONGEST_COUNTED].strip()
    if not query or _PERSONAL.search(text):
        return
    try:
        with _waiting_briefly(), transaction.atomic():
            _count(localdate(), query)
    except DatabaseError as error:
        logger.info("A search that found nothing was not counted: %s", error)


def _count(day: date, query: str) -> None:
    known = FruitlessSearch.objects.filter(day=day)
    if known.filter(query=query).update(count=F("count") + 1):
        return
    n = known.count()
    if n >= MOST_A_DAY:
        return
    if not n:
        FruitlessSearch.objects.filter(day__lt=day - timedelta(days=DAYS_KEPT)).delete()
    FruitlessSearch.objects.create(day=day, query=query)


@contextmanager
def _waiting_briefly() -> Iterator[None]:
    """Wait for other writers a moment only."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            (before,) = cursor.execute("PRAGMA busy_timeout").fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            try:
                yield
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {int(before)}")
        else:
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = {_PATIENCE}")
                yield
