"""Towns that no list of cities has, where the text says that the meeting was there."""

import re
from dataclasses import dataclass

from ...names import Mention
from ...parts import Span
from .opening import MEETING, OTHER, Opening, words_pattern

VENUE_WORD = words_pattern("venues")
#: a word with a capital, as the inside of a pattern
CAPITALISED = r"[A-Z\u00c0-\u00de][^\s,;.:()“”\"]*"
# “took place in Thun on 12 May”, “Thun, Switzerland, 12 May” on a line of its own
_HELD_IN = re.compile(
    r"\b(?:held|place|convened|met|gathered|assembled)\sin\s"
    rf"(?P<city>{CAPITALISED}(?:\s{CAPITALISED}){{0,2}})(?=\s(?:on|from|between|for)\s|[.,]|$)"
)
_LINE_OF_PLACE = re.compile(rf"(?P<city>{CAPITALISED}(?:[\s-]{CAPITALISED}){{0,2}}),\s")
_NO_TOWN = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Spring|Summer|Autumn|Fall|Winter|Plenary|Session|Committee|Room|English|French|Spanish|Arabic|"
    r"Russian|Chinese|Summary|Meeting|Statement|Report|Ministry)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Town:
    """A town, its state where one is printed behind it ("" else), and where both stand."""

    name: str
    country: str
    span: Span


def unlisted_town(opening: Opening, country: str) -> Town | None:
    """The town of a line of place and date, or where the meeting was “held in”.

    ``country`` is the one known already ("" for none): a town in another is not the place.
    """
    for block in opening.title:
        match = _LINE_OF_PLACE.match(opening.text, block.span.start, block.span.end)
        state = state_behind(opening, match.end("city")) if match else None
        if match and state and country in ("", state.key) and _is_town(opening, match):
            return Town(match["city"], state.key, Span(match.start("city"), state.span.end))
    for sentence in opening.sentences[:4]:
        match = _HELD_IN.search(opening.text, sentence.start, sentence.end)
        if match and MEETING.search(opening.words(sentence)) and _is_town(opening, match):
            if is_elsewhere(opening.text[sentence.start : match.start()]):
                return None
            return Town(match["city"], "", Span(*match.span("city")))
    return None


def _is_town(opening: Opening, match: re.Match[str]) -> bool:
    """Whether words may be a town: no participant, no venue, no month."""
    named = opening.source.mentions_in(Span(*match.span("city")))
    return not (named or VENUE_WORD.search(match["city"]) or _NO_TOWN.search(match["city"]))


def is_elsewhere(before: str) -> bool:
    """Whether the words before tell of another meeting than that of the document."""
    near = re.split(r";|, which|\. ", before)[-1]
    return bool(OTHER.search(near))


def state_behind(opening: Opening, position: int) -> Mention | None:
    """The state named right behind a city: “Port Louis, Republic of Mauritius”."""
    behind = opening.text[position : position + 8]
    match = re.match(r"\s*[,(]\s*(?:the\s)?", behind)
    if not match:
        return None
    start = position + match.end()
    for mention in opening.source.mentions_in(Span(start, min(start + 60, len(opening.text)))):
        if mention.span.start == start and opening.source.register.is_state(mention.key):
            return mention
    return None
