"""What was proposed of a document, told on a page of its own and in a line on the draft's page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from meetings.models import Document, Finding, IntakeReport, Meeting, UnknownBody
from meetings.models.choices import Sureness
from meetings.models.owned import PARTS
from meetings.records.stored_texts import document_coverage

from ..back import page_of_meeting
from ..faults import views_of_meeting
from .asking import report_page

#: words of a passage that are shown
WORDS = 24
#: values of the meeting whose box goes by another name
BOXES = {"place": "city"}
#: what a finding says of its part
_NAMES = (
    *("statement__number", "pledge__number", "delegation__participant__name"),
    *("delegate__delegation__participant__name",),
)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One finding: its noun and name, the words it was taken from, why, and where it is mended."""

    noun: str
    label: str
    words: str
    rule: str
    sureness: str
    url: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A stretch of the source: its words, and where they are shown among the others."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of one noun were proposed, by sureness in the order of its choices, and in all."""

    noun: str
    counts: Sequence[int]
    total: int


def proposal_urls(page: Any) -> list[URLPattern]:
    """The address of the report of a draft."""
    return views_of_meeting(page, {"proposal": _report})


def _report(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What was found. Raises ``Http404`` where there is no report, or no more."""
    report = IntakeReport.objects.filter(meeting=meeting).select_related("document").first()
    if report is None:
        raise Http404
    lines = _lines(meeting, report.document)
    context = page.admin_site.each_context(request) | {
        "title": _("Proposed from %s") % _source_of(report),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "report": report,
        "levels": Sureness.labels,
        "counted": _counted(lines),
        "unsure": [line for line in _doubtful_first(lines) if line.sureness != Sureness.SURE],
        "sure": [line for line in lines if line.sureness == Sureness.SURE],
        "unknown": _unknown(meeting, report.document),
        "unassigned": _unassigned(meeting, report.document),
        "may_see_document": request.user.has_perm("meetings.view_document"),
    }
    return TemplateResponse(request, "admin/meetings/intake/report.html", context)


def proposal_line(meeting: Meeting) -> dict[str, str] | None:
    """The sentence on the page of a draft, and where it leads; None without a report."""
    report = IntakeReport.objects.filter(meeting=meeting.pk).first()
    if report is None:
        return None
    levels = Counter(Finding.objects.filter(meeting=meeting).values_list("sureness", flat=True))
    values = {level.value: levels[level] for level in Sureness} | {"source": _source_of(report)}
    words = _(
        "Proposed from %(source)s: %(sure)d values sure, %(likely)d likely, %(doubtful)d doubtful"
    )
    return {"words": words % values, "url": report_page(meeting)}


def _source_of(report: IntakeReport) -> str:
    return report.name or _("pasted text")


def _lines(meeting: Meeting, document: Document) -> list[FoundLine]:
    names = [f"{owner}_id" for owner in PARTS]
    rows = Finding.objects.filter(meeting=meeting).order_by("order", "pk")
    found = rows.values_list("pointer", "passage", "rule", "sureness", *names, *_NAMES, named=True)
    text = document.text
    return [
        FoundLine(
            _noun(row),
            _label(row),
            _words(text, row.passage),
            row.rule,
            row.sureness,
            _url(meeting, row),
        )
        for row in found
    ]


def _model(owner: str) -> Any:
    return Finding._meta.get_field(owner).related_model


def _owner(row: Any) -> str:
    return next((owner for owner in PARTS if getattr(row, f"{owner}_id") is not None), "")


def _noun(row: Any) -> str:
    """What a finding is, as a heading has it."""
    owner = _owner(row)
    return capfirst(str((_model(owner) if owner else Meeting)._meta.verbose_name))


def _label(row: Any) -> str:
    """“Statement ¶3”, “Delegation: Japan”, “Meeting: date”."""
    noun, owner = _noun(row), _owner(row)
    if owner == "statement":
        return f"{noun} ¶{row.statement__number}"
    if owner == "pledge":
        return f"{noun} {row.pledge__number}"
    name = row.delegation__participant__name or row.delegate__delegation__participant__name
    name = name if owner else row.pointer.rpartition("/")[2].replace("_", " ")
    return f"{noun}: {name}" if name else noun


def _url(meeting: Meeting, row: Any) -> str:
    """The form in which a finding is corrected."""
    owner = _owner(row)
    if not owner:
        name = row.pointer.rpartition("/")[2]
        return f"{page_of_meeting(meeting)}#id_{BOXES.get(name, name)}"
    name = _model(owner)._meta.model_name
    return reverse(f"admin:meetings_{name}_change", args=[getattr(row, f"{owner}_id")])


def _words(text: str, passage: Iterable[Sequence[int]]) -> str:
    pieces = (text[start:end] for start, end in passage)
    return Truncator(" … ".join(" ".join(piece.split()) for piece in pieces)).words(WORDS)


def _doubtful_first(lines: Iterable[FoundLine]) -> list[FoundLine]:
    levels = [str(level) for level in Sureness]
    return sorted(lines, key=lambda line: -levels.index(line.sureness))


def _counted(lines: Iterable[FoundLine]) -> list[Counted]:
    """How many values of each noun, in the order in which they come."""
    nouns: dict[str, Counter[str]] = {}
    for line in lines:
        nouns.setdefault(line.noun, Counter())[line.sureness] += 1
    return [
        Counted(noun, [counts[level] for level in Sureness], counts.total())
        for noun, counts in nouns.items()
    ]


def _unknown(meeting: Meeting, document: Document) -> list[PlaceLine]:
    return [
        PlaceLine(one.printed, _place(meeting, document.pk, one.start, one.end))
        for one in UnknownBody.objects.filter(meeting=meeting).order_by("start", "end", "pk")
    ]


def _unassigned(meeting: Meeting, document: Document) -> list[PlaceLine]:
    return [
        PlaceLine(
            _words(document.text, [(gap.start, gap.end)]),
            _place(meeting, document.pk, gap.start, gap.end),
        )
        for gap in document_coverage(document).gaps
    ]


def _place(meeting: Meeting, document: int, start: int, end: int) -> str:
    source = reverse("admin:meetings_meeting_source", args=[meeting.pk])
    return f"{source}?{urlencode({'document': document, 'start': start, 'end': end})}"
