"""Whether and where a sentence stands in the register, as exactly or as nearly as it does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ..search.results.marking import TextPart
from .alignment import Compared, Found, differences_in_print, found_in
from .asked import AskedQuote, asked_quote
from .candidates import MOST_READ, Candidates, alike, with_phrase
from .context import in_context, stretch_of
from .earlier import EarlierWording, earlier_wordings
from .known_words import known_words
from .passages import (
    FoundStretch,
    StatementPassage,
    StretchPassage,
    statement_passages,
    stretch_passages,
    tell_statements,
    tell_stretches,
)

#: matches that are shown: of exact words, and of others
MOST_SHOWN, MOST_NEAR = 5, 3
#: texts that are compared word by word, those that share most words
MOST_COMPARED = 8
#: how much of a sentence is there where it is nearly the same, or a part of it, or likest
_NEAR, _PART, _LIKE = 0.6, 0.4, 0.2
#: words in a row that are a part of a sentence whatever else is missing, and where much is there
_IN_A_ROW, _FEW_IN_A_ROW = 5, 3
#: by how much another reading has to fit better than the whole
_BETTER = 0.02


class Verdict(StrEnum):
    """What the register knows of a sentence."""

    EXACT = "exact"
    NEAR = "near"
    PART = "part"
    NONE = "none"


class _Read(NamedTuple):
    """A text of the register, and the stretch of it that is compared."""

    passage: StatementPassage | StretchPassage
    start: int
    text: Compared


@dataclass(slots=True)
class Match:
    """A text that holds a sentence, or some of it.

    ``spans`` are where in the text; ``context`` is the text about them, marked; ``print`` in what
    both differ though their words are the same. ``earlier`` is an earlier version of the statement
    that fits the sentence better.
    """

    passage: StatementPassage | StretchPassage
    found: Found
    verdict: Verdict
    spans: Sequence[tuple[int, int]]
    context: Sequence[TextPart]
    print: Sequence[str] = ()
    earlier: EarlierWording | None = None

    @property
    def stood_there(self) -> bool:
        """Whether an earlier version of the statement has the sentence as it is."""
        return self.earlier is not None and self.earlier.is_exact

    @property
    def statement(self) -> StatementPassage | None:
        """The statement that holds it; None where none does."""
        return self.passage if isinstance(self.passage, StatementPassage) else None

    @property
    def stretch(self) -> StretchPassage | None:
        """The stretch of a source that holds it, where no statement does."""
        return self.passage if isinstance(self.passage, StretchPassage) else None


@dataclass(slots=True)
class QuoteCheck:
    """What is told of a sentence; ``more``: there are more exact matches than are shown."""

    asked: AskedQuote
    verdict: Verdict
    matches: Sequence[Match] = field(default=())
    more: bool = False

    @property
    def reading(self) -> str:
        """What of the sentence was left aside as no part of it, in the best match."""
        return self.matches[0].found.reading.aside if self.matches else ""


def check_quote(text: str) -> QuoteCheck:
    """What the register knows of a sentence. A fixed number of queries, 40 at most.

    Raises :class:`RefusedQuote`, and whatever :func:`limits.time_limit` around it says.
    """
    asked = asked_quote(text)
    known = known_words(asked)
    likely = with_phrase(asked, known)
    read = _read(asked, likely.statements, likely.stretches)
    exact = _exact(asked, read)
    if likely.is_cut and not exact:
        # Many have the words of the phrase, and of those that have all the newest may be older.
        longer = with_phrase(asked, known, is_long=True)
        more = _read(asked, *_without(longer, read))
        exact, read = _exact(asked, more), read + more
    if not exact:
        more = _read(asked, *_without(alike(asked, known), read))
        # A phrase of the index does not span a word that a line cuts, if its hyphen is its own.
        exact, read = _exact(asked, more), read + more
    if exact:
        is_more = likely.is_cut or len(exact) > MOST_SHOWN
        return _told(asked, Verdict.EXACT, exact[:MOST_SHOWN], more=is_more)
    likest = sorted(read, key=lambda one: -_shared(asked, one))[:MOST_COMPARED]
    near = [match for match in (_nearest(asked, one) for one in likest) if match]
    _tell_earlier(asked, near)
    near.sort(key=_fit)
    if near and (verdict := near[0].verdict) is not Verdict.NONE:
        return _told(asked, verdict, [one for one in near if one.verdict is verdict][:MOST_NEAR])
    like = [one for one in near if one.found.share >= _LIKE and one.found.longest >= _FEW_IN_A_ROW]
    return _told(asked, Verdict.NONE, like[:1])


def _tell_earlier(asked: AskedQuote, near: Sequence[Match]) -> None:
    """Add earlier versions that fit better; what stood in one is a part at least."""
    near = sorted(near, key=_fit)
    compared = [(match.statement, match.found) for match in near if match.statement]
    earlier = earlier_wordings(asked, compared) if compared else {}
    for match in near:
        if match.statement:
            match.earlier = earlier.get(match.statement.key)
        if match.stood_there and match.verdict is Verdict.NONE:
            match.verdict = Verdict.PART


def _without(likely: Candidates, read: Sequence[_Read]) -> tuple[list[int], list[int]]:
    """Keys of statements and numbers of stretches that are not read yet."""
    statements = {one.passage.key for one in read if isinstance(one.passage, StatementPassage)}
    stretches = {one.passage.pk for one in read if isinstance(one.passage, StretchPassage)}
    return (
        [key for key in likely.statements if key not in statements],
        [pk for pk in likely.stretches if pk not in stretches],
    )


def _shared(asked: AskedQuote, read: _Read) -> float:
    """How many of the different words of a sentence a text has, long ones for more."""
    forms = {unit.form for unit in asked.readings[0].units}
    return sum(min(len(form), 8) for form in forms & read.text.forms)


def _read(asked: AskedQuote, statements: Sequence[int], stretches: Sequence[int]) -> list[_Read]:
    """Texts that may hold a sentence; three queries at most."""
    passages: list[StatementPassage | StretchPassage] = [
        *statement_passages(statements[:MOST_READ]),
        *stretch_passages(stretches[:MOST_READ]),
    ]
    raw = asked.raw_words
    read = []
    for passage in passages:
        start, end = stretch_of(passage.text, raw, len(asked.text))
        read.append(_Read(passage, start, Compared(passage.text[start:end])))
    return read


def _exact(asked: AskedQuote, read: Sequence[_Read]) -> list[Match]:
    """Texts with all words of a reading, those of the whole sentence first."""
    found = filter(None, (_exact_in(asked, one) for one in read))
    return sorted(found, key=lambda match: asked.readings.index(match.found.reading))


def _exact_in(asked: AskedQuote, read: _Read) -> Match | None:
    for reading in asked.readings:
        found = found_in(reading, read.text, whole=True)
        if found and found.is_exact:
            return _match(found, read, Verdict.EXACT)
    return None


def _nearest(asked: AskedQuote, read: _Read) -> Match | None:
    """What of a sentence stands in a text; None where nothing does.

    The whole of it is told, unless a reading without what stands around it fits better.
    """
    best: Found | None = None
    for reading in asked.readings:
        found = found_in(reading, read.text)
        if found and (best is None or found.share > best.share + _BETTER):
            best = found
    return _match(best, read, _verdict(best)) if best else None


def _verdict(found: Found) -> Verdict:
    if found.share >= _NEAR and found.longest >= _FEW_IN_A_ROW:
        return Verdict.NEAR
    if found.longest >= _IN_A_ROW or (found.share >= _PART and found.longest >= _FEW_IN_A_ROW):
        return Verdict.PART
    return Verdict.NONE


def _fit(match: Match) -> tuple[bool, float, float, bool]:
    """What orders matches: what had the sentence once and then the nearest first; of the same,
    statements before other words."""
    return not match.stood_there, -match.found.share, -match.found.longest, match.statement is None


def _match(found: Found, read: _Read, verdict: Verdict) -> Match:
    spans = [(read.start + part.start, read.start + part.end) for part in found.there]
    text = read.passage.text
    differing: dict[str, None] = {}
    if verdict is Verdict.EXACT:
        for part, (start, end) in zip(found.there, spans, strict=True):
            differing |= dict.fromkeys(differences_in_print(part.part.text, text[start:end]))
    return Match(read.passage, found, verdict, spans, in_context(text, spans), [*differing])


def _told(
    asked: AskedQuote, verdict: Verdict, matches: Sequence[Match], *, more: bool = False
) -> QuoteCheck:
    """Matches with what is told of them; nine queries at most."""
    tell_statements([match.statement for match in matches if match.statement])
    tell_stretches([*_stretches(matches)])
    return QuoteCheck(asked, verdict, matches, more)


def _stretches(matches: Iterable[Match]) -> Iterable[FoundStretch]:
    for match in matches:
        if match.stretch:
            start, end = match.spans[0][0], match.spans[-1][1]
            at = match.stretch.start
            yield FoundStretch(match.stretch, at + start, at + end)
