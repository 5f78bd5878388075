"""The name of a person as printed in a list: in the person's order, and as lists sort it."""

import re
from dataclasses import dataclass

from meetings.intake.words import meanings
from participants.names import fold_name

#: states where the family name comes first, and stays first
FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "VNM", "KHM"))
#: states where most names have no family name
NO_FAMILY = frozenset(("ISL", "MMR", "ETH", "ERI", "MYS", "BTN", "MNG"))
#: words of the longest name whose last word is taken for the family name unasked
_CLEAR = 2
_FEWEST_CAPITALS = 2
#: of a monarch or pope: “Abdullah II”
_NUMERAL = re.compile(r"[IVX]+|\d+")


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name in the order the person uses, its sort name, and whether that is plain to see."""

    name: str
    sort_name: str
    clear: bool = True


def read_name(printed: str, state: str = "") -> NameRead:
    """Read a printed name of somebody of ``state`` (a code).

    “Holmes, John” and “HOLMES John” say the family name; else it is the last word with the small
    words before it, or the whole name where it comes first or there is none.
    """
    words = printed.split()
    family, comma, given = printed.partition(",")
    if comma and family.strip() and given.strip():
        family, given = _lowered(family.strip()), given.strip()
        ahead = state in FAMILY_FIRST
        name = f"{family} {given}" if ahead else f"{given} {family}"
        return NameRead(name, name if ahead else f"{family}, {given}")
    capitals = [word for word in words if _is_shouted(word)]
    if capitals and len(capitals) < len(words):
        return _by_capitals(words, state)
    if capitals and len(words) > 1:
        words = [_lowered(word) for word in words]
    name = " ".join(words)
    if len(words) < 2 or _NUMERAL.fullmatch(words[-1]):
        return NameRead(name, name)
    if state in FAMILY_FIRST or state in NO_FAMILY:
        return NameRead(name, name, clear=state not in NO_FAMILY)
    first = _family_from(words)
    sort_name = f"{' '.join(words[first:])}, {' '.join(words[:first])}"
    return NameRead(name, sort_name, clear=first <= _CLEAR - 1)


def _family_from(words: list[str]) -> int:
    """Where the family name begins: the last word and the small words before it."""
    first = len(words) - 1
    while first > 1 and fold_name(words[first - 1]) in meanings("particles"):
        first -= 1
    return first


def _by_capitals(words: list[str], state: str) -> NameRead:
    family = [_lowered(word) for word in words if _is_shouted(word)]
    given = [word for word in words if not _is_shouted(word)]
    name = " ".join(_lowered(word) for word in words)
    if state in FAMILY_FIRST:
        return NameRead(name, name)
    ahead = _is_shouted(words[0])
    # Printed family name first, for the list: in which order the person uses it is not said.
    if ahead:
        name = f"{' '.join(given)} {' '.join(family)}"
    return NameRead(name, f"{' '.join(family)}, {' '.join(given)}", clear=not ahead)


def _is_shouted(word: str) -> bool:
    """Whether a word is in capitals, and no initial."""
    letters = [sign for sign in word if sign.isalpha()]
    if len(letters) < _FEWEST_CAPITALS or word.upper() != word or word.lower() == word:
        return False
    return "." not in word and not _NUMERAL.fullmatch(word)


def _lowered(name: str) -> str:
    """Words in capitals with a capital at the beginning of each part."""
    return " ".join(_capital(word) if _is_shouted(word) else word for word in name.split())


def _capital(word: str) -> str:
    parts, begins = [], True
    for sign in word:
        parts.append(sign.upper() if begins else sign.lower())
        begins = not sign.isalpha()
    return "".join(parts)
