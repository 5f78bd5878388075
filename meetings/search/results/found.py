"""The rows of one noun that words find, by number, to narrow a list of them."""

from dataclasses import dataclass

from .noun_groups import _NOUNS, CAP, _entries, dated
from .statements import prepare


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of rows, at most :data:`CAP`; where not ``whole``, there are more."""

    numbers: tuple[int, ...]
    whole: bool
    notes: tuple[str, ...]


def rows_found(noun: str, words: str) -> Found:
    """Rows of a noun by its name in ``nouns.NAMES``; public or not, as the index holds them.

    ``in:`` and ``year:`` narrow meetings and pledges. A query of fields alone finds nothing.
    """
    asked = prepare(words)
    own = next(one for one in _NOUNS if one.name == noun)
    entries, whole = _entries(asked)
    numbers = list(dict.fromkeys(entries.get(own.code, [])))
    whole = whole and len(numbers) <= CAP
    if numbers and noun in ("meeting", "pledge") and asked.conditions:
        numbers = dated(noun, numbers[:CAP], asked.conditions)
    return Found(tuple(numbers[:CAP]), whole, asked.notes)
