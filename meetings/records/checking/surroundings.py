"""What the checks of a part ask of the rest of its record: few columns, one query each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from django.db.models import F

from participants.queries.prepared import PreparedQuery
from participants.queries.prepared_rows import PreparedRows

from ...models import Delegate, Delegation, Meeting, Passage, Session, Speaker, Statement


@dataclass(slots=True, order=True)
class Stretch:
    """A range of a source that a statement claims."""

    document_id: int
    start: int
    end: int
    statement_id: int


@dataclass(slots=True)
class Placed:
    """A statement in its place, and the session that it is of."""

    pk: int
    number: int
    session_id: int | None


@dataclass(slots=True)
class _Body:
    """A participant of a row, and the bodies that it is part of."""

    participant_id: int
    part_of: Annotated[int | None, F("participant__part_of")]
    whole: Annotated[int | None, F("participant__part_of__part_of")]

    @property
    def chain(self) -> tuple[int | None, ...]:
        """The participant first."""
        return self.participant_id, self.part_of, self.whole


@dataclass(slots=True)
class _Spoken(_Body):
    """A participant that speaks."""

    statement_id: int
    person_id: int | None


# Asked of every act on a part: put into SQL once.
_PLACED = PreparedQuery(
    lambda meeting: Statement.objects.filter(meeting=meeting).order_by("order", "number"), Placed
)
_STATEMENTS = PreparedRows(
    Statement, lambda number: Statement.objects.filter(pk__in=[number]).order_by()
)
_STRETCHES = PreparedQuery(
    lambda meeting: Passage.objects.filter(meeting=meeting, statement__isnull=False).order_by(),
    Stretch,
)
_PRESENT = PreparedQuery(
    lambda meeting: Delegation.objects.filter(meeting=meeting).order_by(), _Body
)
_PEOPLE = PreparedQuery(
    lambda meeting: (
        Delegate.objects.filter(delegation__meeting=meeting, person__isnull=False)
        .order_by()
        .values_list("person_id")
    )
)
_SPOKEN = PreparedQuery(
    lambda meeting: Speaker.objects.filter(
        statement__meeting=meeting, participant__isnull=False
    ).order_by(),
    _Spoken,
)


@dataclass(frozen=True, slots=True)
class Presence:
    """Who has a delegation: participants, the bodies they are part of, and people."""

    participants: frozenset[int]
    bodies: frozenset[int]
    people: frozenset[int]


class Surroundings:
    """The rest of a record, each thing read once, when a rule first asks for it.

    ``known`` are rows that are read already, as those of a whole record.
    """

    def __init__(self, meeting: Meeting, known: Iterable[Statement] = ()) -> None:
        self.meeting = meeting
        self._statements = {row.pk: row for row in known}

    def statement(self, pk: int) -> Statement:
        """A statement of the record, for a fault to lead to."""
        return self.statements([pk])[0]

    def statements(self, numbers: Sequence[int]) -> list[Statement]:
        """Several of them; at most one query."""
        missing = [pk for pk in numbers if pk not in self._statements]
        self._statements |= {row.pk: row for row in _STATEMENTS.rows(missing)}
        return [self._statements[pk] for pk in numbers]

    @cached_property
    def placed(self) -> list[Placed]:
        """The statements in the order of the record."""
        return _PLACED.rows(self.meeting.pk)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each statement."""
        return {row.pk: row.number for row in self.placed}

    @cached_property
    def stretches(self) -> list[Stretch]:
        """What statements claim of sources, in the order of these."""
        return sorted(_STRETCHES.rows(self.meeting.pk))

    @cached_property
    def presence(self) -> Presence:
        """Who has a delegation."""
        chains = [row.chain for row in _PRESENT.rows(self.meeting.pk)]
        return Presence(
            frozenset(chain[0] for chain in chains if chain[0] is not None),
            frozenset(body for chain in chains for body in chain if body is not None),
            frozenset(person for (person,) in _PEOPLE.rows(self.meeting.pk)),
        )

    @cached_property
    def absent(self) -> dict[int, list[int]]:
        """Participants that speak without a delegation, of their own, of a body they are part of
        or of a part of theirs; each with its statements, in their order.
        """
        found: dict[int, set[int]] = defaultdict(set)
        for row in _SPOKEN.rows(self.meeting.pk):
            is_near = not self.presence.participants.isdisjoint(row.chain)
            is_whole = row.participant_id in self.presence.bodies
            if not (is_near or is_whole or row.person_id in self.presence.people):
                found[row.participant_id].add(row.statement_id)
        order = {row.pk: place for place, row in enumerate(self.placed)} if found else {}
        return {who: sorted(said, key=order.__getitem__) for who, said in found.items()}

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions, as they are listed."""
        return list(Session.objects.filter(meeting=self.meeting).order_by("order", "pk"))
