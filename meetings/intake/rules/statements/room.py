"""Who is in the room, as far as the document said so: persons, offices, abbreviations."""

import re
from dataclasses import dataclass, field

from ...layout import Kind
from ...parts import Span
from ...proposal import Proposal
from ...words import folded
from .tokens import Tokens, tokens_of

_ABBREVIATED = re.compile(
    r"(?P<long>(?:[A-ZÀ-Ý][\w’'-]*[ \u00a0]+(?:(?:of|for|and|the|on|in|to|&)[ \u00a0]+){0,2}){1,8}"
    r"[A-ZÀ-Ý][\w’'-]*)[ \u00a0]\((?P<short>[A-Z][A-Za-z0-9&+/-]{1,11})\)"
)
#: roles of delegations that an office of the meeting means
_ROLES = {
    "chair": ("chair",),
    "co-chair": ("co-chair",),
    "co-chairs": ("co-chair",),
    "co-chairmen": ("co-chair",),
    "chairs": ("co-chair", "chair"),
    "chairman": ("chair",),
    "chairperson": ("chair",),
    "chairwoman": ("chair",),
    "president": ("chair",),
    "host": ("host",),
    "moderator": (),
    "facilitator": (),
    "rapporteur": (),
    "secretariat": ("organiser",),
}
#: what a body is called once it was named
_SHORT_BODIES = frozenset(
    [
        "organization",
        "organisation",
        "union",
        "bank",
        "forum",
        "commission",
        "community",
        "programme",
        "program",
        "fund",
        "agency",
        "centre",
        "center",
        "institute",
        "federation",
        "movement",
        "committee",
        "league",
    ]
)
_PLURAL = frozenset(("chairs", "co-chairs", "co-chairmen"))


@dataclass
class Room:
    """What an office, a person's name or an abbreviation means in this document."""

    proposal: Proposal
    #: whom persons speak for, by the labels of a transcript
    names: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    #: the last word of names of bodies in the text, and whose names end so
    lasts: dict[str, set[str]] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    longs: dict[str, str] = field(default_factory=dict)
    #: offices of whoever presides, which name nobody where the document does not say
    presiding: frozenset[str] = frozenset(_ROLES)

    def holders(self, office: str) -> list[str]:
        """The participants that hold an office of the meeting."""
        if found := self.offices.get(office):
            return [found]
        roles = _ROLES.get(office, ())
        held = self.proposal.with_role(*roles) if roles else []
        if len(held) > 1 and office not in _PLURAL and "co-chair" not in roles:
            hosts = set(self.proposal.with_role("host", "co-host"))
            return [key for key in held if key in hosts][:1] or held[:1]
        return held

    def known_as(self, printed: str) -> str:
        """The participant that the text itself abbreviates so, or calls “the Organization”."""
        if found := self.shorts.get(printed):
            return found
        word = printed.removeprefix("the ").removeprefix("The ")
        keys = self.lasts.get(word.casefold(), set()) if word[:1].isupper() else set()
        return next(iter(keys)) if len(keys) == 1 and word.casefold() in _SHORT_BODIES else ""

    def long_name(self, printed: str) -> str | None:
        """The name of a body unknown to the register that the text abbreviates so."""
        return self.longs.get(printed)

    def is_body(self, printed: str) -> bool:
        """Whether the text gave an abbreviation for a body of that name."""
        return printed in self.longs.values()


def room_of(proposal: Proposal) -> Room:
    """Read the document once for who is introduced in it."""
    room = Room(proposal)
    source = proposal.source
    for match in _ABBREVIATED.finditer(source.text):
        mentions = source.mentions_in(Span(match.start("long"), match.end("long")))
        keys = [mention.key for mention in mentions if mention.key and not mention.adjective]
        whole = [m for m in mentions if m.span.end == match.end("long") and m.key]
        if whole and keys and len(whole[0].printed) * 2 > len(match["long"]):
            room.shorts.setdefault(match["short"], whole[0].key)
        else:
            room.longs.setdefault(match["short"], match["long"])
    for block in source.blocks:
        if block.kind == Kind.TURN and block.label and len(source.words(block.span)) < 200:
            _of_label(room, tokens_of(source, block.label), tokens_of(source, block.span))
    for mention in source.mentions:
        if mention.key and not mention.adjective and " " in mention.printed:
            room.lasts.setdefault(mention.printed.split()[-1].casefold(), set()).add(mention.key)
    return room


def _of_label(room: Room, label: Tokens, said: Tokens) -> None:
    """“Chairman: Mr. Delegate 1 (Sweden)” says who the Chairman is."""
    if re.fullmatch(r"P\(?\.?", said.code):
        keys = {mention.key for mention in room.proposal.source.mentions_in(said.span)}
        if len(keys) == 1:
            room.offices.setdefault(folded(label.words(0, len(label.code))), keys.pop())
