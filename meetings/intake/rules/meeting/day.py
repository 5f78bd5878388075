"""When the meeting was: by the sentence that says so, by the title, else by the document's date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...parts import Part, Span, Sureness
from ...printed_days import Days, day_told, days_in
from ...proposal import Proposal
from .opening import MEETING, MET, OTHER, Opening

#: lines of a title that bear the date of issue
_ISSUE = re.compile(
    r"\b(?:Distr|Vol|No|Nos|Issue|Issued|Original|Published|Posted|Updated|Printed|Date|Ref|"
    r"Released|Received|Approved|Adopted|Circulated|Embargo\w*|Prepared|Version|Press|Email|Tel)\b",
    re.IGNORECASE,
)
#: a line on when, in a document that has one on where
_WHEN_LINE = re.compile(r"(?:date|dates|when|date and time|time)\s*:", re.IGNORECASE)
_WHERE_LINE = re.compile(r"(?:place|venue|location|where|held at|room)\s*:", re.IGNORECASE)
_SYMBOL = re.compile(r"\b[A-Z]{1,6}(?:/[A-Z0-9.()-]+)+")
_DATELINE = re.compile(r"[ \u00a0]?(?:[-–—]{1,2}|:)[ \u00a0]|\)[ \u00a0]?[-–—]")
_SPEECH = re.compile(
    r"\b(?:remarks|address|speech|keynote|intervention|statement by|delivered)\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(today|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", re.IGNORECASE
)
#: words right before a date that make it that of something else
_NOT_HELD = re.compile(
    r"(?:\b(?:since|by|until|before|after|as\s+of|dated|resolution\s[\d/ ()]+of|for\s+the\s+year|"
    r"end\s+of|beginning\s+of|early|late|report\s+of|decision\s+of|declaration\s+of|statement\s+of|"
    r"letter\s+of|note\s+of|circulated\s+on|issued\s+on|adopted\s+(?:on|in)|agreement\s+of)\s+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    days: Days
    rule: str
    sureness: Sureness
    reason: str = ""


def propose_day(proposal: Proposal, opening: Opening) -> None:
    """Propose the date of the meeting, and that of the document where the title has its own."""
    issued = _issued(opening)
    found = _held(opening) or _in_title(opening, issued) or _told(opening, issued)
    if found is None and issued is not None and issued.has_year:
        found = _by_document(opening, issued)
    if found is not None:
        found = _with_year(opening, found, issued)
    if found is not None:
        part = proposal.propose(found.rule, found.sureness, found.days.span, date=found.days.edtf)
        if found.reason:
            part.inferred["date"] = found.reason
    if issued is not None and issued.is_of_days and issued.has_year:
        _propose_date_of_document(proposal, issued)


def _by_document(opening: Opening, issued: Days) -> _Found:
    """The date of the document: that of a speech as well, but not surely of a meeting."""
    if any(_SPEECH.search(opening.words(block.span)) for block in opening.title):
        return _Found(issued, "date of the speech", Sureness.LIKELY)
    return _Found(
        issued,
        "date of the document",
        Sureness.DOUBTFUL,
        "The text gives no other date than that of the document.",
    )


def _propose_date_of_document(proposal: Proposal, issued: Days) -> None:
    proposal.document.append(
        Part({"date": issued.edtf}, [issued.span], "date line", Sureness.LIKELY)
    )


def _held(opening: Opening) -> _Found | None:
    """The first sentence that says when the meeting was held: “was held on 7 November 2007”."""
    likely: _Found | None = None
    for place, sentence in enumerate(opening.sentences):
        for days in days_in(opening.text, sentence):
            if not days.is_of_days or not _is_of_meeting(opening, sentence, days):
                continue
            if _is_dateline(opening, sentence, days):
                continue
            named = bool(MEETING.search(opening.words(sentence)))
            sure = Sureness.SURE if place < 5 and named else Sureness.LIKELY
            found = _Found(days, "sentence on when it was held", sure)
            if named and place < 12:
                return found
            likely = likely or (found if place < 12 else None)
    return likely


def _is_dateline(opening: Opening, sentence: Span, days: Days) -> bool:
    """Whether a date belongs to the dateline: “GENEVA, 4 May 2010 – Delegates …”."""
    near = days.span.start - sentence.start < 60
    return near and bool(_DATELINE.match(opening.text, days.span.end))


def _is_of_meeting(opening: Opening, sentence: Span, days: Days) -> bool:
    """Whether a date in a sentence is when something met, and nothing tells of another meeting."""
    before = opening.text[max(sentence.start, days.span.start - 400) : days.span.start]
    after = opening.text[days.span.end : min(sentence.end, days.span.end + 160)]
    if _NOT_HELD.search(before) or OTHER.search(_last_clause(before)):
        return False
    near = before[-160:]
    if MET.search(near):
        return True
    # “On 28 October 2014, A and B co-hosted their first dialogue”
    begins = len(before.split()) <= 4 and bool(MET.search(after))
    bracket = before.rstrip().endswith("(") and bool(MEETING.search(near))
    return begins or bracket


def _last_clause(before: str) -> str:
    """The words behind the last comma that begins a relative clause, or behind a semicolon."""
    return re.split(r";|, which|, that|, having", before)[-1]


def _in_title(opening: Opening, issued: Days | None) -> _Found | None:
    """A date in the title that is not that of issue: “Dublin, 17 to 19 March 2004”.

    Several days come before one: the one is when the document was issued.
    """
    months: _Found | None = None
    single: _Found | None = None
    # “Summary of the meeting held on 11 January” before a line with a date alone.
    lines = sorted(
        opening.title, key=lambda block: not re.search(r"\bheld\b", opening.words(block.span))
    )
    for block in lines:
        for days in days_in(opening.text, block.span):
            if issued is not None and days.span == issued.span and not _alone(opening, issued):
                continue
            found = _Found(days, "date in the title", Sureness.LIKELY)
            if days.is_of_days and (days.last or _is_when_line(opening, block.span)):
                return found
            if days.is_of_days:
                single = single or found
            months = months or found
    if single is not None:
        return single
    return months if months and months.days.has_year else None


def _is_when_line(opening: Opening, span: Span) -> bool:
    """Whether a line is “Date: …” and another line of the title “Place: …”."""
    return bool(_WHEN_LINE.match(opening.words(span))) and any(
        _WHERE_LINE.match(opening.words(block.span)) for block in opening.title
    )


def _alone(opening: Opening, issued: Days) -> bool:
    """Whether a date of issue may be that of the meeting: its line says nothing of an issue."""
    for block in opening.title:
        if block.span.holds(issued.span):
            words = opening.words(block.span)
            return (
                not _ISSUE.search(words)
                and not _DATELINE.match(opening.text, issued.span.end)
                and not _in_symbol_block(opening, issued)
            )
    return False


def _in_symbol_block(opening: Opening, issued: Days) -> bool:
    """Whether a date stands alone on its line, next to the symbol of the document."""
    for place, block in enumerate(opening.title):
        if not block.span.holds(issued.span):
            continue
        alone = len(opening.words(block.span)) - (issued.span.end - issued.span.start) < 4
        beside = opening.title[max(0, place - 2) : place + 3]
        return alone and any(_SYMBOL.search(opening.words(other.span)) for other in beside)
    return False


def _issued(opening: Opening) -> Days | None:
    """The date of the document: in a line on its issue, beside its symbol, or a dateline."""
    for block in opening.title:
        for days in days_in(opening.text, block.span):
            if _is_issue(opening, block.span, days):
                return days
    for paragraph in opening.paragraphs[:2]:
        near = Span(paragraph.start, min(paragraph.start + 100, paragraph.end))
        for days in days_in(opening.text, near):
            if days.span.start - paragraph.start < 60 and _DATELINE.match(
                opening.text, days.span.end
            ):
                return days
    for block in opening.title:
        for days in days_in(opening.text, block.span):
            if _DATELINE.match(opening.text, days.span.end):
                return days
    return _at_the_end(opening)


def _at_the_end(opening: Opening) -> Days | None:
    """The date line below a text: “Nairobi, 13 January 2015”."""
    for block in opening.source.blocks[-3:]:
        words = opening.words(block.span)
        if block in opening.title or len(words) > 60 or MET.search(words):
            continue
        for days in days_in(opening.text, block.span):
            if days.is_of_days and days.has_year:
                return days
    return None


def _is_issue(opening: Opening, line: Span, days: Days) -> bool:
    """Whether a line of the title says when the document was issued."""
    before = opening.text[line.start : days.span.start]
    return not _is_when_line(opening, line) and (
        bool(_ISSUE.search(before))
        or _in_symbol_block(opening, days)
        or _after_press_line(opening, days)
    )


def _after_press_line(opening: Opening, days: Days) -> bool:
    """Whether the line before calls the document a press release."""
    for place, block in enumerate(opening.title):
        if block.span.holds(days.span):
            before = opening.title[max(0, place - 1) : place]
            return any(
                re.search(r"press|media|news", opening.words(other.span), re.IGNORECASE)
                for other in before
            )
    return False


def _told(opening: Opening, issued: Days | None) -> _Found | None:
    """“today”, “on Tuesday” in a sentence on the meeting, counted from the date of the document."""
    if issued is None or not issued.has_year or not issued.is_of_days:
        return None
    for sentence in opening.sentences[:4]:
        words = opening.words(sentence)
        for match in _TOLD.finditer(words):
            if OTHER.search(words[max(0, match.start() - 60) : match.start()]):
                continue
            if day := day_told(match[0], issued.first):
                span = Span(sentence.start + match.start(), sentence.start + match.end())
                reason = f"“{match[0]}” is counted from the date of the document, {issued.first}."
                return _Found(
                    Days(span, day),
                    "day counted from the date of the document",
                    Sureness.LIKELY,
                    "" if day == issued.first and match[0].casefold() == "today" else reason,
                )
    return None


def _with_year(opening: Opening, found: _Found, issued: Days | None) -> _Found | None:
    """The date with its year: that of the title or document, or of the next annual meeting."""
    if found.days.has_year:
        return found
    for days in _dates_of_title(opening, issued):
        return replace(
            found,
            days=found.days.in_year(int(days.first[:4])),
            reason=f"The year is that of the date {days.edtf} in the title.",
        )
    if year := _year_before_next(opening):
        return replace(
            found,
            days=found.days.in_year(year),
            sureness=Sureness.LIKELY,
            reason=f"The year is not printed; the next annual meeting is announced for {year + 1}.",
        )
    return None


def _dates_of_title(opening: Opening, issued: Days | None) -> Iterator[Days]:
    if issued is not None and issued.has_year:
        yield issued
    for block in opening.title:
        for days in days_in(opening.text, block.span):
            if days.has_year:
                yield days
        if years := re.findall(r"\b(?:19|20)\d\d\b", opening.words(block.span)):
            yield Days(block.span, years[0])


_ANNUAL = re.compile(r"\bannual\b", re.IGNORECASE)
_NEXT_YEAR = re.compile(
    r"\b(?:next|\w+th|second|third|first)\s+annual\s[^.]{0,120}?\bin\s((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _year_before_next(opening: Opening) -> int:
    if not _ANNUAL.search(opening.text[:3000]):
        return 0
    years = [int(match[1]) for match in _NEXT_YEAR.finditer(opening.text)]
    return years[-1] - 1 if years else 0
