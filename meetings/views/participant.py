"""Participants: the list from A to Z, and what each attended, said and promised."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from ..reading.participant import public_participant


def participant_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one participant. Raises ``Http404``."""
    participant = public_participant(slug, localdate())
    if participant is None:
        raise Http404
    return render(request, "participants/participant_detail.html", {"participant": participant})
