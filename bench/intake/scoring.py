"""How well a proposed record fits the right reading of its document.

A statement is right with the same span (edges within 40 characters) and the same set of speakers; a
delegation by its participant (role and level apart); a pledge by its makers and half its words; a
fact of the meeting when it is right or left empty. A value whose words the document does not print,
and that is not among the inferred ones, is invented.
"""

from dataclasses import dataclass, field
from typing import Any

from meetings.intake.printed import PrintedWords, invented
from meetings.records.fields.passage import Span
from meetings.records.text_index import TextIndex
from participants.names import fold_name

from .proof import spans

#: characters that an edge of a statement may be off
EDGE = 40
LISTS = ("delegations", "roles", "levels", "statements", "pledges")
FACTS = ("date", "ordinal", "mode", "city", "country")

Json = dict[str, Any]


@dataclass
class Tally:
    """How many were proposed, how many there are, and how many of both are the same."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right; 1 where nothing was."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was proposed; 1 where there is nothing."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 where nothing is and nothing was proposed."""
        both = self.proposed + self.wanted
        return 2 * self.right / both if both else 1.0

    def add(self, other: "Tally") -> None:
        """Add the counts of another document."""
        self.right += other.right
        self.proposed += other.proposed
        self.wanted += other.wanted


@dataclass
class Score:
    """The tallies of a document, its facts ("right", "empty", "wrong"), and what went wrong."""

    lists: dict[str, Tally] = field(default_factory=lambda: {noun: Tally() for noun in LISTS})
    facts: dict[str, str] = field(default_factory=dict)
    invented: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def score(record: Json, reading: Json, text: str) -> Score:
    """Compare a proposed record file with the reading of the document's ``text``."""
    words = PrintedWords(text)
    scored = Score(invented=[f"{path}: {value}" for path, value in invented(record, words)])
    _score_facts(scored, record.get("meeting", {}), reading["meeting"])
    _score_delegations(scored, record.get("delegations", []), reading["delegations"])
    index = TextIndex(text)
    _score_statements(scored, record.get("statements", []), reading["statements"], index)
    _score_pledges(scored, record.get("pledges", []), reading["pledges"], index)
    return scored


def _score_facts(scored: Score, meeting: Json, right: Json) -> None:
    proposed = {**meeting, **meeting.get("place", {})}
    wanted = {**right, **(right.get("place") or {})}
    for fact in FACTS:
        value, other = (side.get(fact) or None for side in (proposed, wanted))
        value, other = (None if side == "not stated" else side for side in (value, other))
        if fact == "city" and value and other and fold_name(value) == fold_name(other):
            value = other
        scored.facts[fact] = "right" if value == other else "empty" if value is None else "wrong"
        if value != other:
            scored.missed.append(f"{fact}: {value!r}, should be {other!r}")


def _score_delegations(scored: Score, proposed: list[Json], wanted: list[Json]) -> None:
    ours = {entry["participant"]: entry for entry in proposed}
    theirs = {entry["participant"]: entry for entry in wanted}
    both = ours.keys() & theirs.keys()
    scored.lists["delegations"] = Tally(len(both), len(ours), len(theirs))
    roles = sum(set(_roles(ours[key])) == set(_roles(theirs[key])) for key in both)
    levels = sum(_level(ours[key]) == _level(theirs[key]) for key in both)
    scored.lists["roles"] = Tally(roles, len(both), len(both))
    scored.lists["levels"] = Tally(levels, len(both), len(both))
    scored.missed += [f"delegation missing: {key}" for key in sorted(theirs.keys() - both)]
    scored.missed += [f"delegation too many: {key}" for key in sorted(ours.keys() - both)]
    for key in sorted(both):
        one, other = ours[key], theirs[key]
        if set(_roles(one)) != set(_roles(other)):
            scored.missed.append(f"roles of {key}: {_roles(one)}, should be {_roles(other)}")
        if _level(one) != _level(other):
            scored.missed.append(f"level of {key}: {_level(one)}, should be {_level(other)}")


def _roles(entry: Json) -> list[str]:
    return entry.get("roles") or ["participant"]


def _level(entry: Json) -> str:
    return entry.get("level") or "not stated"


@dataclass(frozen=True)
class _Attributed:
    """A statement or pledge: where it stands, and whose it is."""

    whole: Span
    ranges: tuple[Span, ...]
    whose: frozenset[str]


def _score_statements(
    scored: Score, proposed: list[Json], wanted: list[Json], index: TextIndex
) -> None:
    ours = [_attributed(entry, "speakers", _positions(entry)) for entry in proposed]
    theirs = [_attributed(entry, "speakers", spans(entry["passage"], index)) for entry in wanted]
    left = list(ours)
    for other in theirs:
        same = next(
            (one for one in left if _same_edges(one, other) and one.whose == other.whose), None
        )
        if same:
            left.remove(same)
        else:
            scored.missed.append(f"statement missing: {_told(other, index.text)}")
    scored.missed += [f"statement too many: {_told(one, index.text)}" for one in left]
    scored.lists["statements"] = Tally(len(ours) - len(left), len(ours), len(theirs))


def _score_pledges(
    scored: Score, proposed: list[Json], wanted: list[Json], index: TextIndex
) -> None:
    ours = [_attributed(entry, "by", _positions(entry)) for entry in proposed]
    theirs = [_attributed(entry, "by", spans(entry["passage"], index)) for entry in wanted]
    left = list(ours)
    for other in theirs:
        same = next((one for one in left if one.whose == other.whose and _half(one, other)), None)
        if same:
            left.remove(same)
        else:
            scored.missed.append(f"pledge missing: {_told(other, index.text)}")
    scored.missed += [f"pledge too many: {_told(one, index.text)}" for one in left]
    scored.lists["pledges"] = Tally(len(ours) - len(left), len(ours), len(theirs))


def _attributed(entry: Json, key: str, ranges: list[Span]) -> _Attributed:
    whose = {_speaker(speaker) for speaker in entry.get(key) or ()}
    if entry.get("collective"):
        whose.add("(collective)")
    ranges = sorted(ranges, key=lambda span: span.start) or [Span(0, 0)]
    return _Attributed(Span(ranges[0].start, ranges[-1].end), tuple(ranges), frozenset(whose))


def _speaker(speaker: Any) -> str:
    if isinstance(speaker, str):
        return speaker
    return speaker.get("participant") or f"“{fold_name(speaker.get('printed') or '')}”"


def _positions(entry: Json) -> list[Span]:
    passage = entry.get("passage") or []
    pieces = passage if isinstance(passage, list) else [passage]
    return [Span(piece["position"]["start"], piece["position"]["end"]) for piece in pieces]


def _same_edges(one: _Attributed, other: _Attributed) -> bool:
    starts, ends = one.whole.start - other.whole.start, one.whole.end - other.whole.end
    return abs(starts) <= EDGE and abs(ends) <= EDGE


def _half(one: _Attributed, other: _Attributed) -> bool:
    """Whether half of the words of the right pledge, at least, are in the proposed one."""
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.ranges for b in other.ranges
    )
    return shared * 2 >= sum(span.end - span.start for span in other.ranges)


def _told(part: _Attributed, text: str) -> str:
    words = " ".join(text[part.whole.start : part.whole.end].split())
    shown = words if len(words) <= 110 else f"{words[:70]} … {words[-35:]}"
    return f"{sorted(part.whose)} {part.whole.start}–{part.whole.end} {shown}"
