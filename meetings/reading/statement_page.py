"""``StatementPage``: one statement with all that hangs on it, read in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.safestring import SafeString

from participants.models import Participant
from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_address
from ..models import Figure, Pledge, Statement, Version
from ..models.wording import cited_wording, heading_wording, speakers_wording
from .citation import citation_marks, cite_statement
from .evidence import InferredRow
from .inferred import Reason, Reasons, inferred_of_statement, value_words
from .links import Link, ParticipantLink, PledgeLink, SessionLink, StatementLink, TopicLink
from .meeting import PlacedMeeting
from .meeting_parts import FigureRow, figures_of_statement, pledges_of_statement
from .meeting_reasons import give_reasons
from .paragraphs import page_end
from .search_marks import SearchMarks
from .source.statement import StatementSource, sources_of_statement
from .speaker import SpokenRow, speakers_of_statement
from .statement_links import answered_by, beside, replies_to, topics_of_statement
from .statement_text import StatementFiller, StatementText


class PagerStep(NamedTuple):
    """The statement before or after, as components/pager_steps.html has it."""

    url: str
    label: str


@dataclass(slots=True)
class StatementPage(StatementText):
    """A statement as its page prints it.

    ``inferred`` are values in words with their reasons, ``reply_reason`` why the reply is;
    ``spoken`` are the rows that ``speakers`` put in words.
    """

    meeting: PlacedMeeting
    session: SessionLink | None
    agenda_item: Annotated[str | None, F("agenda_item__title")]
    heading: str = field(default="", kw_only=True)
    speakers_wording: str = field(default="", kw_only=True)
    spoken: Sequence[SpokenRow] = field(default=(), kw_only=True)
    mentions: Sequence[ParticipantLink] = field(default=(), kw_only=True)
    pledges: Sequence[PledgeLink] = field(default=(), kw_only=True)
    figures: Sequence[FigureRow] = field(default=(), kw_only=True)
    answered: Sequence[Link] = field(default=(), kw_only=True)
    replies: Sequence[Link] = field(default=(), kw_only=True)
    reply_reason: str = field(default="", kw_only=True)
    sources: Sequence[StatementSource] = field(default=(), kw_only=True)
    inferred: Sequence[tuple[str, str]] = field(default=(), kw_only=True)
    citation: SafeString | str = field(default="", kw_only=True)
    citation_marks: Sequence[Link] = field(default=(), kw_only=True)
    previous: PagerStep | None = field(default=None, kw_only=True)
    next: PagerStep | None = field(default=None, kw_only=True)


@dataclass(slots=True)
class PublishedStatement(StatementPage):
    """A page that is read from the database: what hangs on it, and what is not asked for.

    ``version_number`` is that of the newest published version of its record.
    """

    key: int
    meeting_id: int
    has_mentions: bool
    has_pledges: bool
    has_figures: bool
    has_replies: bool
    has_answered: bool
    version_number: int | None


def _published(slug: str, number: int) -> Any:
    replies: Any = Statement.in_reply_to.through
    mentions: Any = Statement.mentions.through
    versions = Version.objects.filter(meeting=OuterRef("meeting")).order_by("-number")
    rows = Statement.objects.published().filter(meeting__slug=slug, number=number)
    return rows.order_by().annotate(
        has_mentions=Exists(mentions.objects.filter(statement=OuterRef("pk"))),
        has_pledges=Exists(Pledge.objects.filter(statement=OuterRef("pk"))),
        has_figures=Exists(Figure.objects.filter(statement=OuterRef("pk"))),
        has_replies=Exists(replies.objects.filter(to_statement=OuterRef("pk"))),
        has_answered=Exists(replies.objects.filter(from_statement=OuterRef("pk"))),
        version_number=Subquery(versions.values("number")[:1]),
    )


_STATEMENT = PreparedQuery(_published, PublishedStatement)
_MENTIONS = PreparedQuery(
    lambda pk: Participant.objects.filter(mentioned_in=pk).order_by("sort_name", "slug"),
    ParticipantLink,
)


def statement_page(slug: str, number: int, searched: SearchMarks) -> StatementPage | None:
    """The published statement of that number; a fixed number of queries a document."""
    page = _STATEMENT.row(slug, number)
    if page is None:
        return None
    pk = page.pk
    inferred = inferred_of_statement(pk)
    fill_statement_page(
        page, speakers_of_statement(pk), topics_of_statement(pk), inferred, searched
    )
    if page.has_mentions:
        page.mentions = _MENTIONS.rows(pk)
    if page.has_pledges:
        page.pledges = pledges_of_statement(pk)
    if page.has_figures:
        page.figures = figures_of_statement(pk)
    if page.has_replies:
        page.replies = _links(replies_to(pk))
    if page.has_answered:
        page.answered = _links(answered_by(pk))
    give_reasons([page.meeting])
    speakers = [reason for one in page.speakers for reason in (one.reason, one.body_reason)]
    who = " ".join(dict.fromkeys(filter(None, [*speakers, page.collective_reason])))
    page.citation_marks = citation_marks(page.meeting, speaker=who)
    page.sources = sources_of_statement(pk, page.meeting_id)
    before, after = beside(page.meeting_id, page.key)
    page.previous = PagerStep(before.url, before.label) if before else None
    page.next = PagerStep(after.url, after.label) if after else None
    return page


def fill_statement_page(
    page: StatementPage,
    speakers: Sequence[SpokenRow],
    topics: Sequence[TopicLink],
    inferred: Sequence[InferredRow],
    searched: SearchMarks,
) -> None:
    """Put in words what the page says of the statement itself; no query."""
    page.url = numbered_address("statement", page.meeting.slug, page.number)
    reasons = Reasons(Reason("statement", page.pk, row.path, row.reason) for row in inferred)
    StatementFiller(reasons, searched, shown_to=page_end).fill(page, speakers, topics)
    page.spoken = speakers
    page.speakers_wording = speakers_wording(speakers, page.collective)
    page.heading = heading_wording(
        page.speakers_wording, [topic.name for topic in topics], page.text
    )
    page.reply_reason = reasons.of("in_reply_to", field="statement", owner=page.pk)
    page.inferred = [(value_words(row.path), row.reason) for row in inferred]
    page.citation = cite_statement(
        page.meeting, page.number, cited_wording(speakers, page.collective), page.url
    )


def _links(statements: Sequence[StatementLink]) -> list[Link]:
    return [Link(statement.label, statement.url) for statement in statements]
