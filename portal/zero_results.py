"""Counting searches that found nothing: best effort, in few rows, without a person in them."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils.timezone import localdate

from meetings.search.engine.normal_form import forms
from portal.models import FruitlessSearch

LONGEST = 100
MOST_A_DAY = 1_000
DAYS_KEPT = 90
#: milliseconds to wait for another writer: a visitor does not wait for a count
_PATIENCE = 100

#: what may name a person: an address, or digits as of a telephone or a passport
_PERSONAL = re.compile(r"@|(?:\d[ ./-]?){6}")

log = logging.getLogger(__name__)


def record(text: str) -> None:
    """Count a search that found nothing; leave it uncounted rather than hold up the answer."""
    query = " ".join(forms(text))[:LONGEST].strip()
    if not query or _PERSONAL.search(text):
        return
    try:
        with _impatient(), transaction.atomic():
            _count(localdate(), query)
    except DatabaseError as error:
        log.info("A search that found nothing was not counted: %s", error)


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
def _impatient() -> Iterator[None]:
    """Wait for other writers a moment only."""
    if connection.vendor == "sqlite":
        before = _asked("PRAGMA busy_timeout")
        _asked(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            yield
        finally:
            _asked(f"PRAGMA busy_timeout = {int(before)}")
    else:
        with transaction.atomic():
            _asked(f"SET LOCAL lock_timeout = {_PATIENCE}", answer=False)
            yield


def _asked(sql: str, *, answer: bool = True) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone() if answer else None
        return row[0] if row else None
