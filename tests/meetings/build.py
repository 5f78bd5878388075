"""Small records for tests, made through the models."""

from itertools import count
from typing import Any

from meetings.derived.refresh import refresh_derived
from meetings.derived.tallies import refresh_tallies
from meetings.derived.uncovered_texts import refresh_uncovered_texts
from meetings.models import (
    Delegation,
    Document,
    Meeting,
    Passage,
    Pledge,
    Pledger,
    Relation,
    Series,
    Speaker,
    Statement,
    StatementTopic,
    Topic,
    Update,
)
from meetings.models.owned import PARTS
from participants.models import Participant, Person

_serial = count(1)


def participant(name: str = "Ruritania", **fields: Any) -> Participant:
    """A participant, made once a name; not shipped unless said."""
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    fields.setdefault("kind", "other")
    return Participant.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def person(name: str = "Ada Example", **fields: Any) -> Person:
    """A person, made once a name."""
    key = fields.pop("key", name.lower().replace(" ", "-"))
    return Person.objects.get_or_create(key=key, defaults={"name": name, **fields})[0]


def topic(name: str = "Fisheries", **fields: Any) -> Topic:
    """A topic, made once a name."""
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def series(name: str = "Friends of Fisheries", **fields: Any) -> Series:
    """A series, made once a name."""
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    return Series.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def meeting(slug: str = "", **fields: Any) -> Meeting:
    """A recorded meeting, published unless said."""
    slug = slug or f"meeting-{next(_serial)}"
    fields.setdefault("title", slug.replace("-", " ").capitalize())
    fields.setdefault("status", "published")
    fields.setdefault("date", "2007-11-07")
    row = Meeting.objects.create(slug=slug, **fields)
    if row.series_id is not None:
        refresh_tallies([row.pk])
    return row


def stub(slug: str, named_by: Meeting | None = None, **fields: Any) -> Meeting:
    """A meeting that ``named_by`` names."""
    fields.setdefault("title", slug.replace("-", " ").capitalize())
    row = Meeting.objects.create(slug=slug, layer="stub", **fields)
    if named_by:
        Relation.objects.create(meeting=named_by, other=row, relation="mentioned", printed=slug)
    return row


def statement(
    of: Meeting,
    text: str = "It was said.",
    *,
    speakers: tuple[Participant | Person, ...] = (),
    topics: tuple[Topic, ...] = (),
    **fields: Any,
) -> Statement:
    """A statement, numbered on; the meeting's keys are derived anew."""
    number = fields.pop("number", None) or of.statements.count() + 1
    fields.setdefault("order", number)
    row = Statement.objects.create(meeting=of, number=number, text=text, **fields)
    for order, who in enumerate(speakers):
        noun = "participant" if isinstance(who, Participant) else "person"
        Speaker.objects.create(statement=row, order=order, **{noun: who})
    for order, subject in enumerate(topics):
        StatementTopic.objects.create(statement=row, topic=subject, order=order)
    refresh_derived(of)
    row.refresh_from_db()
    return row


def delegation(of: Meeting, who: Participant, **fields: Any) -> Delegation:
    """A delegation."""
    row = Delegation.objects.create(meeting=of, participant=who, **fields)
    refresh_tallies([of.pk])
    return row


def pledge(of: Meeting, title: str = "Do a thing", by: Any = None, **fields: Any) -> Pledge:
    """A pledge, numbered on; the meeting's keys are derived anew."""
    number = fields.pop("number", None) or of.pledges.count() + 1
    fields.setdefault("kind", "policy")
    fields.setdefault("strength", "firm")
    row = Pledge.objects.create(meeting=of, number=number, order=number, title=title, **fields)
    if by:
        noun = "participant" if isinstance(by, Participant) else "person"
        Pledger.objects.create(pledge=row, **{noun: by})
    refresh_derived(of)
    row.refresh_from_db()
    return row


def update(of: Pledge, **fields: Any) -> Update:
    """What is reported of a pledge; the meeting's keys are derived anew."""
    row = Update.objects.create(pledge=of, **fields)
    refresh_derived(of.meeting)
    return row


def document(text: str = "Some text.", **fields: Any) -> Document:
    """A source with text."""
    key = fields.pop("key", f"document-{next(_serial)}")
    fields.setdefault("title", key)
    fields.setdefault("rights", "public in full")
    fields.setdefault("sha256", "0" * 64)
    return Document.objects.create(key=key, text=text, **fields)


def passage(of: Any, source: Document, start: int, end: int) -> Passage:
    """A range of ``source`` that ``of`` (a meeting or one of its parts) comes from."""
    exact = source.text[start:end]
    meeting, owner = (of, {}) if isinstance(of, Meeting) else (of.meeting, {_noun(of): of})
    row = Passage.objects.create(
        meeting=meeting, document=source, start=start, end=end, exact=exact, **owner
    )
    refresh_tallies([meeting.pk])
    refresh_uncovered_texts([source.pk])
    return row


def _noun(part: Any) -> str:
    return next(field for field, name in PARTS.items() if name == type(part).__name__)
