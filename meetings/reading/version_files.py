"""Record files of published versions, as the public may read them today.

What was public then may be less now: a text whose rights became stricter, a topic or a meeting
that no published record shows any more.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from meetings.models import Document, Meeting, Topic
from meetings.models.choices import Rights
from meetings.records.fields.declaration import Json
from meetings.records.revision_texts import files_of

#: what only a document that is public in full shows to all
_OF_THE_TEXT = ("text", "marks", "corrections")


def public_files(meeting: int, revisions: Collection[int]) -> dict[int, Json]:
    """The files of revisions of a record, by their row numbers; five queries, however many.

    One that cannot be read is left out.
    """
    read = {pk: json.loads(file) for pk, file in files_of(meeting, revisions).items()}
    files = {
        pk: file
        for pk, file in read.items()
        if isinstance(file, dict) and isinstance(file.get("meeting"), dict)
    }
    seen = _Seen(files.values())
    return {pk: seen.public(file) for pk, file in files.items()}


def rows_of(file: Json, name: str) -> list[Json]:
    """The objects of a list of a file."""
    listed = file.get(name)
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


class _Seen:
    """What the public may see of that which files refer to."""

    def __init__(self, files: Iterable[Json]) -> None:
        files = list(files)
        keys = {str(row.get("key")) for file in files for row in rows_of(file, "documents")}
        named = {str(row.get("name")) for file in files for row in rows_of(file, "topics")}
        reports = {str(row.get("meeting")) for file in files for row in _updates(file)}
        known = Q(key__in=keys) | Q(former_slugs__slug__in=keys)
        hidden = Document.objects.filter(known).exclude(rights=Rights.PUBLIC).order_by()
        self._hidden = {
            row[name] for row in hidden.values("key", "former_slugs__slug") for name in row
        }
        topics = Topic.objects.public().filter(name__in=named)
        self._topics = set(topics.values_list("name", flat=True))
        meetings = Meeting.objects.public().filter(slug__in=reports)
        self._meetings = set(meetings.values_list("slug", flat=True))

    def public(self, file: Json) -> Json:
        """The file without what is not shown."""
        documents = rows_of(file, "documents")
        hidden = {
            row.get("key")
            for row in documents
            if row.get("rights") != Rights.PUBLIC or row.get("key") in self._hidden
        }
        shown = dict(file)
        if documents:
            shown["documents"] = [self._document(row, hidden) for row in documents]
        if topics := self._shown_topics(file):
            shown["topics"] = topics
        else:
            shown.pop("topics", None)
        for update in _updates(shown := _without_prefixes(shown, hidden)):
            if update.get("meeting") not in self._meetings:
                update.pop("meeting", None)
        return shown

    def _document(self, row: Json, hidden: set[Any]) -> Json:
        if row.get("key") not in hidden:
            return row
        kept = {key: value for key, value in row.items() if key not in _OF_THE_TEXT}
        return kept | {"rights": Rights.PASSAGES.value}

    def _shown_topics(self, file: Json) -> list[Json]:
        """Those of its statements, which it made public, and others that are public now."""
        used = {name for row in rows_of(file, "statements") for name in row.get("topics") or ()}
        shown = used | self._topics
        topics = [row for row in rows_of(file, "topics") if row.get("name") in shown]
        return [
            row
            if row.get("broader") in shown
            else {key: value for key, value in row.items() if key != "broader"}
            for row in topics
        ]


def _updates(file: Json) -> list[Json]:
    return [row for pledge in rows_of(file, "pledges") for row in rows_of(pledge, "updates")]


def _without_prefixes(value: Any, hidden: set[Any]) -> Any:
    """A copy in which passages of hidden texts do not say what stands before them."""
    if isinstance(value, list):
        return [_without_prefixes(one, hidden) for one in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _without_prefixes(one, hidden) for key, one in value.items()}
    quote: Mapping[str, Any] | None = copy.get("quote")
    if isinstance(quote, dict) and copy.get("document") in hidden:
        copy["quote"] = {key: one for key, one in quote.items() if key != "prefix"}
    return copy
