"""Documents referred to: by symbol, as resolutions, as treaties and reports named in capitals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..layout import Kind
from ..parts import Part, Span, Sureness
from ..proposal import Proposal
from ..taken import Taken
from ..words import meanings, phrases

_SYMBOL = re.compile(
    r"(?<![\w/])(?P<series>[A-Z]{1,6})(?:/[A-Z0-9][A-Za-z0-9.-]*(?:\([A-Z0-9]{1,8}\))?){1,6}(?:\s\(\d{4}\))?(?![\w/])"
)
_RESOLUTION = re.compile(
    r"(?:(?P<organ>General Assembly|Security Council|Assembly|Council|Economic and Social Council|"
    r"Human Rights Council)\s+)?[Rr]esolutions?\s+"
    r"(?P<number>\d{1,4}\s?\((?:\d{4}|[IVXLS-]{1,9})\)|\d{1,4}/\d{1,4}(?:\s?[A-Z]\b)?|\d{4}\b(?!\s*\())"
    r"(?P<year>\s+\((?:19|20)\d\d\)|\s+of\s+(?:19|20)\d\d)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = r"(?:of|on|for|to|against|the|and|in|with|relating|concerning|from|by|at|under|all)"
_VAGUE = (
    "additional",
    "optional",
    "draft",
    "final",
    "joint",
    "new",
    "annual",
    "interim",
    "present",
)
_CAPITAL = r"(?:[A-Z][\w’'.-]*|\d{4}(?=\s[A-Z]))"
_TITLE = re.compile(
    rf"(?<![\w’'])(?P<before>(?:{_CAPITAL}\s(?:(?:of|and|on|for|the)\s){{0,2}}){{0,7}})"
    rf"(?P<noun>{_CAPITAL}(?:\s(?:of|for)\s{_CAPITAL}|\s{_CAPITAL})?)"
    rf"(?P<behind>(?:(?:\s{_SMALL}){{1,3}}\s{_CAPITAL}(?:\s{_CAPITAL}){{0,6}}){{0,6}})"
    r"(?:\s\((?P<year>(?:19|20)\d\d)\))?"
)


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    title: str
    symbol: str = ""
    date: str = ""
    reason: str = ""


def propose_references(proposal: Proposal) -> None:
    """Propose the documents that paragraphs name, each once with all its passages."""
    parts: dict[str, Part] = {}
    for block in proposal.source.blocks:
        if block.kind == Kind.HEADING:
            continue
        taken = Taken()
        for found in _found(proposal.source.text, block.span):
            if not taken.add(found.span):
                continue
            key = (found.symbol or found.title).casefold()
            if key in parts:
                parts[key].spans.append(found.span)
            else:
                parts[key] = _part(found)
    proposal.references.extend(parts.values())


def _part(found: _Found) -> Part:
    values = {"title": found.title, "symbol": found.symbol, "date": found.date}
    part = Part(values, [found.span], "document named", Sureness.LIKELY)
    if found.reason:
        part.inferred["symbol"] = found.reason
    return part


def _found(text: str, span: Span) -> Iterator[_Found]:
    yield from _resolutions(text, span)
    for match in _SYMBOL.finditer(text, span.start, span.end):
        series = meanings("symbol_series")
        if match["series"].casefold() in series and any(letter.isdigit() for letter in match[0]):
            symbol = match[0].rstrip(".-")
            here = Span(match.start(), match.start() + len(symbol))
            yield _Found(here, symbol, symbol)
    yield from _titles(text, span)


_PREFIX = {"General Assembly": "A/RES/", "Assembly": "A/RES/", "Security Council": "S/RES/"}


def _resolutions(text: str, span: Span) -> Iterator[_Found]:
    for match in _RESOLUTION.finditer(text, span.start, span.end):
        title = " ".join(match[0].split())
        number = " ".join(match["number"].split())
        year = _YEAR.search(match["year"] or number)
        organ = match["organ"] or ""
        symbol = ""
        if organ == "Council" and re.fullmatch(r"\d{3,4} ?\(\d{4}\)|\d{4}", number):
            organ = "Security Council"
        of_council = re.fullmatch(r"\d{1,4} ?\(\d{4}\)", number)
        if prefix := _PREFIX.get(organ):
            symbol = prefix + number if of_council or organ != "Security Council" else ""
        reason = "The text names the resolution without its symbol." if symbol else ""
        date = year[0] if year and "/" not in number else ""
        yield _Found(Span(*match.span()), title, symbol, date, reason)


def _titles(text: str, span: Span) -> Iterator[_Found]:
    nouns = _nouns()
    for match in _TITLE.finditer(text, span.start, span.end):
        start, end = _without_article(text, *match.span())
        words = text[start:end]
        if len(words.split()) < 2 or not nouns.search(words) or len(words) > 200:
            continue
        if not _has_noun(words):
            continue
        date = match["year"] or ""
        title = words.removesuffix(f"({date})").strip() if date else words
        yield _Found(Span(start, end), " ".join(title.split()), date=date)


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    for article in (
        "In the ",
        "On the ",
        "At the ",
        "Under the ",
        "the ",
        "The ",
        "This ",
        "In ",
        "On ",
        "A ",
        "An ",
        "Its ",
        "At ",
        "Under ",
        "That ",
    ):
        if text.startswith(article, start):
            return start + len(article), end
    return start, end


def _has_noun(words: str) -> bool:
    """Whether a noun for documents, in capitals, heads the words: no body is meant."""
    pieces = re.split(rf"\s{_SMALL}\s", words)
    head = pieces[0].split()[-1].casefold()
    folded = words.casefold()
    heads = [
        noun
        for noun in phrases("document_nouns")
        if folded.startswith(f"{noun} ") or f" {noun}" in folded
    ]
    others = [
        word for word in words.split() if not word.isupper() and word.casefold() not in _VAGUE
    ]
    if not heads or len(others) < 2:
        return False
    return head in meanings("document_nouns") or any(
        folded.startswith(f"{noun} ") or folded.endswith(f" {noun}") for noun in heads
    )


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, phrases('document_nouns')))})\b", re.IGNORECASE
    )
