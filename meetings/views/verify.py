"""Whether a citation still stands: ``/verify/``, a plain form that is asked by GET."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..reading.verification import LONGEST_ADDRESS, LONGEST_WORDS, verify

#: what the page reads of its address
ASKED = ("address", "sha256", "words")


def verification(request: HttpRequest) -> HttpResponse:
    """The form, and what can be told of what was asked. What is too long is cut."""
    address = request.GET.get("address", "").strip()[:LONGEST_ADDRESS]
    sha256 = request.GET.get("sha256", "").strip()[:64]
    words = request.GET.get("words", "").strip()[:LONGEST_WORDS]
    found = verify(address, sha256, words) if address else None
    context = {"address": address, "sha256": sha256, "words": words, "found": found}
    response = render(request, "meetings/verify.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
