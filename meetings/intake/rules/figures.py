"""Figures: numbers with what they count, in the words of the source: “more than 50 countries”.

Not dates, numbers of documents, paragraphs and items, and not the sums of pledges.
"""

import re
from functools import cache

from ..layout import Kind
from ..parts import Part, Span, Sureness
from ..proposal import Proposal
from ..sums import NUMBER, sums_of
from ..taken import Taken
from ..words import meanings, phrases

_NUMBERED = re.compile(
    r"(?:\b(?:paragraphs?|paras?\.?|articles?|arts?\.|resolutions?|items?|chapters?|sections?|"
    r"nos?\.|"
    r"pages?|pp?\.|goals?|targets?|annex|tables?|rooms?|rules?|delegates?|pillars?|option|phase)\s*"
    r"|[/$€£#.,(-]|\d\s|\b(?:and|to)\s(?=\d{1,2}\s[A-Z]))$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"a\.m\.|p\.m\.|o’clock|o'clock|hundred|thousand|million|billion)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLURALS = (
    "people",
    "men",
    "women",
    "children",
    "staff",
    "personnel",
    "membership",
    "lives",
    "police",
)
_NOUN = re.compile(r"[ \u00a0](?P<word>[^\W\d_][\w’'-]*)")
_TOO_SMALL = frozenset(("a", "an", "one", "two", "three", "1", "2", "3", "half a", "zero", "0"))
_LONGEST = 240
_DIVIDER = re.compile(r"[,;:]\s|\bthat\s")
_CUT = re.compile(r"[,;:.]\s")
_AND = re.compile(r" and (?:the )?(?:[\w-]+ ){0,2}[\w-]+s\b")
_WORDS_OF_NOUN = 6


def propose_figures(proposal: Proposal) -> None:
    """Propose the figures of paragraphs, bullets and turns, each wording once."""
    promised = _promised(proposal)
    told: set[str] = set()
    for block in proposal.source.blocks:
        if block.kind == Kind.HEADING:
            continue
        for sentence in block.sentences:
            for span in _figures(proposal, sentence):
                words = proposal.source.words(span)
                if words.casefold() in told or promised.meets(span):
                    continue
                told.add(words.casefold())
                proposal.figures.append(_part(proposal, sentence, span))


def _promised(proposal: Proposal) -> Taken:
    """Where the sums of pledges stand."""
    return Taken(
        entry.span
        for part in proposal.pledges
        for span in part.spans
        for entry in sums_of(proposal.source.text, span)
    )


def _figures(proposal: Proposal, sentence: Span) -> list[Span]:
    text = proposal.source.text
    found = [entry.span for entry in sums_of(text, sentence) if entry.money]
    taken = Taken(found)
    for pattern in _patterns():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if pattern is _patterns()[0]:
                span = _counted(text, match, sentence)
            else:
                span = Span(*match.span())
            if span and taken.add(span):
                found.append(span)
    return [span for span in sorted(found) if span.end - span.start <= _LONGEST]


def _counted(text: str, match: re.Match[str], sentence: Span) -> Span | None:
    """A number with the plural noun that it counts, None where it counts none."""
    number = match["number"].strip()
    if number.casefold() in _TOO_SMALL or (_YEAR.fullmatch(number) and not match["hedge"]):
        return None
    before = text[max(sentence.start, match.start("number") - 14) : match.start("number")]
    if _NUMBERED.search(before) or _MONTH.match(text, match.end("number")):
        return None
    end = _noun_end(text, match.start("number") + len(number), sentence.end)
    return Span(match.start(), end) if end else None


def _noun_end(text: str, place: int, end: int) -> int:
    """Where the counted noun ends, 0 where there is none; “states and organizations” is one."""
    here, last, words = place, 0, 0
    while words < _WORDS_OF_NOUN and (match := _NOUN.match(text, here, end)):
        word = match["word"].casefold()
        if word in _small():
            break
        here, words = match.end(), words + 1
        if (word.endswith("s") and not word.endswith(("ss", "us", "’s", "'s"))) or word in _PLURALS:
            last = here
            if word in phrases("not_figures"):
                return 0
    if last and (also := _AND.match(text, last, end)):
        inner = also[0].split()[1:]
        if not _small() & set(inner[1:]) and not inner[-1].endswith("ss"):
            return also.end()
    return last


def _part(proposal: Proposal, sentence: Span, span: Span) -> Part:
    words = " ".join(proposal.source.words(span).split())
    values = {"text": words, "subject": _subject(proposal.source.text, sentence, span)}
    return Part(values, [span], "number and what it counts", Sureness.DOUBTFUL)


def _subject(text: str, sentence: Span, span: Span) -> str:
    """The clause around a figure, in its words, 250 characters at most."""
    start = max(sentence.start, span.start - _LONGEST)
    start = text.rfind(" ", start, span.start) + 1 if start > sentence.start else start
    for match in _DIVIDER.finditer(text, start, span.start):
        start = match.end()
    cut = _CUT.search(text, span.end, min(sentence.end, span.end + _LONGEST))
    clause = text[start : cut.start() if cut else min(sentence.end, span.end + _LONGEST)]
    words = " ".join(clause.split()).strip(' .,;:“”"')
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0]
    return words[:1].upper() + words[1:]


@cache
def _small() -> frozenset[str]:
    """Words before which a counted noun ends."""
    return frozenset((*meanings("small_words"), *meanings("more_small_words")))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    hedges = "|".join(re.escape(hedge).replace(r"\ ", " ") for hedge in phrases("hedges"))
    hedge = rf"(?P<hedge>\b(?:{hedges})[ \u00a0])?"
    whole = r"(?:the |all |its |their |all the |our ){0,2}(?:[A-Z][\w’'-]* )?[\w’'-]+"
    return (
        re.compile(rf"{hedge}(?<![\w.,/-])(?P<number>{NUMBER})(?!\w)", re.IGNORECASE),
        re.compile(
            rf"{hedge}(?<![\w.,/-])(?:{NUMBER})[ \u00a0]?(?:per[ -]?cent\b|%)(?: of {whole})?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{hedge}\b(?:a|one|two|three)[ -]"
            rf"(?:quarters?|thirds?|half|fifths?|tenths?) of {whole}",
            re.IGNORECASE,
        ),
    )
