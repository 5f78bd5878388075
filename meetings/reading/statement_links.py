"""What leads from statements and to them: topics, replies, and the statements beside one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from django.db.models import F, Q, Subquery

from participants.queries.prepared import PreparedQuery

from ..models import Statement, StatementTopic
from .links import SpeakerLink, StatementLink, TopicLink


@dataclass(slots=True)
class StatementTopicRow:
    """A topic of a statement."""

    statement_id: int
    topic: TopicLink


@dataclass(slots=True)
class SpokenLink(StatementLink):
    """A statement that a link leads to, and its key; read once for each of its speakers."""

    key: int
    speaker: Annotated[SpeakerLink | None, F("speakers")]


def _in_order(rows: Any, *order: str) -> Any:
    return rows.order_by(*order, "speakers__order", "speakers__pk")


def _beside(meeting: int, key: int) -> Any:
    rows = Statement.objects.published().filter(meeting=meeting)
    # Within a meeting keys run downward.
    before = rows.filter(key__gt=key).order_by("key").values("key")[:1]
    after = rows.filter(key__lt=key).order_by("-key").values("key")[:1]
    return _in_order(rows.filter(Q(key=Subquery(before)) | Q(key=Subquery(after))), "-key")


_BESIDE = PreparedQuery(_beside, SpokenLink)
_REPLIES = PreparedQuery(
    lambda pk: _in_order(
        Statement.objects.published().filter(in_reply_to=pk), "order", "number", "pk"
    ),
    SpokenLink,
)
_ANSWERED = PreparedQuery(
    lambda pk: _in_order(Statement.objects.published().filter(replies=pk), "order", "number", "pk"),
    SpokenLink,
)
_REPLIED_TO = PreparedQuery(
    lambda meeting: (
        Statement.in_reply_to.through.objects.filter(
            from_statement__meeting=meeting, from_statement__key__isnull=False
        )
        .order_by("to_statement__order", "to_statement__number", "pk")
        .values_list("from_statement_id", "to_statement__number")
    )
)
_TOPICS = PreparedQuery(
    lambda statements: StatementTopic.objects.filter(statement__in=[statements]).order_by(
        "statement_id", "order", "pk"
    ),
    StatementTopicRow,
)
_TOPICS_OF_STATEMENT = PreparedQuery(
    lambda pk: StatementTopic.objects.filter(statement=pk).published().order_by("order", "pk"),
    StatementTopicRow,
)
_TOPICS_OF_MEETING = PreparedQuery(
    lambda meeting: (
        StatementTopic.objects.filter(statement__meeting=meeting)
        .published()
        .order_by("order", "pk")
    ),
    StatementTopicRow,
)


def with_speakers(rows: Iterable[SpokenLink]) -> list[StatementLink]:
    """The statements, each once, with all its speakers."""
    statements: dict[int, SpokenLink] = {}
    for row in rows:
        statement = statements.setdefault(row.pk, row)
        if row.speaker:
            statement.speakers = (*statement.speakers, row.speaker)
    return list(statements.values())


def replies_to(statement: int) -> list[StatementLink]:
    """The statements that take one up; one query."""
    return with_speakers(_REPLIES.rows(statement))


def answered_by(statement: int) -> list[StatementLink]:
    """The statements that one replies to; one query."""
    return with_speakers(_ANSWERED.rows(statement))


def beside(meeting: int, key: int) -> tuple[StatementLink | None, StatementLink | None]:
    """The statements before and after a key in a meeting; one query."""
    rows = _BESIDE.rows(meeting, key)
    before = with_speakers(row for row in rows if row.key > key)
    after = with_speakers(row for row in rows if row.key < key)
    return (before[0] if before else None), (after[0] if after else None)


def numbers_replied_to(meeting: int) -> dict[int, list[int]]:
    """The numbers of what each statement of a meeting replies to; one query."""
    replied_to: dict[int, list[int]] = defaultdict(list)
    for statement, number in _REPLIED_TO.rows(meeting):
        replied_to[statement].append(number)
    return replied_to


def topics_of(statements: Iterable[int]) -> dict[int, list[TopicLink]]:
    """The topics of each statement, in order; one query."""
    return _by_statement(_TOPICS.rows(statements))


def topics_of_statement(statement: int) -> list[TopicLink]:
    """The topics of a published statement, in order; one query."""
    return [row.topic for row in _TOPICS_OF_STATEMENT.rows(statement)]


def topics_of_meeting(meeting: int) -> dict[int, list[TopicLink]]:
    """The topics of each published statement of a meeting, in order; one query."""
    return _by_statement(_TOPICS_OF_MEETING.rows(meeting))


def _by_statement(rows: Iterable[StatementTopicRow]) -> dict[int, list[TopicLink]]:
    topics: dict[int, list[TopicLink]] = defaultdict(list)
    for row in rows:
        topics[row.statement_id].append(row.topic)
    return topics
