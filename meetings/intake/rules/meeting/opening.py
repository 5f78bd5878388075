"""Where a document says which meeting it is about: its title, and sentences on when and where."""

import re
from dataclasses import dataclass, field

from ...layout import Block, Kind, sentences_of
from ...parts import Span
from ...printed_days import days_in
from ...source import Source
from ...words import phrases

#: most blocks of a title, and the length of a line that is none of it
_MOST_BLOCKS = 16
_LONG = 260
_LONGEST = 2000
#: how many sentences from the beginning are looked at
_MOST_SENTENCES = 40


def words_pattern(name: str) -> re.Pattern[str]:
    """A pattern that finds the phrases of a word list, the longest first."""
    listed = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases(name))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


MEETING = words_pattern("kinds_of_meetings")
MET = words_pattern("verbs_of_meeting")
OTHER = words_pattern("other_meetings")
_PROSE = re.compile(r"[a-z][.!?:]['”\")\]]*(?:\s|$)")


@dataclass
class Opening:
    """The blocks of the title, and the first sentences of the text behind it."""

    source: Source
    title: list[Block] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    #: the first paragraphs, whole
    paragraphs: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that rules read."""
        return self.source.text

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.source.words(span)


def opening_of(source: Source) -> Opening:
    """Divide the beginning of a document into its title and what follows."""
    opening = Opening(source)
    blocks = source.blocks
    end = 0
    while end < min(_MOST_BLOCKS, len(blocks)) and not _is_prose(source, blocks[end]):
        end += 1
    opening.title = list(blocks[:end])
    for block in blocks[end:]:
        if block.kind == Kind.HEADING:
            continue
        opening.paragraphs.append(block.span)
        sentences = block.sentences or sentences_of(source.text, block.span)
        # No sentence is longer; a text without full stops would be read again and again.
        opening.sentences += [
            Span(span.start, min(span.end, span.start + _LONGEST)) for span in sentences
        ]
        if len(opening.sentences) >= _MOST_SENTENCES:
            break
    return opening


def _is_prose(source: Source, block: Block) -> bool:
    """Whether a block is a paragraph of text: long, or sentences with a verb of meeting."""
    if block.kind == Kind.HEADING:
        return False
    words = source.words(block.span)
    if len(words) > _LONG:
        return True
    if len(words) < 110 and days_in(source.text, block.span) and not words.endswith(("held.", ":")):
        # “June 9, 2016, 10:00 a.m. – 12:15 p.m.”
        return bool(MET.search(words)) and words.endswith(".") and words[:1].isupper()
    if block.kind == Kind.TURN:
        return len(words) > _LONG // 2
    return len(block.sentences) > 1 or (
        len(words) > 80 and bool(_PROSE.search(words[-3:]) or words[-1:] in ".!?:")
    )
