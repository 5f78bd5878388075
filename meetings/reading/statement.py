"""Statements of lists and of search results: ``StatementRow``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_address
from ..models import Statement
from ..models.wording import heading_wording, speakers_wording
from .links import MeetingLink, SessionLink, TopicLink
from .meeting_reasons import give_reasons
from .speaker import SpeakerRow, speakers_of_statements
from .statement_links import topics_of


@dataclass(slots=True)
class StatementRow:
    """One statement of a list, as components/statement_row.html prints it.

    ``note`` says how the participant of a page took part; ``found`` is a snippet with what was
    searched, and ``marking`` the query that has it marked on the page of the statement.
    """

    pk: int
    key: int
    number: int
    text: str
    language: str
    collective: str
    session: SessionLink | None
    meeting: MeetingLink
    speakers: Sequence[SpeakerRow] = field(default=(), kw_only=True)
    topics: Sequence[TopicLink] = field(default=(), kw_only=True)
    note: str = field(default="", kw_only=True)
    found: SafeString | str = field(default="", kw_only=True)
    marking: str = field(default="", kw_only=True)

    @property
    def heading(self) -> str:
        """Speakers "on" topics, else the opening words."""
        who = speakers_wording(self.speakers, self.collective)
        return heading_wording(who, [topic.name for topic in self.topics], self.text)

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return numbered_address("statement", self.meeting.slug, self.number)


_STATEMENTS = PreparedQuery(
    lambda keys: Statement.objects.filter(key__in=[keys]).order_by(), StatementRow
)


def statement_rows(keys: Iterable[int]) -> list[StatementRow]:
    """The published statements of these keys, in this order; four queries."""
    order = list(keys)
    statements = {statement.key: statement for statement in _STATEMENTS.rows(order)}
    numbers = [statement.pk for statement in statements.values()]
    give_reasons(statement.meeting for statement in statements.values())
    speakers, topics = speakers_of_statements(numbers), topics_of(numbers)
    for statement in statements.values():
        statement.speakers = speakers[statement.pk]
        statement.topics = topics[statement.pk]
    return [statements[key] for key in order if key in statements]
