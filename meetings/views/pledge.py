"""The page of a pledge."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models.choices import Noun
from . import cards
from .lookup import part_elsewhere
from .parameters import reads
from .pledge_page import pledge_context
from .pledge_reading import published_pledge
from .searched import PARAMETER, Searched


@reads(PARAMETER)
def pledge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one pledge."""
    found = published_pledge(slug, number)
    if found is None:
        return part_elsewhere(slug, Noun.PLEDGE, number)
    context = pledge_context(found, cards.today(), Searched(request))
    return render(request, "meetings/pledge_detail.html", context)
