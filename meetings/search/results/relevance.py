"""Relevance, alike on both databases: computed here over the newest hits, at most 1,000.

A rank made by the database would read the postings of the whole index (1.5 s at a million
statements) and differ between the two. A text scores by how often it holds each term
(with less and less for more), how rare the term is among these hits, whether the terms stand
together as typed, how early the first stands, and how short the text is.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..engine.expressions import Term
from ..engine.normal_form import folded


class _Measured(NamedTuple):
    """What of a text tells how well it answers."""

    key: int
    counts: list[int]
    first: int
    length: int
    together: bool


def ranked(texts: Iterable[tuple[int, str]], terms: Sequence[Term], linked: set[int]) -> list[int]:
    """Keys, the most relevant first, the newer first among equals.

    ``texts`` are keys with their texts; ``linked`` are the keys that are of, or on, what the
    query names.
    """
    needles = [_needle(term) for term in terms]
    phrase = " ".join(" ".join(term.words) for term in terms) if len(terms) > 1 else ""
    measured = [_measured(key, text, needles, phrase) for key, text in texts]
    holding = [sum(1 for text in measured if text.counts[at]) for at in range(len(needles))]
    weights = [math.log(1 + len(measured) / (1 + held)) for held in holding]
    scored = [(-_score(text, weights, text.key in linked), -text.key) for text in measured]
    return [-key for _rank, key in sorted(scored)]


def _score(text: _Measured, weights: Sequence[float], is_linked: bool) -> float:
    score = sum(
        weight * count / (count + 0.5 + text.length / 1500)
        for weight, count in zip(weights, text.counts, strict=True)
    )
    score += 1.0 * text.together + 0.2 / (1 + text.first / 200) + (0.6 if is_linked else 0.0)
    return round(score, 9)


def _needle(term: Term) -> str:
    """What every spelling of a term begins with: the letters its word and stem share."""
    if len(term.words) > 1:
        return " ".join(term.words)
    word, stem = term.words[0], term.stems[0]
    same = 0
    while same < min(len(word), len(stem)) and word[same] == stem[same]:
        same += 1
    return word[:same]


def _measured(key: int, text: str, needles: Sequence[str], phrase: str) -> _Measured:
    low = text.lower()
    if not low.isascii():
        low = folded(low)
    low = f" {low}"
    counts = [low.count(f" {needle}") + low.count(f"({needle}") for needle in needles]
    starts = [start for start in (low.find(needle) for needle in needles) if start >= 0]
    together = bool(phrase) and phrase in low
    return _Measured(key, counts, min(starts, default=1_000), len(low), together)
