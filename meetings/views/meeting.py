"""Pages of meetings: one meeting, its record file, and the stub of one only named."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models import Meeting
from ..records.dumper import record_bytes
from .delegations import present
from .inferred import value_words
from .lookup import elsewhere, moved
from .meeting_facts import facts
from .meeting_record import published_record, record_context
from .parameters import reads
from .rail import rail
from .reasons import Reasons
from .related import naming_in_full
from .searched import PARAMETER, Searched


@reads(PARAMETER)
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a record, or of a meeting that records only name.

    A former address redirects for good; of a withdrawn record only that is said (410).
    """
    record = published_record(slug)
    if record:
        return render(
            request, "meetings/meeting_detail.html", record_context(record, Searched(request))
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


def stub_context(meeting: Meeting) -> dict[str, Any]:
    """What published records say of a meeting that nobody has recorded."""
    namings = naming_in_full(meeting)
    inferences = [one for row in namings for one in row.inferred]
    delegations = present(meeting.pk)
    return {
        "meeting": meeting,
        "facts": facts(meeting, delegations, [], Reasons.of_stub(inferences)),
        "delegations": delegations,
        "rail": rail(meeting),
        "naming": namings,
        "inferred": [
            (value_words(path.removeprefix("meeting/")), reason) for path, reason in inferences
        ],
    }
