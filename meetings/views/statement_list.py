"""The list of statements: filters and facets, pages by the key at any depth."""

import re
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ..cards.statement import StatementCard, statement_cards
from ..lists.facet import counted_over
from ..lists.histogram import histogram
from ..lists.statement import OLDEST, RELEVANCE, StatementFilter
from ..models import Statement
from ..models.facet_count import FacetName
from ..search.facets import FacetCounter
from ..search.limits import SearchTimeout, time_limit
from ..search.marking import as_html, snippet
from ..search.paging import KeyPage, key_page
from ..search.statements import Capped, search_statements
from .searched import PARAMETER, mark_value

AFTER, BEFORE = "after", "before"
PAGE_SIZE = 20
#: seconds that one list may take of the database
LIMIT = 2.0
#: a key has at most 18 digits
_PLACE = re.compile("[0-9]{1,18}", re.ASCII)


class StatementList(TemplateView):
    """Statements of published records, newest or oldest first, or by relevance to words.

    Context as of ``FilteredList``, but ``steps`` (``previous``, ``next``) for numbered pages,
    and ``count`` is a ``Capped``. A place that is no key is not found (404).
    """

    template_name = "meetings/statement_list.html"
    filterset_class = StatementFilter

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page of statements and all that the filters say, within a limit of time."""
        self.after, self.before = self._place(AFTER), self._place(BEFORE)
        if self.after is not None and self.before is not None:
            raise Http404
        self.filter = StatementFilter.for_list(self.request.GET, Statement.objects.none())
        context = super().get_context_data(**kwargs) | {"count": Capped(0), "object_list": []}
        if self.filter.is_valid_query:
            context |= self._in_time()
        else:
            context["facets"] = self.filter.counted_facets({})
        return context | {
            "count_words": number_format(context["count"].n, force_grouping=True),
            "filter": self.filter,
            "form": self.filter.form,
            "chips": self.filter.chips(),
            "clear_url": self.filter.clear_url,
            "canonical": self._canonical(),
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The page; one that took too long is not kept."""
        response = super().render_to_response(context, **kwargs)
        if "timeout" in context:
            response["Cache-Control"] = "no-store"
        return response

    def _place(self, name: str) -> int | None:
        text = self.request.GET.get(name, "")
        if text and not _PLACE.fullmatch(text):
            raise Http404
        return int(text) if text else None

    def _in_time(self) -> dict[str, Any]:
        if not self.filter.filtering:
            return self._found()
        try:
            with time_limit(LIMIT):
                return self._found()
        except SearchTimeout:
            return {"timeout": True, "facets": self.filter.counted_facets({})}

    def _found(self) -> dict[str, Any]:
        asked, prepared = self.filter.asked, self.filter.prepared
        counter = FacetCounter(asked, prepared, searching=self.filter.searching)
        page = self._by_relevance() if self.filter.order == RELEVANCE else self._by_key()
        counted = counter.facets()
        facets = self.filter.counted_facets(counted)
        years = counted[FacetName.YEAR]
        return {
            "count": counter.total(),
            "object_list": self._statements(page.keys),
            "steps": self._steps(page),
            "facets": facets,
            "histogram": histogram(
                dict(years.numbers), asked.year_from, asked.year_to, exact=years.exact
            ),
            "counted_over": counted_over(facets),
            "notes": prepared.notes,
        }

    def _by_key(self) -> KeyPage:
        prepared = self.filter.prepared
        return key_page(
            prepared.ways,
            [*prepared.conditions, *self.filter.asked.conditions()],
            oldest_first=self.filter.order == OLDEST,
            after=self.after,
            before=self.before,
            limit=PAGE_SIZE,
        )

    def _by_relevance(self) -> KeyPage:
        hits = search_statements(
            self.filter.prepared,
            filters=self.filter.asked,
            order="relevance",
            after=self.after,
            before=self.before,
            limit=PAGE_SIZE,
        )
        return KeyPage([hit.key for hit in hits.rows], hits.previous_key, hits.next_key)

    def _statements(self, keys: list[int]) -> list[StatementCard]:
        """The statements of a page, in order, with what was searched marked."""
        cards = statement_cards(keys)
        terms = self.filter.prepared.terms if self.filter.searching else ()
        if not terms:
            return cards
        query = QueryDict(mutable=True)
        query[PARAMETER] = mark_value(terms)
        marking = f"?{query.urlencode()}"
        return [
            replace(card, found=as_html(snippet(card.text, terms)), marking=marking)
            for card in cards
        ]

    def _steps(self, page: KeyPage) -> dict[str, dict[str, str] | None]:
        labels = {"previous": _("Previous"), "next": _("Next")}
        asked = {"previous": (BEFORE, page.before), "next": (AFTER, page.after)}
        return {
            name: {"url": self._url(**{parameter: place}), "label": labels[name]}
            if place is not None
            else None
            for name, (parameter, place) in asked.items()
        }

    def _url(self, **place: int | None) -> str:
        query = self.filter.query
        for name, value in place.items():
            query[name] = str(value)
        return f"?{query.urlencode()}"

    def _canonical(self) -> str:
        query = self.filter.query
        for name, place in ((AFTER, self.after), (BEFORE, self.before)):
            if place is not None:
                query[name] = str(place)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path
