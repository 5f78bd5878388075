"""The sections of a document in another order; what stands before them and the last one stay."""

from itertools import pairwise
from random import Random

from meetings.intake.layout import Kind
from meetings.intake.register import Register
from meetings.intake.source import Source
from meetings.records.fields.passage import Span

from .placed import Placed

#: sections that may change places, without which there is nothing to order anew
_FEWEST = 2


def in_another_order(placed: Placed, register: Register, random: Random) -> Placed:
    """The same document with its inner sections shuffled, where no passage runs over two."""
    bounds = _bounds(placed, register)
    if len(bounds) < _FEWEST + 1:
        return placed
    pieces = [Span(start, end) for start, end in pairwise(bounds)]
    inner = pieces[:]
    random.shuffle(inner)
    order = [Span(0, bounds[0]), *inner, Span(bounds[-1], len(placed.text))]
    text, starts = "", {}
    for piece in order:
        starts[piece] = len(text)
        text += placed.text[piece.start : piece.end]

    def move(span: Span) -> Span:
        piece = next(piece for piece in order if piece.start <= span.start < piece.end)
        shift = starts[piece] - piece.start
        return Span(span.start + shift, span.end + shift)

    return placed.moved(text, move)


def _bounds(placed: Placed, register: Register) -> list[int]:
    """Where sections begin: at headings below text, between passages; the first one's stays."""
    source = Source.of(placed.text, register)
    passages = [span for rows in placed.places.values() for row in rows for span in row]
    found = []
    before = Kind.HEADING
    for block in source.blocks:
        if block.kind == Kind.HEADING and before != Kind.HEADING:
            place = source.mended.span(block.span.start, block.span.end).start
            start = placed.text.rfind("\n", 0, place) + 1
            if not any(span.start < start < span.end for span in passages):
                found.append(start)
        before = block.kind
    return found[1:]
