"""What the rules propose of one document, before it is written as a record file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .parts import Part, Span, Sureness
from .source import Source


@dataclass
class Proposal:
    """Parts by the list of the record file that they belong to, in any order.

    Each part of ``meeting`` gives some keys of that object. Rules are run one after the other; each
    may read what those before it proposed.
    """

    source: Source
    meeting: list[Part] = field(default_factory=list)
    agenda: list[Part] = field(default_factory=list)
    sessions: list[Part] = field(default_factory=list)
    delegations: list[Part] = field(default_factory=list)
    statements: list[Part] = field(default_factory=list)
    pledges: list[Part] = field(default_factory=list)
    figures: list[Part] = field(default_factory=list)
    relations: list[Part] = field(default_factory=list)
    references: list[Part] = field(default_factory=list)
    #: of the document itself: values ``kind`` (narrative, heading, label, furniture)
    marks: list[Part] = field(default_factory=list)
    #: values of the document but text, key and marks: title, kind, symbol, date, language, issuers
    document: list[Part] = field(default_factory=list)
    #: names of bodies that the register does not know, or that several go by
    unknown: list[Span] = field(default_factory=list)

    def value(self, key: str) -> Any:
        """A value of the meeting that was proposed, None where none was."""
        return next((part.values[key] for part in self.meeting if key in part.values), None)

    def propose(self, rule: str, sureness: Sureness, *spans: Span, **values: Any) -> Part:
        """Propose values of the meeting itself; returns the part, to add reasons to."""
        part = Part(values, list(spans), rule, sureness)
        self.meeting.append(part)
        return part

    def delegation(self, key: str) -> Part | None:
        """The delegation of a participant, where it was proposed."""
        for part in self.delegations:
            if part.values.get("participant") == key:
                return part
        return None

    def with_role(self, *roles: str) -> list[str]:
        """The participants that have one of the roles, in the order printed."""
        return [
            part.values["participant"]
            for part in sorted(self.delegations, key=lambda part: part.start)
            if set(roles) & set(part.values.get("roles", ()))
        ]

    def spans(self) -> Iterator[Span]:
        """Everything that some part or mark was taken from."""
        lists = (
            *(self.meeting, self.agenda, self.sessions, self.delegations, self.statements),
            *(self.pledges, self.figures, self.relations, self.references, self.marks),
        )
        for parts in lists:
            for part in parts:
                yield from part.spans
                for inner in part.inner.values():
                    for piece in inner:
                        yield from piece.spans
