"""The running record: agenda, sessions, and the statements of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..dates import wording
from ..models import AgendaItem, Meeting, Session
from .reasons import Reasons
from .speech import Speech


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item of the agenda and why it, or a part of it, is inferred."""

    item: AgendaItem
    reason: str


@dataclass(frozen=True, slots=True)
class SessionGroup:
    """The statements of one session; of none, where the source names no session."""

    session: Session | None
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


def agenda_rows(meeting: Meeting, reasons: Reasons) -> list[AgendaRow]:
    """The agenda in order."""
    return [
        AgendaRow(item, " ".join(one.reason for one in reasons.all_of("agenda_item", item.pk)))
        for item in meeting.agenda.order_by("order", "pk")
    ]


def session_groups(meeting: Meeting, speeches: Iterable[Speech]) -> list[SessionGroup]:
    """Every session in order, those without a statement too, with its statements in order.

    Statements that stand in no session come where the first of them was said.
    """
    rows = meeting.sessions.select_related("part_of").prefetch_related("agenda")
    groups = {row.pk: SessionGroup(row) for row in rows.order_by("order", "pk")}
    loose = SessionGroup(None)
    for speech in speeches:
        groups.get(speech.statement.session_id or 0, loose).speeches.append(speech)
    if not loose.speeches:
        return list(groups.values())
    first = loose.speeches[0].statement.order
    before = [g for g in groups.values() if g.speeches and g.speeches[0].statement.order < first]
    after = [g for g in groups.values() if g not in before]
    return [*before, loose, *after]
