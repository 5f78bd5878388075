"""Parts of two records that come from the same passages, and delegations of one participant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from ..models import Meeting
from ..records.gathered import Gathered, gather
from ..records.stored import stored_record

#: what two delegations of one participant may say otherwise, and words that say nothing
COMPARED, SILENT = ("printed", "level", "presence"), ("", "not stated")
#: keys of a record file by which no two entries differ in what they say
_APART = ("number", "passage", "text")
#: lists of a record file whose entries are one where their passages are
_LISTS = ("statements", "pledges", "figures", "references")


@dataclass(frozen=True, slots=True)
class SamePart:
    """A part of each of two records; ``is_equal`` where they say the same but for their number.

    ``is_delegation`` where they can be no two: one participant has one delegation.
    """

    kept: Any
    gone: Any
    is_equal: bool
    is_delegation: bool = False
    #: what each says that the other does not say, in words: that of ``kept``, that of ``gone``
    said: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """How it is called in a form."""
        return f"{self.gone._meta.model_name}-{self.gone.pk}"


#: a row beside what the record file says of it
Entry = tuple[Any, Any]


def same_parts(kept: Meeting, gone: Meeting) -> list[SamePart]:
    """The parts that both records have."""
    ours, theirs = gather(kept), gather(gone)
    mine, others = _entries(ours), _entries(theirs)
    found = [pair for name in _LISTS for pair in _pairs(mine[name], others[name])]
    own = {row.participant_id: row for row in ours.parts["delegations"]}
    return found + [
        _delegations(own[row.participant_id], row)
        for row in theirs.parts["delegations"]
        if row.participant_id in own
    ]


def _entries(rows: Gathered) -> dict[str, list[Entry]]:
    said = stored_record(rows)
    return {name: list(zip(rows.parts[name], getattr(said, name), strict=True)) for name in _LISTS}


def _pairs(mine: list[Entry], others: list[Entry]) -> Iterator[SamePart]:
    """In the order of the second record; of several with one passage an equal one, or the first."""
    waiting: dict[Any, list[Entry]] = defaultdict(list)
    for entry in mine:
        waiting[_place(entry[1])].append(entry)
    for row, said in others:
        place = _place(said)
        free = waiting[place] if place else []
        if free:
            alike = [entry for entry in free if _numbered_alike(entry[1], said) == entry[1]]
            taken = alike[0] if alike else free[0]
            free.remove(taken)
            words = ("", "") if alike else _differences(taken[1], said)
            yield SamePart(taken[0], row, bool(alike), said=words)


def _place(said: Any) -> frozenset[tuple[str, int, int]]:
    """Where a part stands in the sources."""
    return frozenset((piece.document, piece.start, piece.end) for piece in said.passage)


def _numbered_alike(mine: Any, other: Any) -> Any:
    return replace(other, number=mine.number) if hasattr(other, "number") else other


def _differences(mine: Any, other: Any) -> tuple[str, str]:
    """What two entries of record files say otherwise, by the keys of the file."""
    names = [
        one.name
        for one in fields(mine)
        if one.name not in _APART and getattr(mine, one.name) != getattr(other, one.name)
    ]
    return _words(mine, names), _words(other, names)


def _words(said: Any, names: Iterable[str]) -> str:
    values = ((name.replace("_", " "), _value(getattr(said, name))) for name in names)
    return "; ".join(f"{name}: {value or '–'}" for name, value in values)


def _value(value: Any) -> str:
    """A value of a record file in short: of several rows what each begins with."""
    if isinstance(value, (tuple, list)):
        return ", ".join(filter(None, map(_value, value)))
    if is_dataclass(value):
        return next(filter(None, (_value(getattr(value, one.name)) for one in fields(value))), "")
    return "" if value is None or value is False else str(value)


def _delegations(mine: Any, other: Any) -> SamePart:
    """Two delegations of one participant, with what they say otherwise."""
    names = [name for name in COMPARED if getattr(mine, name) != getattr(other, name)]
    return SamePart(
        mine, other, _alike(mine, other), True, (_words(mine, names), _words(other, names))
    )


def _alike(mine: Any, other: Any) -> bool:
    """Whether two delegations say the same, where both say something."""
    pairs = ((getattr(mine, name), getattr(other, name)) for name in COMPARED)
    return all(one == two or one in SILENT or two in SILENT for one, two in pairs)
