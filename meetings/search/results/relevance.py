"""Relevance: the best of the candidates that the index picks, ranked alike on both databases.

The index ranks candidates by what it holds (``bm25``, ``ts_rank_cd``), which differs between the
two; where that would take long, the newest are ranked by their first words. The best
:data:`MOST_RANKED` of these are ranked again here: by how often the opening of a text holds each
term (with less and less for more), how rare the term is among them, whether the terms stand
together as typed, or near each other, how early the first stands, how short the text is, whether
its topics or its heading hold the terms, and whether it is of whom the query names.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from django.db.models import F
from django.db.models.functions import Length, Substr

from meetings.models import Speaker, Statement, StatementTopic
from participants.queries.prepared import PreparedQuery

from ..engine.expressions import Term
from ..engine.normal_form import folded, forms, is_unspaced
from ..engine.porter import stem
from ..query.resolution import ResolvedQuery

#: candidates that are ranked again
MOST_RANKED = 50
#: characters of a text that tell how well it answers: most statements are shorter
OPENING = 4_000
#: signs after which a word begins
_ASCII_SIGNS, _OTHER_SIGNS = "\n\t(\"'-/", "“‘’–—"
#: characters by which many hits are ranked, for a first choice
BEGINNING = 1_000
#: characters within which two terms are near each other
_NEAR = 120


@dataclass(slots=True)
class Candidate:
    """What of a statement tells how well it answers."""

    key: int
    opening: str
    length: int
    session: Annotated[str | None, F("session__title")]
    agenda_item: Annotated[str | None, F("agenda_item__title")]
    topics: Sequence[str] = ()
    offices: Sequence[str] = ()

    @property
    def headings(self) -> list[str]:
        """Under what it was said, and in what office."""
        return [*filter(None, (self.session, self.agenda_item)), *self.offices]


_CANDIDATES = PreparedQuery(
    lambda keys: (
        Statement.objects.filter(key__in=[keys])
        .annotate(opening=Substr("text", 1, OPENING), length=Length("text"))
        .order_by()
    ),
    Candidate,
)
_BEGINNINGS = PreparedQuery(
    lambda keys: (
        Statement.objects.filter(key__in=[keys])
        .annotate(opening=Substr("text", 1, BEGINNING))
        .order_by()
        .values_list("key", "opening")
    )
)
_TOPICS = PreparedQuery(
    lambda keys: (
        StatementTopic.objects.filter(key__in=[keys])
        .order_by("key", "order", "pk")
        .values_list("key", "topic__name", "topic__abbreviation")
    )
)

_OFFICES = PreparedQuery(
    lambda keys: (
        Speaker.objects.filter(statement__key__in=[keys])
        .order_by("statement__key", "order", "pk")
        .values_list("statement__key", "title", "capacity")
    )
)


class _Asked(NamedTuple):
    """What a query is sought by: the beginnings of its terms, what was typed, and stems."""

    needles: list[str]
    phrase: str
    stems: list[tuple[str, ...]]


@dataclass(slots=True)
class _Measured:
    """How a candidate holds the terms."""

    key: int
    counts: list[int]
    first: int
    length: int
    together: bool
    nearness: float
    topic: float
    heading: float


def ranked_keys(keys: Sequence[int], query: ResolvedQuery, linked: set[int]) -> list[int]:
    """The keys of candidates, the most relevant first; three queries.

    ``linked`` are the keys of statements by whom, or on what, the query names.
    """
    candidates = _CANDIDATES.rows(keys)
    topics, offices = _texts_of(_TOPICS, keys), _texts_of(_OFFICES, keys)
    for candidate in candidates:
        candidate.topics, candidate.offices = topics[candidate.key], offices[candidate.key]
    return ranked(candidates, query.terms, linked, query.phrase)


def keys_by_opening(keys: Sequence[int], query: ResolvedQuery) -> list[int]:
    """Keys by the first words of their statements alone, the most relevant first; one query.

    As long as these words: to measure a speech takes the database as long as to read it.
    """
    beginnings = [
        Candidate(key, opening, len(opening), None, None) for key, opening in _BEGINNINGS.rows(keys)
    ]
    return ranked(beginnings, query.terms, set(), query.phrase)


def _texts_of(query: PreparedQuery[tuple[Any, ...]], keys: Sequence[int]) -> dict[int, list[str]]:
    """Two short texts of each row, by key."""
    texts: dict[int, list[str]] = defaultdict(list)
    for key, one, other in query.rows(keys):
        texts[key] += filter(None, (one, other))
    return texts


def ranked(
    candidates: Iterable[Candidate],
    terms: Sequence[Term],
    linked: set[int],
    phrase: str = "",
) -> list[int]:
    """The keys of candidates, the most relevant first, the newer first among equals.

    ``phrase`` is what was typed, in normal form; of one word it tells nothing more.
    """
    asked = _Asked(
        [_needle(term) for term in terms],
        phrase if " " in phrase else "",
        [term.stems for term in terms],
    )
    measured = [_measured(candidate, asked) for candidate in candidates]
    holding = [sum(1 for text in measured if text.counts[at]) for at in range(len(terms))]
    weights = [math.log(1 + len(measured) / (1 + held)) for held in holding]
    scored = [(-_score(text, weights, text.key in linked), -text.key) for text in measured]
    return [-key for _rank, key in sorted(scored)]


def _score(text: _Measured, weights: Sequence[float], is_linked: bool) -> float:
    score = sum(
        weight * count / (count + 0.5 + text.length / 1500)
        for weight, count in zip(weights, text.counts, strict=True)
    )
    score += 1.0 * text.together + 0.5 * text.nearness + 0.2 / (1 + text.first / 200)
    score += 0.8 * text.topic + 0.8 * text.heading + (1.2 if is_linked else 0.0)
    return round(score, 9)


def _needle(term: Term) -> str:
    """What every spelling of a term begins with, after a space where its script has spaces."""
    if is_unspaced(term.words[0]):
        return _joined(term.words)
    if len(term.words) > 1:
        return " " + " ".join(term.words)
    word, short = term.words[0], term.stems[0]
    same = 0
    while same < min(len(word), len(short)) and word[same] == short[same]:
        same += 1
    return f" {word[:same]}"


def _joined(pairs: Sequence[str]) -> str:
    """The text that overlapping pairs of letters were cut from."""
    text = pairs[0]
    for pair in pairs[1:]:
        same = next(size for size in range(len(pair), -1, -1) if text.endswith(pair[:size]))
        text += pair[same:]
    return text


def _measured(candidate: Candidate, asked: _Asked) -> _Measured:
    low = _spaced(candidate.opening)
    starts = [low.find(needle) for needle in asked.needles]
    return _Measured(
        candidate.key,
        [
            low.count(needle, start) if start >= 0 else 0
            for needle, start in zip(asked.needles, starts, strict=True)
        ],
        min((start for start in starts if start >= 0), default=1_000),
        candidate.length,
        bool(asked.phrase) and asked.phrase in low,
        _nearness(low, asked.needles) if len(asked.needles) > 1 else 0.0,
        max((_held(topic, asked.stems) for topic in candidate.topics), default=0.0),
        max((_held(heading, asked.stems) for heading in candidate.headings), default=0.0),
    )


def _spaced(text: str) -> str:
    """The text folded, with a space before each word."""
    low = text.lower()
    if low.isascii():
        signs = _ASCII_SIGNS
    else:
        low, signs = folded(low), _ASCII_SIGNS + _OTHER_SIGNS
    for sign in signs:  # a fifth of the time of str.translate
        low = low.replace(sign, " ")
    return f" {low}"


def _nearness(text: str, needles: Sequence[str]) -> float:
    """The share of neighbours in the query, two words at least, that stand near each other."""
    near = sum(1 for one, other in pairwise(needles) if _are_near(text, one, other))
    return near / (len(needles) - 1)


def _are_near(text: str, one: str, other: str) -> bool:
    at = text.find(one)
    while at >= 0:
        around = text[max(at - _NEAR, 0) : at + len(one) + _NEAR]
        if other in around:
            return True
        at = text.find(one, at + 1)
    return False


def _held(text: str, stems: Sequence[tuple[str, ...]]) -> float:
    """The share of terms that a short text holds; more where it holds little else."""
    words = [stem(form) for form in forms(text)]
    if not words or not stems:
        return 0.0
    held = sum(1 for term in stems if all(word in words for word in term))
    share = held / len(stems)
    covered = sum(1 for word in words if any(word in term for term in stems)) / len(words)
    return share * (0.5 + 0.5 * covered)
