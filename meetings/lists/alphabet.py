"""The letters of an alphabetical list: which page of it each begins on."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from . import pages
from .address import AFTER, PAGE, link
from .filterset import ListFilterSet


class Letter(NamedTuple):
    """A letter that rows begin with, the address where its rows start, and how many they are."""

    letter: str
    url: str
    n: int


class LetterGroup(NamedTuple):
    """The rows of one page that begin with a letter."""

    letter: str
    anchor: str
    rows: list[Any]


def anchor(letter: str) -> str:
    """The identifier of a letter on its page."""
    return f"letter-{letter}" if letter.isascii() and letter.isalnum() else f"letter-{ord(letter)}"


def letters(filters: ListFilterSet, page_size: int) -> list[Letter]:
    """The letters that the sort names of a list begin with, in order; one query, and one for each
    that is too deep for a page by number."""
    rows = filters.prepared("letters", lambda: _initials(filters.qs)).rows()
    beginnings, before = [], 0
    for initial, n in sorted(rows):
        start = (
            _after(filters, initial) if before >= pages.DEEPEST else _page(before // page_size + 1)
        )
        url = link(filters.address.used | start)
        beginnings.append(Letter(initial.upper(), f"{url}#{anchor(initial)}", n))
        before += n
    return beginnings


def letter_groups(rows: Sequence[Any]) -> list[LetterGroup]:
    """The rows of a page, in their order, by the letter that their sort name begins with."""
    groups: list[LetterGroup] = []
    for row in rows:
        initial = row.sort_name[:1]
        if not groups or groups[-1].letter != initial.upper():
            groups.append(LetterGroup(initial.upper(), anchor(initial), []))
        groups[-1].rows.append(row)
    return groups


def _page(number: int) -> dict[str, list[str]]:
    return {PAGE: [str(number)]} if number > 1 else {}


def _after(filters: ListFilterSet, initial: str) -> dict[str, list[str]]:
    """The page that begins with a letter too deep for a number: after the row before it."""
    query = filters.prepared(
        f"before {initial}",
        lambda: (
            filters.qs.filter(sort_name__lt=initial)
            .order_by(*(f"-{name}" for name in filters.default_order))
            .values_list("pk")[:1]
        ),
    )
    return {AFTER: [str(pk) for (pk,) in query.rows()]}


def _initials(rows: QuerySet[Any]) -> QuerySet[Any]:
    return (
        rows.order_by()
        .annotate(initial=Left("sort_name", 1))
        .values_list("initial")
        .annotate(n=Count("*"))
    )
