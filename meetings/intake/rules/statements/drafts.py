"""Statements while they grow, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...parts import Span, Sureness
from ...words import folded
from .saying import Attribution
from .speakers import Speaker


@dataclass(slots=True)
class Draft:
    """A statement: its sentences, whose they are, and where the block began."""

    attribution: Attribution
    spans: list[Span]
    block: int
    sureness: Sureness = Sureness.LIKELY
    verbatim: bool = False
    sentences: int = 1

    @property
    def whole(self) -> Span:
        """From its first word to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    def grow(self, span: Span) -> None:
        """Take a further sentence, next to those before."""
        self.sentences += 1
        last = self.spans[-1]
        self.spans[-1] = Span(last.start, max(last.end, span.end))


@dataclass(slots=True)
class Memory:
    """Who spoke last, for “he”, “the Ambassador” and sentences that go on."""

    spoken: list[Speaker] = field(default_factory=list)
    last: list[Speaker] = field(default_factory=list)
    collective: str = ""
    #: the last who were several
    several: list[Speaker] = field(default_factory=list)
    #: for whom the last of them spoke, folded
    behalf: str = ""

    def remember(self, speakers: Sequence[Speaker], collective: str = "") -> None:
        """Whoever spoke, or is told to have done something."""
        if speakers:
            self.spoken += speakers
            self.last = list(speakers)
            self.several = self.last if len(self.last) > 1 else self.several
            self.collective = ""
        elif collective:
            self.last, self.collective = [], collective

    def spoke_for(self, collective: str) -> bool:
        """Whether the last speaker speaks for a collective: “the Nordic countries”."""
        return (
            bool(self.spoken)
            and bool(self.behalf)
            and (folded(collective).removeprefix("the ") == self.behalf)
        )

    def meant(self, anaphor: str) -> tuple[list[Speaker], str]:
        """The speakers, or the collective, that a word stands for."""
        words = anaphor.split()
        if anaphor in ("they", "their") or words[:1] == ["their"]:
            if len(self.last) == 1 and self.several and not self.collective:
                return self.several, ""
            return self.last, self.collective
        if anaphor == "we":
            return [], ""
        if anaphor == "the one asked":
            return self._asked(), ""
        if words[:1] in (["his"], ["her"], ["its"]) or anaphor in ("he", "she", "it"):
            if self.collective and (anaphor == "it" or words[:1] == ["its"]):
                return [], self.collective
            return self.last[-1:] or self.spoken[-1:], ""
        return self._of_office(words), ""

    def presiding(self, speaker: Speaker) -> list[Speaker]:
        """Who spoke as “the Co-Chair from Chile” before, for “the Co-Chairs” that name nobody."""
        if speaker.key or speaker.unknown or speaker.office != "co-chairs":
            return []
        held = {
            other.key: replace(speaker, key=other.key)
            for other in self.spoken
            if other.key and "co-chair" in other.office.split()
        }
        return list(held.values()) if len(held) > 1 else []

    def _asked(self) -> list[Speaker]:
        """Whoever spoke before the one who asks."""
        asking = {speaker.key for speaker in self.last}
        for speaker in reversed(self.spoken):
            if speaker.key not in asking:
                return [speaker] if asking else []
        return []

    def _of_office(self, words: list[str]) -> list[Speaker]:
        """The last speaker of that office; the last one of all for “the representative”."""
        office = words[-1]
        for speaker in reversed(self.spoken):
            if (
                office in speaker.office.replace("-", " ").split()
                or office in speaker.office.split()
            ):
                return [speaker]
        return self.spoken[-1:] if office in _ANYBODY else []


_ANYBODY = frozenset(
    [
        "representative",
        "delegate",
        "delegation",
        "speaker",
        "ambassador",
        "government",
        "minister",
        "ministry",
        "department",
        "official",
        "authorities",
    ]
)
