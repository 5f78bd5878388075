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
#: hits that a snippet may begin with
_MOST_TRIED = 202


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
    words = tokens(text)
    spans = term_spans(words, terms)
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
    ends = [word.end for word in words if word.end <= limit]
    return ends[-1] if ends else limit


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
