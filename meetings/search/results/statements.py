"""Statements that match a query: 20 at a time, by the key, with a count that is true.

Both databases give the same statements in the same order, for what both read as the same
words. They differ in: biology, geology, theology, zoology, nobly, doubly, feebly (PostgreSQL
stems them one step further); words over 64 bytes; letters of scripts that one of the two
takes for signs (PostgreSQL asks the locale of the database, which must not be "C" for case
and accents outside English to be folded); numbers with an exponent (1e5kg); phrases beyond
the 16,383rd word of one statement (PostgreSQL counts no further).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from meetings.models import Statement
from participants.queries.prepared import PreparedQuery

from ..engine.expressions import Query, Term, positive_terms
from ..query.conditions import Condition, Filters
from ..query.expansion import Branch, branches
from ..query.language import parse
from ..query.resolution import resolve
from .marking import Part, as_html, snippet
from .relevance import ranked
from .statement_keys import newest_keys, next_newer_keys

#: hits that are counted, ranked and given facets; beyond it is "more than"
CAP = 1_000

Order = Literal["newest", "relevance"]

_TEXTS = PreparedQuery(
    lambda numbers: (
        Statement.objects.filter(key__in=[numbers]).order_by().values_list("pk", "key", "text")
    )
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query with its names and fields looked up, to be asked of statements and of nouns."""

    query: Query
    ways: tuple[Branch, ...]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    using: str = "default"

    @property
    def terms(self) -> tuple[Term, ...]:
        """What to mark: the words that are sought, other names too."""
        return tuple(dict.fromkeys(positive_terms(self.ways[0].expression)))


def prepare(query: Query | str, using: str = "default") -> Prepared:
    """Look up what a query names: at most ten queries."""
    parsed = parse(query) if isinstance(query, str) else query
    conditions, notes = resolve(parsed.fields)
    ways = branches(parsed.expression, using)
    return Prepared(parsed, tuple(ways), tuple(conditions), (*parsed.notes, *notes), using)


@dataclass(frozen=True, slots=True)
class Capped:
    """A number of hits; where not ``exact``, there are more than ``n``."""

    n: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that matches, with the stretch of it that shows why."""

    pk: int
    key: int
    snippet: tuple[Part, ...]

    @property
    def html(self) -> SafeString:
        """The snippet as HTML, escaped and with marks."""
        return as_html(self.snippet)


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of statements that match.

    ``after`` of the next page is ``next_key`` (None on the last): a key where the newest
    come first, a place among the ranked where relevance decides. ``previous_key`` is
    ``before`` of the page before, likewise; None on the first. ``keys`` are the newest
    hits, at most :data:`CAP`, for facets. ``terms`` are those to mark, other names too.
    """

    rows: tuple[Hit, ...]
    count: Capped
    next_key: int | None
    previous_key: int | None
    keys: tuple[int, ...]
    terms: tuple[Term, ...]
    notes: tuple[str, ...]


def search_statements(
    query: Prepared | Query | str,
    *,
    filters: Filters | None = None,
    order: Order = "newest",
    after: int | None = None,
    before: int | None = None,
    limit: int = 20,
    using: str = "default",
) -> Hits:
    """Find published statements; see :class:`Hits`. A query that asks nothing finds all.

    One of ``after`` and ``before`` leads to a further page: of rows that follow, or that
    stand before. By relevance, both are places.

    Raises whatever :func:`limits.time_limit` around it says.
    """
    asked = query if isinstance(query, Prepared) else prepare(query, using)
    conditions = [*asked.conditions, *(filters or Filters()).conditions()]
    ways, terms = asked.ways, asked.terms
    keys = newest_keys(ways, conditions, CAP + 1, using=using)
    count = Capped(min(len(keys), CAP), len(keys) <= CAP)
    newest = keys[:CAP]
    if order == "relevance":
        start = max(before - limit, 0) if before is not None else max(after or 0, 0)
        page, following = _by_relevance(ways, conditions, newest, terms, start, limit, using)
        preceding = start or None
    elif before is not None:
        page, following, preceding = _newer(ways, conditions, before, limit, using)
    else:
        page, following = _by_time(ways, conditions, keys, after, limit, using)
        preceding = page[0] if page and after is not None and keys[0] != page[0] else None
    return Hits(
        rows=tuple(_hits(page, terms, using)),
        count=count,
        next_key=following,
        previous_key=preceding,
        keys=tuple(newest),
        terms=terms,
        notes=asked.notes,
    )


def _by_time(
    ways: Sequence[Branch],
    conditions: Sequence[Condition],
    keys: list[int],
    after: int | None,
    limit: int,
    using: str,
) -> tuple[list[int], int | None]:
    # A further page may lie within the keys already read.
    if after is not None:
        keys = (
            [key for key in keys if key < after]
            if len(keys) <= CAP
            else newest_keys(ways, conditions, limit + 1, after, using)
        )
    page = keys[:limit]
    return page, (page[-1] if len(keys) > limit else None)


def _newer(
    ways: Sequence[Branch],
    conditions: Sequence[Condition],
    before: int,
    limit: int,
    using: str,
) -> tuple[list[int], int | None, int | None]:
    """The page that stands before the statement ``before``; with what follows and precedes it."""
    nearest = next_newer_keys(ways, conditions, limit + 1, before, using)
    page = sorted(nearest[:limit], reverse=True)
    older = newest_keys(ways, conditions, 1, page[-1] if page else before + 1, using)
    return (
        page,
        page[-1] if page and older else None,
        page[0] if len(nearest) > limit else None,
    )


def _by_relevance(
    ways: Sequence[Branch],
    conditions: Sequence[Condition],
    keys: list[int],
    terms: Sequence[Term],
    start: int,
    limit: int,
    using: str,
) -> tuple[list[int], int | None]:
    linked: set[int] = set()
    if len(ways) > 1:
        by_links = [way for way in ways if way.conditions]
        linked = set(newest_keys(by_links, conditions, CAP, using=using))
    best = ranked(((key, text) for _pk, key, text in _TEXTS.rows(keys, using=using)), terms, linked)
    page = best[start : start + limit]
    return page, (start + limit if len(best) > start + limit else None)


def _hits(page: Sequence[int], terms: Sequence[Term], using: str) -> Iterable[Hit]:
    texts = {key: (pk, text) for pk, key, text in _TEXTS.rows(page, using=using)}
    for key in page:
        if key in texts:
            pk, text = texts[key]
            yield Hit(pk, key, tuple(snippet(text, terms)))
