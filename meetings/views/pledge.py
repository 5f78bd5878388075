"""Pledges: the list with what became of them, and each with its sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from ..models.choices import Noun
from ..reading.pledge_page import published_pledge
from .lookup import part_elsewhere
from .searched import Searched


def pledge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one pledge."""
    page = published_pledge(slug, number, localdate())
    if page is None:
        return part_elsewhere(slug, Noun.PLEDGE, number)
    context = {"pledge": page, "searched": Searched(request)}
    return render(request, "meetings/pledge_detail.html", context)
