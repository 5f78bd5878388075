"""Words searched, marked in a text: in snippets, and on the page one arrives at."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..engine.expressions import Term
from ..engine.normal_form import Token, tokens
from ..engine.porter import stem

#: characters of a snippet, and words shown before the first hit
LENGTH = 280
BEFORE = 8
#: hits that a snippet may begin with
_MOST_TRIED = 202
#: characters of a text that is not cut into words whole for a snippet; of a speech that took 13 ms
_LONG = 8_000
#: characters on either side of a snippet that are cut into words with it
_AROUND = 400
_WORD = re.compile(r"[^\W_]+")


class TextPart(NamedTuple):
    """A stretch of text, marked or not; plain text, to be escaped when it is shown."""

    text: str
    marked: bool


#: the first and the last of some words in a row
WordSpan = tuple[int, int]


def term_spans(words: Sequence[Token], terms: Iterable[Term]) -> list[WordSpan]:
    """Where terms stand among the words of a text, in the order of the text.

    Parts of words that are cut at the end of a line follow after all words, and stand before.
    """
    stems = [stem(word.form) for word in words]
    positions: dict[str, list[int]] = {}
    for position, word_stem in enumerate(stems):
        positions.setdefault(word_stem, []).append(position)
    spans: set[WordSpan] = set()
    for term in terms:
        if term.goes_on and len(term.words) == 1:
            spans |= _prefix_spans(term, words, stems)
        else:
            spans |= _phrase_spans(term, stems, positions.get(term.stems[0], ()))
    return sorted(spans, key=lambda span: (words[span[0]].start, span))


def _prefix_spans(term: Term, words: Sequence[Token], stems: Sequence[str]) -> set[WordSpan]:
    (word_start,), (stem_start,) = term.words, term.stems
    return {
        (at, at)
        for at, word in enumerate(words)
        if word.form.startswith(word_start) or stems[at].startswith(stem_start)
    }


def _phrase_spans(term: Term, stems: Sequence[str], starts: Iterable[int]) -> set[WordSpan]:
    wanted, size = term.stems, len(term.words)
    spans = set()
    for start in starts:
        row = stems[start : start + size]
        whole = tuple(row[:-1]) == wanted[:-1] and len(row) == size
        if whole and (row[-1] == wanted[-1] or (term.goes_on and row[-1].startswith(wanted[-1]))):
            spans.add((start, start + size - 1))
    return spans


def holds_any(text: str, terms: Iterable[Term]) -> bool:
    """Whether a text has one of the terms."""
    return bool(text) and bool(term_spans(tokens(text), terms))


def marked(text: str, terms: Iterable[Term]) -> list[TextPart]:
    """The whole text, in parts; joined they are the text."""
    words = tokens(text)
    return _parts(text, words, term_spans(words, terms), 0, len(text))


def snippet(text: str, terms: Sequence[Term], length: int = LENGTH) -> list[TextPart]:
    """About ``length`` characters around the words with the most different terms."""
    words, spans = _words_about(text, terms, length)
    if not words:
        return [TextPart(text[:length], marked=False)]
    start = _start(words, spans, length) if spans else 0
    if start <= length // 5 or len(text) <= length:
        start = 0
    end = len(text) if len(text) - start <= length else _word_end(words, start + length)
    parts = _parts(text, words, spans, start, end)
    if start:
        parts.insert(0, TextPart("… ", marked=False))
    if end < len(text):
        parts.append(TextPart(" …", marked=False))
    return parts


def _words_about(
    text: str, terms: Sequence[Term], length: int
) -> tuple[list[Token], list[WordSpan]]:
    """The words of a text, or of a long one those about its snippet, and where terms stand."""
    if len(text) > _LONG:
        place = _place(text, terms, length)
        if place is not None:
            words = _words_within(text, place - _AROUND, place + length + _AROUND)
            spans = term_spans(words, terms)
            if spans or not terms:
                return words, spans
    words = tokens(text)
    return words, term_spans(words, terms)


def _words_within(text: str, start: int, end: int) -> list[Token]:
    """The words of a stretch, whole: it begins and ends at white space."""
    start = max(start, 0)
    while start and not text[start - 1].isspace():
        start -= 1
    end = min(end, len(text))
    while end < len(text) and not text[end].isspace():
        end += 1
    return [
        Token(start + word.start, start + word.end, word.form) for word in tokens(text[start:end])
    ]


class _Hit(NamedTuple):
    """A term in a text: where it stands, and how it is spelt."""

    start: int
    end: int
    spelling: str


def _place(text: str, terms: Sequence[Term], length: int) -> int | None:
    """Where the first of the hits begins about which most different ones stand.

    None where there are none of letters and digits of ASCII: then all words have to be looked at.
    """
    if not terms:
        return 0
    hits = sorted(hit for term in terms for hit in _hits(text, term))
    best, most = None, 0
    for number, first in enumerate(hits[:_MOST_TRIED]):
        seen = set()
        for hit in hits[number:]:
            if hit.end > first.start + length:
                break
            seen.add(hit.spelling)
        if len(seen) > most:
            best, most = first.start, len(seen)
    return best


def _hits(text: str, term: Term) -> Iterator[_Hit]:
    """The first places of a term, of words that are plain."""
    pattern, found = _pattern(term), 0
    for match in pattern.finditer(text) if pattern else ():
        words = [word.lower() for word in _WORD.findall(match[0])]
        if _is_term(term, words):
            yield _Hit(match.start(), match.end(), " ".join(words))
            found += 1
            if found == _MOST_TRIED:
                return


def _is_term(term: Term, words: Sequence[str]) -> bool:
    stems = [stem(word) for word in words]
    if tuple(stems) == term.stems:
        return True
    is_begun = words[-1].startswith(term.words[-1]) or stems[-1].startswith(term.stems[-1])
    return term.goes_on and tuple(stems[:-1]) == term.stems[:-1] and is_begun


@lru_cache(maxsize=200)
def _pattern(term: Term) -> re.Pattern[str] | None:
    """What every spelling of a term begins with, word for word; None where it is not plain.

    A word begins with its stem but for one letter: "hoping" with "hope", "ability" with "abl".
    """
    if not all(word.isascii() for word in term.words):
        return None
    begun = [_shared(word, stem(word)[:-1] or word[:1]) for word in term.words]
    rest = r"[^\W_]*"
    return re.compile(r"\b" + rf"{rest}[\W_]+".join(begun) + rest, re.IGNORECASE)


def _shared(word: str, other: str) -> str:
    """What two words begin with."""
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    return word[:same]


def _start(words: Sequence[Token], spans: Sequence[WordSpan], length: int) -> int:
    """Where a snippet starts: some words before the hit that it is to show."""
    hit = words[_best(words, spans, length)].start
    before = sorted(word.start for word in words if word.start < hit)
    return min(before[-BEFORE:], default=hit)


def _best(words: Sequence[Token], spans: Sequence[WordSpan], length: int) -> int:
    """The word from which a snippet meets most different words."""
    best, most = spans[0][0], 0
    for number, (first, _last) in enumerate(spans[:_MOST_TRIED]):
        limit = words[first].start + length
        seen = set()
        for start, last in spans[number:]:
            if words[last].end > limit:
                break
            seen.add(tuple(word.form for word in words[start : last + 1]))
        if len(seen) > most:
            best, most = first, len(seen)
    return best


def _word_end(words: Sequence[Token], limit: int) -> int:
    # Not the last of them: parts of words that are cut follow after all others.
    return max((word.end for word in words if word.end <= limit), default=limit)


def _parts(
    text: str,
    words: Sequence[Token],
    spans: Sequence[WordSpan],
    start: int,
    end: int,
) -> list[TextPart]:
    parts: list[TextPart] = []
    at = start
    for first, last in spans:
        left, right = max(words[first].start, at), min(words[last].end, end)
        if left >= right:
            continue
        if left > at:
            parts.append(TextPart(text[at:left], marked=False))
        parts.append(TextPart(text[left:right], marked=True))
        at = right
    if at < end:
        parts.append(TextPart(text[at:end], marked=False))
    return parts


def as_html(parts: Iterable[TextPart]) -> SafeString:
    """Parts as HTML, escaped, with ``<mark>`` around what is marked."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", part.text) if part.marked else part.text,)
            for part in parts
        ),
    )
