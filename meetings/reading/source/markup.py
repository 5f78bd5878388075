"""How many bytes what is marked in a source text takes, so that pages stay within their limit."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ...source_text import OwnedSpan, line_at
from .pieces import Piece
from .uses import Use

#: bytes of the tags of a run of words, which a span begins or ends
RUN = 80
#: bytes of the tags round a label that leads to a use: in the text, and in the table of passages
LABELLED = 220


def markup_sizes(pieces: Sequence[Piece], spans: Iterable[OwnedSpan[Use]]) -> Counter[int]:
    """Bytes that what is marked takes, at most about, by the number of the piece."""
    sizes: Counter[int] = Counter()
    for span in spans:
        first, last = line_at(pieces, span.start), line_at(pieces, span.end - 1)
        use = span.owner
        words = sum(len(part.encode()) for part in (use.label, use.url, use.read, use.reason))
        # Said where it begins: beside the words, and in a table of its own.
        sizes[first] += LABELLED + 2 * words
        sizes[last] += RUN
        if use.kind == "fact":
            for number in range(first + 1, last + 1):
                sizes[number] += RUN + words
    return sizes
