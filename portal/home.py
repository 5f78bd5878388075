"""What the front page shows of the register: true numbers, and ways in."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext

from meetings.addresses import address, list_address
from meetings.dates import short_wording
from meetings.models import Figure, Inference, Meeting, Pledge, Topic, UseCount
from meetings.models.choices import Layer, Stage, Status
from meetings.models.facet_count import ALL, FacetCount, FacetName
from meetings.models.listed import Use
from meetings.reading.bars import bars
from meetings.search.counts import most_frequent
from meetings.views.meeting_rows import MeetingRow, meeting_rows
from meetings.views.named_meeting import columns as columns_of_meeting
from meetings.views.named_meeting import meeting_of
from participants.models import Participant
from participants.queries.prepared import PreparedQuery
from portal.charts import columns, every_year

LATEST, COMING, BROWSED, TRIES = 5, 5, 8, 4

_COUNTS = ("delegation_count", "statement_count", "pledge_count")
_STAGES = (Stage.ANNOUNCED, Stage.PROPOSED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A series or a participant, and how many meetings it has."""

    name: str
    slug: str
    n: int
    page: str

    def get_absolute_url(self) -> str:
        """Its page."""
        return address(self.page, self.slug)


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
    said = FacetCount.objects.filter(chosen=ALL, counted=ALL).values("n")
    return Meeting.objects.order_by("pk").values_list(*numbers, Subquery(said))[:1]


def _hidden() -> QuerySet[Meeting]:
    """Few, so that all less these are counted quicker than each is looked up with its meeting."""
    return Meeting.objects.exclude(layer=Layer.RECORD, status=Status.PUBLISHED)


def _announced() -> Any:
    return Meeting.objects.public().filter(stage__in=_STAGES)


_RECORDED = PreparedQuery(lambda: _years_of(Meeting.objects.published()))
_NAMED = PreparedQuery(lambda: _years_of(Meeting.objects.stubs().public()))
_NUMBERS = PreparedQuery(_numbers)
_LATEST = PreparedQuery(
    lambda: (
        Meeting.objects.published()
        .for_list()
        .newest_first()
        .values_list(*columns_of_meeting(), *_COUNTS)[:LATEST]
    )
)
_FIGURES = PreparedQuery(
    lambda meeting: (
        Figure.objects.of_attendance()
        .filter(meeting__in=[meeting])
        .order_by("order", "pk")
        .values_list("meeting", "text")
    )
)
_REASONS = PreparedQuery(
    lambda meeting: (
        Inference.objects.of_meetings()
        .filter(field="date", meeting__in=[meeting])
        .order_by("pk")
        .values_list("meeting", "reason")
    )
)
_COMING = PreparedQuery(
    lambda: _announced().newest_first().values_list(*columns_of_meeting())[: COMING + 1]
)
_ANNOUNCED = PreparedQuery(
    lambda: _announced().order_by().values_list("stage").annotate(n=Count("pk"))
)
_TOPICS = PreparedQuery(
    lambda number: Topic.objects.filter(pk__in=[number]).values_list(
        "pk", "sort_name", "slug", "name"
    )
)
_SERIES = PreparedQuery(
    lambda: (
        Meeting.objects.public()
        .filter(series__isnull=False)
        .values_list("series__name", "series__slug")
        .annotate(n=Count("pk"))
        .order_by("-n", "series__sort_name", "series__slug")[:BROWSED]
    )
)
_ATTENDED = PreparedQuery(
    lambda: UseCount.objects.filter(use=Use.ATTENDED).values_list("noun", "n")
)
_PARTICIPANTS = PreparedQuery(
    lambda number: Participant.objects.filter(pk__in=[number]).values_list(
        "pk", "sort_name", "slug", "name"
    )
)


def front_page() -> dict[str, Any]:
    """All that the front page shows, in a fixed number of queries."""
    recorded, named = _by_year(_RECORDED), _by_year(_NAMED)
    topics, attended = _topics(), _attended()
    return {
        "figures": _figures(recorded.total(), named.total(), attended.total()),
        "meeting_count": recorded.total() + named.total(),
        "recorded_count": recorded.total(),
        "latest": _latest(),
        "tries": _tries(topics),
        **_coming(),
        **_browse(topics, attended),
        **_years(recorded, named),
    }


def _by_year(question: PreparedQuery) -> Counter[int]:
    """Numbers by year; those without a first day under 0."""
    return Counter({int(year or 0): n for year, n in question.rows()})


def _figures(recorded: int, named: int, present: int) -> list[dict[str, Any]]:
    """The register in figures. These are our own counts: nothing there is 0, not unknown."""
    whole = ngettext(
        "meetings, %(n)d with a full record", "meetings, %(n)d with a full record", recorded
    )
    (row,) = _NUMBERS.rows() or [(0,) * 3]
    promised, held, said = row
    numbers = [
        (recorded + named, whole % {"n": recorded}),
        (present, gettext("delegations named")),
        (said or 0, gettext("statements")),
        (promised - held, gettext("pledges")),
    ]
    return [{"n": n, "label": label} for n, label in numbers]


def _latest() -> list[MeetingRow]:
    """The latest meetings with a full record, as rows of a list."""
    rows = _LATEST.rows()
    found = [meeting_of(row) for row in rows]
    numbers = [meeting.pk for meeting in found]
    figures: dict[int, list[Figure]] = defaultdict(list)
    reasons: dict[int, list[Inference]] = defaultdict(list)
    for pk, text in _FIGURES.rows(numbers):
        figures[pk].append(Figure(text=text))
    for pk, reason in _REASONS.rows(numbers):
        reasons[pk].append(Inference(reason=reason))
    for meeting, row in zip(found, rows, strict=True):
        for name, n in zip(_COUNTS, row[-len(_COUNTS) :], strict=True):
            setattr(meeting, name, n)
        meeting.attendance_figures = figures[meeting.pk]
        meeting.date_inferences = reasons[meeting.pk]
        meeting.namings = []
    return meeting_rows(found, in_years=False)


def _topics() -> list[Entry]:
    """The topics that most statements are on, with how many; by the counts that are kept."""
    counted = dict(most_frequent({FacetName.TOPIC: (ALL, BROWSED)})[FacetName.TOPIC])
    found = sorted((-counted[pk], *row) for pk, *row in _TOPICS.rows(list(counted)))
    return [Entry(name, slug, -n, "topic") for n, _sort_name, slug, name in found]


def _tries(topics: list[Entry]) -> list[dict[str, str]]:
    """Searches that find something: a topic's name finds the statements on it."""
    names = [topic.name for topic in topics[:TRIES]]
    return [{"words": name, "url": list_address("search", q=name)} for name in names]


def _coming() -> dict[str, Any]:
    """Meetings that records announce or propose, the latest first."""
    rows = _COMING.rows()
    found = [meeting_of(row) for row in rows[:COMING]]
    query = urlencode({"stage": [stage.value for stage in _STAGES]}, doseq=True)
    return {
        "coming": [MeetingRow(one, short_wording(one.date) if one.date else "") for one in found],
        "coming_count": len(rows) if len(rows) <= COMING else sum(n for _, n in _ANNOUNCED.rows()),
        "coming_url": f"{reverse('meeting_list')}?{query}",
    }


def _browse(topics: list[Entry], attended: Counter[int]) -> dict[str, Any]:
    """Series by meetings, topics by statements, participants by meetings attended."""
    return {
        "series_rows": [Entry(name, slug, n, "series") for name, slug, n in _SERIES.rows()],
        "topic_bars": bars((topic.name, topic.n, topic.get_absolute_url()) for topic in topics),
        "participant_rows": _participants(attended),
    }


def _attended() -> Counter[int]:
    """At how many meetings with a published record each participant was."""
    return Counter(dict(_ATTENDED.rows()))


def _participants(attended: Counter[int]) -> list[Entry]:
    """Those that were at most meetings, with at how many."""
    least = sorted(attended.values(), reverse=True)[:BROWSED][-1:]
    most = [pk for pk, n in attended.items() if n > 0 and n >= least[0]]
    found = sorted((-attended[pk], *row) for pk, *row in _PARTICIPANTS.rows(most))
    return [Entry(name, slug, -n, "participant") for n, _sort_name, slug, name in found[:BROWSED]]


def _years(recorded: Counter[int], named: Counter[int]) -> dict[str, Any]:
    """Meetings by year, drawn twice; those without a first day are counted apart."""
    undated = recorded.pop(0, 0) + named.pop(0, 0)
    years = every_year(recorded, named)
    return {
        "years": [year for year in years if year.recorded or year.named],
        "drawings": [("v-wide", columns(years, 960)), ("v-narrow", columns(years, 400))]
        if years
        else [],
        "undated": undated,
    }
