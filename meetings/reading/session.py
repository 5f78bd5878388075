"""The agenda and the sessions of a meeting, with the statements of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from django.db.models import F

from participants.queries.prepared import PreparedQuery

from ..dates import wording
from ..models import AgendaItem, Session
from .inferred import Reasons
from .statement_text import StatementText


@dataclass(slots=True)
class AgendaItemRow:
    """An item of the agenda with its parts, and why anything of it is inferred."""

    pk: int
    title: str
    items: Sequence[str]
    reason: str = ""


@dataclass(slots=True)
class SessionRow:
    """A session: what it is part of, and the items of the agenda that it deals with."""

    pk: int
    key: str
    title: str
    kind: str
    date: str
    place: str
    part_of: Annotated[str | None, F("part_of__title")]
    agenda_item: Annotated[str | None, F("agenda__title")]
    agenda: Sequence[str] = ()


@dataclass(slots=True)
class SessionGroup:
    """The statements of one session; of none, where the source names no session."""

    session: SessionRow | None
    statements: list[StatementText] = field(default_factory=list)

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


_AGENDA = PreparedQuery(
    lambda meeting: AgendaItem.objects.filter(meeting=meeting).order_by("order", "pk"),
    AgendaItemRow,
)
_SESSIONS = PreparedQuery(
    lambda meeting: Session.objects.filter(meeting=meeting).order_by(
        "order", "pk", "agenda__order", "agenda__pk"
    ),
    SessionRow,
)


def agenda_of(meeting: int, reasons: Reasons) -> list[AgendaItemRow]:
    """The agenda in order; one query."""
    items = _AGENDA.rows(meeting)
    for item in items:
        item.reason = reasons.together("agenda_item", item.pk)
    return items


def sessions_of(meeting: int) -> list[SessionRow]:
    """The sessions in order, each with its items of the agenda; one query."""
    sessions: dict[int, SessionRow] = {}
    for row in _SESSIONS.rows(meeting):
        session = sessions.setdefault(row.pk, row)
        if row.agenda_item is not None:
            session.agenda = (*session.agenda, row.agenda_item)
    return list(sessions.values())


def session_groups(
    sessions: Iterable[SessionRow], statements: Iterable[StatementText]
) -> list[SessionGroup]:
    """Every session in order, those without a statement too, with its statements in order.

    Statements that stand in no session come where the first of them was said.
    """
    groups = {session.pk: SessionGroup(session) for session in sessions}
    loose = SessionGroup(None)
    for statement in statements:
        groups.get(statement.session_id or 0, loose).statements.append(statement)
    if not loose.statements:
        return list(groups.values())
    first = loose.statements[0].order
    before: list[SessionGroup] = []
    after: list[SessionGroup] = []
    for group in groups.values():
        is_before = group.statements and group.statements[0].order < first
        (before if is_before else after).append(group)
    return [*before, loose, *after]
