"""The sentences of a block as units of speech: a quotation of several sentences is one."""

from ...layout import Block
from ...parts import Span
from ...source import Source


def units_of(source: Source, block: Block) -> list[Span]:
    """The sentences of a block, those inside one pair of quotation marks joined."""
    found: list[Span] = []
    start: int | None = None
    for sentence in block.sentences:
        first = sentence.start if start is None else start
        if is_open(source.text[first : sentence.end]):
            start = first
            continue
        found.append(Span(first, sentence.end))
        start = None
    if start is not None:
        # A mark that is never closed joins nothing.
        found += [sentence for sentence in block.sentences if sentence.start >= start]
    return found


def is_open(words: str) -> bool:
    """Whether a quotation is begun in the words and not ended."""
    if words.count("“") > words.count("”"):
        return True
    return words.count('"') % 2 == 1 and "“" not in words
