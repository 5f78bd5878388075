"""Relevance, alike on both databases: computed here over the newest hits, at most 1,000.

A rank made by the database would read the postings of the whole index (1.5 s at a million
statements) and differ between the two. A text scores by how often it holds each term
(with less and less for more), how rare the term is among these hits, whether the terms stand
together as typed, how early the first stands, and how short the text is.
"""

import math
from collections.abc import Iterable, Sequence

from ..engine.expressions import Term
from ..engine.normal_form import LETTERS, folded

_LETTERS = str.maketrans(LETTERS)


def ranked(texts: Iterable[tuple[int, str]], terms: Sequence[Term], linked: set[int]) -> list[int]:
    """Keys, the most relevant first, the newer first among equals.

    ``texts`` are keys with their texts; ``linked`` are the keys that are of, or on, what the
    query names.
    """
    needles = [_needle(term) for term in terms]
    together = " ".join(" ".join(term.words) for term in terms) if len(terms) > 1 else ""
    rows = [(key, *_counts(text, needles, together)) for key, text in texts]
    holding = [sum(1 for row in rows if row[1][at]) for at in range(len(needles))]
    weights = [math.log(1 + len(rows) / (1 + held)) for held in holding]
    scored = []
    for key, counts, first, size, adjacent in rows:
        score = sum(
            weight * count / (count + 0.5 + size / 1500)
            for weight, count in zip(weights, counts, strict=True)
        )
        score += 1.0 * adjacent + 0.2 / (1 + first / 200) + (0.6 if key in linked else 0.0)
        scored.append((-round(score, 9), -key))
    return [-key for _score, key in sorted(scored)]


def _needle(term: Term) -> str:
    """What every spelling of a term begins with: the letters its word and stem share."""
    if len(term.words) > 1:
        return " ".join(term.words)
    word, stem = term.words[0], term.stems[0]
    same = 0
    while same < min(len(word), len(stem)) and word[same] == stem[same]:
        same += 1
    return word[:same]


def _counts(text: str, needles: Sequence[str], together: str) -> tuple[list[int], int, int, bool]:
    low = text.lower()
    if not low.isascii():
        low = folded(low)
    low = f" {low}"
    counts = [low.count(f" {needle}") + low.count(f"({needle}") for needle in needles]
    places = [place for place in (low.find(needle) for needle in needles) if place >= 0]
    adjacent = bool(together) and together in low
    return counts, min(places, default=1_000), len(low), adjacent
