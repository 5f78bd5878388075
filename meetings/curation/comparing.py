"""Whether two names may be of one: why, or not at all. Plain values, without a database.

Goes on from what tells likely duplicates (``meetings.merging.likely``): the reasons are the same,
with those that only make sense where somebody is asked, as initials.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from anyascii import anyascii
from django.utils.translation import gettext_lazy as _

from meetings.intake.words import meanings
from meetings.merging.likely import SHORTEST, Alike
from meetings.search.query.spelling import distance, reach_of
from participants.honorifics import HONORIFICS
from participants.names import fold_name

#: words before the name of a participant that are none of it
_ABOUT = frozenset(
    ("government", "delegation", "permanent", "mission", "embassy", "of", "to", "and", "for", "in")
)
_VOWELS = re.compile(r"(?<!^)[aeiouyjw]+")
_DOUBLED = re.compile(r"(.)\1+")
#: consonants of the shortest name that is compared by them alone
_CONSONANTS = 4
#: letters of the shortest name that is compared letter by letter; somebody is asked, so that it is
#: one less than for duplicates
_SHORTEST_NAME = SHORTEST - 1
#: letters of the shortest word in which one may be wrong
_SHORTEST_WORD = 4


class Likeness(IntEnum):
    """Why a name may be meant, the surest first."""

    NAME = 1
    ORDER = 2
    HONORIFIC = 3
    SPELLING = 4
    MORE = 5
    INITIALS = 6
    SOUND = 7

    @property
    def words(self) -> Any:
        """The reason in words."""
        return _WORDS[self]


_WORDS = {
    Likeness.NAME: Alike.NAME.words,
    Likeness.ORDER: Alike.ORDER.words,
    Likeness.HONORIFIC: Alike.HONORIFIC.words,
    Likeness.SPELLING: _("spelt a little differently"),
    Likeness.MORE: _("one has a word more"),
    Likeness.INITIALS: _("the same name with initials"),
    Likeness.SOUND: _("in other letters, or as it sounds"),
}
#: of these one name is meant, if no other is as near
SURE = (Likeness.NAME, Likeness.ORDER, Likeness.HONORIFIC)


@dataclass(frozen=True, slots=True)
class Compared:
    """A name, taken apart to be compared."""

    folded: str
    words: tuple[str, ...]
    #: without honorifics and words that stand around a name; all of them where nothing is left
    bare: tuple[str, ...]
    sounds: str
    #: the bare words as one, in Latin letters
    latin: str

    @property
    def joined(self) -> str:
        """The bare words as one."""
        return "".join(self.bare)


@lru_cache(maxsize=20_000)
def compared(folded: str, person: bool = True) -> Compared:
    """Take a name apart that is folded already."""
    words = tuple(folded.split())
    beside = _honorifics() if person else _ABOUT
    bare = tuple(word for word in words if word not in beside)
    bare = bare or words
    latin_words = "".join(bare if folded.isascii() else map(latin, bare)).replace(" ", "")
    return Compared(folded, words, bare, " ".join(map(_sounds, bare)), latin_words)


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    """Those of the lists of intake and of the list of duplicates, word by word."""
    listed = {word for phrase in meanings("honorifics") for word in fold_name(phrase).split()}
    return HONORIFICS | listed


@lru_cache(maxsize=50_000)
def _sounds(word: str) -> str:
    """The consonants of a word in Latin letters, each once: Mohammed and محمد are one."""
    letters = word if word.isascii() else latin(word).replace(" ", "")
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", letters))


def latin(name: str) -> str:
    """A name folded, in Latin letters."""
    return fold_name(name if name.isascii() else anyascii(name))


def likeness(one: Compared, other: Compared) -> Likeness | None:
    """Why two names may be of one; None where nothing says so."""
    if one.folded == other.folded or one.joined == other.joined:
        same = one.bare == one.words and other.bare == other.words
        return Likeness.NAME if same or one.folded == other.folded else Likeness.HONORIFIC
    mine, others = sorted(one.bare), sorted(other.bare)
    if mine == others:
        return Likeness.ORDER if len(one.words) == len(other.words) else Likeness.HONORIFIC
    if _is_spelt_like(one.joined, other.joined) or _are_spelt_like(mine, others):
        return Likeness.SPELLING
    if _has_more(set(mine), set(others)):
        return Likeness.MORE
    if _are_initials(one.bare, other.bare):
        return Likeness.INITIALS
    return Likeness.SOUND if _sound_alike(one, other) else None


def _is_spelt_like(one: str, other: str) -> bool:
    """Whether a whole name differs by a letter; digits tell two apart."""
    if min(len(one), len(other)) < _SHORTEST_NAME or abs(len(one) - len(other)) > 1:
        return False
    return distance(one, other, 1) <= 1 and _digits(one) == _digits(other)


def _digits(text: str) -> list[str]:
    return [sign for sign in text if sign.isdigit()]


def _are_spelt_like(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words are the same but for one, in which letters are wrong."""
    if len(one) != len(other) or len(one) < 2:
        return False
    mine, others = _without(one, other), _without(other, one)
    if len(mine) != 1 or len(others) != 1 or _digits(mine[0]) != _digits(others[0]):
        return False
    short = min(len(mine[0]), len(others[0]))
    return short >= _SHORTEST_WORD and distance(mine[0], others[0], 2) <= reach_of("x" * short)


def _without(words: Iterable[str], others: Sequence[str]) -> list[str]:
    left = list(others)
    found = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            found.append(word)
    return found


def _has_more(one: set[str], other: set[str]) -> bool:
    """Whether two words at least are all that the shorter has."""
    fewer, more = sorted((one, other), key=len)
    return 2 <= len(fewer) < len(more) <= 2 * len(fewer) and fewer < more


def _are_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word is the other or begins with it as a letter; the last is whole."""
    if len(one) != len(other) or len(one) < 2 or one[-1] != other[-1]:
        return False
    pairs = list(zip(one[:-1], other[:-1], strict=True))
    return all(a == b or (len(min(a, b, key=len)) == 1 and a[0] == b[0]) for a, b in pairs)


def _sound_alike(one: Compared, other: Compared) -> bool:
    if one.latin == other.latin:
        return True
    mine, others = one.sounds.replace(" ", ""), other.sounds.replace(" ", "")
    if len(mine) < _CONSONANTS:
        return False
    return mine == others or sorted(one.sounds.split()) == sorted(other.sounds.split())
