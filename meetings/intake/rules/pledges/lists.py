"""Lists of promises: “Norway: NOK 50 million”, one a line, under words that say what they are."""

import re
from dataclasses import dataclass
from functools import cache

from ...layout import Block, Kind
from ...parts import Part, Span, Sureness
from ...proposal import Proposal
from ...sums import sums_of
from ...words import phrases
from .makers import Makers, makers_of

#: words of a line that is a title, whatever its verb
_TITLE = 8
_DIVIDER = re.compile(r"\s*(?:\([^()]{1,60}\))?\s*(?::|–|—|\t|\s-\s|\.{3,}|\||\s{3,})\s*")
_AND = re.compile(r"\s*(?:,|,?\s+and|,?\s+&)\s+(?:the\s+)?")
_UNKNOWN = re.compile(
    r"(?P<name>(?:[A-Z][\w’'.-]*|of|for|the|and|de|du|des)(?:\s+(?:[A-Z][\w’'.-]*|of|for|the|and|de|du|des)){0,9})"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of such a list: who promises, and where its words and what is promised begin."""

    span: Span
    what: int
    makers: Makers
    sureness: Sureness


def entries(proposal: Proposal, statements: dict[int, Part]) -> list[Entry]:
    """The entries of all lists; ``statements`` are by the place of a block in the source."""
    found = []
    listed = False
    for place, block in enumerate(proposal.source.blocks):
        if _introduces(proposal, block):
            listed = True
        elif block.kind == Kind.HEADING and not _entry(
            proposal, block, statements.get(place), listed=listed
        ):
            listed = False
        if entry := _entry(proposal, block, statements.get(place), listed=listed):
            found.append(entry)
    return found


def _introduces(proposal: Proposal, block: Block) -> bool:
    """Whether a heading, or a sentence before a colon, says that promises follow."""
    words = proposal.source.words(block.span)
    title = not block.marker and len(words.split()) <= _TITLE and words[-1] not in ".;!?"
    if block.kind != Kind.HEADING and not title and not words.rstrip().endswith(":"):
        return False
    last = block.sentences[-1] if block.sentences else block.span
    return bool(_introduction().search(proposal.source.words(last)))


def _entry(
    proposal: Proposal, block: Block, statement: Part | None, *, listed: bool
) -> Entry | None:
    text = proposal.source.text
    span = Span(block.label.start if block.label else block.span.start, block.span.end)
    mentions = proposal.source.mentions_in(span)
    keys: list[str] = []
    end = span.start + (4 if text.startswith("The ", span.start) else 0)
    for mention in mentions:
        between = text[end : mention.span.start]
        if (
            not mention.key
            or mention.adjective
            or (between if not keys else not _AND.fullmatch(between))
        ):
            break
        keys.append(mention.key)
        end = mention.span.end
    makers = Makers.named(keys)
    if not keys:
        unknown = _UNKNOWN.match(text, span.start, span.end)
        if not (listed and unknown and mentions_free(proposal, unknown)):
            return None
        end, makers = unknown.end(), Makers(unknown=unknown["name"])
    divider = _DIVIDER.match(text, end, span.end)
    if divider is None or divider.end() >= span.end:
        return None
    sums = sums_of(text, Span(divider.end(), span.end))
    short = span.end - divider.end() < 600
    if not short or not (listed or (sums and sums[0].span.start - divider.end() < 12)):
        return None
    whose = makers_of(statement) if statement else Makers()
    return Entry(span, divider.end(), whose or makers, Sureness.SURE if listed else Sureness.LIKELY)


def mentions_free(proposal: Proposal, unknown: re.Match[str]) -> bool:
    """Whether no known participant is named where an unknown name stands."""
    span = Span(*unknown.span("name"))
    return not any(mention.key for mention in proposal.source.mentions_in(span))


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(words) for words in phrases('promise_lists'))})\b",
        re.IGNORECASE,
    )
