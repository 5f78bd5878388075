"""Finding in a text the participants that the register knows, by any of their names, whole names
only.

A name that several go by, and one that is a piece of a longer name (of a body that nobody knows, of
a place such as “Northern Ireland”), is nobody's: it is told, never matched to the nearest.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from participants.names import fold_name

from .parts import Span
from .register import KnownParticipant, Register
from .words import meanings, phrases

#: words with their inner hyphens, dots of initials ("U.S.") and apostrophes ("Cote d'Ivoire")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-‐‑'’.][^\W_]+)*|[&+]")
#: a 1 or 0 that a scan made of an l or o: “Ango1a”
_SCANNED = re.compile(r"(?<=[a-z])[10](?=[a-z])")
_POSSESSIVE = re.compile(r"['’]s?$")
# What joins the words of one name; more than that divides names.
_BETWEEN = re.compile(
    r"(?:['’]s)?[ \t\u00a0]*|['’][ \t\u00a0]*|,[ \t]*|[ \t]*\([ \t]*|[ \t]*[-–/][ \t]*"
)
_TIGHT = re.compile(r"[ \t\u00a0]+|[ \t]*[-–/][ \t]*|\.")


#: words are few and come again
_fold = lru_cache(maxsize=50_000)(fold_name)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text and the form in which names are compared."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, and who goes by it: several for an ambiguous name, none if unknown."""

    span: Span
    printed: str
    keys: tuple[str, ...] = ()
    #: as an adjective: “the Norwegian delegation”
    adjective: bool = False

    @property
    def key(self) -> str:
        """The one participant that goes by it, else ""."""
        return self.keys[0] if len(self.keys) == 1 else ""


def words_of(text: str) -> list[Word]:
    """The words of a text in order, possessive endings left out."""
    found = []
    for match in _WORD.finditer(text):
        printed = match.group()
        if ending := _POSSESSIVE.search(printed):
            printed = printed[: ending.start()]
        elif printed[-2:] in ("'s", "’s"):
            printed = printed[:-2]
        if printed:
            read = _SCANNED.sub(lambda digit: "l" if digit[0] == "1" else "o", printed)
            found.append(Word(match.start(), match.start() + len(printed), printed, _fold(read)))
    return found


@dataclass
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    #: as the register writes it, where letters' case tells an abbreviation from a word
    abbreviations: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Names:
    """The names of a register, ready to be found in texts. About 30 ms for the shipped ones."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._root = _Node()
        for known in register.participants:
            for name in dict.fromkeys((known.name, *known.names, *_further_names(known))):
                self._add(name, known.key)
        for name, key in meanings("further_names").items():
            if register.knows(key):
                self._add(name, key)
        self._adjectives = {
            tuple(words.split()): key
            for words, key in meanings("adjectives").items()
            if register.knows(key)
        }
        self._not_names: dict[str, list[list[str]]] = defaultdict(list)
        for phrase in phrases("no_participants"):
            self._not_names[phrase.split()[0]].append(phrase.split())

    def _add(self, name: str, key: str) -> None:
        folded = [part for word in words_of(name) for part in word.folded.split()]
        if not folded:
            return
        node = self._root
        for part in folded:
            node = node.next.setdefault(part, _Node())
        if len(folded) == 1 and _is_abbreviation(name):
            node.abbreviations[name.replace(".", "")].add(key)
        else:
            node.keys.add(key)

    def mentions(self, text: str) -> list[Mention]:
        """Every name in the text, in order, the longest first where several begin at one word."""
        words = words_of(text)
        found: list[Mention] = []
        place = 0
        while place < len(words):
            taken, mention = self._at(text, words, place)
            if mention is not None:
                found.append(mention)
            place += max(taken, 1)
        return found

    def _at(self, text: str, words: list[Word], place: int) -> tuple[int, Mention | None]:
        if skipped := self._no_name(words, place):
            return skipped, None
        taken, keys = self._longest(text, words, place)
        if not taken:
            return self._adjective(text, words, place)
        last = words[place + taken - 1]
        span = Span(words[place].start, last.end)
        found = Mention(span, text[span.start : span.end], tuple(sorted(keys)))
        return _with_longer_body(text, words, Place(place, taken), found)

    def _no_name(self, words: list[Word], place: int) -> int:
        """How many words are a phrase that holds a name and is none."""
        for phrase in self._not_names.get(words[place].folded, ()):
            parts = words[place : place + len(phrase)]
            if [word.folded for word in parts] == phrase:
                return len(phrase)
        return 0

    def _longest(self, text: str, words: list[Word], place: int) -> tuple[int, set[str]]:
        best: tuple[int, set[str]] = (0, set())
        node, here = self._root, place
        if not _may_begin(words[place]):
            return best
        while here < len(words):
            if here > place and not _joined(text, words[here - 1], words[here]):
                break
            step = node
            for part in words[here].folded.split():
                following = step.next.get(part)
                if following is None:
                    return best
                step = following
            node, here = step, here + 1
            keys = self._bearers(node, words[place:here])
            if keys:
                best = (here - place, keys)
        return best

    @staticmethod
    def _bearers(node: _Node, words: list[Word]) -> set[str]:
        if len(words) == 1 and words[0].text.isupper() and node.abbreviations:
            short = node.abbreviations.get(words[0].text.replace(".", ""), set())
            return short or node.keys
        if len(words) == 1:
            exact = node.abbreviations.get(words[0].text.replace(".", ""), set())
            return exact or node.keys
        return node.keys

    def _adjective(self, text: str, words: list[Word], place: int) -> tuple[int, Mention | None]:
        """The adjective of a state, of one or two words."""
        for taken in (2, 1):
            parts = words[place : place + taken]
            key = self._adjectives.get(tuple(word.folded for word in parts))
            if key and parts[0].text[:1].isupper():
                span = Span(parts[0].start, parts[-1].end)
                found = Mention(span, text[span.start : span.end], (key,), adjective=True)
                return _with_longer_body(text, words, Place(place, taken), found)
        return 0, None


def _further_names(known: KnownParticipant) -> Iterator[str]:
    """What a body is called as well: “UN …” of the United Nations, “China's Ministry of …”."""
    for name in (known.name, *known.names):
        of_the_un = known.kind in ("UN body", "UN organ") and not _is_abbreviation(name)
        if of_the_un and not name.startswith(("United Nations", "UN ", "Office of the United")):
            yield f"United Nations {name}"
            yield f"UN {name}"
        body, of, state = name.rpartition(" of ")
        if known.kind == "ministry" and of and " " in body:
            yield f"{state.removeprefix('the ')}'s {body}"


def _is_abbreviation(name: str) -> bool:
    letters = [character for character in name if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return " " not in name and len(letters) > 1 and capitals > len(letters) / 2


def _may_begin(word: Word) -> bool:
    first = word.text[:1]
    return (
        first.isupper()
        or first.isdigit()
        or unicodedata.category(first) == "Lo"
        or word.text == "g7+"
    )


def _joined(text: str, one: Word, other: Word) -> bool:
    """Whether nothing but spaces, a comma or a bracket stands between two words of a name."""
    return bool(_BETWEEN.fullmatch(text[one.end : other.start].replace("\n", "\x00")))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands among the words: the first of them, and how many they are."""

    first: int
    taken: int


def _with_longer_body(
    text: str, words: list[Word], place: Place, found: Mention
) -> tuple[int, Mention]:
    """A name, or that of the longer body which begins with it, and how many words it takes.

    The part of a state or body that speaks for the whole, its Ministry, leaves it as it is.
    """
    longer = _longer_body(text, words, place.first, place.taken)
    end = place.first + place.taken + longer
    heads = meanings("heads_of_bodies")
    own = [word.folded for word in words[place.first + place.taken : end] if word.folded in heads]
    if not longer or all(heads[head] == "same" for head in own):
        return place.taken, found
    whole = Span(found.span.start, words[end - 1].end)
    return place.taken + longer, Mention(whole, text[whole.start : whole.end])


def _longer_body(text: str, words: list[Word], place: int, taken: int) -> int:
    """How many words follow that make of a name the name of another body: “Japan Foundation”.

    A name in capitals among capitals, as in a heading, is left as it is.
    """
    heads = meanings("heads_of_bodies")
    following = 0
    joins: tuple[str, ...] = ("of", "for")
    for here in range(place + taken, min(place + taken + 7, len(words))):
        if not _TIGHT.fullmatch(text[words[here - 1].end : words[here].start]):
            break
        word = words[here]
        if word.folded in heads and word.text[:1].isupper() and not word.text.isupper():
            following = here - place - taken + 1
        elif word.folded in ("of", "for"):
            # Behind these, "and" and "the" belong to the name: “Centre for Science and Technology”.
            joins = ("of", "for", "and", "the", "on")
        elif not word.text[:1].isupper() and word.folded not in joins:
            break
    return following
