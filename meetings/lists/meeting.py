"""The filters of the list of meetings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from participants.queries.prepared import PreparedQuery

from ..derived.facet_codes import ALL, RecordFacet, value_of
from ..models import Delegation, Meeting, Series, StatementTopic, Topic
from ..models.choices import Layer, Mode, Role, Stage
from ..models.derived_rows import Tally
from .facet_counts import MOST_OPTIONS
from .facets import Column, LinkColumns, Uncounted
from .filters import ChoicesFilter, SortFilter, WordsFilter, YearFilter, with_words
from .filterset import ListFilterSet
from .headings import AT_LEVEL, IN_ROLE, IN_SERIES, ON, WITH_WORDS
from .levels import LEVELS
from .name_filters import ParticipantsFilter, SeriesFilter, TopicsFilter

RECORD_LABELS = {Layer.RECORD.value: _("Full record"), Layer.STUB.value: _("Named only")}

#: meetings whose topics are counted
FEW = 100
#: series or countries that words may name
MOST_NAMED = 50


class MeetingFilterSet(ListFilterSet):
    """Words, series, years, country, topic, mode, stage, record, and who was there as what."""

    words = WordsFilter(method="of_words", label=_("Words in the record"))
    series = SeriesFilter()
    year_from = YearFilter(label=_("From"), method="of_years_from")
    year_to = YearFilter(label=_("To"), method="of_years_to")
    country = ParticipantsFilter(label=_("Country it was held in"))
    participant = ParticipantsFilter(label=_("Participant"), method="of_delegation")
    level = ChoicesFilter(method="of_delegation", label=_("Level"), choices=LEVELS)
    role = ChoicesFilter(method="of_delegation", label=_("Role"), choices=Role.choices)
    topic = TopicsFilter(method="of_topic")
    mode = ChoicesFilter(label=_("Mode"), choices=Mode.choices)
    stage = ChoicesFilter(label=_("Stage"), choices=Stage.choices)
    record = ChoicesFilter(
        label=_("Record"), field_name="layer", choices=list(RECORD_LABELS.items())
    )
    sort = SortFilter(
        {
            "newest": (_("Newest first"), (F("first_day").desc(nulls_last=True), "slug", "pk")),
            "oldest": (_("Oldest first"), (F("first_day").asc(nulls_last=True), "slug", "pk")),
            "title": (_("Title, A to Z"), (F("title_order").asc(nulls_last=True), "slug", "pk")),
        }
    )

    phrases = {
        "participant": _("with %(names)s"),
        "role": IN_ROLE,
        "level": AT_LEVEL,
        "country": _("held in %(names)s"),
        "topic": ON,
        "series": IN_SERIES,
        "words": WITH_WORDS,
    }
    facet_sources = {
        "series": Column("series"),
        "record": Column("layer"),
        "stage": Column("stage"),
        "mode": Column("mode"),
        "participant": LinkColumns(Delegation.objects.all, "meeting", "participant"),
        "country": Column("country"),
        "topic": LinkColumns(StatementTopic.objects.published, "statement__meeting", "topic"),
        "level": Uncounted(),
        "role": Uncounted(),
    }
    year_column = "first_day"
    default_order = (F("first_day").desc(nulls_last=True), "slug", "pk")
    search_noun = "meeting"

    class Meta(ListFilterSet.Meta):
        model = Meeting
        fields: list[str] = []

    def public_rows(self) -> QuerySet[Any]:
        """Published records and the meetings that they name."""
        return Meeting.objects.public()

    def of_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Meetings whose record has the words, or whose series or country is named so."""
        named = with_words(Series.objects.all(), value, "name")
        held_in = Participant.objects.matching(value)
        return rows.filter(
            Q(pk__in=self.found.numbers)
            | Q(series__in=list(named.values_list("pk", flat=True)[:MOST_NAMED]))
            | Q(country__in=list(held_in.values_list("pk", flat=True)[:MOST_NAMED]))
        )

    def of_years_from(self, rows: QuerySet[Any], name: str, year: int) -> QuerySet[Any]:
        """Meetings that may have lasted into the year; the undated are left out."""
        open_end = Q(last_day__isnull=True, first_day__isnull=False)
        return rows.filter(Q(last_day__gte=date(year, 1, 1)) | open_end)

    def of_years_to(self, rows: QuerySet[Any], name: str, year: int) -> QuerySet[Any]:
        """Meetings that may have begun by the end of the year; the undated are left out."""
        open_start = Q(first_day__isnull=True, last_day__isnull=False)
        return rows.filter(Q(first_day__lte=date(year, 12, 31)) | open_start)

    def of_delegation(self, rows: QuerySet[Any], name: str, _value: Any) -> QuerySet[Any]:
        """Meetings with a delegation of one of the participants, at a level, in a role."""
        values = self.together(name, "participant", "level", "role")
        if not values:
            return rows
        named = {f"{one}s": value for one, value in values.items()}
        return rows.filter(Delegation.objects.met(**named))

    def kept_count(self) -> int | None:
        """How many there are where every row has been counted by the kind of its record."""
        if "record" in self.address.used:
            return None
        numbers, exact = self.counts.numbers("record")
        return sum(numbers.values()) if exact else None

    def counts_choices(self, name: str) -> bool:
        """Topics are not counted beside many meetings: each has hundreds of statements on some."""
        if name != "topic" or not self.address.is_filtered:
            return True
        meetings, _whole = self.counts.sample("topic")
        return len(meetings) <= FEW

    def kept_numbers(self, name: str) -> Mapping[Any, int] | None:
        """Those of topics, where they are not counted: how many records have statements on each."""
        if name != "topic" or (self.address.is_filtered and self.counts_choices(name)):
            return None
        return {value_of(counted): n for counted, n in _TOPICS.rows()}

    def of_topic(self, rows: QuerySet[Any], name: str, topics: list[Topic]) -> QuerySet[Any]:
        """Meetings with a statement on one of the topics."""
        said = StatementTopic.objects.published().filter(topic__in=topics)
        return rows.filter(Exists(said.filter(statement__meeting=OuterRef("pk"))))


_TOPICS = PreparedQuery(
    lambda: (
        Tally.objects.filter(chosen=ALL, facet=RecordFacet.TOPIC)
        .order_by("-n", "counted")
        .values_list("counted", "n")[:MOST_OPTIONS]
    )
)
