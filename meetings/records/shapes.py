"""How a record file spells the nouns that records share, and numbers and places."""

from decimal import Decimal
from typing import Any

from participants.models import Participant, Person

from ..models import Meeting, Series, Topic

Json = dict[str, Any]


def filled(**pairs: Any) -> Json:
    """The pairs that say something."""
    return {key: value for key, value in pairs.items() if value not in (None, "", [], {}, False)}


def who(participant: Participant | None) -> str | None:
    """How a file names a participant: by code where there is one, else by slug."""
    return (participant.code or participant.slug) if participant else None


def series_data(row: Series | None) -> Json | None:
    """The series of a meeting."""
    return filled(slug=row.slug, name=row.name, note=row.note) if row else None


def place_data(meeting: Meeting) -> Json:
    """The place of a meeting, as far as it is known."""
    return filled(city=meeting.city, country=who(meeting.country), venue=meeting.venue)


def number_data(value: Decimal | None) -> int | float | None:
    """A sum as JSON has it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def participant_data(row: Participant) -> Json:
    """A participant as a record file defines it."""
    return filled(
        slug=row.slug,
        name=row.name,
        formal_name=row.formal_name,
        sort_name=row.sort_name,
        kind=row.kind,
        code=row.code,
        region=row.region,
        other_names=[
            name.name if name.kind == "other" else {"name": name.name, "kind": name.kind}
            for name in sorted(row.names.all(), key=lambda name: name.name)
        ],
        part_of=who(row.part_of),
    )


def person_data(row: Person) -> Json:
    """A person as a record file defines one."""
    return filled(
        key=row.key,
        name=row.name,
        sort_name=row.sort_name,
        other_names=sorted(name.name for name in row.names.all()),
    )


def topic_data(row: Topic, shown: set[int] | None = None) -> Json:
    """A topic as a record file defines it; its broader topic only where that is ``shown``."""
    broader = row.broader if row.broader and (shown is None or row.broader_id in shown) else None
    return filled(
        name=row.name,
        abbreviation=row.abbreviation,
        broader=broader.name if broader else None,
    )
