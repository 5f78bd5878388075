"""What a file of Akoma Ntoso is made of: the plain record, and what its references are called."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from participants.models import Participant

from ...addresses import address
from ...models import Meeting, Topic, Version
from ...records.dumper import Dump
from ...records.fields.declaration import Json, values_of_kind
from ...records.fields.keys import ParticipantKey, ParticipantKeys
from ...records.fields.record import RecordFile
from ...records.gathered import gather


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that a record refers to: identifier, name and address of its page.

    ``kind`` and ``code`` are those of participants.
    """

    eid: str
    name: str
    url: str
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A published record: ``file`` is its record file as the public has it, ``record`` the same
    as plain objects, of which the texts of documents are not for the public.

    Participants stand by code or slug, people by key, topics by name. ``version`` is the number
    of what is published now, ``published`` its day, ``first_published`` that of the first one.
    """

    record: RecordFile
    file: Json
    title: str
    participants: dict[str, Named]
    people: dict[str, Named]
    topics: dict[str, Named]
    version: int
    published: datetime.date
    first_published: datetime.date

    @property
    def is_verbatim(self) -> bool:
        """Whether all that was said stands as it was spoken."""
        forms = {statement.form for statement in self.record.statements}
        return forms == {"verbatim"}


def public_record(slug: str) -> PublicRecord | None:
    """The published record of that slug; None without one. A fixed number of queries."""
    meeting = Meeting.objects.published().filter(slug=slug).first()
    if meeting is None:
        return None
    dump = Dump.of(gather(meeting), public=True)
    record = dump.record
    numbers = Version.objects.filter(meeting=meeting).order_by("number")
    versions = list(numbers.values_list("number", "revision__when")) or [(1, meeting.updated_at)]
    return PublicRecord(
        record=record,
        file=dump.data,
        title=meeting.shown_title,
        participants=_participants(record),
        people={
            row.key: Named(f"person_{row.key}", row.name, address("person", row.key))
            for row in record.people
        },
        topics=_topics(record),
        version=versions[-1][0],
        published=versions[-1][1].date(),
        first_published=versions[0][1].date(),
    )


def _participants(record: RecordFile) -> dict[str, Named]:
    """All that the record refers to, by code and by slug."""
    keys: set[Any] = set()
    for _path, _field, value in values_of_kind(record, (ParticipantKey, ParticipantKeys)):
        keys |= {value} if isinstance(value, str) else set(value)
    rows = Participant.objects.filter(Q(code__in=keys - {""}) | Q(slug__in=keys)).order_by("slug")
    named: dict[str, Named] = {}
    for row in rows.values("slug", "code", "name", "kind"):
        one = Named(
            f"participant_{row['slug']}",
            row["name"],
            address("participant", row["slug"]),
            row["kind"],
            row["code"] or "",
        )
        named[row["code"] or row["slug"]] = one
    return named


def _topics(record: RecordFile) -> dict[str, Named]:
    names = {topic.name for topic in record.topics}
    rows = Topic.objects.filter(name__in=names).order_by("slug").values_list("name", "slug")
    return {name: Named(f"topic_{slug}", name, address("topic", slug)) for name, slug in rows}
