"""Finding a participant by any name that a document prints.

Only whole names count. A name that nobody goes by is unknown, one that several go by is
ambiguous, and neither is ever guessed: "Democratic Republic of", on the line before
"Timor-Leste", is no name of the Congo. The finder sees every participant, also those that are
not public: it serves record files and the admin, not visitors.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import F, Q

from participants.models import Participant
from participants.models.former import of_former_slugs
from participants.names import fold_name

# What may be a code or a slug; nothing else is asked of those columns.
_ADDRESS = re.compile(r"[A-Z]{3}|[a-z0-9-]+")
# A name with another behind it, mostly its abbreviation: "African Union (AU)".
_WITH_ANOTHER = re.compile(r"\s*(?P<name>[^()]*[^()\s])\s*\(\s*(?P<short>[^()]*[^()\s])\s*\)\s*")
# What may be an abbreviation that nobody knows: two capital letters at least, and no space.
_ABBREVIATION = re.compile(r"(?:[\w&+./-]*[A-Z]){2}[\w&+./-]*")
# The longest first part of a name that stands on the line before, in words.
_WORDS_BEFORE = 8
# Names asked for in one query: well under what SQLite takes as parameters (each counts five times).
_BATCH = 2000

# Participants by row number: one that is found by two of its names is one candidate.
_Rows = dict[int, Participant]


@dataclass(frozen=True)
class Found:
    """What a printed name stands for: one participant, none known, or several candidates."""

    printed: str
    candidates: tuple[Participant, ...] = ()
    #: whether the text is an address under which the participant was known
    is_former: bool = False

    @property
    def outcome(self) -> Literal["found", "unknown", "ambiguous"]:
        """Say how the search ended."""
        if not self.candidates:
            return "unknown"
        return "found" if len(self.candidates) == 1 else "ambiguous"

    @property
    def participant(self) -> Participant | None:
        """The one participant that goes by the name, or None when there is none or a choice."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def find_participant(printed: str, preceding: str = "") -> Found:
    """Find who goes by a printed name: short, formal, other or former name, abbreviation, code.

    Case, accents, "the", hyphens and kinds of space do not matter; a code counts only in capital
    letters ("AND" is Andorra, "and" is not). A name with its abbreviation behind it, "African
    Union (AU)", is the name; where that is somebody else's, both are candidates. `preceding` is
    the text printed just before, whose last words may be the beginning of the name: the longest
    name they make with it wins. One query.
    """
    if not fold_name(printed):
        return Found(printed)
    before = fold_name(preceding).split()[-_WORDS_BEFORE:]
    longer = [" ".join(before[start:]) for start in range(len(before))]
    index = _Index([f"{words} {part}" for words in longer for part in _parts(printed)], [printed])
    for words in longer:
        whole = index.going_by(printed, words)
        if whole:
            return _found(printed, whole)
    return _found(printed, index.going_by(printed))


def find_many(printed: Iterable[str]) -> dict[str, Found]:
    """Find each of many printed names as `find_participant` does; keys are the names as given.

    One query for every 2,000 names.
    """
    matches: dict[str, Found] = {}
    for batch in _batches(printed):
        index = _Index((), batch)
        matches |= {name: _found(name, index.going_by(name)) for name in batch}
    return matches


def by_code_or_slug_or_name(values: Iterable[str]) -> dict[str, Found]:
    """Find what record files refer to: a code ("KOR"), else a slug ("ocha"), else any name.

    A code or a slug, present or former, is unique, so it wins over a name that reads the same.
    Keys are the values as given. Two queries for every 2,000 values.
    """
    matches: dict[str, Found] = {}
    for batch in _batches(values):
        index = _Index((), batch)
        merged = of_former_slugs(Participant, list(filter(_ADDRESS.fullmatch, batch)))
        for value in batch:
            row = None if index.known_by_address(value) else merged.get(value)
            found = _found(value, index.referred_to_as(value))
            matches[value] = Found(value, (row,), is_former=True) if row else found
    return matches


class _Index:
    """The participants that go by one of the texts printed, or by one of further names."""

    def __init__(self, names: Iterable[str], printed: Iterable[str]) -> None:
        self.names: dict[str, _Rows] = defaultdict(dict)
        self.codes: dict[str, _Rows] = {}
        self.slugs: dict[str, _Rows] = {}
        parts = [part for text in printed for part in _parts(text)]
        folded = {name for name in map(fold_name, [*names, *parts]) if name}
        exact = set(filter(_ADDRESS.fullmatch, map(str.strip, parts)))
        for row in _rows(folded, exact):
            self.slugs[row.slug] = {row.pk: row}
            if row.code:
                self.codes[row.code] = {row.pk: row}
            for name in {row.folded, row.formal_folded, row.further} & folded:
                self.names[name][row.pk] = row

    def going_by(self, printed: str, preceding: str = "") -> _Rows:
        """Whoever has the printed text, begun by the words `preceding`, as a name or a code."""
        whole = self._named(f"{preceding} {printed}")
        if whole or not (named := _WITH_ANOTHER.fullmatch(printed)):
            return whole
        bearers, short = self._named(f"{preceding} {named['name']}"), self._named(named["short"])
        agreed = {pk: row for pk, row in bearers.items() if pk in short}
        if agreed or not (bearers and (short or _ABBREVIATION.fullmatch(named["short"]))):
            return agreed
        return bearers | short

    def known_by_address(self, value: str) -> bool:
        """Whether the value is somebody's code or slug."""
        return bool(self._coded(value)) or value.strip() in self.slugs

    def referred_to_as(self, value: str) -> _Rows:
        """Whoever has the value as code, else as slug, else as name."""
        return self._coded(value) or self.slugs.get(value.strip()) or self.going_by(value)

    def _named(self, text: str) -> _Rows:
        return self.names.get(fold_name(text), {}) | self._coded(text)

    def _coded(self, value: str) -> _Rows:
        return self.codes.get(value.strip(), {})


def _parts(printed: str) -> list[str]:
    """A printed text; and where it has an abbreviation behind it, the name and that."""
    named = _WITH_ANOTHER.fullmatch(printed)
    return [printed, *named.groups()] if named else [printed]


def _rows(names: Collection[str], addresses: Collection[str]) -> Iterable[Any]:
    # Joined to its further names, a participant comes once for each, told in `further`.
    query = Participant.objects.select_related("part_of").annotate(further=F("names__folded"))
    named = Q(folded__in=names) | Q(formal_folded__in=names) | Q(further__in=names)
    return query.filter(named | Q(code__in=addresses) | Q(slug__in=addresses)).order_by()


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    unique = list(dict.fromkeys(values))
    return (unique[start : start + _BATCH] for start in range(0, len(unique), _BATCH))


def _found(printed: str, candidates: _Rows) -> Found:
    order = sorted(candidates.values(), key=lambda row: (row.sort_name, row.slug))
    return Found(printed, tuple(order))
