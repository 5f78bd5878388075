"""The list pages, each with what its rows print."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from participants.queries.prepared import PreparedQuery

from ..addresses import list_address
from ..derived.counts import tallied, tally_topics
from ..derived.facet_codes import RecordFacet
from ..derived.pledge_numbers import kept_meetings
from ..lists import pledge as pledges
from ..lists.alphabet import letter_groups, letters
from ..lists.delegation import DelegationFilterSet
from ..lists.document import DocumentFilterSet
from ..lists.facets import Facet
from ..lists.meeting import MeetingFilterSet
from ..lists.participant import ParticipantFilterSet
from ..lists.person import PersonFilterSet
from ..lists.statement import StatementFilterSet, StatementPaginator
from ..lists.view import FilteredListView
from ..models import Meeting, Relation, Series, Topic
from ..models.choices import PledgeKind
from ..reading.bars import bars
from ..reading.delegation_rows import delegation_rows
from ..reading.document import document_rows
from ..reading.meeting import MeetingRow, by_year, meeting_rows
from ..reading.participant import participant_rows
from ..reading.person import person_rows
from ..reading.pledge import pledge_rows
from ..reading.statement import StatementRow, statement_rows
from ..search.engine.limits import within
from ..search.results.marking import as_html, snippet
from .searched import PARAMETER, mark_value

#: seconds that one list of statements may take of the database
LIMIT = 2.0


class MeetingList(FilteredListView):
    """Published records and the meetings that they name."""

    template_name = "meetings/meeting_list.html"
    noun = _("Meetings")
    filterset_class = MeetingFilterSet
    paginate_by = 20

    def read_rows(self, numbers: list[int]) -> list[MeetingRow]:
        """Meetings with all that a row prints."""
        return meeting_rows(numbers, in_years=self._in_years)

    @property
    def _in_years(self) -> bool:
        return bool(self.filter.address.sort != "title")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rows by year, unless they are sorted by title."""
        context = super().get_context_data(**kwargs)
        rows = context["object_list"]
        return context | {"rows": rows, "years": by_year(rows) if self._in_years else []}


class StatementList(FilteredListView):
    """Statements of published records, newest or oldest first, or by relevance to words."""

    template_name = "meetings/statement_list.html"
    noun = _("Statements")
    filterset_class = StatementFilterSet
    paginator_class = StatementPaginator
    paginate_by = 20
    #: there are no pages by number
    page_kwarg = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, within a limit of time where anything is filtered."""
        if not (self.filter.address.is_filtered and self.filter.is_valid()):
            return super().get_context_data(**kwargs)
        context = within(LIMIT, lambda: super(StatementList, self).get_context_data(**kwargs))
        if context is None:
            self.filter.stop()
            context = super().get_context_data(**kwargs) | {"timeout": True}
        return context

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The page; one that took too long is not kept."""
        response = super().render_to_response(context, **kwargs)
        if "timeout" in context:
            response["Cache-Control"] = "no-store"
        return response

    def read_rows(self, numbers: list[int]) -> list[StatementRow]:
        """The statements of keys, with what was searched marked."""
        rows = statement_rows(numbers)
        terms = self.filter.query.terms if self.filter.is_searching else ()
        if not terms:
            return rows
        query = QueryDict(mutable=True)
        query[PARAMETER] = mark_value(terms)
        marking = f"?{query.urlencode()}"
        return [
            replace(row, found=as_html(snippet(row.text, terms)), marking=marking) for row in rows
        ]


class PledgeList(FilteredListView):
    """All pledges of published records, with what the records say became of them."""

    template_name = "meetings/pledge_list.html"
    noun = _("Pledges")
    filterset_class = pledges.PledgeFilterSet
    paginate_by = 50

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Pledges with all that a row prints."""
        return pledge_rows(numbers, localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page by groups, the bar of statuses, and on the first page what is pledged."""
        context = super().get_context_data(**kwargs)
        facets = {facet.name: facet for facet in context["facets"]}
        sort = self.filter.address.sort or "status"
        context |= {
            "today": localdate(),
            "groups": pledges.pledge_groups(context["object_list"], sort, facets["status"]),
            "slices": pledges.slices(facets["status"]) if facets["status"].exact else [],
        }
        if not self.filter.address.is_filtered and context["page_obj"].number == 1:
            context |= pledge_overview(facets["kind"])
        return context


def pledge_overview(kinds: Facet) -> dict[str, Any]:
    """What is pledged and where, over all pledges; two queries."""
    numbers = sorted(
        ((option.value, option.n) for option in kinds.options),
        key=lambda row: (-row[1], row[0]),
    )
    most = dict(kept_meetings(6))
    meetings = Meeting.objects.select_related("series").in_bulk(most)
    return {
        "kind_bars": bars(
            (str(PledgeKind(kind).label), n, list_address("pledge_list", kind=kind))
            for kind, n in numbers
        ),
        "meeting_bars": bars(
            (meetings[pk].shown_title, n, list_address("pledge_list", meeting=meetings[pk].slug))
            for pk, n in most.items()
        ),
    }


class DelegationList(FilteredListView):
    """Delegations to recorded meetings, with their people."""

    template_name = "meetings/delegation_list.html"
    noun = _("Delegations")
    filterset_class = DelegationFilterSet
    paginate_by = 50

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Delegations with all that a row prints."""
        return delegation_rows(numbers)


class AlphabeticalList(FilteredListView):
    """A list from A to Z, under the letters that names begin with."""

    paginate_by = 100

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page and its letters."""
        context = super().get_context_data(**kwargs)
        return context | {
            "groups": letter_groups(context["object_list"]),
            "letters": letters(self.filter, self.paginate_by),
        }


class ParticipantList(AlphabeticalList):
    """All participants that may be shown."""

    template_name = "participants/participant_list.html"
    noun = _("Participants")
    filterset_class = ParticipantFilterSet

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Participants with their numbers."""
        return list(participant_rows(numbers))


class PersonList(AlphabeticalList):
    """All people whom published records name; unnamed delegates are not people."""

    template_name = "participants/person_list.html"
    noun = _("People")
    filterset_class = PersonFilterSet

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """People with their numbers and posts."""
        return person_rows(numbers)


class DocumentList(FilteredListView):
    """Documents that published records come from or refer to."""

    template_name = "meetings/document_list.html"
    noun = _("Documents")
    filterset_class = DocumentFilterSet
    paginate_by = 20

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Documents without their texts, with their issuers."""
        return list(document_rows(numbers))


class TopicList(ListView):
    """All topics that published records use, narrower ones under broader ones."""

    template_name = "meetings/topic_list.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Public topics with their numbers, by name."""
        return tally_topics(Topic.objects.public())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tree, flat: each topic with its ``depth``."""
        return super().get_context_data(tree=in_tree(list(self.object_list)), **kwargs)


def in_tree(topics: list[Any]) -> list[Any]:
    """Topics in their order, each followed by its narrower ones, with ``depth`` set.

    A topic whose broader topic is not among them stands at the top.
    """
    known = {topic.pk for topic in topics}
    below: dict[int | None, list[Any]] = defaultdict(list)
    for topic in topics:
        below[topic.broader_id if topic.broader_id in known else None].append(topic)
    tree: list[Any] = []
    waiting = [(topic, 0) for topic in reversed(below[None])]
    while waiting:
        topic, topic.depth = waiting.pop()
        tree.append(topic)
        waiting += [(narrower, topic.depth + 1) for narrower in reversed(below.pop(topic.pk, []))]
    return tree


class SeriesList(ListView):
    """All series that a published record uses, with how many meetings of each are public."""

    template_name = "meetings/series_list.html"
    paginate_by = 100

    def get_queryset(self) -> QuerySet[Any]:
        """Public series by name, with how many records of each are published."""
        rows = Series.objects.public().annotate(record_count=tallied(RecordFacet.SERIES))
        return rows.order_by("sort_name", "slug")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, with the meetings that are only named counted, too."""
        context = super().get_context_data(**kwargs)
        named = dict(_NAMED.rows())
        for series in context["object_list"]:
            series.meeting_count = series.record_count + named.get(series.pk, 0)
        return context


# From what names them, for those only named are few among all meetings.
_NAMED = PreparedQuery(
    lambda: (
        Meeting.objects.public()
        .stubs()
        .filter(pk__in=Relation.objects.published().values("other"), series__isnull=False)
        .order_by()
        .values_list("series")
        .annotate(n=Count("pk"))
    )
)
