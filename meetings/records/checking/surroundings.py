"""What the checks of a part ask of the rest of its record: few columns, one query each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ...models import Delegate, Delegation, Meeting, Passage, Session, Speaker, Statement

#: the participant of a row and the bodies that it is part of, the nearest first
_BODIES = ("participant", "participant__part_of", "participant__part_of__part_of")


class Stretch(NamedTuple):
    """A range of a source that a statement claims."""

    document: int
    start: int
    end: int
    statement: int


class Placed(NamedTuple):
    """A statement in its place, and the session that it is of."""

    pk: int
    number: int
    session: int | None


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
        if pk not in self._statements:
            self._statements[pk] = Statement.objects.get(pk=pk)
        return self._statements[pk]

    @cached_property
    def placed(self) -> list[Placed]:
        """The statements in the order of the record."""
        rows = Statement.objects.filter(meeting=self.meeting).order_by("order", "number")
        return [Placed(*row) for row in rows.values_list("pk", "number", "session_id")]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each statement."""
        return {row.pk: row.number for row in self.placed}

    @cached_property
    def stretches(self) -> list[Stretch]:
        """What statements claim of sources, in the order of these."""
        rows = Passage.objects.filter(meeting=self.meeting, statement__isnull=False)
        columns = ("document_id", "start", "end", "statement_id")
        return sorted(Stretch(*row) for row in rows.order_by().values_list(*columns))

    @cached_property
    def presence(self) -> Presence:
        """Who has a delegation."""
        delegations = Delegation.objects.filter(meeting=self.meeting).order_by()
        chains = list(delegations.values_list(*_BODIES))
        people = Delegate.objects.filter(delegation__meeting=self.meeting, person__isnull=False)
        return Presence(
            frozenset(chain[0] for chain in chains),
            frozenset(body for chain in chains for body in chain if body is not None),
            frozenset(people.order_by().values_list("person_id", flat=True)),
        )

    @cached_property
    def absent(self) -> dict[int, list[int]]:
        """Participants that speak without a delegation, of their own, of a body they are part of
        or of a part of theirs; each with its statements, in their order.
        """
        rows: Any = Speaker.objects.filter(
            statement__meeting=self.meeting, participant__isnull=False
        )
        columns = ("statement_id", "person_id", *_BODIES)
        found: dict[int, set[int]] = defaultdict(set)
        for statement, person, *chain in rows.order_by().values_list(*columns):
            near = self.presence.participants.intersection(chain)
            if not (near or chain[0] in self.presence.bodies or person in self.presence.people):
                found[chain[0]].add(statement)
        order = [row.pk for row in self.placed]
        return {who: sorted(said, key=order.index) for who, said in found.items()}

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions, as they are listed."""
        return list(Session.objects.filter(meeting=self.meeting).order_by("order", "pk"))
