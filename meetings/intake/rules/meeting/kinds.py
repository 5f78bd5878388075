"""What a document is: “Co-Chairs' summary”, its symbol, its own title and its language."""

import re

from ...layout import Block
from ...parts import Part, Span, Sureness
from ...proposal import Proposal
from ...words import folded, meanings, phrases
from .opening import MEETING, Opening

_SYMBOL = re.compile(r"\b[A-Z]{1,8}(?:/[A-Z0-9][\w.()-]{0,20}){1,6}(?![\w/])")
_KINDS = "|".join(
    re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]")
    for phrase in phrases("kinds_of_documents")
)
_KIND = re.compile(rf"(?<![\w-])(?:{_KINDS})(?![\w-])", re.IGNORECASE)
#: what leads from the kind to the meeting: “Summary record of the third meeting”
_LEADS = re.compile(
    r"(?:\s*(?:of|on|from|at|for|to|by)\b(?:\s(?:the|a))?|\s*[:–—-]|\s*,)\s+", re.IGNORECASE
)
_AT = re.compile(
    r"(?:,?\s(?:at|to|on\sthe\soccasion\sof|during)\s(?:the\s)?|:\s)(?=[^:]*$)", re.IGNORECASE
)


#: “Statement of the Chair of the Second Dialogue”
_HOLDER = re.compile(
    r"(?:the\s)?(?:co-)?(?:chair(?:man|person|woman)?s?|president|hosts?)(?:['’]s?)?\sof\s(?:the\s)?",
    re.IGNORECASE,
)


def without_kind(opening: Opening, block: Block) -> Span:
    """The words of a line of the title that name the meeting, without those that say what it is."""
    text, span = opening.text, block.span
    words = opening.words(span)
    kind = _KIND.search(words)
    start, end = span.start, span.end
    if kind and kind.start() < 60 and (meeting := MEETING.search(words, kind.end())):
        leads = _LEADS.match(words, kind.end())
        at = list(_AT.finditer(words, kind.end(), meeting.start()))
        if at:
            start = span.start + at[-1].end()
        elif leads:
            start = span.start + leads.end()
    elif kind and MEETING.search(words[: kind.start()]):
        end = span.start + len(words[: kind.start()].rstrip(" \t:–—-,('’"))
    while start < end and text[start].isspace():
        start += 1
    holder = _HOLDER.match(text, start, end)
    if holder and MEETING.search(text, holder.end(), end):
        start = holder.end()
    label = re.match(r"[^:]{3,40}:\s+", text[start:end])
    if label and MEETING.search(text[start:end], label.end()) and not MEETING.search(label[0]):
        start += label.end()
    end -= len(text[start:end]) - len(
        re.sub(r"\s*[\[(][^\])]*[\])]\s*$", "", text[start:end]).rstrip()
    )
    return Span(start, max(start, end))


def is_kind_alone(opening: Opening, block: Block) -> bool:
    """Whether a line says no more than what the document is: “Briefing note”."""
    return bool(_KIND.fullmatch(opening.words(block.span).strip(" .:")))


def propose_document(proposal: Proposal, opening: Opening) -> None:
    """Propose kind, symbol and language of the document."""
    proposal.document.append(
        Part({"language": "en"}, [], "rules read English alone", Sureness.LIKELY)
    )
    kind = next(
        (
            (block, match)
            for block in opening.title
            if (match := _KIND.search(opening.words(block.span))) is not None
        ),
        None,
    )
    if kind is not None:
        block, match = kind
        span = Span(block.span.start + match.start(), block.span.start + match.end())
        name = meanings("kinds_of_documents")[folded(match[0])]
        proposal.document.append(
            Part({"kind": name}, [span], "what the title calls it", Sureness.SURE)
        )
    for block in opening.title:
        symbol = _SYMBOL.search(opening.words(block.span))
        if symbol and re.search(r"\d", symbol[0]) and "http" not in opening.words(block.span):
            span = Span(block.span.start + symbol.start(), block.span.start + symbol.end())
            proposal.document.append(
                Part({"symbol": symbol[0]}, [span], "symbol in the title", Sureness.LIKELY)
            )
            break
    _propose_title(proposal, opening)


def _propose_title(proposal: Proposal, opening: Opening) -> None:
    """The document is called after its kind and its meeting, or by its one long line."""
    lines = [block.span for block in opening.title]
    named = [
        span
        for span in lines
        if MEETING.search(opening.words(span)) and _KIND.search(opening.words(span))
    ]
    if named:
        words = " ".join(opening.words(named[0]).split())
        proposal.document.append(
            Part({"title": words[:250]}, [named[0]], "title of the document", Sureness.LIKELY)
        )
