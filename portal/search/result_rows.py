"""What a result shows: its name and address, what is known of it, and the words that match."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.reading.links import Link
from meetings.reading.statement import statement_rows
from meetings.search.engine.expressions import Term
from meetings.search.results.marking import as_html, holds_any, marked, snippet
from meetings.search.results.statements import StatementHit
from meetings.views.searched import PARAMETER, mark_value


@dataclass(slots=True)
class ResultRow:
    """One result as components/search_hit.html prints it; ``meta`` is what is known of it."""

    url: str
    title: SafeString | str
    meta: Sequence[Link | str] = field(default_factory=list)
    snippet: SafeString | str = ""
    language: str = ""
    status: str = ""

    def __post_init__(self) -> None:
        known = [Link(words) if isinstance(words, str) else words for words in self.meta]
        self.meta = [words for words in known if words.text]


def statement_results(hits: Iterable[StatementHit], terms: Sequence[Term]) -> list[ResultRow]:
    """Statements with the stretch that matches."""
    hit_of = {hit.key: hit for hit in hits}
    return [_statement(card, hit_of[card.key], terms) for card in statement_rows(hit_of)]


def noun_results(noun: str, rows: Iterable[Any], terms: Sequence[Term]) -> list[ResultRow]:
    """Rows of one noun, as ``search_nouns`` gives them."""
    return [_SHOWN[noun](row, terms) for row in rows]


def arrival(url: str, terms: Sequence[Term], anchor: str = "", **query: int) -> str:
    """The address of a page on which the words are marked; with an anchor the first is in view.

    ``query`` are other parameters that the page reads.
    """
    value = mark_value(terms)
    parameters: dict[str, str | int] = {**query, PARAMETER: value}
    return f"{url}?{urlencode(parameters)}{anchor}" if value else url


def _marked(text: str, terms: Sequence[Term]) -> SafeString:
    return as_html(marked(text, terms))


def _statement(row: Any, hit: StatementHit, terms: Sequence[Term]) -> ResultRow:
    session, meeting = row.session.title if row.session else "", row.meeting
    return ResultRow(
        arrival(row.get_absolute_url(), terms, "#mark"),
        row.heading,
        [
            f"¶{row.number}",
            Link(meeting.shown_title, reason=meeting.title_reason),
            meeting.standing,
            session,
            Link(meeting.date_wording, reason=meeting.date_reason),
        ],
        hit.html,
        row.language,
    )


def _meeting(row: Any, terms: Sequence[Term]) -> ResultRow:
    texts = (row.title_printed, row.theme, row.summary)
    shown = next((text for text in texts if holds_any(text, terms)), "")
    return ResultRow(
        arrival(row.get_absolute_url(), terms, "#mark"),
        _marked(row.shown_title, terms),
        [
            row.standing,
            Link(row.place, reason=row.place_reason),
            Link(row.date_wording or _("Date not stated"), reason=row.date_reason),
        ],
        as_html(snippet(shown, terms)) if shown and shown != row.shown_title else "",
    )


def _pledge(row: Any, terms: Sequence[Term]) -> ResultRow:
    made = _("Made %(when)s") % {"when": row.made_wording} if row.made_wording else ""
    return ResultRow(
        arrival(row.get_absolute_url(), terms),
        _marked(row.title, terms),
        [
            Link(row.makers or _("Maker not stated"), reason=row.reasons.get("makers", "")),
            row.meeting.shown_title,
            row.meeting.standing,
            Link(made, reason=row.reasons.get("made", "")),
        ],
        as_html(snippet(row.condition, terms)) if holds_any(row.condition, terms) else "",
        status=row.status,
    )


def _participant(row: Any, terms: Sequence[Term]) -> ResultRow:
    kind = capfirst(row.get_kind_display())
    return _bearer(row, terms, [kind, row.formal_name])


def _bearer(row: Any, terms: Sequence[Term], meta: Sequence[str] = ()) -> ResultRow:
    """Who goes by a name; another name than the one shown is told where that one matches."""
    others = [name for name in row.names if holds_any(name, terms)]
    also: SafeString | str = ""
    if others and not holds_any(row.name, terms):
        also = format_html(_("Also called {}"), _marked(", ".join(others[:3]), terms))
    return ResultRow(row.get_absolute_url(), _marked(row.name, terms), meta, also)


def _topic(row: Any, terms: Sequence[Term]) -> ResultRow:
    return ResultRow(row.get_absolute_url(), _marked(row.name, terms), [row.abbreviation])


def _document(row: Any, terms: Sequence[Term]) -> ResultRow:
    return ResultRow(
        arrival(row.get_absolute_url(), terms),
        _marked(row.title, terms),
        [
            Link(row.symbol, reason=row.reasons.get("symbol", "")),
            capfirst(row.kind),
            Link(row.when, reason=row.reasons.get("date", "")),
        ],
    )


def _source(row: Any, terms: Sequence[Term]) -> ResultRow:
    """A stretch of a source, with the line that it begins in."""
    return ResultRow(
        arrival(row.document.get_absolute_url(), terms, f"#line-{row.line}", line=row.line),
        row.document.title,
        [row.document.symbol, _("Line %(n)d") % {"n": row.line}],
        as_html(snippet(row.text, terms)),
        row.document.language,
    )


_SHOWN: dict[str, Callable[[Any, Sequence[Term]], ResultRow]] = {
    "meeting": _meeting,
    "pledge": _pledge,
    "participant": _participant,
    "person": _bearer,
    "topic": _topic,
    "document": _document,
    "source": _source,
}
