"""The topics that a file defines."""

from hashlib import sha256

from django.utils.text import slugify
from django.utils.translation import gettext as _

from participants.models.former import of_former_slugs

from ..models import Topic
from .errors import pointer
from .fields.record import RecordFile
from .fields.topic import TopicRecord
from .former_rows import keep_former_slugs
from .policy import SharedPolicy


class TopicRows:
    """Topics as rows, by name."""

    def __init__(self, record: RecordFile, policy: SharedPolicy) -> None:
        self.record = record
        self.policy = policy
        self.topics: dict[str, Topic] = {}
        self._new_topics: set[str] = set()
        #: names that the file has of topics which were merged into others
        self._merged: set[str] = set()
        self._topics()

    def _topics(self) -> None:
        rows = Topic.objects.filter(name__in=[data.name for data in self.record.topics])
        self.topics = {row.name: row for row in rows.select_related("broader")}
        for index, data in enumerate(self.record.topics):
            if data.name not in self.topics:
                self._new_topic(pointer("topics", index), data)
        for index, data in enumerate(self.record.topics):
            if data.name in self.topics and data.name not in self._merged:
                path, row = pointer("topics", index), self.topics[data.name]
                self._same_topic(path, row, data)
                keep_former_slugs(self.policy, path, row, data.former_slugs)

    def _new_topic(self, path: str, data: TopicRecord) -> None:
        slug = slug_of(data.name, "topic")
        taken = Topic.objects.filter(slug=slug).select_related("broader").first()
        if taken and self.policy.spelling(f"{path}/name", taken.name, data.name) != data.name:
            self.topics[data.name] = taken
            return
        if taken:
            self.policy.refuse(
                f"{path}/name",
                _("the topic “%(name)s” reads like “%(other)s”; use one name for both.")
                % {"name": data.name, "other": taken},
            )
            return
        if merged := of_former_slugs(Topic, [slug]).get(slug):
            self.policy.note_former(f"{path}/name", data.name, merged)
            self.topics[data.name] = merged
            self._merged.add(data.name)
            return
        self.topics[data.name] = Topic.objects.create(
            slug=slug, name=data.name, abbreviation=data.abbreviation
        )
        self._new_topics.add(data.name)

    def _same_topic(self, path: str, row: Topic, data: TopicRecord) -> None:
        broader = self.topics.get(data.broader)
        if data.name in self._new_topics:
            row.broader = broader
            row.save()
        else:
            values = {"abbreviation": data.abbreviation, "broader": broader}
            self.policy.same(path, row, values, f"“{row.name}”")


def slug_of(name: str, noun: str) -> str:
    """An address made of a name; of its digest where it has no Latin letter."""
    return slugify(name)[:120].strip("-") or f"{noun}-{sha256(name.encode()).hexdigest()[:12]}"
