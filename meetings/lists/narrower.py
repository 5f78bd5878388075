"""Topics under those that a list is narrowed to, which it does not hold."""

from typing import Any

from ..addresses import list_address
from ..reading.links import Link
from ..reading.topic import narrower_topics
from .typed_names import rows_chosen

#: the filter by topic
TOPIC = "topic"


def narrower_lists(filters: Any, name: str) -> list[Link]:
    """The list of that name on each topic under those chosen, as it is on none but these."""
    if not filters.is_valid():
        return []
    chosen = {topic.pk: topic.slug for topic in rows_chosen(filters, TOPIC)}
    others = [row for row in narrower_topics([*chosen]) if row.slug not in chosen.values()]
    return [Link(row.name, list_address(name, topic=row.slug)) for row in others]
