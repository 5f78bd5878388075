"""What is shown of a text that holds a sentence: the words marked, and some before and after."""

import re
from collections.abc import Iterable, Sequence

from ..search.results.marking import TextPart

#: characters shown before and after the words, and between parts of them
AROUND, BETWEEN = 240, 500
#: characters of the longest text that is compared as a whole
LONG = 30_000
#: words by which the place in a longer one is found, and places of them that are looked at
_MOST_WORDS, _MOST_PLACES = 8, 50_000
_QUOTED = re.compile(r"“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|「[^「」]*」|\"[^\"\n]*\"")


def in_context(text: str, spans: Iterable[tuple[int, int]]) -> list[TextPart]:
    """A text about some spans, which are marked; what is left out is an ellipsis."""
    marked = sorted(spans)
    at = _word_start(text, marked[0][0] - AROUND)
    parts = [TextPart("… ", marked=False)] if at else []
    for start, end in marked:
        if start - at > BETWEEN + AROUND:
            before = text[at : _word_end(text, at + AROUND)]
            at = _word_start(text, start - AROUND)
            parts.append(TextPart(f"{before} […] ", marked=False))
        if start > at:
            parts.append(TextPart(text[at:start], marked=False))
        if end > max(at, start):
            parts.append(TextPart(text[max(at, start) : end], marked=True))
            at = end
    last = _word_end(text, at + AROUND)
    if last > at:
        parts.append(TextPart(text[at:last], marked=False))
    return [*parts, TextPart(" …", marked=False)] if last < len(text) else parts


def _word_start(text: str, place: int) -> int:
    """The beginning of a word near a place; where there is none near, the place itself."""
    if place <= 40:
        return 0
    space = re.compile(r"\s").search(text, place, place + 40)
    return space.end() if space else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text) - 40:
        return len(text)
    spaces = [found.start() for found in re.compile(r"\s").finditer(text, place - 40, place)]
    return spaces[-1] if spaces else place


def stretch_of(text: str, words: Sequence[str], length: int) -> tuple[int, int]:
    """Of a text that is too long the stretch with most of the words; all of any other."""
    if len(text) <= LONG or not words:
        return 0, min(len(text), LONG)
    longest = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    # Letters of Chinese have no bounds as words have.
    pattern = "|".join(
        rf"\b{re.escape(word)}\b" if len(word) > 1 else re.escape(word)
        for word in longest[:_MOST_WORDS]
    )
    places = []
    for found in re.finditer(pattern, text, re.IGNORECASE):
        places.append((found.start(), found.group().lower()))
        if len(places) == _MOST_PLACES:
            break
    reach = 2 * length + AROUND
    best, most = 0, 0
    first = 0
    counts: dict[str, int] = {}
    for place, word in places:
        counts[word] = counts.get(word, 0) + 1
        while place - places[first][0] > reach:
            gone = places[first][1]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            first += 1
        if len(counts) > most:
            best, most = places[first][0], len(counts)
    start = _word_start(text, best - reach)
    return start, _word_end(text, best + 2 * reach)


def is_within(span: tuple[int, int], others: Iterable[Sequence[int]]) -> bool:
    """Whether a span lies within one of others."""
    return any(start <= span[0] and span[1] <= end for start, end in others)


def touches(span: tuple[int, int], others: Iterable[Sequence[int]]) -> bool:
    """Whether a span shares a character with one of others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def stands_in_marks(text: str, span: tuple[int, int]) -> bool:
    """Whether a span of a text stands in quotation marks there."""
    low = max(0, span[0] - LONG)
    near = text[low : span[1] + LONG]
    return is_within(
        (span[0] - low, span[1] - low), (found.span() for found in _QUOTED.finditer(near))
    )
