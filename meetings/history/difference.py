"""One difference between two record files, in words."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from .runs import Run, in_brackets


class Change(StrEnum):
    """What became of a part or a value."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class About:
    """What a difference is about: the list of the file, the permanent number, the words."""

    noun: str
    number: int | None
    part: str

    def inside(self, words: str) -> "About":
        """A part of this part."""
        return About(self.noun, self.number, f"{self.part}, {words}" if words else self.part)

    def passage(self) -> "About":
        """Its passage."""
        words = gettext("Passage of %(part)s") % {"part": self.part}
        return About(self.noun, self.number, words)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, in words.

    ``about`` says what differs ("¶12", "Delegation of Japan"), ``what`` which value ("speaker")
    or what is said of it; "" where all of the part is new or gone. ``before`` and ``after`` are
    "" where there was or is nothing. Of a text that changed the ``runs`` show the words instead.
    """

    about: About
    what: str
    change: Change
    before: str = ""
    after: str = ""
    runs: tuple[Run, ...] = ()

    @property
    def part(self) -> str:
        """What differs, in words."""
        return self.about.part

    @property
    def has_values(self) -> bool:
        """Whether a value became another, of which one may be none."""
        return self.change is Change.CHANGED and bool(self.before or self.after)

    def __str__(self) -> str:
        """The difference in a line of plain text: “¶12: speaker Egypt → Japan”."""
        what = f"{self.part}: {self.what}" if self.what else self.part
        if self.runs:
            return f"{what} “{in_brackets(self.runs)}”"
        if self.change is Change.NEW:
            return self._said(what, self.after, gettext("new"))
        if self.change is Change.GONE:
            return self._said(what, self.before, gettext("taken out"))
        if not self.has_values:
            return what
        nothing = gettext("none")
        return f"{what} {self.before or nothing} → {self.after or nothing}"

    def _said(self, what: str, value: str, said: str) -> str:
        if self.what:
            return " ".join(filter(None, [what, value, said]))
        return f"{what} {said}: {value}" if value else f"{what} {said}"
