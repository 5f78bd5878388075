"""Pages of meetings: the list, one meeting, its record file, and the stub of one only named."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..filters.meeting import MeetingFilter
from ..models import Document, Meeting, Passage, Pledge, Statement
from ..records.dumper import record_bytes
from .citation import cite_meeting
from .delegations import role_groups
from .inferred import inferred_values, value_words
from .lists import FilteredList, in_order
from .lookup import elsewhere, moved
from .meeting_facts import facts
from .meeting_rows import by_year, meeting_rows, of_series
from .parameters import reads
from .reasons import Reasons
from .related import naming, related
from .searched import PARAMETER, Searched
from .sessions import agenda_rows, session_groups
from .sources import sources
from .speech import FETCHED, speech

#: meetings of its series that a page shows before and after it
_RAIL = 2


class MeetingList(FilteredList):
    """Published records and the meetings that they name."""

    template_name = "meetings/meeting_list.html"
    filterset_class = MeetingFilter
    paginate_by = 20

    def rows(self) -> QuerySet[Any]:
        """Public meetings."""
        return Meeting.objects.public()

    def cards(self, numbers: list[int]) -> list[Any]:
        """Meetings with all that a row prints."""
        return in_order(numbers, Meeting.objects.for_list())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rows by year, unless they are sorted by title."""
        context = super().get_context_data(**kwargs)
        in_years = self.filter.sort_value != "title"
        rows = meeting_rows(context["object_list"], in_years=in_years)
        return context | {"rows": rows, "years": by_year(rows) if in_years else []}


@reads(PARAMETER)
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a record, or of a meeting that records only name.

    A former address redirects for good; of a withdrawn record only that is said (410).
    """
    record = Meeting.objects.published().select_related("series", "country").filter(slug=slug)
    found = record.first()
    if found:
        return render(
            request, "meetings/meeting_detail.html", record_context(found, Searched(request))
        )
    answer = moved(slug, "meeting")
    if answer is not None:
        return answer
    stub = Meeting.objects.public().select_related("series", "country").filter(slug=slug).first()
    if stub:
        return render(request, "meetings/meeting_stub.html", stub_context(stub))
    return elsewhere(slug, "meeting")


def record_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The record file of a published meeting."""
    found = Meeting.objects.published().filter(slug=slug).first()
    if found is None:
        return elsewhere(slug, "meeting_json")
    return HttpResponse(record_bytes(found, public=True), content_type="application/json")


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A meeting of the series, before, at or after this one."""

    meeting: Meeting
    here: bool
    rel: str


def record_context(meeting: Meeting, searched: Searched) -> dict[str, Any]:
    """All that the page of a record prints, in a fixed number of queries."""
    reasons = Reasons(meeting.inferences.all())
    # Before the statements, for it stands above them: the first word has the anchor.
    summary = searched.html(meeting.summary)
    delegations = list(
        meeting.delegations.select_related("participant").prefetch_related("delegates__person")
    )
    statements = list(statements_of(meeting))
    cited = Passage.objects.filter(meeting=meeting).values("document")
    documents = list(Document.objects.filter(pk__in=cited).order_by("key"))
    languages = {document.language for document in documents}
    figures = list(meeting.figures.select_related("statement"))
    attending = [figure for figure in figures if figure.is_of_attendance]
    revision = meeting.revisions.defer("record").first()
    return {
        "meeting": meeting,
        "summary": summary,
        "facts": facts(meeting, delegations, attending, reasons),
        "title_reason": reasons.of("title"),
        "rail": rail(meeting),
        "agenda": agenda_rows(meeting, reasons),
        "sessions": session_groups(meeting, [speech(row, reasons, searched) for row in statements]),
        "statement_count": len(statements),
        "figures": [
            (row, " ".join(one.reason for one in reasons.all_of("figure", row.pk)))
            for row in figures
        ],
        "role_groups": role_groups(delegations, reasons),
        "delegation_count": len(delegations),
        "attending": attending,
        "pledges": pledges_of(meeting),
        "related": related(meeting.relations.select_related("other"), reasons),
        "naming": naming(meeting),
        "sources": sources(documents),
        "references": [
            (row, " ".join(one.reason for one in reasons.all_of("reference", row.pk)))
            for row in meeting.references.select_related("document")
        ],
        "inferred": inferred_values(meeting),
        # Of the words that are quoted without a passage beside them.
        "source_language": languages.pop() if len(languages) == 1 else "",
        "citation": cite_meeting(meeting, revision),
        "revision": revision,
    }


def statements_of(meeting: Meeting) -> QuerySet[Statement]:
    """The statements of a page of their meeting, in order."""
    rows = Statement.objects.published().filter(meeting=meeting)
    return rows.select_related("meeting").prefetch_related(*FETCHED).order_by("order", "number")


def pledges_of(meeting: Meeting) -> list[Pledge]:
    """The pledges as rows of a list, with the status of today."""
    rows = Pledge.objects.published().filter(meeting=meeting).with_status(timezone.localdate())
    return list(rows.for_list().order_by("order", "number"))


def rail(meeting: Meeting) -> list[RailEntry]:
    """The neighbours of a meeting in its series; empty where it has none."""
    if meeting.series is None:
        return []
    rows = Meeting.objects.public().filter(series=meeting.series).select_related("series")
    ordered = of_series(rows)
    slugs = [row.slug for row in ordered]
    here = slugs.index(meeting.slug)
    first = max(here - _RAIL, 0)
    near = ordered[first : here + _RAIL + 1]
    rels = {here - 1: "prev", here + 1: "next"}
    entries = [
        RailEntry(row, first + place == here, rels.get(first + place, ""))
        for place, row in enumerate(near)
    ]
    return entries if len(entries) > 1 else []


def stub_context(meeting: Meeting) -> dict[str, Any]:
    """What published records say of a meeting that nobody has recorded."""
    namings = naming(meeting)
    inferences = [one for row in namings for one in row.relation.inferences.all()]
    delegations = list(
        meeting.delegations.select_related("participant").prefetch_related("delegates__person")
    )
    return {
        "meeting": meeting,
        "facts": facts(meeting, delegations, [], Reasons.of_stub(inferences)),
        "delegations": delegations,
        "rail": rail(meeting),
        "naming": namings,
        "inferred": [
            (value_words(row.field.removeprefix("meeting/")), row.reason) for row in inferences
        ],
    }
