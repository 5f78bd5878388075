"""Rows that are likely one: by names that are alike, or title and date; few queries.

Names are compared as they are folded (``participants.names``): case, accents, punctuation and "the"
make no difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.models import Document, Meeting, StubMeeting
from participants.honorifics import bare_name
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.models.choices import NameKind
from participants.names import fold_name

#: letters of the shortest name that is compared letter by letter: Iran and Iraq are two
SHORTEST = 6


class Alike(IntEnum):
    """Why rows are taken for one, the surest first."""

    NAME = 1
    ORDER = 2
    HONORIFIC = 3
    LETTER = 4
    DATE = 5
    NUMBER = 6

    @property
    def words(self) -> Any:
        """The reason in words."""
        return _WORDS[self]


_WORDS = {
    Alike.NAME: _("the same name, but for accents, case or signs"),
    Alike.ORDER: _("the same words in another order"),
    Alike.HONORIFIC: _("the same name, but for an honorific"),
    Alike.LETTER: _("one letter apart"),
    Alike.DATE: _("the same title and date"),
    Alike.NUMBER: _("the same series and number"),
}


@dataclass(frozen=True, slots=True, order=True)
class Likely:
    """Rows that may be one, by their numbers, and why."""

    why: Alike
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared, and whose it is."""

    row: int
    folded: str


def likely(model: Any) -> list[Likely]:
    """The groups of rows of a noun that are likely one, the surest first; two queries at most."""
    if issubclass(model, Meeting):
        return meetings_alike(model is StubMeeting)
    found = _first_of_each(_named_alike(_names(model), honorifics=model is Person))
    apart = _apart(model)
    return [one for one in found if not _known_apart(apart, one.numbers)]


def _names(model: Any) -> list[Name]:
    """All names of the rows of a noun; abbreviations, which several share, are none."""
    if model is Participant:
        own = Participant.objects.values_list("pk", "folded", "formal_folded")
        further: Any = ParticipantName.objects.exclude(kind=NameKind.ABBREVIATION)
        rows = further.values_list("participant_id", "folded")
    elif model is Person:
        own = Person.objects.values_list("pk", "folded")
        rows = PersonName.objects.values_list("person_id", "folded")
    else:
        column = "title" if model is Document else "name"
        texts = model.objects.values_list("pk", column)
        return [Name(pk, folded) for pk, text in texts if (folded := fold_name(text))]
    read = [(row[0], folded) for row in own for folded in row[1:]]
    return [Name(*one) for one in dict.fromkeys([*read, *rows]) if one[1]]


def _named_alike(names: Sequence[Name], *, honorifics: bool) -> Iterator[Likely]:
    yield from _grouped(Alike.NAME, ((one.folded, one.row) for one in names))
    ordered = [(" ".join(sorted(one.folded.split())), one.row) for one in names]
    yield from _grouped(Alike.ORDER, ordered)
    if honorifics:
        yield from _grouped(Alike.HONORIFIC, ((_bare(one.folded), one.row) for one in names))
    yield from _one_letter_apart([*ordered, *((one.folded, one.row) for one in names)])


def _bare(folded: str) -> str:
    return " ".join(sorted(bare_name(folded).split()))


def _grouped(why: Alike, keyed: Iterable[tuple[Any, int]]) -> Iterator[Likely]:
    """Rows of one key each."""
    groups: dict[Any, set[int]] = defaultdict(set)
    for key, row in keyed:
        if key:
            groups[key].add(row)
    for rows in groups.values():
        if len(rows) > 1:
            yield Likely(why, tuple(sorted(rows)))


def _one_letter_apart(named: Iterable[tuple[str, int]]) -> Iterator[Likely]:
    """Names of which one becomes the other by a letter more, less, or another.

    Such two have a form in common once any one letter is taken out.
    """
    owners: dict[str, set[int]] = defaultdict(set)
    for name, row in named:
        if len(name) >= SHORTEST:
            owners[name].add(row)
    shorter: dict[str, list[str]] = defaultdict(list)
    for name in owners:
        forms = {name[:place] + name[place + 1 :] for place in range(len(name))}
        for form in forms | {name}:
            shorter[form].append(name)
    for alike in shorter.values():
        for index, one in enumerate(alike):
            for other in alike[index + 1 :]:
                rows = owners[one] | owners[other]
                if len(rows) > 1 and not _numbered(one, other) and _is_one_apart(one, other):
                    yield Likely(Alike.LETTER, tuple(sorted(rows)))


def _is_one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or another makes one text the other."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    return one[start:] == other[start + 1 :] or one[start + 1 :] == other[start + 1 :]


def _numbered(one: str, other: str) -> bool:
    """Whether the letter is a digit, which tells two apart: Resolution 60/1, 60/2."""
    return [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]


def _first_of_each(found: Iterable[Likely]) -> list[Likely]:
    """Each group once, with its surest reason."""
    known: dict[tuple[int, ...], Likely] = {}
    for one in found:
        known.setdefault(one.numbers, one)
    return sorted(known.values())


def _apart(model: Any) -> dict[int, str]:
    """What tells rows apart for certain, by row: a code, or that the portal ships them."""
    if model is not Participant:
        return {}
    rows = Participant.objects.filter(shipped=True)
    return dict(rows.values_list("pk", "slug"))


def _known_apart(apart: dict[int, str], numbers: Sequence[int]) -> bool:
    """Whether all are rows of which each is known to be another."""
    return all(number in apart for number in numbers)


def meetings_alike(stubs: bool) -> list[Likely]:
    """Records, or meetings only named, of the same title and date, or number in a series."""
    rows = Meeting.objects.stubs() if stubs else Meeting.objects.records()
    columns = ("pk", "title", "date", "series_id", "ordinal")
    read = list(rows.values_list(*columns, named=True))
    dated = (((fold_name(row.title), row.date), row.pk) for row in read if row.title and row.date)
    found = [*_grouped(Alike.DATE, dated)]
    placed = (
        ((row.series_id, row.ordinal), row.pk) for row in read if row.series_id and row.ordinal
    )
    found += _grouped(Alike.NUMBER, placed)
    if stubs:
        named = ((fold_name(row.title), row.pk) for row in read if row.title)
        found += _grouped(Alike.NAME, named)
    return _first_of_each(found)
