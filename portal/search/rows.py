"""What a result shows: its name and address, what is known of it, and the words that match."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.cards.statement import statement_cards
from meetings.dates import wording
from meetings.search.expressions import Term
from meetings.search.marking import as_html, found_in, marked, snippet
from meetings.search.normal import tokens
from meetings.search.statements import Hit
from meetings.views.searched import PARAMETER, mark_value


@dataclass(frozen=True, slots=True)
class Row:
    """One result as components/search_hit.html prints it."""

    url: str
    title: SafeString | str
    meta: Sequence[str]
    snippet: SafeString | str = ""
    language: str = ""
    status: str = ""


def statement_rows(hits: Iterable[Hit], terms: Sequence[Term]) -> list[Row]:
    """Statements with the stretch that matches."""
    found = {hit.key: hit for hit in hits}
    return [_statement(card, found[card.key], terms) for card in statement_cards(found)]


def noun_rows(noun: str, rows: Iterable[Any], terms: Sequence[Term]) -> list[Row]:
    """Rows of one noun, as ``search_nouns`` gives them."""
    return [_SHOWN[noun](row, terms) for row in rows]


def arrival(url: str, terms: Sequence[Term], anchor: str = "") -> str:
    """The address of a page on which the words are marked; with an anchor the first is in view."""
    value = mark_value(terms)
    return f"{url}?{urlencode({PARAMETER: value})}{anchor}" if value else url


def _statement(row: Any, hit: Hit, terms: Sequence[Term]) -> Row:
    meta = [f"¶{row.number}", row.meeting.shown_title, row.meeting.date_wording]
    if row.session:
        meta.append(row.session.title)
    return Row(
        arrival(row.get_absolute_url(), terms, "#mark"),
        row.heading,
        list(filter(None, meta)),
        hit.html,
        row.language,
    )


def _meeting(row: Any, terms: Sequence[Term]) -> Row:
    meta = [row.date_wording or _("Date not stated"), row.place]
    if row.is_stub:
        meta.append(_("Only named in a record"))
    texts = (row.title_printed, row.theme, row.summary)
    shown = next((text for text in texts if _holds(text, terms)), "")
    if shown == row.shown_title:
        shown = ""
    return Row(
        arrival(row.get_absolute_url(), terms, "#mark"),
        as_html(marked(row.shown_title, terms)),
        list(filter(None, meta)),
        as_html(snippet(shown, terms)) if shown else "",
    )


def _pledge(row: Any, terms: Sequence[Term]) -> Row:
    meta = [row.makers or _("Maker not stated"), row.meeting.shown_title]
    if row.made_wording:
        meta.append(row.made_wording)
    return Row(
        arrival(row.get_absolute_url(), terms),
        as_html(marked(row.title, terms)),
        meta,
        as_html(snippet(row.condition, terms)) if _holds(row.condition, terms) else "",
        status=row.status,
    )


def _participant(row: Any, terms: Sequence[Term]) -> Row:
    return _named(row, terms, str(row.get_kind_display()).capitalize(), row.formal_name)


def _person(row: Any, terms: Sequence[Term]) -> Row:
    return _named(row, terms)


def _named(row: Any, terms: Sequence[Term], *known: str) -> Row:
    """Who goes by a name; another name than the one shown is told where that one matches."""
    others = [other.name for other in row.names.all() if _holds(other.name, terms)]
    title = as_html(marked(row.name, terms))
    meta = list(filter(None, known))
    if others and not _holds(row.name, terms):
        names = as_html(marked(", ".join(others[:3]), terms))
        return Row(row.get_absolute_url(), title, meta, format_html(_("Also called {}"), names))
    return Row(row.get_absolute_url(), title, meta)


def _topic(row: Any, terms: Sequence[Term]) -> Row:
    meta = [row.abbreviation] if row.abbreviation else []
    return Row(row.get_absolute_url(), as_html(marked(row.name, terms)), meta)


def _document(row: Any, terms: Sequence[Term]) -> Row:
    meta = [row.symbol, row.kind.capitalize(), wording(row.date) if row.date else ""]
    return Row(
        arrival(row.get_absolute_url(), terms),
        as_html(marked(row.title, terms)),
        list(filter(None, meta)),
    )


def _holds(text: str, terms: Sequence[Term]) -> bool:
    return bool(text) and bool(found_in(tokens(text), terms))


_SHOWN: dict[str, Callable[[Any, Sequence[Term]], Row]] = {
    "meeting": _meeting,
    "pledge": _pledge,
    "participant": _participant,
    "person": _person,
    "topic": _topic,
    "document": _document,
}
