"""The filters of the list of meetings."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Participant

from ..models import Delegation, Meeting, Series, StatementTopic, Topic
from ..models.choices import Layer, Mode, Stage
from .facets import Column, LinkColumns, Typed
from .filters import ChoicesFilter, SortFilter, WordsFilter, YearFilter, in_byte_order, with_words
from .filterset import ListFilterSet
from .headings import IN_SERIES, ON, WITH_WORDS
from .name_filters import ParticipantsFilter, SeriesFilter, TopicsFilter

RECORD_LABELS = {Layer.RECORD.value: _("Full record"), Layer.STUB.value: _("Named only")}

#: series or countries that words may name
MOST_NAMED = 50


class MeetingFilterSet(ListFilterSet):
    """Words, series, years, country, participant, topic, mode, stage and kind of record."""

    words = WordsFilter(method="of_words", label=_("Words in the record"))
    series = SeriesFilter()
    year_from = YearFilter(label=_("From"), method="of_years_from")
    year_to = YearFilter(label=_("To"), method="of_years_to")
    country = ParticipantsFilter(label=_("Country it was held in"))
    participant = ParticipantsFilter(label=_("Participant"), method="of_participant")
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
            "title": (_("Title, A to Z"), (in_byte_order("title"), "slug", "pk")),
        }
    )

    phrases = {
        "participant": _("with %(names)s"),
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
        "topic": Typed(),
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

    def of_participant(
        self, rows: QuerySet[Any], name: str, who: list[Participant]
    ) -> QuerySet[Any]:
        """Meetings with a delegation of one of the participants."""
        present = Delegation.objects.filter(meeting=OuterRef("pk"), participant__in=who)
        return rows.filter(Exists(present))

    def of_topic(self, rows: QuerySet[Any], name: str, topics: list[Topic]) -> QuerySet[Any]:
        """Meetings with a statement on one of the topics."""
        said = StatementTopic.objects.published().filter(topic__in=topics)
        return rows.filter(Exists(said.filter(statement__meeting=OuterRef("pk"))))
