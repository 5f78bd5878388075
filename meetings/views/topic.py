"""Topics: the tree of them, and what was said on each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from ..reading.topic import public_topic


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one topic. Raises ``Http404``."""
    topic = public_topic(slug, localdate())
    if topic is None:
        raise Http404
    return render(request, "meetings/topic_detail.html", {"topic": topic})
