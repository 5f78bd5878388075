"""Passages: from quotations to positions in a source text, and back.

A passage is kept as the W3C Web Annotation model does it, by position (TextPositionSelector:
code points, end excluded) and by quotation (TextQuoteSelector, with first and last words alone).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext

from .beginnings import without_space
from .fields.document import CorrectionRecord
from .fields.passage import PassageRange, Span
from .text_index import WHITE_SPACE, TextIndex, fold_space

_WORD = re.compile(f"[^{WHITE_SPACE}]+")
# Words that a quotation made here begins and ends with, before more are needed to be unique.
_FEW_WORDS = 5


class PassageError(ValueError):
    """A quotation or position that leads to no passage, or to several; says what to do."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The first words of a passage, its last words, and the words right before it.

    Without ``end`` the first words are the whole passage.
    """

    start: str
    end: str = ""
    prefix: str = ""


def locate(index: TextIndex, quote: Quote) -> Span:
    """The one span of the text that ``quote`` stands for.

    ``start`` must occur once, right after ``prefix`` where that is given. The span runs to
    the first occurrence of ``end`` that does not cut ``start`` short. Words that stand nowhere
    as given are sought in other writings: é as one character or two, ’ or ', – or -.
    Raises :class:`PassageError` with the count when ``start`` occurs never or more than once.
    """
    start, end = fold_space(quote.start), fold_space(quote.end)
    if not start:
        raise PassageError(gettext("the first words are empty; give the words it begins with."))
    first = _only_occurrence(index, start, fold_space(quote.prefix))
    if not end:
        return index.span(first.start, first.end)
    last = _last_words(index, end, first)
    if last is None:
        raise PassageError(
            gettext(
                "the last words “%(end)s” are found 0 times after the first words “%(start)s”; "
                "%(remedy)s"
            )
            % {"end": _shown(end), "start": _shown(start), "remedy": _remedy(index, end)}
        )
    return index.span(first.start, last)


def _last_words(index: TextIndex, words: str, first: Span) -> int | None:
    """Where the last words end, so that the first words are inside."""
    found = index.folded.find(words, max(first.start, first.end - len(words)))
    if found >= 0:
        return found + len(words)
    spans = index.loose.spans(words, first.start)
    return next((end for _start, end in spans if end >= first.end), None)


def _only_occurrence(index: TextIndex, start: str, prefix: str) -> Span:
    places = index.beginnings(start).positions
    if places:
        # To name their number, all that stand after nothing in particular are not gone through.
        after = list(_places_after(index, start, prefix)) if prefix else places
        if len(after) == 1:
            return Span(after[0], after[0] + len(start))
        raise _not_one(index, start, prefix, len(after))
    spans = [Span(*place) for place in index.loose.spans(start)]
    found = [span for span in spans if _follows(index, span.start, prefix)]
    if len(found) == 1:
        return found[0]
    raise _not_one(index, start, prefix, len(found) if spans else None)


def _places_after(index: TextIndex, start: str, prefix: str) -> Iterator[int]:
    """The places where ``start`` stands as given, right after ``prefix``."""
    for place in index.beginnings(start).perhaps_after(prefix):
        if _follows(index, place, prefix):
            yield place


def _not_one(index: TextIndex, start: str, prefix: str, count: int | None) -> PassageError:
    """What is wrong with first words that do not stand once; None where they stand nowhere."""
    values = {"start": _shown(start), "prefix": _shown(prefix), "count": count}
    if count:
        return PassageError(
            gettext(
                "the first words “%(start)s” are found %(count)d times; quote more of them, or "
                "give the words right before as “prefix”."
            )
            % values
        )
    if count is not None:
        return PassageError(
            gettext(
                "the first words “%(start)s” are found 0 times right after “%(prefix)s”; "
                "correct the prefix."
            )
            % values
        )
    return PassageError(
        gettext("the words “%(start)s” are found 0 times; %(remedy)s")
        % {**values, "remedy": _remedy(index, start)}
    )


def _remedy(index: TextIndex, words: str) -> str:
    """What to do about words that stand nowhere: copy them, from the nearest place if any."""
    place = index.nearest(words)
    if place is None:
        return gettext("copy them from the source text.")
    around = index.folded[place.start : max(place.end, place.start + len(words))]
    message = gettext("the nearest is “%(words)s”, at character %(position)d; copy them there.")
    return message % {"words": _shown(around), "position": index.original(place.start)}


def _follows(index: TextIndex, position: int, prefix: str) -> bool:
    """Whether ``prefix`` ends right before ``position``, a space between or not."""
    if not prefix:
        return True
    before = without_space(index.folded, position)
    return index.folded.endswith(prefix, 0, before) or index.reads_before(prefix, before)


def _shown(words: str) -> str:
    return words if len(words) <= 80 else words[:80] + "…"


def check_position(text: str, span: Span) -> Span:
    """``span``, when it is a stretch of ``text``; raises :class:`PassageError` if not."""
    if not 0 <= span.start < span.end <= len(text):
        raise PassageError(
            gettext(
                "position %(start)d to %(end)d is not inside the text, which has %(length)d code "
                "points; positions count from 0 and the end is excluded."
            )
            % {"start": span.start, "end": span.end, "length": len(text)}
        )
    return span


def resolve(index: TextIndex, quote: Quote | None, position: Span | None) -> Span:
    """The span that a quotation, a position, or both stand for.

    Raises :class:`PassageError` when one of them leads nowhere, when they disagree, and
    when neither is given.
    """
    if position is not None:
        check_position(index.text, position)
    if quote is None:
        if position is None:
            raise PassageError(gettext("give “quote”, “position” or both."))
        return position
    quoted = locate(index, quote)
    if position is not None and position != quoted:
        raise PassageError(
            gettext(
                "the quotation stands at %(start)d to %(end)d, the position says %(first)d to "
                "%(last)d; correct one of them, or leave out the position."
            )
            % {
                "start": quoted.start,
                "end": quoted.end,
                "first": position.start,
                "last": position.end,
            }
        )
    return quoted


def make_quote(index: TextIndex, span: Span) -> Quote | None:
    """The shortest quotation, by whole words, that :func:`locate` leads back to ``span``.

    ``None`` when there is none: the span begins or ends with white space, or the text
    repeats itself so that nothing tells it apart. Then only the position names it.
    """
    exact = index.text[span.start : span.end]
    words = [match.span() for match in _WORD.finditer(exact)]
    if not words or words[0][0] != 0 or words[-1][1] != len(exact):
        return None
    before = fold_space(index.text[max(0, span.start - 400) : span.start]).split(" ")
    for quote in _candidates(exact, words, before):
        if len(list(islice(_places_after(index, quote.start, quote.prefix), 2))) != 1:
            continue
        try:
            if locate(index, quote) == span:
                return quote
        except PassageError:
            continue
    return None


def _candidates(exact: str, words: list[tuple[int, int]], before: list[str]) -> Iterator[Quote]:
    """Quotations to try: few words, words before, then ever more words, at last all."""
    few = min(_FEW_WORDS, len(words))
    prefixes = ["", *(" ".join(before[-count:]) for count in (1, 2, 3, 5, 8, 13, 21, 34))]
    sizes = []
    size = few
    while 2 * size < len(words):
        sizes.append(size)
        size *= 2
    for count in sizes:
        start = fold_space(exact[: words[count - 1][1]])
        for end_count in sorted({min(few, len(words) - count), count}):
            end = fold_space(exact[words[-end_count][0] :])
            for prefix in prefixes if count == few else prefixes[:4]:
                yield Quote(start, end, prefix)
    whole = fold_space(exact)
    for prefix in prefixes:
        yield Quote(whole, "", prefix)


def corrected_text(
    text: str, ranges: Iterable[PassageRange], corrections: Iterable[CorrectionRecord]
) -> str:
    """The words of a passage: its ranges joined by one space, read as the corrections say.

    ``text`` is the document's, ``corrections`` are those of the same document. Raises
    :class:`PassageError` when a correction lies across the edge of a range.
    """
    ordered = sorted(corrections, key=lambda correction: correction.span.start)
    return " ".join(_corrected(text, piece, ordered) for piece in ranges)


def _corrected(text: str, piece: PassageRange, corrections: list[CorrectionRecord]) -> str:
    parts = []
    position = piece.start
    for correction in corrections:
        span = correction.span
        if span.end <= piece.start or span.start >= piece.end:
            continue
        if span.start < position or span.end > piece.end:
            raise PassageError(
                gettext(
                    "the correction of “%(printed)s” lies across the edge of this passage; let the "
                    "passage hold all of it or nothing."
                )
                % {"printed": _shown(correction.printed)}
            )
        parts += [text[position : span.start], correction.read]
        position = span.end
    return "".join([*parts, text[position : piece.end]])
