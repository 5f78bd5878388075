"""The source beside a form: its lines, with the passages found and those of other statements."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.models import Document, Passage, Statement

from .access import meeting_of
from .finding import only_source

#: lines shown before and after the passage, which thus stands in view without scrolling
BEFORE, AFTER = 2, 12
#: the most characters that a list prints before an entry
MARKER = 6

Stretch = tuple[int, int, str, str, str]


def source_pane(owner: Any, formsets: Iterable[Any]) -> dict[str, Any] | None:
    """What ``components/source.html`` shows beside the form of ``owner``; None without source.

    Staff see the whole text, whatever the public may be shown of it.
    """
    here = [row for rows in formsets for row in _ranges(rows.formset)]
    document = here[0].document if here else only_source(meeting_of(owner))
    if document is None or not document.text:
        return None
    stretches = [
        (row.start, row.end, "here", _label(owner), "")
        for row in here
        if row.document_id == document.pk
    ]
    lines = source_lines(document.text, stretches + _others(document, owner))
    first, last = _window(lines)
    url = reverse("admin:meetings_document_change", args=[document.pk])
    return {
        "document": document,
        "url": url,
        "lines": [*_gap(url, first), *lines[first:last], *_gap(url, len(lines) - last)],
        "first": first + 1,
        "last": last,
        "count": len(lines),
    }


def _label(owner: Any) -> str:
    number = f"¶{owner.number}" if isinstance(owner, Statement) and owner.pk else ""
    return number or capfirst(str(owner._meta.verbose_name))


def _ranges(formset: Any) -> list[Passage]:
    if not hasattr(formset, "ranges"):
        return []
    return [row for row in formset.ranges() if row.end and row.document_id]


def _gap(url: str, count: int) -> list[dict[str, str]]:
    return [{"url": url, "label": _("%(count)d more lines") % {"count": count}}] if count else []


def _others(document: Document, owner: Any) -> list[Stretch]:
    rows = Passage.objects.filter(document=document, statement__isnull=False)
    if isinstance(owner, Statement) and owner.pk:
        rows = rows.exclude(statement=owner)
    values = rows.values_list("start", "end", "statement__number", "statement")
    return [
        (
            start,
            end,
            "statement",
            f"¶{number}",
            reverse("admin:meetings_statement_change", args=[statement]),
        )
        for start, end, number, statement in values
    ]


def source_lines(text: str, stretches: list[Stretch]) -> list[dict[str, Any]]:
    """The lines of ``text``, cut where stretches begin and end.

    A stretch is start, end, kind, label, url; where several overlap, the first given counts.
    """
    edges = sorted({edge for start, end, *_rest in stretches for edge in (start, end)})
    lines, position = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        end = position + len(line)
        cuts = [position, *_between(edges, position, end), end]
        segments = [
            _segment(text, start, stop, stretches) for start, stop in pairwise(cuts) if stop > start
        ]
        lines.append({"number": number} | _drawn(segments))
        position = end + 1
    return lines


def _drawn(segments: list[dict[str, Any]]) -> dict[str, Any]:
    """A line that one stretch fills, but for what a list prints before it, is a block."""
    *before, last = segments or [{"kind": "", "text": ""}]
    marker = "".join(segment["text"] for segment in before)
    if not last["kind"] or len(before) > 1 or len(marker) > MARKER or marker.strip().isalpha():
        return {"segments": segments}
    shown = [last | {"tags": [], "kind": ""}]
    return {"segments": shown, "block": last["kind"], "tags": last["tags"], "marker": marker}


def _between(edges: list[int], start: int, end: int) -> list[int]:
    inside = edges[bisect_right(edges, start) :]
    return [edge for edge in inside if edge < end]


def _segment(text: str, start: int, end: int, stretches: list[Stretch]) -> dict[str, Any]:
    for first, last, kind, label, url in stretches:
        if first <= start and end <= last:
            begins = [{"kind": kind, "label": label, "url": url}] if first == start else []
            return {"text": text[start:end], "kind": kind, "tags": begins}
    return {"text": text[start:end], "kind": "", "tags": []}


def _bears(line: dict[str, Any]) -> bool:
    kinds = {line.get("block"), *(segment["kind"] for segment in line["segments"])}
    return "here" in kinds


def _window(lines: list[dict[str, Any]]) -> tuple[int, int]:
    here = [place for place, line in enumerate(lines) if _bears(line)]
    if not here:
        return 0, min(len(lines), 300)
    return max(0, here[0] - BEFORE), min(len(lines), here[-1] + AFTER + 1)
