"""All that the page of a recorded meeting prints, read in few queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_addresses
from ..models import (
    AgendaItem,
    Figure,
    Inference,
    Meeting,
    Pledge,
    Reference,
    Relation,
    Revision,
    Session,
    Statement,
)
from . import record_rows, speech_parts
from .citation import cite_meeting
from .delegations import present, role_groups
from .inferred import INFERRED, inferred_values
from .meeting_facts import facts
from .meeting_reading import meeting_columns, meeting_of
from .rail import rail, unnumbered
from .reasons import Reasons
from .record_rows import PledgeRow, RevisionRow, with_reasons
from .related import naming, related
from .searched import Searched
from .sessions import agenda_rows, session_groups, session_rows
from .sources import sources
from .speech import Parts, Speech, Speeches, said


class Has(NamedTuple):
    """Which parts a record has: what it has none of is not asked for.

    ``unnumbered`` says that its series is ordered by day.
    """

    agenda: bool
    sessions: bool
    figures: bool
    pledges: bool
    relations: bool
    references: bool
    replies: bool
    inferences: bool
    named: bool
    unnumbered: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A published meeting, its last revision, and which parts it has."""

    meeting: Meeting
    revision: RevisionRow | None
    has: Has


def _parts() -> dict[str, Any]:
    """The conditions of :class:`Has`."""

    def some(model: Any, **more: Any) -> Exists:
        return Exists(model.objects.filter(**(more or {"meeting": OuterRef("pk")})))

    named = Relation.objects.published().filter(other__slug=OuterRef("slug"))
    replies: Any = Statement.in_reply_to.through
    return {
        "has_agenda": some(AgendaItem),
        "has_sessions": some(Session),
        "has_figures": some(Figure),
        "has_pledges": some(Pledge),
        "has_relations": some(Relation),
        "has_references": some(Reference),
        "has_replies": some(replies, from_statement__meeting=OuterRef("pk")),
        "has_inferences": some(Inference),
        "is_named": Exists(named.exclude(meeting=OuterRef("pk"))),
        "in_unnumbered": Exists(unnumbered(OuterRef("series"))),
    }


def _record(slug: str) -> Any:
    last = Revision.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    revision = {
        "revision_number": Subquery(last.values("number")[:1]),
        "revision_when": Subquery(last.values("when")[:1]),
    }
    parts = _parts()
    rows = Meeting.objects.published().filter(slug=slug).annotate(**revision, **parts)
    return rows.order_by().values_list(*meeting_columns(), *revision, *parts)


_RECORD = PreparedQuery(_record)


def published_record(slug: str) -> Record | None:
    """The published record of that slug; one query."""
    found = _RECORD.row(slug)
    if found is None:
        return None
    meeting, (number, when, *has) = meeting_of(found)
    return Record(meeting, RevisionRow(number, when) if number else None, Has(*has))


def record_context(record: Record, searched: Searched) -> dict[str, Any]:
    """All that the page of a record prints, in a fixed number of queries."""
    meeting, has = record.meeting, record.has
    pk = meeting.pk
    why, inferred = inferred_values(INFERRED.rows(pk) if has.inferences else [])
    reasons = Reasons(why)
    # Before the statements, for it stands above them: the first word has the anchor.
    summary = searched.html(meeting.summary)
    delegations = present(pk)
    pledges = record_rows.pledges(meeting, timezone.localdate()) if has.pledges else []
    speeches = speeches_of(record, pledges, reasons, searched)
    found = sources(pk)
    languages = {source.document.language for source in found}
    figures = record_rows.figures(pk) if has.figures else []
    attending = [figure for figure in figures if figure.is_of_attendance]
    references = record_rows.references(pk) if has.references else []
    revision = record.revision
    return {
        "meeting": meeting,
        "summary": summary,
        "facts": facts(meeting, delegations, attending, reasons),
        "title_reason": reasons.of("title"),
        "rail": rail(meeting, by_day=has.unnumbered),
        "agenda": agenda_rows(pk, reasons) if has.agenda else [],
        "sessions": session_groups(session_rows(pk) if has.sessions else [], speeches),
        "statement_count": len(speeches),
        "figures": with_reasons(figures, "figure", reasons),
        "role_groups": role_groups(delegations, reasons),
        "delegation_count": len(delegations),
        "attending": attending,
        "pledges": pledges,
        "related": related(pk, reasons) if has.relations else [],
        "naming": naming(meeting) if has.named else [],
        "sources": found,
        "references": with_reasons(references, "reference", reasons),
        "inferred": inferred,
        # Of the words that are quoted without a passage beside them.
        "source_language": languages.pop() if len(languages) == 1 else "",
        "citation": cite_meeting(meeting, revision.number if revision else None),
        "revision": revision,
    }


def speeches_of(
    record: Record, pledges: list[PledgeRow], reasons: Reasons, searched: Searched
) -> list[Speech]:
    """The statements of a record, in order, with all that the running record shows of them."""
    pk, slug = record.meeting.pk, record.meeting.slug
    url = numbered_addresses("statement", slug)
    statements = [said(row, url) for row in speech_parts.STATEMENTS.rows(pk)]
    if not statements:
        return []
    voices = speech_parts.voices(speech_parts.SPEAKERS_OF_MEETING.rows(pk))
    topics = speech_parts.topics(speech_parts.TOPICS_OF_MEETING.rows(pk))
    promised: dict[int | None, list[tuple[int, str, str]]] = defaultdict(list)
    for pledge in pledges:
        promised[pledge.statement_id].append((pledge.number, pledge.title, pledge.url))
    replies: dict[int, list[int]] = defaultdict(list)
    for statement, number in speech_parts.REPLIES_OF_MEETING.rows(pk) if record.has.replies else ():
        replies[statement].append(number)
    speeches = Speeches(reasons, searched)
    return [
        speeches.speech(
            one,
            Parts(
                voices.get(one.pk, ()),
                topics.get(one.pk, ()),
                replies.get(one.pk, ()),
                promised.get(one.pk, ()),
            ),
        )
        for one in statements
    ]
