"""The agenda and the sessions of a meeting, with the statements of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
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
    """A session: what it is part of, and the items of the agenda that it deals with.

    ``date_reason``, ``place_reason`` and ``part_reason`` say why these are inferred, ``reason``
    why anything else of it is.
    """

    pk: int
    key: str
    title: str
    kind: str
    date: str
    place: str
    part_of: Annotated[str | None, F("part_of__title")]
    agenda_item: Annotated[str | None, F("agenda__title")]
    agenda: Sequence[str] = ()
    date_reason: str = ""
    place_reason: str = ""
    part_reason: str = ""
    reason: str = ""


# Two groups of no session may hold the same.
@dataclass(slots=True, eq=False)
class SessionGroup:
    """Statements of one session that follow each other; of none, where the source names none.

    These may stand under a ``heading`` of the source. ``part`` numbers the groups of one session,
    and those of none; ``continued`` is one that began on the page before.
    """

    session: SessionRow | None
    statements: list[StatementText] = field(default_factory=list)
    heading: str = ""
    part: int = 1
    continued: bool = False

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
        name = f"session-{self.session.key}" if self.session else "statements-without-session"
        return name if self.part == 1 else f"{name}-{self.part}"

    @property
    def is_first(self) -> bool:
        """Whether the session begins with it."""
        return self.part == 1 and not self.continued

    @property
    def title(self) -> str:
        """What stands above the statements, in words of the source; empty where it has none."""
        return self.session.title if self.session else self.heading


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


def sessions_of(meeting: int, reasons: Reasons) -> list[SessionRow]:
    """The sessions in order, each with its items of the agenda; one query."""
    sessions: dict[int, SessionRow] = {}
    for row in _SESSIONS.rows(meeting):
        session = sessions.setdefault(row.pk, row)
        if row.agenda_item is not None:
            session.agenda = (*session.agenda, row.agenda_item)
    for session in sessions.values():
        _give_reasons(session, reasons)
    return list(sessions.values())


def _give_reasons(session: SessionRow, reasons: Reasons) -> None:
    def why(*paths: str) -> str:
        return reasons.of(*paths, field="session", owner=session.pk)

    session.date_reason, session.place_reason = why("date"), why("place")
    session.part_reason, session.reason = why("part_of"), why("title", "kind", "agenda")


def session_groups(
    sessions: Iterable[SessionRow],
    statements: Iterable[StatementText],
    headings: Mapping[int, str] | None = None,
) -> list[SessionGroup]:
    """Every session in order, those without a statement too, with its statements in order.

    Statements of no session stand after the one they were said after, inside a session too, and
    anew under each of ``headings`` (of the source, by the row numbers of statements below them).
    """
    groups = _Groups(sessions, headings or {})
    for statement in statements:
        groups.add(statement)
    return groups.in_order


class _Groups:
    """Groups of statements, in the order of a page."""

    def __init__(self, sessions: Iterable[SessionRow], headings: Mapping[int, str]) -> None:
        self.in_order = [SessionGroup(session) for session in sessions]
        self._headings = headings
        self._latest = {group.session.pk: group for group in self.in_order if group.session}
        self._last: SessionGroup | None = None
        self._loose = 0

    def add(self, statement: StatementText) -> None:
        """Put the next statement where it belongs."""
        group = self._latest.get(statement.session_id or 0)
        if group is None:
            self._add_loose(statement)
            return
        if self._cut_open(group):
            group = self._new(SessionGroup(group.session, part=group.part + 1))
            self._latest[statement.session_id or 0] = group
        group.statements.append(statement)
        self._last = group

    def _add_loose(self, statement: StatementText) -> None:
        heading = self._headings.get(statement.pk, "")
        group = self._last
        if group is None or group.session or heading:
            self._loose += 1
            group = self._new(SessionGroup(None, heading=heading, part=self._loose))
        group.statements.append(statement)
        self._last = group

    def _cut_open(self, group: SessionGroup) -> bool:
        """Whether statements of no session stand between those of a group and the next."""
        if not group.statements:
            return False
        following = self.in_order[self.in_order.index(group) + 1 :]
        between = takewhile(lambda other: other.session is None, following)
        return any(other is self._last for other in between)

    def _new(self, group: SessionGroup) -> SessionGroup:
        """A group put after the one that was filled last; the first stands above all."""
        place = self.in_order.index(self._last) + 1 if self._last else 0
        self.in_order.insert(place, group)
        return group
