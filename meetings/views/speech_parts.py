"""What hangs on statements, read for a whole meeting or for one statement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from participants.queries.prepared import PreparedQuery

from ..addresses import addresses
from ..models import Speaker, Statement, StatementTopic
from .plain import VOICE, Voice, voice_columns, voice_reader
from .speech import SAID


def _speakers(rows: Any) -> Any:
    """A row for each of those on whose behalf a speaker speaks; one where there is none."""
    ordered = rows.published().order_by(
        "order", "pk", "on_behalf_of__sort_name", "on_behalf_of__slug"
    )
    return ordered.values_list("statement_id", "id", *voice_columns(), "on_behalf_of__name")


def _topics(rows: Any) -> Any:
    return (
        rows.published()
        .order_by("order", "pk")
        .values_list("statement_id", "topic__name", "topic__slug")
    )


def _replies(rows: Any) -> Any:
    return (
        rows.filter(from_statement__key__isnull=False)
        .order_by("to_statement__order", "to_statement__number", "pk")
        .values_list("from_statement_id", "to_statement__number")
    )


STATEMENTS = PreparedQuery(
    lambda meeting: (
        Statement.objects.published()
        .filter(meeting=meeting)
        .order_by("order", "number")
        .values_list(*SAID)
    )
)
SPEAKERS_OF_MEETING = PreparedQuery(
    lambda meeting: _speakers(Speaker.objects.filter(statement__meeting=meeting))
)
SPEAKERS = PreparedQuery(lambda pk: _speakers(Speaker.objects.filter(statement=pk)))
TOPICS_OF_MEETING = PreparedQuery(
    lambda meeting: _topics(StatementTopic.objects.filter(statement__meeting=meeting))
)
TOPICS = PreparedQuery(lambda pk: _topics(StatementTopic.objects.filter(statement=pk)))
REPLIES_OF_MEETING = PreparedQuery(
    lambda meeting: _replies(
        Statement.in_reply_to.through.objects.filter(from_statement__meeting=meeting)
    )
)


@dataclass(slots=True)
class _Heard:
    voice: Voice
    behalf: list[str] = field(default_factory=list)


Voices = dict[int, list[tuple[Voice, Sequence[str]]]]


def voices(rows: Iterable[Sequence[Any]]) -> Voices:
    """The speakers of each statement in order, each with those that are spoken for."""
    heard: dict[tuple[int, int], _Heard] = {}
    voice = voice_reader()
    for row in rows:
        statement, pk, behalf = row[0], row[1], row[2 + VOICE]
        one = heard.get((statement, pk))
        if one is None:
            spoken = voice(row[2 : 2 + VOICE])
            assert spoken is not None  # noqa: S101 - no join leads to the speaker
            one = heard[statement, pk] = _Heard(spoken)
        if behalf is not None:
            one.behalf.append(behalf)
    found: Voices = defaultdict(list)
    for (statement, _pk), one in heard.items():
        found[statement].append((one.voice, one.behalf))
    return found


def topics(rows: Iterable[Sequence[Any]]) -> dict[int, list[tuple[str, str]]]:
    """The topics of each statement in order: name and address."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    url = addresses("topic")
    for statement, name, slug in rows:
        found[statement].append((name, url(slug)))
    return found
