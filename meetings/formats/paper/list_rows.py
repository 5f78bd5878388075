"""Rows of lists as blocks, each with the address of its page, in the words of the list's page."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from ...reading.delegation_rows import DelegationListRow
from ...reading.document import ListedDocumentRow
from ...reading.meeting import MeetingRow
from ...reading.paragraphs import opening_end
from ...reading.participant import ParticipantRow
from ...reading.person import PersonRow
from ...reading.statement import StatementRow
from ...search.engine.expressions import Term
from ...search.results.marking import TextPart, snippet
from ..items.whole import ListedSeriesItem, ListedTopicItem
from . import rows as made
from .blocks import (
    Block,
    Bullets,
    Inline,
    Part,
    Run,
    Speech,
    Table,
    joined,
    link,
    muted,
    stacked,
    told,
    whole,
)

#: characters of a text that is longer than so many, of which the opening or what was found is shown
LONG, SHOWN = 900, 600


def statements(rows: Iterable[StatementRow], terms: Sequence[Term]) -> list[Block]:
    """Statements by their openings, or by the stretch that holds what was searched, marked."""
    return [_statement(row, terms) for row in rows]


def _statement(row: StatementRow, terms: Sequence[Term]) -> Speech:
    meeting, url = row.meeting, whole(row.get_absolute_url())
    when = meeting.date_wording
    where: list[Inline] = [[link(meeting.shown_title, meeting.url)]]
    where += [[Run(meeting.standing)]] if meeting.standing else []
    where += [[Run(when), *told(meeting.date_reason)]] if when else []
    where += [[Run(row.session.title)]] if row.session else []
    head = [Run(row.heading, url)]
    return Speech(
        row.number, url, 3, head, [joined(where)], _words(row, terms, url), (), row.language
    )


def _words(row: StatementRow, terms: Sequence[Term], url: str) -> list[Part]:
    """The words of a statement: marked, or its opening, with where the whole is."""
    end = opening_end(row.text, SHOWN, LONG)
    is_whole = end == len(row.text)
    if terms:
        parts = snippet(row.text, terms, end)
    else:
        parts = [TextPart(row.text[:end] + ("" if is_whole else " […]"), marked=False)]
    lines: list[list[Run]] = [[]]
    for part in parts:
        first, *others = part.text.splitlines() or [""]
        lines[-1].append(_run(part, first))
        lines += [[_run(part, line)] for line in others]
    said = [Part("", line) for line in lines if "".join(run.text for run in line).strip()]
    if not is_whole:
        said.append(Part("", [Run(gettext("Read the whole statement"), url)]))
    return said


def _run(part: TextPart, text: str) -> Run:
    return Run(text, kind="searched" if part.marked else "")


def meetings(rows: Iterable[MeetingRow]) -> list[Block]:
    """Meetings with their date, place, and how much is recorded."""
    head = [gettext("Date"), gettext("Meeting"), gettext("On record")]
    return [Table(head, [3, 10, 4], [_meeting(row) for row in rows])]


def _meeting(row: MeetingRow) -> list[Inline]:
    when = row.when or gettext("Date not stated")
    title = Run(row.shown_title, whole(row.url), kind="strong")
    place = row.place or gettext("Place not stated")
    lines: list[Inline] = [
        [title, *told(row.title_reason)],
        [muted(place), *told(row.place_reason)],
    ]
    if row.series_name and (row.series_reason or row.series_name not in row.shown_title):
        lines.append([muted(row.series_name), *told(row.series_reason)])
    lines += [[Run(row.summary)]] if row.summary else []
    for naming in row.namings:
        printed = [Run(f"“{naming.printed}”, ", language=naming.language)] if naming.printed else []
        lines.append([*printed, link(naming.meeting.shown_title, naming.meeting.url)])
    badges = [badge.text for badge in row.badges]
    badges += [gettext("Title composed by the register")] if row.title_is_composed else []
    lines += [[muted(" · ".join(badges))]] if badges else []
    numbers: list[Inline] = [[Run(f"{_number(n)} {label}")] for n, label in row.numbers]
    return [[Run(when), *told(row.date_reason)], stacked(lines), stacked(numbers)]


def delegations(rows: Iterable[DelegationListRow]) -> list[Block]:
    """Delegations: of whom, as what, to which meeting, and who was there for it."""
    return [Bullets([_delegation(row) for row in rows])]


def _delegation(row: DelegationListRow) -> list[Inline]:
    name = Run(row.participant.name, whole(row.participant.url), kind="strong")
    facts = [[muted(fact.text), *told(fact.reason)] for fact in row.meta]
    people = [made.attendee(one) for one in row.people]
    return [[name, *told(row.reason)], made.meeting_line(row.meeting), joined(facts), *people]


def participants(rows: Iterable[ParticipantRow]) -> list[Block]:
    """Participants with how much of each is on record."""
    return [_tallied((row, _kind(row)) for row in rows)]


def _kind(row: ParticipantRow) -> str:
    if row.kind == "state" and not row.part_of:
        return ""
    kind = capfirst(row.get_kind_display())
    return f"{kind} ({row.part_of.name})" if row.part_of else kind


def people(rows: Iterable[PersonRow]) -> list[Block]:
    """People with the title of the latest meeting, and how much of each is on record."""
    return [_tallied((row, _post(row)) for row in rows)]


def _post(row: PersonRow) -> str:
    if row.post is None:
        return ""
    title, body = row.post
    return ", ".join(filter(None, [title, body.name if body else ""]))


def _tallied(rows: Iterable[tuple[ParticipantRow | PersonRow, str]]) -> Table:
    head = [gettext("Name"), gettext("Meetings"), gettext("Statements"), gettext("Pledges")]
    cells: list[list[Inline]] = []
    for row, words in rows:
        name = [Run(row.name, whole(row.url))]
        lines: list[Inline] = [name, *([[muted(words)]] if words else [])]
        numbers: list[Inline] = [[_tally(n)] for n in (row.attended, row.said, row.promised)]
        cells.append([stacked(lines), *numbers])
    return Table(head, [10, 2, 2, 2], cells)


def documents(rows: Iterable[ListedDocumentRow]) -> list[Block]:
    """Documents with symbol, kind, date, language, issuers, and whether the text is held."""
    return [Bullets([_document(row) for row in rows])]


def _document(row: ListedDocumentRow) -> list[Inline]:
    reasons: Any = row.reasons
    facts: list[Inline] = [
        [Run(row.symbol), *told(reasons.get("symbol", ""))] if row.symbol else [],
        [Run(capfirst(row.kind))] if row.kind else [],
        [Run(row.when), *told(reasons.get("date", ""))] if row.when else [],
        [Run(row.language_name)] if row.language_name else [],
    ]
    why = reasons.get("issuers", "")
    facts += [[link(issuer.name, issuer.url), *told(why)] for issuer in row.issuers]
    is_held = row.held == "text"
    facts.append([Run(gettext("Text held here") if is_held else gettext("Only referred to"))])
    title = Run(row.title, whole(row.get_absolute_url()), kind="strong")
    return [[title, *told(reasons.get("title", ""))], joined(facts)]


def topics(rows: Iterable[ListedTopicItem]) -> list[Block]:
    """Topics with how many statements and meetings are on each."""
    head = [gettext("Topic"), gettext("Statements"), gettext("Meetings")]
    return [
        Table(
            head,
            [10, 2, 2],
            [[[Run(_named(row.name, row.abbreviation), row.url)], *_tallies(row)] for row in rows],
        )
    ]


def _named(name: str, abbreviation: str) -> str:
    return f"{name} ({abbreviation})" if abbreviation else name


def _tallies(row: ListedTopicItem) -> list[Inline]:
    return [[_tally(row.statements)], [_tally(row.meetings)]]


def series(rows: Iterable[ListedSeriesItem]) -> list[Block]:
    """Series with how many records each has."""
    return [Bullets([_series(row) for row in rows])]


def _series(row: ListedSeriesItem) -> list[Inline]:
    n = row.records
    words = ngettext("%(n)d with a full record", "%(n)d with a full record", n) % {"n": n}
    return [[Run(row.name, row.url, kind="strong")], [muted(words)]]


def _number(n: int) -> str:
    return number_format(n, force_grouping=True)


def _tally(n: int | None) -> Run:
    """A number; what is not on record is a dash, never 0."""
    return Run(_number(n)) if n else muted("–")
