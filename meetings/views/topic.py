"""Topics: the tree of them, and what was said on each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from ..models import Topic
from ..reading.topic import public_topic
from .lookup import gone_or_never


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one topic. Gone, where a withdrawn record had it. Raises ``Http404``."""
    topic = public_topic(slug, localdate())
    if topic is None:
        return gone_or_never(Topic, slug=slug)
    return render(request, "meetings/topic_detail.html", {"topic": topic})
