"""Participants: the list from A to Z, and what each attended, said and promised."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from participants.models import Participant, in_public_record

from ..filters.participant import ParticipantFilter
from ..reading.participant import participant_rows, public_participant
from .alphabet import grouped, letters
from .lists import FilteredList


class ParticipantList(FilteredList):
    """All participants that may be shown, shipped ones without a record included."""

    filterset_class = ParticipantFilter
    paginate_by = 100
    template_name = "participants/participant_list.html"

    def rows(self) -> QuerySet[Any]:
        """Public participants, in alphabetical order, with whether anything is on record."""
        rows = Participant.objects.public().in_alphabetical_order()
        return rows.annotate(on_record=in_public_record(Participant))

    def cards(self, numbers: list[int]) -> list[Any]:
        """Participants with their numbers."""
        return list(participant_rows(numbers))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, its letters, and the choices of the filters."""
        context = super().get_context_data(**kwargs)
        return context | {
            "groups": grouped(context["object_list"]),
            "letters": letters(self.filter, self.paginate_by),
            "records": self.filter.form["records"],
        }


def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one participant. Raises ``Http404``."""
    participant = public_participant(slug, localdate())
    if participant is None:
        raise Http404
    return render(request, "participants/participant_detail.html", {"participant": participant})
