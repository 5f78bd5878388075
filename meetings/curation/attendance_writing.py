"""Delegations made of a list that a curator confirmed: all of it or nothing, nothing twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.intake.parts import Span
from meetings.models import Delegate, Delegation, Document, Meeting, Passage
from meetings.models.choices import Level, Presence, Role
from participants.models import Participant, Person
from participants.models.person import FormerPersonKey
from participants.names import fold_name
from participants.slugs import LONGEST, latin_slug

#: room in a key for the number that tells two of one name apart
_SERIAL = 5
_LEVELS = list(Level.values)
_ROLES = list(Role.values)


class AttendanceRefused(ValueError):  # noqa: N818  (it is an answer, not an error)
    """Rows that cannot be written, by line of the list; nothing was written."""

    def __init__(self, reasons: Sequence[tuple[int, str]]) -> None:
        super().__init__("; ".join(reason for _line, reason in reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True, slots=True)
class ConfirmedRow:
    """A row as it was confirmed: a delegation, or a delegate of it.

    With ``person`` it is somebody known; with ``name`` somebody who is made, once for all rows that
    say the same; with ``title`` or ``printed_name`` alone an unnamed one. ``span`` and
    ``person_span`` are code points of the document, None where the text is none of its.
    """

    line: int
    participant: Participant
    printed: str = ""
    roles: tuple[str, ...] = ("participant",)
    level: str = Level.NOT_STATED
    presence: str = Presence.NOT_STATED
    person: Person | None = None
    name: str = ""
    sort_name: str = ""
    key: str = ""
    printed_name: str = ""
    honorific: str = ""
    title: str = ""
    span: Span | None = None
    person_span: Span | None = None

    @property
    def has_delegate(self) -> bool:
        """Whether somebody stands in the delegation by this row."""
        return bool(self.person or self.name or self.printed_name or self.title)


@dataclass(slots=True)
class AttendanceWritten:
    """What was made; ``joined`` are delegations that were there and got delegates."""

    made: list[Delegation] = field(default_factory=list)
    joined: list[Delegation] = field(default_factory=list)
    delegates: list[Delegate] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


@transaction.atomic
def write_attendance(
    meeting: Meeting, rows: Sequence[ConfirmedRow], *, document: Document | None = None
) -> AttendanceWritten:
    """Make the delegations, delegates and people of confirmed rows; about ten queries.

    The caller has checked the right, and keeps the record in order afterwards. A delegation that
    the meeting has gets the delegates and stays as it is otherwise. Raises ``AttendanceRefused``.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    return _Writing(meeting, rows, document).written()


class _Writing:
    def __init__(
        self, meeting: Meeting, rows: Sequence[ConfirmedRow], document: Document | None
    ) -> None:
        self.meeting, self.rows, self.document = meeting, rows, document
        self.refused: list[tuple[int, str]] = []
        there = meeting.delegations.select_related("participant").order_by("order", "pk")
        self.there: dict[int, Delegation] = {row.participant_id: row for row in there}
        self.stand: set[tuple[int, str]] = {
            (row.delegation.participant_id, f"person {row.person_id}")
            for row in Delegate.objects.filter(delegation__meeting=meeting, person__isnull=False)
            .select_related("delegation")
            .order_by("pk")
        }
        self.done = AttendanceWritten()

    def written(self) -> AttendanceWritten:
        """Write all rows."""
        self._check()
        if self.refused:
            raise AttendanceRefused(self.refused)
        people = self._people()
        self._delegations()
        self._delegates(people)
        self._passages()
        return self.done

    # What is refused

    def _check(self) -> None:
        for row in self.rows:
            self._check_values(row)
            self._check_person(row)
            for span in (row.span, row.person_span):
                if span and self.document and not self._is_inside(span):
                    self._refuse(row, _("Its words do not lie in the text of the document."))

    def _check_values(self, row: ConfirmedRow) -> None:
        wrong = [role for role in row.roles if role not in _ROLES]
        wrong += [row.level] * (row.level not in _LEVELS)
        wrong += [row.presence] * (row.presence not in Presence.values)
        for value in wrong:
            self._refuse(row, _("“%s” is in no list of choices.") % value)
        for model, name, value in (
            *((Delegation, "printed", row.printed), (Delegate, "honorific", row.honorific)),
            *((Delegate, "printed", row.printed_name), (Person, "name", row.name)),
            (Person, "sort_name", row.sort_name),
        ):
            column: Any = model._meta.get_field(name)
            most = column.max_length
            if len(value) > most:
                said = {"text": f"{value[:40]}…", "most": most}
                self._refuse(row, _("“%(text)s” has more than %(most)s characters.") % said)

    def _check_person(self, row: ConfirmedRow) -> None:
        mark = self._mark(row)
        if not mark:
            return
        if (row.participant.pk, mark) in self.stand:
            said = {"person": row.person or row.name, "participant": row.participant}
            self._refuse(row, _("%(person)s stands in the delegation of %(participant)s.") % said)
        self.stand.add((row.participant.pk, mark))
        if row.name and not row.person and not (row.key or latin_slug(row.name)):
            self._refuse(row, _("Give “%s” a key in Latin letters.") % row.name)

    @staticmethod
    def _mark(row: ConfirmedRow) -> str:
        """What tells persons apart: a known one by number, a new one by name and key."""
        if row.person:
            return f"person {row.person.pk}"
        return f"name {row.key} {fold_name(row.name)}" if row.name else ""

    def _is_inside(self, span: Span) -> bool:
        length = len(self.document.text) if self.document else 0
        return 0 <= span.start < span.end <= length

    def _refuse(self, row: ConfirmedRow, reason: str) -> None:
        self.refused.append((row.line, reason))

    # What is made

    def _people(self) -> dict[str, Person]:
        """The new people by what tells them apart, each made once."""
        new = {self._mark(row): row for row in self.rows if row.name and not row.person}
        keys = _free_keys([row.key or latin_slug(row.name) for row in new.values()])
        made = {
            mark: Person(key=key, name=row.name, sort_name=row.sort_name)
            for (mark, row), key in zip(new.items(), keys, strict=True)
        }
        self.done.people = Person.objects.bulk_create([*made.values()])
        return made

    def _delegations(self) -> None:
        order = max((row.order for row in self.there.values()), default=-1)
        made: dict[int, Delegation] = {}
        for row in self.rows:
            pk = row.participant.pk
            if pk in self.there and pk not in made:
                if row.has_delegate and self.there[pk] not in self.done.joined:
                    self.done.joined.append(self.there[pk])
                continue
            if pk in made:
                _join(made[pk], row)
                continue
            order += 1
            made[pk] = Delegation(
                meeting=self.meeting, participant=row.participant, order=order, printed=row.printed
            )
            self.there[pk] = made[pk]
            _join(made[pk], row, first=True)
        self.done.made = Delegation.objects.bulk_create([*made.values()])

    def _delegates(self, people: dict[str, Person]) -> None:
        orders = dict[int, int]()
        known = [row.pk for row in self.done.joined]
        for one in Delegate.objects.filter(delegation__in=known).order_by("order", "pk"):
            orders[one.delegation_id] = one.order + 1
        self.with_delegate = [row for row in self.rows if row.has_delegate]
        made = []
        for row in self.with_delegate:
            delegation = self.there[row.participant.pk]
            order = orders.get(delegation.pk, 0)
            orders[delegation.pk] = order + 1
            made.append(
                Delegate(
                    delegation=delegation,
                    person=row.person or people.get(self._mark(row)),
                    printed=row.printed_name,
                    honorific=row.honorific,
                    title=row.title,
                    order=order,
                    **_own(delegation, row),
                )
            )
        self.done.delegates = Delegate.objects.bulk_create(made)

    def _passages(self) -> None:
        """The words of each new delegation and delegate, where they are of the document."""
        if self.document is None:
            return
        placed: list[tuple[Span, dict[str, Any]]] = []
        seen = set[tuple[int, Span]]()
        new = {row.pk for row in self.done.made}
        for row in self.rows:
            delegation = self.there[row.participant.pk]
            mark = (delegation.pk, row.span) if row.span else None
            if row.span and mark and delegation.pk in new and mark not in seen:
                seen.add(mark)
                placed.append((row.span, {"delegation": delegation}))
        for row, delegate in zip(self.with_delegate, self.done.delegates, strict=True):
            if span := row.person_span or row.span:
                placed.append((span, {"delegate": delegate}))
        counts = dict[int, int]()
        passages = []
        for span, owner in placed:
            order = counts.get(id(*owner.values()), 0)
            counts[id(*owner.values())] = order + 1
            exact = self.document.text[span.start : span.end]
            passages.append(
                Passage(
                    meeting=self.meeting,
                    document=self.document,
                    order=order,
                    start=span.start,
                    end=span.end,
                    exact=exact,
                    **owner,
                )
            )
        Passage.objects.bulk_create(passages)


def _join(delegation: Delegation, row: ConfirmedRow, *, first: bool = False) -> None:
    """A row more of a delegation: every role, the highest level, what all say of presence."""
    roles = {*delegation.roles, *row.roles}
    if len(roles) > 1:
        roles.discard(Role.PARTICIPANT)
    delegation.roles = sorted(roles, key=_ROLES.index)
    delegation.level = min(delegation.level, row.level, key=_LEVELS.index)
    if first:
        delegation.presence = row.presence
    elif delegation.presence != row.presence:
        delegation.presence = Presence.NOT_STATED


def _own(delegation: Delegation, row: ConfirmedRow) -> dict[str, str]:
    """What a delegate has not from the delegation: level and presence, where the row says so."""
    values = {"level": row.level, "presence": row.presence}
    return {
        name: value if value not in ("not stated", getattr(delegation, name)) else ""
        for name, value in values.items()
    }


def _free_keys(wanted: Iterable[str]) -> list[str]:
    """Keys that nobody has or had, in order: the one wanted, or that with a number."""
    bases = [base[: LONGEST - _SERIAL].strip("-") for base in wanted]
    if not bases:
        return []
    used = set(Person.objects.values_list("key", flat=True))
    used |= set(FormerPersonKey.objects.values_list("slug", flat=True))
    found = []
    for base in bases:
        key, serial = base, 1
        while key in used:
            serial += 1
            key = f"{base}-{serial}"
        used.add(key)
        found.append(key)
    return found
