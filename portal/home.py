"""What the front page shows of the register: true numbers, and ways in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NamedTuple

from django.db.models import CharField, Count, F, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from meetings.addresses import address, list_address
from meetings.derived.counts import most_frequent
from meetings.derived.facet_codes import ALL, FacetName, RecordFacet, value_of
from meetings.models import Meeting, Pledge, Tally, Topic
from meetings.models.choices import Layer, Stage, Status
from meetings.reading.bars import CountBar, bars
from meetings.reading.links import ParticipantLink, TopicLink
from meetings.reading.meeting import MeetingRow, fill_rows, short_date
from meetings.reading.meeting_reasons import give_reasons
from meetings.reading.sections import Total
from participants.models import Participant
from participants.queries.prepared import PreparedList, PreparedQuery
from portal.charts import Drawing, Year, columns, every_year
from portal.counting import grouped

LATEST, COMING, BROWSED, TRIES = 5, 5, 8, 4

#: the stages of meetings to come
_STAGES = (Stage.ANNOUNCED, Stage.PROPOSED)


@dataclass(slots=True)
class SeriesEntry:
    """A series, and how many public meetings it has."""

    slug: Annotated[str, F("series__slug")]
    name: Annotated[str, F("series__name")]
    n: int

    def get_absolute_url(self) -> str:
        """Its page."""
        return address("series", self.slug)


@dataclass(slots=True)
class TopicEntry(TopicLink):
    """A topic, and how many statements are on it."""

    pk: int
    sort_name: str
    n: int = 0


@dataclass(slots=True)
class ParticipantEntry(ParticipantLink):
    """A participant, and how many meetings it attended."""

    pk: int
    sort_name: str
    n: int = 0


class Coming(NamedTuple):
    """Meetings announced or proposed for today or later, the next first, of ``n``.

    ``url`` is the list of all that are announced or proposed from this year on.
    """

    rows: Sequence[MeetingRow]
    n: int
    url: str


class Years(NamedTuple):
    """Meetings by year, drawn for wide and for narrow screens; ``undated`` have no first day."""

    years: Sequence[Year]
    drawings: Sequence[tuple[str, Drawing]]
    undated: int


@dataclass(slots=True)
class HomePage:
    """All that the front page shows of the register."""

    totals: Sequence[Total]
    meeting_count: int
    latest: Sequence[MeetingRow]
    coming: Coming
    series: Sequence[SeriesEntry]
    topics: Sequence[TopicEntry]
    participants: Sequence[ParticipantEntry]
    by_year: Years

    @property
    def topic_bars(self) -> list[CountBar]:
        """Topics by statements, drawn as bars."""
        return bars((topic.name, topic.n, topic.url) for topic in self.topics)

    @property
    def tries(self) -> list[tuple[str, str]]:
        """Searches that find something, with their addresses: a topic's name finds statements."""
        names = [topic.name for topic in self.topics[:TRIES]]
        return [(name, list_address("search", q=name)) for name in names]


def _years_of(meetings: QuerySet[Meeting]) -> QuerySet[Any, Any]:
    # As text: to take the year of a day, SQLite calls Python for each row.
    year = Left(Cast("first_day", CharField()), 4)
    return meetings.order_by().values_list(year).annotate(n=Count("pk"))


def _number(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk"))
    return Subquery(counted.values("n"))


def _numbers() -> QuerySet[Any, Any]:
    """One row: pledges, how many of them are of no published record, and statements."""
    numbers = [
        _number(rows)
        for rows in (Pledge.objects.all(), Pledge.objects.filter(meeting__in=_hidden()))
    ]
    said = Tally.objects.filter(chosen=ALL, counted=ALL).values("n")
    return Meeting.objects.order_by("pk").values_list(*numbers, Subquery(said))[:1]


def _hidden() -> QuerySet[Meeting]:
    """Few, so that all less these are counted quicker than each is looked up with its meeting."""
    return Meeting.objects.exclude(layer=Layer.RECORD, status=Status.PUBLISHED)


_RECORDED = PreparedQuery(lambda: _years_of(Meeting.objects.published()))
_NAMED = PreparedQuery(lambda: _years_of(Meeting.objects.stubs().public()))
_NUMBERS = PreparedQuery(_numbers)
_LATEST = PreparedQuery(
    lambda day: Meeting.objects.published().not_coming(day).counted().newest_first()[:LATEST],
    MeetingRow,
)
_COMING = PreparedList(
    lambda day: Meeting.objects.public().coming(day),
    lambda rows: rows.counted().oldest_first()[: COMING + 1],
    MeetingRow,
)
_TOPICS = PreparedQuery(lambda numbers: Topic.objects.filter(pk__in=[numbers]), TopicEntry)
_SERIES = PreparedQuery(
    lambda: (
        Meeting.objects.public()
        .filter(series__isnull=False)
        .values("series__name", "series__slug")
        .annotate(n=Count("pk"))
        .order_by("-n", "series__sort_name", "series__slug")[:BROWSED]
    ),
    SeriesEntry,
)
_ATTENDED = PreparedQuery(
    lambda: Tally.objects.filter(chosen=ALL, facet=RecordFacet.ATTENDED).values_list("counted", "n")
)
_PARTICIPANTS = PreparedQuery(
    lambda numbers: Participant.objects.filter(pk__in=[numbers]), ParticipantEntry
)


def front_page(day: date) -> HomePage:
    """All that the front page shows on a day, in a fixed number of queries."""
    recorded, named = _by_year(_RECORDED), _by_year(_NAMED)
    attended = Counter({value_of(counted): n for counted, n in _ATTENDED.rows()})
    return HomePage(
        totals=_totals(recorded.total(), named.total(), attended.total()),
        meeting_count=recorded.total() + named.total(),
        latest=_latest(day),
        coming=_coming(day),
        series=_SERIES.rows(),
        topics=_topics(),
        participants=_participants(attended),
        by_year=_years(recorded, named),
    )


def _by_year(query: PreparedQuery[tuple[Any, ...]]) -> Counter[int]:
    """Numbers by year; those without a first day under 0."""
    return Counter({int(year or 0): n for year, n in query.rows()})


def _totals(recorded: int, named: int, present: int) -> list[Total]:
    """The register in figures. These are our own counts: nothing there is 0, not unknown."""
    meetings = recorded + named
    whole = ngettext(
        "meeting, %(n)s with a full record", "meetings, %(n)s with a full record", meetings
    )
    (row,) = _NUMBERS.rows() or [(0,) * 3]
    promised, held, said = row
    numbers = [
        (meetings, whole % {"n": grouped(recorded)}),
        (present, ngettext("delegation", "delegations", present)),
        (said or 0, ngettext("statement", "statements", said or 0)),
        (promised - held, ngettext("pledge", "pledges", promised - held)),
    ]
    return [Total(n, label) for n, label in numbers]


def _latest(day: date) -> list[MeetingRow]:
    """The latest meetings with a full record that are not yet to come, as rows of a list."""
    rows = _LATEST.rows(day)
    fill_rows(rows)
    return rows


def _topics() -> list[TopicEntry]:
    """The topics that most statements are on, with how many; by the counts that are kept."""
    counted = dict(most_frequent({FacetName.TOPIC: (ALL, BROWSED)})[FacetName.TOPIC])
    topics = _TOPICS.rows(counted)
    for topic in topics:
        topic.n = counted[topic.pk]
    return sorted(topics, key=_most_first)


def _coming(day: date) -> Coming:
    """Meetings that records announce or propose for a day or later, the next first."""
    rows = _COMING.rows(day)
    give_reasons(rows)
    for row in rows:
        row.when = short_date(row)
    stages = [("stage", stage.value) for stage in _STAGES]
    query = urlencode([*stages, ("year_from", str(day.year)), ("sort", "oldest")])
    return Coming(
        rows[:COMING],
        len(rows) if len(rows) <= COMING else _COMING.count(day),
        f"{reverse('meeting_list')}?{query}",
    )


def _participants(attended: Counter[int]) -> list[ParticipantEntry]:
    """Those that were at most meetings, with at how many."""
    least = sorted(attended.values(), reverse=True)[:BROWSED][-1:]
    participants = _PARTICIPANTS.rows([pk for pk, n in attended.items() if n > 0 and n >= least[0]])
    for participant in participants:
        participant.n = attended[participant.pk]
    return sorted(participants, key=_most_first)[:BROWSED]


def _most_first(entry: TopicEntry | ParticipantEntry) -> tuple[int, str, str]:
    """The order of entries: by number, then by name."""
    return -entry.n, entry.sort_name, entry.slug


def _years(recorded: Counter[int], named: Counter[int]) -> Years:
    """Meetings by year; those without a first day are counted apart."""
    undated = recorded.pop(0, 0) + named.pop(0, 0)
    years = every_year(recorded, named)
    widths = {"v-wide": 960, "v-narrow": 400} if years else {}
    return Years(
        [year for year in years if year.recorded or year.named],
        [(name, columns(years, width)) for name, width in widths.items()],
        undated,
    )
