"""Topics: the tree of them, and what was said on each."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.generic import ListView

from ..derived.counts import tally_topics
from ..formats.page_meta.gatherings import topic_head
from ..models import Topic
from ..reading.topic import public_topic
from .lookup import moved_or_gone


class TopicList(ListView):
    """All topics that published records use, narrower ones under broader ones."""

    template_name = "meetings/topic_list.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Public topics with their numbers, by name."""
        return tally_topics(Topic.objects.public())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tree, flat: each topic with its ``depth``."""
        return super().get_context_data(tree=in_tree(list(self.object_list)), **kwargs)


def in_tree(topics: list[Any]) -> list[Any]:
    """Topics in their order, each followed by its narrower ones, with ``depth`` set.

    A topic whose broader topic is not among them stands at the top.
    """
    known = {topic.pk for topic in topics}
    below: dict[int | None, list[Any]] = defaultdict(list)
    for topic in topics:
        below[topic.broader_id if topic.broader_id in known else None].append(topic)
    tree: list[Any] = []
    waiting = [(topic, 0) for topic in reversed(below[None])]
    while waiting:
        topic, topic.depth = waiting.pop()
        tree.append(topic)
        waiting += [(narrower, topic.depth + 1) for narrower in reversed(below.pop(topic.pk, []))]
    return tree


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one topic. Gone, where a withdrawn record had it. Raises ``Http404``."""
    topic = public_topic(slug, localdate())
    if topic is None:
        return moved_or_gone(Topic, "topic", slug=slug)
    context = {"topic": topic, "head": topic_head(topic)}
    return render(request, "meetings/topic_detail.html", context)
