"""The source beside a form: its lines, with the passages found and those of other statements."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.models import Document, Passage, Statement
from meetings.reading.source.pane import PaneLine, Run
from meetings.reading.source.uses import Use
from meetings.source_text import OwnedSpan

from .access import meeting_of
from .base import PartAdmin
from .passage import only_source

#: lines shown before and after the passage, which thus stands in view without scrolling
BEFORE, AFTER = 2, 12
#: lines shown where no passage is found yet
FIRST = 300
#: the most characters that a list prints before an entry
MARKER = 6


@dataclass(frozen=True, slots=True)
class SourcePane:
    """Lines ``first`` to ``last`` of the ``count`` lines of a document, and its page."""

    document: Document
    url: str
    lines: Sequence[PaneLine]
    first: int
    last: int
    count: int


class BesideSourceAdmin(PartAdmin):
    """A part that is entered beside its source."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The source beside the form."""
        owner = context["adminform"].form.instance
        context["source"] = source_pane(owner, context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)


def source_pane(owner: Any, formsets: Iterable[Any]) -> SourcePane | None:
    """What ``components/source.html`` shows beside the form of ``owner``; None without source.

    Staff see the whole text, whatever the public may be shown of it.
    """
    passages = [row for rows in formsets for row in _ranges(rows.formset)]
    document = passages[0].document if passages else only_source(meeting_of(owner))
    if document is None or not document.text:
        return None
    here = Use("here", _label(owner))
    spans = [
        OwnedSpan(row.start, row.end, here) for row in passages if row.document_id == document.pk
    ]
    lines = document.text.split("\n")
    first, last = _window(lines, spans)
    drawn = source_lines(lines, spans + _other_statements(document, owner), first, last)
    url = reverse("admin:meetings_document_change", args=[document.pk])
    if meeting := meeting_of(owner):
        url += f"?meeting={meeting.pk}"
    shown = [*_gap(url, first), *drawn, *_gap(url, len(lines) - last)]
    return SourcePane(document, url, shown, first + 1, last, len(lines))


def place_pane(document: Document, meeting: Any, start: int, end: int) -> SourcePane:
    """The lines around a stretch of a document that nothing accounts for."""
    spans = [OwnedSpan(start, end, Use("here", _("unassigned")))]
    lines = document.text.split("\n")
    first, last = _window(lines, spans)
    last = min(last, first + FIRST)
    drawn = source_lines(lines, spans + _other_statements(document, None), first, last)
    url = reverse("admin:meetings_document_change", args=[document.pk]) + f"?meeting={meeting.pk}"
    shown = [*_gap(url, first), *drawn, *_gap(url, len(lines) - last)]
    return SourcePane(document, url, shown, first + 1, last, len(lines))


def _label(owner: Any) -> str:
    number = f"¶{owner.number}" if isinstance(owner, Statement) and owner.pk else ""
    return number or capfirst(str(owner._meta.verbose_name))


def _ranges(formset: Any) -> list[Passage]:
    if not hasattr(formset, "ranges"):
        return []
    return [row for row in formset.ranges() if row.end and row.document_id]


def _gap(url: str, count: int) -> list[PaneLine]:
    label = _("%(count)d more lines") % {"count": count}
    return [PaneLine(0, label=label, url=url)] if count else []


def _other_statements(document: Document, owner: Any) -> list[OwnedSpan[Use]]:
    passages = Passage.objects.filter(document=document, statement__isnull=False)
    if isinstance(owner, Statement) and owner.pk:
        passages = passages.exclude(statement=owner)
    spans = []
    for row in passages.values_list("start", "end", "statement__number", "statement", named=True):
        url = reverse("admin:meetings_statement_change", args=[row.statement])
        spans.append(
            OwnedSpan(row.start, row.end, Use("statement", f"¶{row.statement__number}", url))
        )
    return spans


def source_lines(
    texts: Sequence[str], spans: Sequence[OwnedSpan[Use]], first: int, last: int
) -> list[PaneLine]:
    """The lines ``first`` to ``last`` of a text, cut where spans begin and end.

    Of several spans the first given counts. Lines are counted from 0, without the last.
    """
    position = sum(len(line) + 1 for line in texts[:first])
    begin = position
    end_of_all = position + sum(len(line) + 1 for line in texts[first:last])
    near = [span for span in spans if span.end > begin and span.start < end_of_all]
    edges = sorted({edge for span in near for edge in (span.start, span.end)})
    lines = []
    for number, line in enumerate(texts[first:last], first + 1):
        end = position + len(line)
        cuts = [position, *_between(edges, position, end), end]
        runs = [
            _run(line[start - position : stop - position], start, near)
            for start, stop in pairwise(cuts)
            if stop > start
        ]
        lines.append(_drawn(number, runs))
        position = end + 1
    return lines


def _between(edges: list[int], start: int, end: int) -> list[int]:
    inside = edges[bisect_right(edges, start) :]
    return [edge for edge in inside if edge < end]


def _run(text: str, start: int, spans: Sequence[OwnedSpan[Use]]) -> Run:
    end = start + len(text)
    for span in spans:
        if span.start <= start and end <= span.end:
            tags = (span.owner,) if span.start == start else ()
            return Run(text, span.owner.kind, tags)
    return Run(text)


def _drawn(number: int, runs: list[Run]) -> PaneLine:
    """A line that one span fills, but for what a list prints before it, is a block."""
    *before, last = runs or [Run("")]
    marker = "".join(run.text for run in before)
    if not last.kind or len(before) > 1 or len(marker) > MARKER or marker.strip().isalpha():
        return PaneLine(number, tuple(runs))
    block = replace(last, kind="", tags=())
    return PaneLine(number, (block,), block=last.kind, tags=last.tags, marker=marker)


def _window(lines: Sequence[str], here: Sequence[OwnedSpan[Use]]) -> tuple[int, int]:
    """The lines that are shown: those with the passage, some before and some after."""
    if not here:
        return 0, min(len(lines), FIRST)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    begins = bisect_right(starts, min(span.start for span in here)) - 1
    ends = bisect_right(starts, max(span.end for span in here) - 1) - 1
    return max(0, begins - BEFORE), min(len(lines), ends + AFTER + 1)
