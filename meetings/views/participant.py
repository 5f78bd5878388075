"""Participants: the list from A to Z, and what each attended, said and promised."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participants.models import Participant

from ..formats.page_meta.profiles import participant_head
from ..lists.participant import ParticipantFilterSet
from ..reading.participant import participant_rows, public_participant
from .alphabetical import AlphabeticalList
from .lookup import moved_or_gone


class ParticipantList(AlphabeticalList):
    """All participants that may be shown."""

    template_name = "participants/participant_list.html"
    noun = _("Participants")
    filterset_class = ParticipantFilterSet

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Participants with their numbers."""
        return list(participant_rows(numbers))


def participant_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one participant. Gone, where a withdrawn record had it. Raises ``Http404``."""
    participant = public_participant(slug, localdate())
    if participant is None:
        return moved_or_gone(Participant, "participant", slug=slug)
    context = {"participant": participant, "head": participant_head(participant)}
    return render(request, "participants/participant_detail.html", context)
