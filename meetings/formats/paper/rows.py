"""Rows of lists in a document: statements, delegations, topics as profiles and results show them.

Such a document has no table of what is inferred: the reason stands beside the value.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils.timezone import make_aware
from django.utils.translation import gettext

from ...reading.bars import CountBar
from ...reading.meeting import PlacedMeeting
from ...reading.paragraphs import opening_end
from ...reading.presence import AttendanceRow, AttendeeRow, SeatRow
from ...reading.statement import StatementRow
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
    told,
    whole,
)


def start_of(day: date) -> datetime:
    """The first moment of a day: a document that is of a day says no more."""
    return make_aware(datetime.combine(day, time()))


def statement(row: StatementRow) -> Speech:
    """A statement of a list: where it was said, by whom and as what, its words or their opening."""
    meeting = row.meeting
    head: list[Run] = [link(meeting.shown_title, meeting.url)]
    if meeting.date_wording:
        head += [Run(f", {meeting.date_wording}"), *told(meeting.date_reason)]
    if meeting.standing:
        head.append(muted(f" · {meeting.standing}"))
    who = "; ".join(str(speaker) for speaker in row.speakers)
    who = " ".join(filter(None, [who, gettext("with") if who and row.collective else ""]))
    said = " ".join(filter(None, [who, row.collective])) or gettext("Speaker not stated")
    beside: list[Inline] = [[Run(said[:1].upper() + said[1:])]]
    beside += [[Run(row.note[:1].upper() + row.note[1:])]] if row.note else []
    end = opening_end(row.text)
    lines = [line for line in row.text[:end].splitlines() if line.strip()]
    parts = [Part("", [Run(line)]) for line in lines]
    url = whole(row.get_absolute_url())
    if end < len(row.text):
        parts.append(Part("", [Run("[…] "), Run(gettext("Read the whole statement"), url)]))
    notes = joined([[link(topic.name, topic.url)] for topic in row.topics])
    return Speech(row.number, url, 3, head, [joined(beside)], parts, notes, row.language)


def delegations(rows: Iterable[AttendanceRow]) -> Bullets:
    """Meetings of a participant: when, as what, where, and who was there for it."""
    return Bullets([_delegation(row) for row in rows])


def _delegation(row: AttendanceRow) -> list[Inline]:
    facts = [[muted(fact.text), *told(fact.reason)] for fact in row.meta]
    place = row.meeting.place
    facts += [[muted(place), *told(row.meeting.place_reason)]] if place else []
    facts += [told(row.reason)[1:]] if row.reason else []
    return [meeting_line(row.meeting), joined(facts), *(attendee(one) for one in row.people)]


def meeting_line(meeting: PlacedMeeting) -> list[Run]:
    """A meeting and when it was."""
    when = meeting.date_wording or gettext("Date not stated")
    title = link(meeting.shown_title, meeting.url)
    return [title, Run(f", {when}"), *told(meeting.date_reason)]


def attendee(one: AttendeeRow) -> list[Run]:
    """Who was there for a delegation, under which title, as what."""
    words = [link(one.name, one.person.url if one.person else ""), *told(one.reason)]
    if one.title:
        words.append(Run(f", {one.title}"))
    words += told(one.title_reason)
    if one.meta:
        words.append(muted(f" ({one.meta})"))
    return [*words, *told(one.meta_reason)]


def seats(rows: Iterable[SeatRow]) -> Bullets:
    """Meetings of a person: when, for whom, under which title, as what."""
    return Bullets([_seat(row) for row in rows])


def _seat(row: SeatRow) -> list[Inline]:
    meeting = row.meeting
    when = meeting.date_wording or gettext("Date not stated")
    head = [link(meeting.shown_title, meeting.url), Run(f", {when}"), *told(meeting.date_reason)]
    post = [link(row.participant.name, row.participant.url)]
    post += [Run(f", {row.title}")] if row.title else []
    facts = [[muted(fact.text), *told(fact.reason)] for fact in row.meta]
    facts += [[muted(meeting.standing)]] if meeting.standing else []
    return [head, [*post, *told(row.title_reason), *told(row.reason)], joined(facts)]


def topics(rows: Iterable[CountBar]) -> list[Block]:
    """The topics that somebody speaks of most, by how many statements."""
    made: list[list[Inline]] = [
        [[Run(row.label, whole(row.url))], [Run(str(row.n))]] for row in rows
    ]
    return [Table([gettext("Topic"), gettext("Statements")], [4, 1], made)]
