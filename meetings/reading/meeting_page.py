"""``MeetingPage``: a recorded meeting with all that its page prints, read in few queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from participants.queries.prepared import PreparedQuery

from ..models import (
    AgendaItem,
    Figure,
    Inference,
    Mark,
    Meeting,
    Pledge,
    Reference,
    Relation,
    Session,
    Statement,
    Version,
)
from ..models.choices import Action, MarkKind, Status
from .citation import citation_marks, cite_meeting
from .delegation import DelegationRow, RoleGroup, delegations_of_meeting, role_groups
from .inferred import InferredValue, Reasons, inferred_of_meeting
from .labels import labels
from .links import Link, PledgeLink
from .meeting import MeetingHead
from .meeting_facts import MeetingFact, facts
from .meeting_parts import (
    FigureRow,
    PledgeOfMeeting,
    ReferredDocument,
    figures_of,
    pledges_of,
    references_of,
)
from .meeting_reasons import by_fact
from .neighbours import RailEntry, rail_of, unnumbered
from .related import NamingRelation, RelatedRow, naming, related_to
from .running_record import Has, RunningRecord, running_record
from .search_marks import SearchMarks
from .session import AgendaItemRow, SessionGroup, agenda_of
from .source.document import Source, languages_of, sources_of


@dataclass(slots=True)
class MeetingPage(MeetingHead):
    """A recorded meeting as its page prints it.

    ``source_language`` is that of the words which are quoted without a passage beside them;
    ``attending`` are the figures of attendance. ``record`` tells which page of a long record this
    is: one after the first prints its statements alone.
    """

    title_printed: str
    status: str
    summary: str
    updated_at: datetime.datetime
    version_number: int | None
    version_when: datetime.datetime | None
    version_action: str | None
    marked_summary: SafeString | str = field(default="", kw_only=True)
    theme_reason: str = field(default="", kw_only=True)
    facts: Sequence[MeetingFact] = field(default=(), kw_only=True)
    rail: Sequence[RailEntry] = field(default=(), kw_only=True)
    agenda: Sequence[AgendaItemRow] = field(default=(), kw_only=True)
    figures: Sequence[FigureRow] = field(default=(), kw_only=True)
    attending: Sequence[FigureRow] = field(default=(), kw_only=True)
    sessions: Sequence[SessionGroup] = field(default=(), kw_only=True)
    statement_count: int = field(default=0, kw_only=True)
    record: RunningRecord | None = field(default=None, kw_only=True)
    role_groups: Sequence[RoleGroup] = field(default=(), kw_only=True)
    delegation_count: int = field(default=0, kw_only=True)
    pledges: Sequence[PledgeOfMeeting] = field(default=(), kw_only=True)
    related: Sequence[RelatedRow] = field(default=(), kw_only=True)
    naming: Sequence[NamingRelation] = field(default=(), kw_only=True)
    sources: Sequence[Source] = field(default=(), kw_only=True)
    source_language: str = field(default="", kw_only=True)
    references: Sequence[ReferredDocument] = field(default=(), kw_only=True)
    inferred: Sequence[InferredValue] = field(default=(), kw_only=True)
    citation: SafeString | str = field(default="", kw_only=True)
    citation_marks: Sequence[Link] = field(default=(), kw_only=True)

    def get_status_display(self) -> str:
        """How far the record is, in words."""
        return labels(Status)[self.status]

    @property
    def changed_wording(self) -> str:
        """What was done with the published record last, on which day; "" where nothing was."""
        if not self.version_when or (self.version_number or 0) < 2:
            return ""
        again = self.version_action == Action.PUBLISH
        words = gettext("Published again on %(day)s") if again else gettext("Corrected on %(day)s")
        return words % {"day": date_format(timezone.localtime(self.version_when), "j F Y")}

    @property
    def page_number(self) -> int:
        """Which page of the record this is."""
        return self.record.page.number if self.record else 1

    @property
    def page_count(self) -> int:
        """How many pages the record has."""
        return self.record.page.paginator.num_pages if self.record else 1

    @property
    def first_page(self) -> str:
        """What stands before the anchor of a part that page one alone has."""
        return "" if self.page_number == 1 else self.url

    @property
    def in_groups(self) -> bool:
        """Whether its statements stand in several groups, on all its pages together."""
        return (self.record.group_count if self.record else len(self.sessions)) > 1


@dataclass(slots=True)
class PublishedMeeting(MeetingPage):
    """A page that is read from the database: what the record has none of is not asked for.

    ``in_unnumbered`` says that its series is ordered by day.
    """

    has_agenda: bool
    has_headings: bool
    has_sessions: bool
    has_figures: bool
    has_pledges: bool
    has_relations: bool
    has_references: bool
    has_replies: bool
    has_inferences: bool
    is_named: bool
    in_unnumbered: bool


def _parts() -> dict[str, Any]:
    """The conditions of :class:`PublishedMeeting`."""

    def some(model: Any, **more: Any) -> Exists:
        return Exists(model.objects.filter(**(more or {"meeting": OuterRef("pk")})))

    relations = Relation.objects.published().filter(other__slug=OuterRef("slug"))
    replies: Any = Statement.in_reply_to.through
    return {
        "has_agenda": some(AgendaItem),
        "has_headings": some(
            Mark, kind=MarkKind.HEADING, document__passages__meeting=OuterRef("pk")
        ),
        "has_sessions": some(Session),
        "has_figures": some(Figure),
        "has_pledges": some(Pledge),
        "has_relations": some(Relation),
        "has_references": some(Reference),
        "has_replies": some(replies, from_statement__meeting=OuterRef("pk")),
        "has_inferences": some(Inference),
        "is_named": Exists(relations.exclude(meeting=OuterRef("pk"))),
        "in_unnumbered": Exists(unnumbered(OuterRef("series"))),
    }


def _published(slug: str) -> Any:
    last = Version.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    version = {
        "version_number": Subquery(last.values("number")[:1]),
        "version_when": Subquery(last.values("revision__when")[:1]),
        "version_action": Subquery(last.values("revision__action")[:1]),
    }
    rows = Meeting.objects.published().filter(slug=slug)
    return rows.annotate(**version, **_parts()).order_by()


_MEETING = PreparedQuery(_published, PublishedMeeting)


def meeting_page(slug: str, searched: SearchMarks, number: str | None = "1") -> MeetingPage | None:
    """A page of the published record of that slug; a fixed number of queries.

    ``number`` None is for the whole record on one page. Raises ``InvalidPage`` where the record
    has no page of that number.
    """
    page = _MEETING.row(slug)
    if page is None:
        return None
    pk = page.pk
    reasons = Reasons(())
    if page.has_inferences:
        reasons, page.inferred = inferred_of_meeting(pk)
    # Before the statements, for it stands above them: the first word has the anchor.
    page.marked_summary = searched.html(page.summary)
    if page.has_pledges:
        page.pledges = pledges_of(pk, page, timezone.localdate(), reasons)
    _fill_statements(page, reasons, searched, number)
    if page.page_number == 1:
        _fill_parts(page, reasons)
    else:
        _fill_head(page, reasons)
        page.source_language = _only(languages_of(pk))
    return page


def _fill_parts(page: PublishedMeeting, reasons: Reasons) -> None:
    """All that stands round the statements on page one."""
    pk = page.pk
    delegations = delegations_of_meeting(pk)
    page.sources = sources_of(pk)
    page.figures = figures_of(pk, reasons) if page.has_figures else ()
    page.references = references_of(pk, reasons) if page.has_references else ()
    page.rail = rail_of(page, by_day=page.in_unnumbered)
    page.agenda = agenda_of(pk, reasons) if page.has_agenda else ()
    page.related = related_to(pk, reasons) if page.has_relations else ()
    page.naming = naming(page.slug, pk) if page.is_named else ()
    fill_meeting_page(page, delegations, reasons)


def fill_meeting_page(
    page: MeetingPage, delegations: Sequence[DelegationRow], reasons: Reasons
) -> None:
    """Put in words what the page says of the meeting as a whole; no query."""
    page.attending = [figure for figure in page.figures if figure.is_of_attendance]
    page.facts = facts(page, delegations, page.attending, reasons)
    _fill_head(page, reasons)
    page.role_groups = role_groups(delegations, reasons)
    page.delegation_count = len(delegations)
    page.source_language = _only(source.document.language for source in page.sources)
    page.citation = cite_meeting(page, page.version_number)
    page.citation_marks = citation_marks(page)


def _fill_head(page: MeetingPage, reasons: Reasons) -> None:
    """Why what stands at the head of the page is inferred."""
    page.reasons = by_fact((row.path, row.reason) for row in reasons.all_of())
    page.theme_reason = reasons.of("theme")


def _only(languages: Iterable[str]) -> str:
    """The one language of all; empty where there are several."""
    known = set(languages)
    return known.pop() if len(known) == 1 else ""


def _fill_statements(
    page: PublishedMeeting, reasons: Reasons, searched: SearchMarks, number: str | None
) -> None:
    """The running record: the statements of a page by sessions."""
    pledges: dict[int, list[PledgeLink]] = defaultdict(list)
    for pledge in page.pledges:
        if pledge.statement:
            pledges[pledge.statement.pk].append(pledge)
    has = Has(page.has_sessions, page.has_headings, page.has_replies)
    page.record = running_record(page, has, pledges, reasons, searched, number)
    page.sessions, page.statement_count = page.record.groups, page.record.count
