"""Words searched, marked in a text: in snippets, and on the page one arrives at."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..engine.expressions import Term
from ..engine.normal_form import Token, tokens
from ..engine.porter import stem

#: characters of a snippet, and words shown before the first hit
LENGTH = 280
BEFORE = 8


class Part(NamedTuple):
    """A stretch of text, marked or not; plain text, to be escaped when it is shown."""

    text: str
    marked: bool


def found_in(words: Sequence[Token], terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Where terms stand among the words of a text: first and last place, in order."""
    stems = [stem(word.form) for word in words]
    places: dict[str, list[int]] = {}
    for place, one in enumerate(stems):
        places.setdefault(one, []).append(place)
    found: set[tuple[int, int]] = set()
    for term in terms:
        found |= _of_term(term, words, stems, places)
    return sorted(found)


def _of_term(
    term: Term, words: Sequence[Token], stems: Sequence[str], places: dict[str, list[int]]
) -> set[tuple[int, int]]:
    wanted, size = term.stems, len(term.words)
    if term.prefix and size == 1:
        start = (term.words[0], wanted[0])
        return {
            (place, place)
            for place, word in enumerate(words)
            if word.form.startswith(start[0]) or stems[place].startswith(start[1])
        }
    found = set()
    for place in _starts(wanted[0], places):
        row = stems[place : place + size]
        whole = tuple(row[:-1]) == wanted[:-1] and len(row) == size
        if whole and (row[-1] == wanted[-1] or (term.prefix and row[-1].startswith(wanted[-1]))):
            found.add((place, place + size - 1))
    return found


def _starts(first: str, places: dict[str, list[int]]) -> list[int]:
    return places.get(first, [])


def marked(text: str, terms: Iterable[Term]) -> list[Part]:
    """The whole text, in parts; joined they are the text."""
    words = tokens(text)
    return _parts(text, words, found_in(words, terms), 0, len(text))


def snippet(text: str, terms: Sequence[Term], length: int = LENGTH) -> list[Part]:
    """About ``length`` characters around the place with the most different terms."""
    words = tokens(text)
    found = found_in(words, terms)
    if not words:
        return [Part(text[:length], marked=False)]
    start = words[max(0, _best(words, found, length) - BEFORE)].start if found else 0
    if start <= length // 5 or len(text) <= length:
        start = 0
    end = len(text) if len(text) - start <= length else _word_end(words, start + length)
    parts = _parts(text, words, found, start, end)
    if start:
        parts.insert(0, Part("… ", marked=False))
    if end < len(text):
        parts.append(Part(" …", marked=False))
    return parts


def _best(words: Sequence[Token], found: Sequence[tuple[int, int]], length: int) -> int:
    """The place from which a snippet meets most different words."""
    best, most = found[0][0], 0
    for number, (first, _last) in enumerate(found):
        limit = words[first].start + length
        seen = set()
        for place, last in found[number:]:
            if words[last].end > limit:
                break
            seen.add(tuple(words[at].form for at in range(place, last + 1)))
        if len(seen) > most:
            best, most = first, len(seen)
        if number > 200:
            break
    return best


def _word_end(words: Sequence[Token], limit: int) -> int:
    ends = [word.end for word in words if word.end <= limit]
    return ends[-1] if ends else limit


def _parts(
    text: str,
    words: Sequence[Token],
    found: Sequence[tuple[int, int]],
    start: int,
    end: int,
) -> list[Part]:
    parts: list[Part] = []
    at = start
    for first, last in found:
        left, right = max(words[first].start, at), min(words[last].end, end)
        if left >= right:
            continue
        if left > at:
            parts.append(Part(text[at:left], marked=False))
        parts.append(Part(text[left:right], marked=True))
        at = right
    if at < end:
        parts.append(Part(text[at:end], marked=False))
    return parts


def as_html(parts: Iterable[Part]) -> SafeString:
    """Parts as HTML, escaped, with ``<mark>`` around what is marked."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", part.text) if part.marked else part.text,)
            for part in parts
        ),
    )
