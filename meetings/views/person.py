"""People: the list from A to Z, and each with the titles of the day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from ..reading.person import public_person


def person_page(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one person. Raises ``Http404``."""
    person = public_person(key, localdate())
    if person is None:
        raise Http404
    return render(request, "participants/person_detail.html", {"person": person})
