"""Speakers and subjects: who says a sentence."""

from dataclasses import dataclass, field
from typing import Any

from ...parts import Span
from .tokens import Tokens

#: characters of a name as printed that a record keeps
_LONGEST = 250


def whole_words(words: str) -> str:
    """As many of the words as a record keeps; none is cut."""
    return words if len(words) <= _LONGEST else words[: _LONGEST + 1].rpartition(" ")[0][:_LONGEST]


@dataclass(slots=True)
class Speaker:
    """Who spoke: ``key`` is "" for a body the register does not know and for persons of none."""

    key: str
    span: Span
    printed: str
    #: the words of the office, folded: what “the Minister” later may mean
    office: str = ""
    title: str = ""
    person: str = ""
    capacity: str = ""
    on_behalf_of: tuple[str, ...] = ()
    #: a body whose name stands in the text and that the register does not know
    unknown: bool = False
    doubtful: bool = False

    def values(self) -> dict[str, Any]:
        """The speaker as a record file has it."""
        values: dict[str, Any] = {
            "participant": self.key or None,
            "printed": whole_words(self.printed),
        }
        if self.person:
            values["person"] = self.person
        if self.title:
            values["title"] = self.title
        if self.capacity:
            values["capacity"] = whole_words(self.capacity)
        if self.on_behalf_of:
            values["on_behalf_of"] = list(self.on_behalf_of)
        return values


@dataclass(slots=True)
class Subject:
    """Speakers, or a collective, or a word that stands for those before (``anaphor``)."""

    speakers: list[Speaker] = field(default_factory=list)
    collective: str = ""
    anaphor: str = ""
    #: by an office of the meeting: “the Co-Chairs”
    by_role: bool = False

    @property
    def named(self) -> bool:
        """Whether the words themselves say who it is."""
        return bool(self.speakers) and not self.anaphor


def speaker_at(tokens: Tokens, start: int, end: int, key: str) -> Speaker:
    """A speaker whose words are tokens ``start`` to ``end``, the article left out."""
    if start + 1 < end and tokens.code[start] == "d":
        start += 1
    offices = [token for token in tokens.tokens[start:end] if token.kind in "OP"]
    return Speaker(
        key,
        tokens.range(start, end),
        tokens.words(start, end),
        office=" ".join(token.folded for token in offices),
    )
