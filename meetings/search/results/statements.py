"""Statements that match a query: 20 at a time, by the key, with a count that is true.

Both databases give the same statements in the same order: words of all scripts are cut and folded
in Python. They differ in phrases beyond the 16,383rd word of one statement (PostgreSQL counts no
further), and in the stems of words that English does not have ("ied", "technologi").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from meetings.models import Statement
from participants.queries.prepared import PreparedQuery

from ..engine import search_engine
from ..engine.definition import STATEMENT_INDEX
from ..engine.expressions import Term
from ..query.conditions import Condition, Filters
from ..query.language import ParsedQuery
from ..query.resolution import ResolvedQuery, resolve_query
from .capped import CAP, Capped
from .key_page import (
    KeyPage,
    best_first,
    best_keys,
    is_any_found_more_than,
    newest_keys,
    next_newer_keys,
)
from .marking import TextPart, as_html, snippet
from .relevance import MOST_RANKED, keys_by_opening, ranked_keys

HitOrder = Literal["newest", "relevance"]
#: statements with a word, or with all, up to which the index ranks; else the newest
#: :data:`CAP` are ranked by their openings (of 300,000 it took SQLite half a second)
MOST_WEIGHED = 5_000

_TEXTS = PreparedQuery(
    lambda numbers: (
        Statement.objects.filter(key__in=[numbers]).order_by().values_list("pk", "key", "text")
    )
)


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement that matches, with the stretch of it that shows why."""

    pk: int
    key: int
    snippet: tuple[TextPart, ...]

    @property
    def html(self) -> SafeString:
        """The snippet as HTML, escaped and with marks."""
        return as_html(self.snippet)


@dataclass(frozen=True, slots=True)
class StatementHits:
    """One page of statements that match.

    ``after`` of the next page is ``next_cursor`` (None on the last): a key where the newest
    come first, a position among the ranked where relevance decides. ``previous_cursor`` is
    ``before`` of the page before, likewise; None on the first. ``keys`` are the newest
    hits, at most :data:`CAP`, for facets. ``terms`` are those to mark, other names too.
    ``only_newest`` says that only these were ranked, because there are too many.
    """

    rows: tuple[StatementHit, ...]
    count: Capped
    next_cursor: int | None
    previous_cursor: int | None
    keys: tuple[int, ...]
    terms: tuple[Term, ...]
    notes: tuple[str, ...]
    only_newest: bool = False


def search_statements(
    query: ResolvedQuery | ParsedQuery | str,
    *,
    filters: Filters | None = None,
    order: HitOrder = "newest",
    after: int | None = None,
    before: int | None = None,
    limit: int = 20,
) -> StatementHits:
    """Find published statements; see :class:`StatementHits`. A query that asks nothing finds all.

    One of ``after`` and ``before`` leads to a further page: of rows that follow, or that
    stand before. By relevance, both are positions. A query of signs alone finds nothing.

    Raises whatever :func:`limits.time_limit` around it says.
    """
    resolved = query if isinstance(query, ResolvedQuery) else resolve_query(query)
    conditions = [*resolved.conditions, *(filters or Filters()).conditions()]
    search = _StatementSearch(resolved, conditions, limit)
    if order == "relevance":
        page = search.by_relevance(after, before)
    elif before is not None:
        page = search.newer(before)
    else:
        page = search.by_time(after)
    return StatementHits(
        rows=tuple(_hits(page.keys, resolved.terms)),
        count=Capped(min(len(search.keys), CAP), len(search.keys) <= CAP),
        next_cursor=page.after,
        previous_cursor=page.before,
        keys=tuple(search.keys[:CAP]),
        terms=resolved.terms,
        notes=resolved.notes,
        only_newest=search.only_newest,
    )


class _StatementSearch:
    """The newest hits of a query under conditions, and its pages."""

    def __init__(self, query: ResolvedQuery, conditions: Sequence[Condition], limit: int) -> None:
        self.query, self.conditions, self.limit = query, conditions, limit
        #: whether the hits were too many for all to be ranked
        self.only_newest = False
        #: one more than are counted, where there are more
        self.keys = newest_keys(query.branches, conditions, CAP + 1)

    def by_time(self, after: int | None) -> KeyPage:
        """The newest page, or the one after a key."""
        keys = self.keys
        if after is not None and len(keys) <= CAP:
            # A further page lies within the keys already read.
            keys = [key for key in keys if key < after]
        elif after is not None:
            keys = self._older(self.limit + 1, after)
        page = keys[: self.limit]
        is_further = page and after is not None and self.keys[0] != page[0]
        return KeyPage(
            page,
            before=page[0] if is_further else None,
            after=page[-1] if len(keys) > self.limit else None,
        )

    def newer(self, before: int) -> KeyPage:
        """The page that stands before a key."""
        nearest = next_newer_keys(self.query.branches, self.conditions, self.limit + 1, before)
        page = sorted(nearest[: self.limit], reverse=True)
        older = self._older(1, page[-1] if page else before + 1)
        return KeyPage(
            page,
            before=page[0] if len(nearest) > self.limit else None,
            after=page[-1] if page and older else None,
        )

    def _older(self, limit: int, below: int) -> list[int]:
        return newest_keys(self.query.branches, self.conditions, limit, below)

    def by_relevance(self, after: int | None, before: int | None) -> KeyPage:
        """The page after a position among the ranked hits, or before one."""
        start = max(before - self.limit, 0) if before is not None else max(after or 0, 0)
        end = start + self.limit
        best = self._ranked()
        return KeyPage(
            best[start:end], before=start or None, after=end if len(best) > end else None
        )

    def _ranked(self) -> list[int]:
        """The hits that are ranked, at most :data:`CAP`: the best first."""
        words, *by_links = self.query.branches
        keys = self.keys[:CAP]
        if not (keys and words.expression.parts):
            return keys
        if self._are_all_known():
            best = best_first(keys, words.expression)
        elif self._is_weighed():
            best = best_keys(self.query.branches, self.conditions, CAP)
        else:
            self.only_newest = len(self.keys) > CAP
            best = keys_by_opening(keys, self.query)
        linked = set(newest_keys(by_links, self.conditions, CAP))
        ranked = ranked_keys(best[:MOST_RANKED], self.query, linked)
        return [*ranked, *best[MOST_RANKED:]]

    def _is_weighed(self) -> bool:
        """Whether the index may rank all hits.

        Where it goes through all that any of the words has, none may be in too many statements.
        """
        words, engine = self.query.branches[0].expression, search_engine()
        if engine.ranks_by_all:
            return not is_any_found_more_than([words, *self.query.terms], MOST_WEIGHED)
        if len(self.keys) <= CAP:
            return True
        return not (
            engine.reads_long_rows(STATEMENT_INDEX) or is_any_found_more_than([words], MOST_WEIGHED)
        )

    def _are_all_known(self) -> bool:
        """Whether the hits need not be sought again to be ranked; a phrase takes long to find."""
        is_whole = len(self.keys) <= CAP and len(self.query.branches) == 1
        return is_whole and not search_engine().ranks_by_all


def _hits(keys: Sequence[int], terms: Sequence[Term]) -> list[StatementHit]:
    texts = {key: (pk, text) for pk, key, text in _TEXTS.rows(keys)}
    return [
        StatementHit(texts[key][0], key, tuple(snippet(texts[key][1], terms)))
        for key in keys
        if key in texts
    ]
