"""Bodies as subjects that the register does not know, by their capitals."""

import re

from ...words import meanings
from .room import Room
from .speakers import Subject, speaker_at
from .tokens import Tokens


def unknown_of(tokens: Tokens, place: int, end: int) -> tuple[int, int] | None:
    """A body behind “of” or “for” that the register does not know, by its capitals."""
    match = re.search(
        r"(?:^|[wWO])[oy]d?(?P<body>[WN](?:[Wwo&dN#]{0,10}W)?)$",
        tokens.code[place:end].rstrip("(a,"),
    )
    if match is None:
        return None
    first, last = place + match.start("body"), place + match.end("body")
    if last - first < 2 and not tokens.words(first, last).isupper():
        return None
    return first, last


def _is_written_as_body(printed: str) -> bool:
    """“IFRC”, or a capital inside: “WaterAid”."""
    return (printed.isupper() and len(printed) > 2) or bool(
        re.fullmatch(r"[A-Z][a-z]{2,}[A-Z][a-z]+", printed)
    )


def by_unknown_body(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """A body in capitals that the register does not know: “the Pacific Disability Forum”."""
    code = tokens.code[start:end]
    match = re.fullmatch(r"(?P<article>d?)(?P<body>W(?:[WNo&dwOC]{0,9}[WOC])?)\(?[a]*", code)
    if match is None:
        return None
    first, last = start + match.start("body"), start + match.end("body")
    printed = tokens.words(first, last)
    words = printed.casefold().split()
    if known := room.known_as(printed):
        return Subject([speaker_at(tokens, start, end, known)])
    long = room.long_name(printed)
    heads = meanings("heads_of_bodies")
    if long is None and any(heads.get(word) == "same" for word in words):
        return Subject(anaphor=f"the {words[0]}")
    if long is None and (
        words[-1] in meanings("no_bodies")
        or words[0] in meanings("no_bodies")
        or (len(words) == 1 and not _is_written_as_body(printed))
        or (
            len(words) < 2
            and not set(words) & heads.keys()
            and not _is_written_as_body(printed)
            and not room.is_body(printed)
        )
    ):
        return None
    speaker = speaker_at(tokens, start, end, "")
    speaker.printed, speaker.unknown, speaker.span = (
        long or printed,
        True,
        tokens.range(first, last),
    )
    return Subject([speaker])
