"""Everything that the search page shows, within a limit of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from meetings.lists.facets import Facet
from meetings.search.engine.limits import within
from meetings.search.query.resolution import ResolvedQuery, resolve_query
from meetings.search.query.units import abbreviations_as_words
from meetings.search.results.capped import Capped
from meetings.search.results.leaving_out import shorter_queries
from meetings.search.results.noun_groups import NounGroup, search_nouns
from meetings.search.results.statements import StatementHits, search_statements
from portal import zero_results

from .alternatives import Alternatives, alternatives
from .narrowing import search_facets, years
from .result_rows import ResultRow, noun_results, statement_results
from .search_request import GROUPS, STATEMENT_GROUP, SearchRequest

#: seconds that one search may take of the database
LIMIT = 2.0
FEW, MANY = 5, 20

LABELS: dict[str, str | Promise] = {
    STATEMENT_GROUP: gettext_lazy("Statements"),
    "meetings": gettext_lazy("Meetings"),
    "pledges": gettext_lazy("Pledges"),
    "participants": gettext_lazy("Participants"),
    "people": gettext_lazy("People"),
    "topics": gettext_lazy("Topics"),
    "documents": gettext_lazy("Documents"),
    "sources": gettext_lazy("In the sources"),
}
#: nouns of which one that is named exactly stands above all results
_BEST = {
    "participant": gettext_lazy("Participant"),
    "person": gettext_lazy("Person"),
    "topic": gettext_lazy("Topic"),
}


@dataclass(slots=True)
class Tab:
    """A group of results: its name, its count in words, and its address."""

    name: str
    label: str
    count: str
    url: str
    current: bool = False


@dataclass(slots=True)
class ResultSection:
    """The rows of one group, and where the rest is."""

    name: str
    label: str
    count: str
    rows: list[ResultRow]
    more: str = ""


@dataclass(slots=True)
class BestMatch:
    """A noun that the whole text names: what it is, its name and its page."""

    label: str
    name: str
    url: str


@dataclass(slots=True)
class YearChoice:
    """A year of the hits, with their number and the search of that year."""

    year: int
    n: int
    url: str


@dataclass(slots=True)
class ResultPage:
    """What the page shows of a search; of one that took too long only that it did."""

    chips: list[dict[str, str]]
    timeout: bool = False
    total: Capped = field(default_factory=lambda: Capped(0))
    total_words: str = ""
    notes: Sequence[str] = ()
    tabs: Sequence[Tab] = ()
    sections: Sequence[ResultSection] = ()
    best: BestMatch | None = None
    previous_url: str = ""
    next_url: str = ""
    facets: Sequence[Facet] = ()
    years: Sequence[YearChoice] = ()
    facets_exact: bool = True
    only_newest: bool = False
    instead: Alternatives = field(default_factory=Alternatives)


def result_page(request: SearchRequest) -> ResultPage:
    """The results of a search; one that finds nothing is counted."""
    page = found_page(request, MANY)
    if page is None:
        return ResultPage(chips=request.chips({}), timeout=True)
    if not page.total.n and request.text:
        zero_results.record(request.text)
    return page


def found_page(request: SearchRequest, many: int) -> ResultPage | None:
    """The results of a search, ``many`` of a group; None where it takes too long."""
    return within(LIMIT, lambda: _Search(request, many).page())


class _Search:
    """A search that is answered: its hits, groups and numbers, ``many`` rows of a group.

    Where all words together find nothing, the commonest are left out until something is found.
    """

    def __init__(self, request: SearchRequest, many: int) -> None:
        self.request, self.many = request, many
        self.left_out: tuple[str, ...] = ()
        self.asked = query = resolve_query(request.query)
        self._ask(query)
        if not self.total.n:
            self._ask_less(query)

    def _ask(self, query: ResolvedQuery) -> None:
        request = self.request
        self.query = query
        shows_statements = request.group == STATEMENT_GROUP
        self.hits: StatementHits = search_statements(
            query,
            order="relevance" if request.by_relevance else "newest",
            after=request.after if shows_statements else None,
            before=request.before if shows_statements else None,
            limit=self.many if shows_statements else FEW,
        )
        self.groups = _groups(request, query, self.many)
        self.counts = {STATEMENT_GROUP: self.hits.count} | {
            name: self.groups[noun].count for name, noun in GROUPS.items()
        }
        self.total = Capped.sum(self.counts.values())

    def _ask_less(self, query: ResolvedQuery) -> None:
        for shorter, left_out in shorter_queries(query):
            self._ask(shorter)
            if self.total.n:
                self.left_out = left_out
                return
        self.query = query

    def page(self) -> ResultPage:
        """All that the page shows."""
        request, hits, total = self.request, self.hits, self.total
        has_facets = hits.count.n or request.fields
        facets = search_facets(request, self.query, hits) if has_facets else []
        previous_url, next_url = self._steps()
        return ResultPage(
            total=total,
            total_words=total.in_words,
            notes=self._notes(),
            tabs=self._tabs(total),
            sections=list(self._sections()),
            best=None if request.group else self._best(),
            previous_url=previous_url,
            next_url=next_url,
            chips=request.chips(_labels(request, facets)),
            facets=facets,
            years=[
                YearChoice(year, n, request.url(year_from=str(year), year_to=str(year)))
                for year, n in years(hits)
            ],
            facets_exact=hits.count.exact,
            only_newest=hits.only_newest,
            instead=Alternatives() if total.n else alternatives(request, self.query.known),
        )

    def _notes(self) -> tuple[str, ...]:
        """Sentences on what was left out, not understood, or read as a name."""
        if not self.left_out:
            return (*self.query.notes, *([] if self.total.n else self._read_as_words()))
        words = ", ".join(f"“{word}”" for word in self.left_out)
        sentence = _("Nothing holds all these words together; these were left out: %(words)s.")
        return (sentence % {"words": words}, *self.query.notes, *self._read_as_words())

    def _read_as_words(self) -> list[str]:
        """Sentences on abbreviations that were not looked up as names, as they are words too."""
        sentence = _("“%(word)s” was read as a word; for the name write %(name)s.")
        return [
            sentence % {"word": word, "name": word.upper()}
            for word in abbreviations_as_words(self.asked.units)
        ]

    def _tabs(self, total: Capped) -> list[Tab]:
        request = self.request
        every = pgettext("results", "All")
        return [Tab("", every, total.in_words, request.url(group=""), not request.group)] + [
            Tab(
                name,
                str(LABELS[name]),
                count.in_words,
                request.url(group=name),
                request.group == name,
            )
            for name, count in self.counts.items()
        ]

    def _sections(self) -> Iterator[ResultSection]:
        request, terms = self.request, self.hits.terms
        for name in (request.group,) if request.group else self._in_order():
            count = self.counts[name]
            if name == STATEMENT_GROUP:
                rows = statement_results(self.hits.rows, terms)
            else:
                rows = noun_results(GROUPS[name], self.groups[GROUPS[name]].rows, terms)
            if rows or request.group:
                whole = request.group or (len(rows) == count.n and count.exact)
                more = "" if whole else request.url(group=name)
                yield ResultSection(name, str(LABELS[name]), count.in_words, rows, more)

    def _in_order(self) -> list[str]:
        """The groups, first the one that the query is about: "pledges", "second meeting"."""
        kind = self.query.kind or ("meeting" if self.query.ordinal is not None else "")
        return sorted(self.counts, key=lambda name: GROUPS.get(name, "statement") != kind)

    def _best(self) -> BestMatch | None:
        """Whom or what the query names; where it is a word for a kind alone, the list of these."""
        if (named := self.query.named) is None:
            return self._list()
        numbers = {
            "participant": named.participants,
            "person": named.people,
            "topic": named.topics,
        }
        for noun, label in _BEST.items():
            for row in self.groups[noun].rows:
                if row.pk in numbers[noun]:
                    return BestMatch(str(label), row.name, row.get_absolute_url())
        return None

    def _list(self) -> BestMatch | None:
        """The list of a kind of thing, where a word for it is all that is asked."""
        units = self.query.units
        if len(units) != 1 or not units[0].kind:
            return None
        group = next(name for name in self.counts if GROUPS.get(name, "statement") == units[0].kind)
        return BestMatch(_("List"), str(LABELS[group]), reverse(f"{units[0].kind}_list"))

    def _steps(self) -> tuple[str, str]:
        """The addresses of the pages before and after this one; empty for none."""
        request, hits = self.request, self.hits
        if not request.group:
            return "", ""
        if request.group == STATEMENT_GROUP:
            before, after = hits.previous_cursor, hits.next_cursor
            return (
                "" if before is None else request.url(before=before),
                "" if after is None else request.url(after=after),
            )
        is_last = request.page * self.many >= self.counts[request.group].n
        return (
            request.url(page=request.page - 1) if request.page > 1 else "",
            "" if is_last else request.url(page=request.page + 1),
        )


def _groups(request: SearchRequest, query: ResolvedQuery, many: int) -> dict[str, NounGroup]:
    """Every group counted, with a page of the one that is shown alone, or a few of each."""
    if not request.group:
        return search_nouns(query, limit=FEW)
    shown = [GROUPS[request.group]] if request.group in GROUPS else []
    return search_nouns(query, limit=many, start=(request.page - 1) * many, rows_of=shown)


def _labels(request: SearchRequest, facets: Sequence[Facet]) -> dict[tuple[str, str], str]:
    """The names of the values that are asked for, by field and value."""
    return {
        (facet.name, typed): option.label
        for facet in facets
        for option in facet.options
        for typed in request.fields.get(facet.name, ())
        if option.value.lower() == typed.lower()
    }
