"""People: the list from A to Z, and each with the titles of the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from participants.models import Person

from ..reading.person import public_person
from .lookup import gone_or_never


def person_page(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one person. Gone, where a withdrawn record had it. Raises ``Http404``."""
    person = public_person(key, localdate())
    if person is None:
        return gone_or_never(Person, key=key)
    return render(request, "participants/person_detail.html", {"person": person})
