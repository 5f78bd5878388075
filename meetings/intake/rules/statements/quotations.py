"""Quoted words: the form of a statement, and where in its text they stand."""

import re

from ...mending import MendedText
from ...parts import Span

_QUOTED = re.compile(r"“[^“”]{1,4000}”|\"[^\"]{1,4000}\"|«[^«»]{1,4000}»")
#: shorter ones are words, not what somebody said: “data”
_WORDS = 4
#: a statement is a quotation where so much of it is quoted
_SHARE = 0.5


def quoted_in(text: str, span: Span) -> list[Span]:
    """The words inside quotation marks that are long enough to be somebody's, marks left out."""
    return [
        Span(match.start() + 1, match.end() - 1)
        for match in _QUOTED.finditer(text, span.start, span.end)
        if len(match.group().split()) >= _WORDS
    ]


def quotation_of(mended: MendedText, span: Span) -> list[dict[str, int]]:
    """Where quoted words stand in the text that the passage will have, if it is mostly quoted.

    Positions are code points of the stored words. Nothing where little is quoted, and where the
    head or foot of a page stands inside: the text has several pieces then.
    """
    quoted = quoted_in(mended.text, span)
    long = sum(part.end - part.start for part in quoted)
    if long < _SHARE * (span.end - span.start):
        return []
    whole = mended.span(span.start, span.end)
    if any(head.start < whole.end and whole.start < head.end for head in mended.furniture):
        return []
    words = mended.stored[whole.start : whole.end]
    start = whole.start + len(words) - len(words.lstrip())
    pieces = [mended.span(part.start, part.end) for part in quoted]
    return [{"start": piece.start - start, "end": piece.end - start} for piece in pieces]
