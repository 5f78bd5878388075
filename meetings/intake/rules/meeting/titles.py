"""What a meeting is called: by the title of the document, or by its first sentences."""

import re

from ...layout import Block, Kind
from ...parts import Span, Sureness
from ...printed_days import days_in
from ...proposal import Proposal
from ...words import meanings
from .kinds import is_kind_alone, without_kind
from .numbered import numbered_line, occasion
from .opening import MEETING, MET, OTHER, Opening
from .series import NUMBERED, ORDINAL, Title, number_of, ordinal_of, propose_series, propose_theme

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "between",
        "by",
        "de",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "under",
        "with",
        "within",
    ]
)
_LONGEST = 250


def propose_title(proposal: Proposal, opening: Opening) -> None:
    """Propose title, ordinal, series and theme."""
    heading = _heading(opening)
    sentence = _phrase(opening)
    best = heading or sentence
    if best is not None:
        shown = _shown(opening, best.printed)
        body = _body(opening, shown, best)
        title = f"{shown[:1].upper()}{shown[1:]} of the {body}" if body else shown
        values = {"title": title[:_LONGEST], "title_printed": best.printed[:_LONGEST]}
        proposal.propose(best.rule, best.sureness, best.span, **values)
        propose_series(proposal, title, best)
    ordinal = (
        ordinal_of(opening, heading) or ordinal_of(opening, sentence) or _apart(opening, heading)
    )
    if ordinal is not None:
        proposal.propose(
            "ordinal before the meeting", Sureness.LIKELY, ordinal[1], ordinal=ordinal[0]
        )
    propose_theme(proposal, opening, best)


def _apart(opening: Opening, heading: Title | None) -> tuple[int, Span] | None:
    """A number that stands in a line or sentence of its own, and where."""
    span = numbered_line(opening) if heading else None
    span = span or occasion(opening, heading.printed if heading else "")
    return (number_of(opening.words(span)), span) if span else None


# The title


def _heading(opening: Opening) -> Title | None:
    """The line of the title that names a gathering."""
    best: tuple[float, Title] | None = None
    for place, block in enumerate(opening.title):
        span = _whole(opening, place, _without_date(opening, without_kind(opening, block)))
        words = opening.words(span).strip()
        if not words or len(words) > _LONGEST or not MEETING.search(words):
            continue
        if (
            is_kind_alone(opening, block)
            or _is_body_alone(opening, span)
            or _MASTHEAD.search(opening.words(block.span))
            or _TRAIL.search(opening.words(block.span))
        ):
            continue
        weight = _weight(opening, block, words) - place * 0.1
        if weight > 0 and (best is None or weight > best[0]):
            named = re.sub(r"^the\s", "", " ".join(words.split()), flags=re.IGNORECASE)
            title = Title(span, named, "title of the document", Sureness.SURE)
            best = (weight, title)
    return best[1] if best else None


def _whole(opening: Opening, place: int, span: Span) -> Span:
    """A line that ends within its words, with the line behind it: “CONFERENCE ON / RIVERS”."""
    following = opening.title[place + 1 : place + 2]
    if not following or not _UNFINISHED.search(opening.words(span)):
        return span
    words = _CODE.sub("", opening.words(following[0].span).rstrip())
    return Span(span.start, following[0].span.start + len(words))


_UNFINISHED = re.compile(r"\b(?:on|of|for|and|the)\s*$", re.IGNORECASE)
_CODE = re.compile(r"\s\([A-Z][A-Z0-9./-]*\)$")
#: the way to a page: “Home > News”
_TRAIL = re.compile(r"\s[>›»]\s")
_MASTHEAD = re.compile(r"\b(?:bulletin|newsletter|news|highlights|gazette)\s*$", re.IGNORECASE)


def _is_body_alone(opening: Opening, span: Span) -> bool:
    """Whether a line is no more than the name of a participant, as in a letterhead."""
    named = opening.source.mentions_in(span)
    return any(
        mention.keys and mention.span.end - mention.span.start >= (span.end - span.start) - 12
        for mention in named
    )


def _weight(opening: Opening, block: Block, words: str) -> float:
    weight = 1.0
    if NUMBERED.search(words):
        weight += 2.5
    if block.kind == Kind.HEADING:
        weight += 0.5
    if words.isupper() or _capitals(words) >= 0.6:
        weight += 1
    elif _capitals(words) < 0.4:
        # A headline: “Minister hosts breakfast of …”.
        weight -= 3
    if re.search(r"\bhosts?\b", words) or (_met_in_small(words) and not words.isupper()):
        weight -= 3
    if len(words.split()) < 3:
        weight -= 1.5
    if re.match(r"agenda|item|programme|contents|theme|attendance|opening", words, re.IGNORECASE):
        weight -= 2
    if not MEETING.search(re.split(r"[,(:–]", words)[0]):
        weight -= 0.3
    return weight


def _met_in_small(words: str) -> bool:
    """Whether a verb in small letters makes a headline of a line."""
    return any(match[0].islower() for match in MET.finditer(words))


def _capitals(words: str) -> float:
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return sum(word[0].isupper() for word in long) / len(long) if long else 0.0


def _without_date(opening: Opening, span: Span) -> Span:
    """A title without the place and date behind it: “…, Dublin, 17 March 2004”."""
    end = span.end
    for days in days_in(opening.text, span):
        before = opening.text[span.start : days.span.start]
        if MEETING.search(before):
            cut = re.search(
                r"[\s,;:(–-]*(?:\b(?:held|on|from|in|at)\b[^,]{0,40})?[\s,;:(–-]*$", before
            )
            end = span.start + (cut.start() if cut else len(before))
            break
    return Span(span.start, end)


def _phrase(opening: Opening) -> Title | None:
    """The words that name the gathering in the first sentence that tells when it met."""
    for sentence in opening.sentences[:10]:
        words = opening.words(sentence)
        if not MET.search(words):
            continue
        for match in MEETING.finditer(words):
            before = words[: match.start()]
            if OTHER.search(before[-80:]) or _BESIDE.search(before[-90:]):
                continue
            if _BUILDING.match(words, match.end()):
                continue
            start = _phrase_start(before)
            end = _phrase_end(words, match.end())
            printed = words[start:end].strip()
            if len(printed.split()) < 3 or not re.search(r"[A-Z]", printed):
                continue
            span = Span(sentence.start + start, sentence.start + start + len(printed))
            return Title(span, " ".join(printed.split()), "sentence that names it", Sureness.LIKELY)
    return None


#: “the Conference Centre”
_BUILDING = re.compile(r"\s(?:centre|center|hall|room|building|house|complex)\b", re.IGNORECASE)
#: “on the sidelines of the General Assembly”
_BESIDE = re.compile(r"\b(?:sidelines?|margins?|occasion|run-up|back to back)\b", re.IGNORECASE)


def _phrase_start(before: str) -> int:
    """Where the words that name a gathering begin: behind the article."""
    tokens = list(re.finditer(r"\S+", before))
    start = len(before)
    for token in reversed(tokens[-9:]):
        word = token[0]
        plain = word.strip("“\"‘'")
        named = plain[:1].isupper() or plain[:1].isdigit() or plain.casefold() in _INSIDE
        if word[-1:] in ",;:.)" or not named or plain.casefold() in _DETERMINERS:
            break
        start = token.start()
    return start


_DETERMINERS = frozenset(("the", "a", "an", "this", "its", "their", "our", "on", "in", "at", "for"))
_INSIDE = meanings("ordinals").keys() | {
    *("annual", "informal", "ministerial", "virtual", "regional", "international", "global"),
    *("high-level", "joint", "special", "extraordinary", "regular", "plenary", "technical"),
    *("intergovernmental", "working", "biennial", "inaugural", "open-ended", "senior", "expert"),
}


def _phrase_end(words: str, end: int) -> int:
    """Where they end: with the last capital behind “of”, “on”, “between … and …”."""
    pattern = re.compile(
        r"\s(?:(?:of|on|for|between|with|and|the|to|in)\s){0,3}(?:[A-Z0-9“\"][^\s,;:()]*|&)"
    )
    while match := pattern.match(words, end):
        piece = match[0]
        prepositional = re.match(r"\s(?:in|to)\s", piece)
        if (
            prepositional
            or re.search(r"\d{4}$", piece)
            or days_in(words, Span(end, min(end + 30, len(words))))
        ):
            break
        end = match.end()
        if piece.endswith("."):
            return end - 1
    return end


def _shown(opening: Opening, printed: str) -> str:
    """A title in capitals as the text spells it, else with small words small."""
    if not printed.isupper():
        return f"{printed[:1].upper()}{printed[1:]}"
    pattern = re.escape(printed).replace(r"\ ", r"\s+")
    for match in re.finditer(pattern, opening.text, re.IGNORECASE):
        if not match[0].isupper():
            return " ".join(match[0].split())
    told = " ".join(opening.words(span) for span in opening.paragraphs[:12])
    abbreviations = set(re.findall(r"\b[A-Z]{2,8}\b", told)) if not told.isupper() else set()
    return " ".join(
        _shown_word(word, first=not place, abbreviations=abbreviations)
        for place, word in enumerate(printed.split())
    )


def _shown_word(word: str, *, first: bool, abbreviations: set[str]) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    if word.strip(",;:()") in abbreviations:
        return word
    if re.fullmatch(r"\d+(?:ST|ND|RD|TH)", word):
        return word.lower()
    if re.search(r"\d", word):
        return word
    return "-".join(piece.capitalize() for piece in word.split("-"))


_BODY = re.compile(
    r"\b(?:committee|conference|commission|council|group|assembly|board|forum|network|congress|"
    r"association|union|friends)\b",
    re.IGNORECASE,
)


def _body(opening: Opening, title: str, found: Title) -> str:
    """The body that “Summary record of the third meeting” is one of: another line of the title."""
    if not re.fullmatch(
        rf"{ORDINAL}\s(?:\w+\s){{0,2}}(?:meeting|session|plenary)", title, re.IGNORECASE
    ):
        return ""
    bodies = [
        words
        for block in opening.title
        if block.kind == Kind.HEADING
        and block.span.start < found.span.end + 200
        and not block.span.meets(found.span)
        and not days_in(opening.text, block.span)
        and _BODY.search(words := " ".join(opening.words(block.span).split()))
        and len(words) < 160
        and ":" not in words
    ]
    if not bodies:
        return ""
    return re.sub(r"^the\s", "", _shown(opening, max(bodies, key=len)), flags=re.IGNORECASE)
