"""Entries as a table for spreadsheets: CSV, row by row as the database gives them."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.timezone import now

from portal.models import AuditEntry

HEADINGS = ("when", "who", "kind", "on what", "page", "details", "address")
#: signs with which a spreadsheet begins what it computes, some of them after white space
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: entries that are read at once
_CHUNK = 2_000
# So that programs read it as UTF-8, whatever they take files for.
_MARK = "\ufeff"


class _Echo:
    """What a CSV writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def harmless(text: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe stands before what it would."""
    return f"'{text}" if text.lstrip(" ").startswith(_COMPUTED) else text


def table_of(entries: Any) -> StreamingHttpResponse:
    """The entries of a QuerySet, as a file to be saved; times in UTC, as ISO 8601 has them."""
    answer = StreamingHttpResponse(_lines(entries), content_type="text/csv; charset=utf-8")
    name = f"audit-log-{now():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _lines(entries: Any) -> Iterator[str]:
    writer: Any = csv.writer(_Echo())
    yield _MARK + writer.writerow(HEADINGS)
    for entry in entries.iterator(chunk_size=_CHUNK):
        yield writer.writerow(map(harmless, _cells(entry)))


def _cells(entry: AuditEntry) -> tuple[str, ...]:
    when = f"{entry.when:%Y-%m-%dT%H:%M:%SZ}"
    return (when, entry.who, entry.kind, entry.what, entry.path, entry.details, entry.network)
