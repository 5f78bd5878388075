"""The entries of a feed: what each noun says of itself, with the moment of its last change."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery

from ...models import Document, Meeting, PledgeStatus, Series, Topic
from ...models.wording import speakers_wording
from ...reading.delegation_rows import delegation_rows
from ...reading.links import MeetingLink
from ...reading.meeting import meeting_rows
from ...reading.pledge import PledgeRow, pledge_rows
from ...reading.statement import statement_rows
from .entry import FeedEntry
from .newest import Newest


def statement_entries(found: Sequence[Newest]) -> list[FeedEntry]:
    """Statements with all their words."""
    moments = {one.identity: one.when for one in found}
    return [
        FeedEntry(
            title=row.heading,
            address=row.get_absolute_url(),
            updated=moments[row.key],
            author=speakers_wording(row.speakers, row.collective),
            language=row.language,
            categories=[topic.name for topic in row.topics],
            html=_paragraphs(_held(row.meeting))
            + format_html("<blockquote>{}</blockquote>", _paragraphs(row.text)),
        )
        for row in statement_rows([one.identity for one in found])
    ]


def meeting_entries(found: Sequence[Newest]) -> list[FeedEntry]:
    """Records, with where and when they met."""
    moments = {one.identity: one.when for one in found}
    return [
        FeedEntry(
            title=row.shown_title,
            address=row.get_absolute_url(),
            updated=moments[row.pk],
            html=_paragraphs(
                ", ".join(filter(None, [row.date_wording, row.place, row.standing])),
                row.summary,
                ", ".join(f"{n} {word}" for n, word in row.numbers),
            ),
        )
        for row in meeting_rows([one.identity for one in found])
    ]


def pledge_entries(found: Sequence[Newest]) -> list[FeedEntry]:
    """Pledges, with what became of them."""
    moments = {one.identity: one.when for one in found}
    return [
        FeedEntry(
            title=row.title,
            address=row.get_absolute_url(),
            updated=moments[row.pk],
            author=row.makers,
            html=pledge_html(row),
        )
        for row in pledge_rows([one.identity for one in found], localdate())
    ]


def pledge_html(row: PledgeRow) -> SafeString:
    """A pledge in words: who made it where, when it is due, its status and its updates."""
    due = _("Due %(when)s") % {"when": row.due_wording} if row.due_wording else ""
    updates = [
        " ".join(filter(None, [f"{one.get_status_display()}:", one.date_wording, one.text]))
        for one in row.updates
    ]
    said = filter(None, [row.makers, _held(row.meeting), row.condition, due])
    return _paragraphs(*said, capfirst(str(PledgeStatus(row.status).label))) + _items(updates)


def delegation_entries(found: Sequence[Newest]) -> list[FeedEntry]:
    """Delegations, with their people."""
    moments = {one.identity: one.when for one in found}
    return [
        FeedEntry(
            title=_("%(participant)s at %(meeting)s")
            % {"participant": row.participant.name, "meeting": row.meeting.shown_title},
            address=f"{row.meeting.url}#delegations",
            identity=f"{row.meeting.url}#delegation-{row.participant.slug}",
            updated=moments[row.pk],
            html=_paragraphs(_held(row.meeting), ", ".join(link.text for link in row.meta))
            + _items(one.name for one in row.people),
        )
        for row in delegation_rows([one.identity for one in found])
    ]


_MEETINGS = PreparedQuery(
    lambda numbers: Meeting.objects.published().filter(pk__in=[numbers]).order_by(), MeetingLink
)


def _linked(model: Any, *unread: str) -> Callable[[Sequence[Newest]], list[FeedEntry]]:
    """Entries of a noun that are its name, and the record that shows it; two queries."""

    def entries(found: Sequence[Newest]) -> list[FeedEntry]:
        rows = model.objects.public().defer(*unread)
        named = rows.in_bulk([one.identity for one in found])
        meetings = {row.pk: row for row in _MEETINGS.rows({one.meeting for one in found})}
        return [
            FeedEntry(
                title=str(named[one.identity]),
                address=named[one.identity].get_absolute_url(),
                updated=one.when,
                html=_paragraphs(_held(meetings[one.meeting])) if one.meeting in meetings else "",
            )
            for one in found
            if one.identity in named
        ]

    return entries


#: what makes the entries of each noun
ENTRIES: dict[str, Callable[[Sequence[Newest]], list[FeedEntry]]] = {
    "statement": statement_entries,
    "meeting": meeting_entries,
    "pledge": pledge_entries,
    "delegation": delegation_entries,
    "participant": _linked(Participant),
    "person": _linked(Person),
    "topic": _linked(Topic),
    "series": _linked(Series),
    "document": _linked(Document, "text"),
}


def _held(meeting: Any) -> str:
    """A meeting and its date."""
    return ", ".join(filter(None, [meeting.shown_title, meeting.date_wording, meeting.standing]))


def _paragraphs(*texts: str) -> SafeString:
    lines = (line for text in texts for line in text.split("\n\n") if line.strip())
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines))


def _items(texts: Iterable[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((text,) for text in texts))
    return format_html("<ul>{}</ul>", items) if items else items
