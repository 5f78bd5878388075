"""Ordinal, series and theme of a meeting, by its title."""

import re
from dataclasses import dataclass

from participants.names import fold_name
from participants.slugs import latin_slug

from ...parts import Span, Sureness
from ...proposal import Proposal
from ...words import meanings
from .opening import MEETING, Opening

ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|"
    + "|".join(sorted((re.escape(word) for word in meanings("ordinals")), key=len, reverse=True))
    + ")"
)
#: “Third Annual Meeting”; at most six words may stand between
NUMBERED = re.compile(
    rf"\b(?P<ordinal>{ORDINAL})\s(?P<between>(?:[^\W_][\w’'.&/-]*\s){{0,7}}?)"
    rf"(?P<noun>{MEETING.pattern})",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\b(?P<code>[A-Z]{2,10})[\s-](?P<number>[IVX]{1,6}|\d{1,3})\b")
_QUOTED = re.compile(r"[“\"‘'](?P<words>[^“”\"‘]{8,200}?)[”\"’'](?=[\s.,;)\]]|$)")
_THEME = re.compile(
    r"\b(?:theme[ds]?|titled|entitled|topic)\b(?:\s(?:of|was|is|for\sthe\s\w+(?:\swas)?))?\s?[:,]?\s*"
    r"[“\"‘'](?P<words>[^“”\"]{4,200}?)[”\"’'](?=[\s.,;)\]]|$)",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"^\s(?:of|for)\s(?:the\s)?(?P<what>.+)$", re.IGNORECASE | re.DOTALL)
_ROMANS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Title:
    """Words that name the meeting, and how they were found."""

    span: Span
    printed: str
    rule: str
    sureness: Sureness


def ordinal_of(opening: Opening, title: Title | None) -> tuple[int, Span] | None:
    """The number of the meeting in its series, and where it is printed; None where it is not."""
    if title is None:
        return None
    words = opening.words(title.span)
    for match in NUMBERED.finditer(words):
        number = number_of(match["ordinal"])
        if number and not re.search(r"\bof\b", match["between"] or ""):
            start = title.span.start + match.start("ordinal")
            return number, Span(start, start + len(match["ordinal"]))
    code = _ROMAN.search(words)
    if code and fold_name(code["code"]) not in _NO_CODES:
        number = int(code["number"]) if code["number"].isdigit() else _roman(code["number"])
        start = title.span.start + code.start("number")
        if number:
            return number, Span(start, start + len(code["number"]))
    return None


_NO_CODES = frozenset(
    (
        *("covid", "hiv", "item", "annex", "room", "rule", "version", "pillar", "part", "phase"),
        *("sdg", "mdg", "goal", "hall", "article", "chapter", "day", "track", "working group"),
    )
)


def number_of(ordinal: str) -> int:
    """The number that an ordinal says, 0 for none."""
    digits = re.match(r"\d+", ordinal)
    if digits:
        return int(digits[0])
    return int(meanings("ordinals").get(ordinal.casefold(), 0))


def _roman(printed: str) -> int:
    values = [_ROMANS[letter] for letter in printed]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def propose_series(proposal: Proposal, title: str, found: Title) -> None:
    """The series: a known one that the title names, else what an ordinal counts meetings of."""
    folded = fold_name(title)
    for known in proposal.source.register.series:
        if f" {fold_name(known.name)} " in f" {folded} ":
            proposal.propose(
                "series of the register",
                Sureness.SURE,
                found.span,
                series={"slug": known.slug, "name": known.name},
            )
            return
    match = NUMBERED.search(title)
    if match is None or match.start() > 30:
        return
    name = _series_name(title, match)
    slug = latin_slug(name)[:100].rstrip("-")
    if slug and len(name.split()) > 1:
        part = proposal.propose(
            "what the ordinal counts",
            Sureness.LIKELY,
            found.span,
            series={"slug": slug, "name": name},
        )
        part.inferred["series/name"] = "It is the title without the ordinal."


def _series_name(title: str, match: re.Match[str]) -> str:
    behind = _OF_WHAT.match(title[match.end() :])
    plain = re.fullmatch(r"(?:meeting|session|plenary)s?", match["noun"], re.IGNORECASE)
    between = (match["between"] or "").strip()
    if behind and plain and not between:
        what = behind["what"].strip()
        holders = re.match(r"(?:Ministers|Heads|Experts|Senior|Parties).*\sof the\s(.+)$", what)
        return holders[1] if holders else what
    rest = f"{match['between'] or ''}{title[match.start('noun') :]}".strip()
    return f"{rest[:1].upper()}{rest[1:]}"


def propose_theme(proposal: Proposal, opening: Opening, title: Title | None) -> None:
    """Propose the theme: what “theme” and quotation marks name, or the title itself quotes."""
    match = None
    for span in [block.span for block in opening.title] + opening.sentences[:15]:
        match = _THEME.search(opening.text, span.start, span.end)
        if match:
            break
    if match is None and title is not None:
        match = _QUOTED.search(opening.text, title.span.start, title.span.end + 1)
    if match is not None:
        span = Span(*match.span("words"))
        proposal.propose("theme in quotation marks", Sureness.LIKELY, span, theme=match["words"])
