"""The running record: agenda, sessions, and the statements of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from participants.queries.prepared import PreparedQuery

from ..dates import wording
from ..models import AgendaItem, Session
from .plain import Rows
from .reasons import Reasons
from .speech import Speech

_AGENDA = PreparedQuery(
    lambda meeting: (
        AgendaItem.objects.filter(meeting=meeting)
        .order_by("order", "pk")
        .values_list("id", "title", "items")
    )
)
_SESSIONS = PreparedQuery(
    lambda meeting: (
        Session.objects.filter(meeting=meeting)
        .order_by("order", "pk", "agenda__order", "agenda__pk")
        .values_list(
            *("id", "key", "title", "kind", "date", "place", "part_of__title", "agenda__title")
        )
    )
)


@dataclass(frozen=True, slots=True)
class Titled:
    """An item of the agenda, or a session that another is part of."""

    title: str
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session, as :class:`meetings.models.Session` has it."""

    pk: int
    key: str
    title: str
    kind: str
    date: str
    place: str
    part_of: Titled | None
    agenda: Rows[Titled] = field(default_factory=Rows)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item of the agenda and why it, or a part of it, is inferred."""

    item: Titled
    reason: str


@dataclass(frozen=True, slots=True)
class SessionGroup:
    """The statements of one session; of none, where the source names no session."""

    session: SessionRow | None
    speeches: list[Speech] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of session, where its title does not say it."""
        if self.session is None or self.session.kind.lower() in self.session.title.lower():
            return ""
        return self.session.kind

    @property
    def when(self) -> str:
        """The date of the session in words; empty where none is stated."""
        return wording(self.session.date) if self.session and self.session.date else ""

    @property
    def anchor(self) -> str:
        """Where the page has it."""
        return f"session-{self.session.key}" if self.session else "statements-without-session"


def agenda_rows(meeting: int, reasons: Reasons) -> list[AgendaRow]:
    """The agenda in order."""
    return [
        AgendaRow(Titled(title, items), reasons.together("agenda_item", pk))
        for pk, title, items in _AGENDA.rows(meeting)
    ]


def session_rows(meeting: int) -> list[SessionRow]:
    """The sessions in order, each with its items of the agenda; one query."""
    found: dict[int, SessionRow] = {}
    for pk, key, title, kind, date, place, whole, item in _SESSIONS.rows(meeting):
        if pk not in found:
            part_of = Titled(whole) if whole is not None else None
            found[pk] = SessionRow(pk, key, title, kind, date, place, part_of)
        if item is not None:
            found[pk].agenda.append(Titled(item))
    return list(found.values())


def session_groups(
    sessions: Iterable[SessionRow], speeches: Iterable[Speech]
) -> list[SessionGroup]:
    """Every session in order, those without a statement too, with its statements in order.

    Statements that stand in no session come where the first of them was said.
    """
    groups = {row.pk: SessionGroup(row) for row in sessions}
    loose = SessionGroup(None)
    for speech in speeches:
        groups.get(speech.statement.session_id or 0, loose).speeches.append(speech)
    if not loose.speeches:
        return list(groups.values())
    first = loose.speeches[0].statement.order
    before = [g for g in groups.values() if g.speeches and g.speeches[0].statement.order < first]
    after = [g for g in groups.values() if g not in before]
    return [*before, loose, *after]
