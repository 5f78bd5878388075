"""Delegations as they are gathered: one a participant, with all its roles, words and delegates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from participants.names import fold_name

from ...parts import Part, Span, Sureness
from ...people import PersonMention
from ...proposal import Proposal
from ...source import Source
from .items import Item

_ORDER = (
    *("host", "co-host", "organiser", "co-organiser", "chair", "co-chair"),
    *("special guest", "speaker", "member", "observer", "participant"),
)
#: of two roles the one that says more
_STRONGER = {"co-host": "host", "co-chair": "chair", "co-organiser": "organiser"}


@dataclass(frozen=True, slots=True)
class Presence:
    """How a text says that somebody was present."""

    rule: str
    role: str = "participant"
    level: str = ""
    presence: str = ""
    #: the words that say so
    phrase: Span | None = None
    sureness: Sureness = Sureness.LIKELY


@dataclass
class Gathering:
    """Adds delegations to a proposal."""

    proposal: Proposal
    #: names of unknown bodies that were told already
    told: set[Span] = field(default_factory=set)

    @property
    def source(self) -> Source:
        """The document."""
        return self.proposal.source

    def add(self, item: Item, presence: Presence) -> Part | None:
        """Add a participant, or what is said of it here; None for a body that is not known."""
        if not item.key:
            self.tell(item.span)
            return None
        if self._is_itself(item.key):
            return None
        part = self.proposal.delegation(item.key)
        spans = [span for span in (presence.phrase, item.span) if span is not None]
        if part is None:
            part = Part(
                {
                    "participant": item.key,
                    "printed": item.printed,
                    "roles": [presence.role],
                    "level": presence.level or item.level or "not stated",
                    "presence": presence.presence or "not stated",
                },
                spans,
                presence.rule,
                presence.sureness,
            )
            self.proposal.delegations.append(part)
        else:
            _join(part, item, presence, spans)
        if item.person is not None:
            self.add_delegate(part, item.person, presence)
        return part

    def add_delegate(self, part: Part, person: PersonMention, presence: Presence) -> None:
        """Add the person who is printed, once, with the words that introduced them."""
        person = person.introduced or person
        values = _delegate(person, presence)
        delegates = part.inner.setdefault("delegates", [])
        for other in delegates:
            if _is_same(other.values, values):
                if other.values["role"] == "participant":
                    other.values["role"] = values["role"]
                return
        spans = [span for span in (presence.phrase, person.span) if span is not None]
        delegates.append(Part(values, spans, presence.rule, presence.sureness))

    def _is_itself(self, key: str) -> bool:
        """Whether a group is the one that meets: the Friends of something, in the title."""
        known = self.source.register.participant(key)
        title = f" {fold_name(str(self.proposal.value('title') or ''))} "
        return known.kind == "network" and any(
            f" {fold_name(name)} " in title for name in (known.name, *known.names)
        )

    def tell(self, span: Span) -> None:
        """Keep the name of a body that the register does not know, once."""
        if span not in self.told:
            self.told.add(span)
            self.proposal.unknown.append(span)


def _join(part: Part, item: Item, presence: Presence, spans: Sequence[Span]) -> None:
    """Take up a further role, level and words of a delegation."""
    values = part.values
    roles = [*values["roles"], presence.role]
    values["roles"] = joined_roles(roles)
    if values["level"] == "not stated":
        values["level"] = presence.level or item.level or "not stated"
    if values["presence"] == "not stated":
        values["presence"] = presence.presence or "not stated"
    elif not presence.presence:
        # Heard by video in one place, and in the room in another.
        values["presence"] = "not stated"
    if presence.role != "participant":
        part.spans += [span for span in spans if span not in part.spans]


def joined_roles(roles: Sequence[str]) -> list[str]:
    """Roles without doubles: beside another “participant” says nothing."""
    kept = {role for role in roles if _STRONGER.get(role) not in roles}
    if len(kept) > 1:
        kept.discard("participant")
    return sorted(kept, key=_ORDER.index)


def _delegate(person: PersonMention, presence: Presence) -> dict[str, Any]:
    level = person.level if person.level and person.key else ""
    return {
        "person": person.name or None,
        "printed": person.name or person.title,
        "honorific": person.honorific,
        "title": person.title,
        "role": presence.role,
        "level": level or "not stated",
        "presence": presence.presence or "not stated",
    }


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two are one delegate: the same name, or the same office where one has no name."""
    if one["person"] and other["person"]:
        return bool(one["person"] == other["person"])
    return bool(one["title"] and one["title"] == other["title"])
