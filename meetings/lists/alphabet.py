"""The letters of an alphabetical list: which page of it each begins on."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import Left
from django.http import QueryDict

from .address import PAGE
from .filterset import ListFilter
from .pages import AFTER, DEEPEST


class Letter(NamedTuple):
    """A letter that rows begin with, the address where its rows start, and how many they are."""

    letter: str
    url: str
    n: int


class Group(NamedTuple):
    """The rows of one page that begin with a letter."""

    letter: str
    anchor: str
    rows: list[Any]


def anchor(letter: str) -> str:
    """The identifier of a letter on its page."""
    return f"letter-{letter}" if letter.isascii() and letter.isalnum() else f"letter-{ord(letter)}"


def letters(used: ListFilter, page_size: int) -> list[Letter]:
    """The letters that the sort names of a list begin with, in order; one query, and one for each
    that is too deep for a page by number."""
    counted = used.query_of("letters", lambda: _initials(used.qs)).rows()
    query = used.query
    found, before = [], 0
    for initial, n in sorted(counted):
        if before >= DEEPEST:
            url = _address_after(used, query, initial)
        else:
            url = _page_address(query, before // page_size + 1)
        found.append(Letter(initial.upper(), f"{url}#{anchor(initial)}", n))
        before += n
    return found


def grouped(rows: Sequence[Any]) -> list[Group]:
    """The rows of a page, in their order, by the letter that their sort name begins with."""
    groups: list[Group] = []
    for row in rows:
        initial = row.sort_name[:1]
        if not groups or groups[-1].letter != initial.upper():
            groups.append(Group(initial.upper(), anchor(initial), []))
        groups[-1].rows.append(row)
    return groups


def _page_address(query: QueryDict, page: int) -> str:
    address = query.copy()
    if page > 1:
        address[PAGE] = str(page)
    return f"?{address.urlencode()}" if address else "."


def _address_after(used: ListFilter, query: QueryDict, initial: str) -> str:
    """The page that begins with a letter too deep for a number: after the row before it."""
    asked = used.query_of(
        f"before {initial}",
        lambda: (
            used.qs.filter(sort_name__lt=initial)
            .order_by(*(f"-{name}" for name in used.first_counted))
            .values_list("pk")[:1]
        ),
    )
    address = query.copy()
    address[AFTER] = str(asked.rows()[0][0])
    return f"?{address.urlencode()}"


def _initials(rows: QuerySet[Any]) -> QuerySet[Any]:
    return (
        rows.order_by()
        .annotate(initial=Left("sort_name", 1))
        .values_list("initial")
        .annotate(n=Count("*"))
    )
