"""Statements as lists show them: plain values, read in three queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_address
from ..models import Speaker, Statement, StatementTopic
from ..models.wording import statement_heading
from .meeting import MEETING, MeetingCard, meeting_card
from .named import Named, Rows


class Titled(NamedTuple):
    """A session by its title."""

    title: str


class TopicLink(NamedTuple):
    """A topic of a statement."""

    topic: Named


@dataclass(frozen=True, slots=True)
class SpeakerCard:
    """Who said it, as far as headings and notes tell."""

    participant_id: int | None
    participant: Named | None
    person_id: int | None
    person: Named | None
    printed: str
    title: str
    capacity: str

    def __str__(self) -> str:
        return str(self.person or self.participant or self.printed or self.title)


@dataclass(frozen=True, slots=True)
class StatementCard:
    """One statement of a list, as components/statement_row.html prints it."""

    pk: int
    key: int
    number: int
    text: str
    language: str
    collective: str
    meeting: MeetingCard
    session: Titled | None
    speakers: Rows
    topic_links: Rows
    note: str = ""
    found: SafeString | str = ""
    marking: str = ""

    @property
    def heading(self) -> str:
        """Speakers "on" topics, else the opening words."""
        return statement_heading(self)

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return numbered_address("statement", self.meeting.slug, self.number)


_STATEMENTS = PreparedQuery(
    lambda numbers: (
        Statement.objects.filter(key__in=[numbers])
        .order_by()
        .values_list(
            "pk",
            "key",
            "number",
            "text",
            "language",
            "collective",
            "session__title",
            "meeting_id",
            *(f"meeting__{name}" for name in MEETING),
        )
    )
)
_SPEAKERS = PreparedQuery(
    lambda numbers: (
        Speaker.objects.filter(statement__in=[numbers])
        .order_by("statement_id", "order", "pk")
        .values_list(
            "statement_id",
            "participant_id",
            "participant__name",
            "participant__kind",
            "person_id",
            "person__name",
            "printed",
            "title",
            "capacity",
        )
    )
)
_TOPICS = PreparedQuery(
    lambda numbers: (
        StatementTopic.objects.filter(statement__in=[numbers])
        .order_by("statement_id", "order", "pk")
        .values_list("statement_id", "topic__name")
    )
)


def statement_cards(keys: Iterable[int]) -> list[StatementCard]:
    """The published statements of these keys, in this order."""
    asked = list(keys)
    rows = {row[1]: row for row in _STATEMENTS.rows(asked)}
    numbers = [row[0] for row in rows.values()]
    speakers: dict[int, list[SpeakerCard]] = {}
    for statement, participant, name, kind, person, own, *words in _SPEAKERS.rows(numbers):
        speakers.setdefault(statement, []).append(
            SpeakerCard(
                participant,
                Named(name, kind) if participant is not None else None,
                person,
                Named(own) if person is not None else None,
                *words,
            )
        )
    topics: dict[int, list[TopicLink]] = {}
    for statement, name in _TOPICS.rows(numbers):
        topics.setdefault(statement, []).append(TopicLink(Named(name)))
    meetings: dict[int, MeetingCard] = {}
    found = []
    for key in asked:
        if key not in rows:
            continue
        pk, _key, number, text, language, collective, session, meeting, *named = rows[key]
        if meeting not in meetings:
            meetings[meeting] = meeting_card(named)
        found.append(
            StatementCard(
                pk,
                key,
                number,
                text,
                language,
                collective,
                meetings[meeting],
                Titled(session) if session is not None else None,
                Rows(speakers.get(pk, ())),
                Rows(topics.get(pk, ())),
            )
        )
    return found
