"""Participants: the list from A to Z, and what each attended, said and promised."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from participants.models import Participant

from ..reading.participant import public_participant
from .lookup import gone_or_never


def participant_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one participant. Gone, where a withdrawn record had it. Raises ``Http404``."""
    participant = public_participant(slug, localdate())
    if participant is None:
        return gone_or_never(Participant, slug=slug)
    return render(request, "participants/participant_detail.html", {"participant": participant})
