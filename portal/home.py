"""What the front page shows of the register: true numbers, and ways in."""

from collections import Counter
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext

from meetings.models import Delegation, Meeting, Pledge, Series, Topic
from meetings.models.choices import Layer, Stage
from meetings.models.facet_count import ALL, FacetName
from meetings.models.tallies import number_of
from meetings.search.counts import most_frequent, number_with
from meetings.views.cards import bars, list_url
from meetings.views.meeting_rows import MeetingRow, meeting_rows
from participants.models import Participant
from portal.charts import columns, every_year

LATEST, COMING, BROWSED, TRIES = 5, 5, 8, 4


def front_page() -> dict[str, Any]:
    """All that the front page shows, in a fixed number of queries."""
    meetings, topics = _meetings_by_kind(), _topics()
    return {
        "figures": _figures(meetings),
        "meeting_count": sum(meetings.values()),
        "recorded_count": meetings[Layer.RECORD],
        "latest": _latest(),
        "tries": _tries(topics),
        **_coming(),
        **_browse(topics),
        **_years(),
    }


def _meetings_by_kind() -> Counter[str]:
    """How many meetings have a full record, and how many are only named."""
    counted = Meeting.objects.public().order_by().values_list("layer").annotate(n=Count("pk"))
    return Counter(dict(counted))


def _figures(meetings: Counter[str]) -> list[dict[str, Any]]:
    """The register in figures. These are our own counts: nothing there is 0, not unknown."""
    whole = ngettext(
        "meetings, %(n)d with a full record",
        "meetings, %(n)d with a full record",
        meetings[Layer.RECORD],
    )
    numbers = [
        (sum(meetings.values()), whole % {"n": meetings[Layer.RECORD]}),
        (Delegation.objects.published().count(), gettext("delegations named")),
        (number_with(), gettext("statements")),
        (Pledge.objects.published().count(), gettext("pledges")),
    ]
    return [{"n": n, "label": label} for n, label in numbers]


def _latest() -> list[MeetingRow]:
    """The latest meetings with a full record, as rows of a list."""
    rows = Meeting.objects.published().for_list().newest_first()[:LATEST]
    return meeting_rows(rows, in_years=False)


def _topics() -> list[tuple[Topic, int]]:
    """The topics that most statements are on, with how many; by the counts that are kept."""
    counted = dict(most_frequent({FacetName.TOPIC: (ALL, BROWSED)})[FacetName.TOPIC])
    topics = Topic.objects.in_bulk(counted)
    found = [(topics[pk], n) for pk, n in counted.items()]
    return sorted(found, key=lambda row: (-row[1], row[0].sort_name))


def _tries(topics: list[tuple[Topic, int]]) -> list[dict[str, str]]:
    """Searches that find something: a topic's name finds the statements on it."""
    names = [topic.name for topic, _n in topics[:TRIES]]
    return [{"words": name, "url": list_url("search", q=name)} for name in names]


def _coming() -> dict[str, Any]:
    """Meetings that records announce or propose, the latest first."""
    stages = [Stage.ANNOUNCED, Stage.PROPOSED]
    public = Meeting.objects.public().filter(stage__in=stages)
    rows = list(public.for_list().newest_first()[: COMING + 1])
    query = urlencode({"stage": [stage.value for stage in stages]}, doseq=True)
    return {
        "coming": meeting_rows(rows[:COMING], in_years=False),
        "coming_count": len(rows) if len(rows) <= COMING else public.count(),
        "coming_url": f"{reverse('meeting_list')}?{query}",
    }


def _browse(topics: list[tuple[Topic, int]]) -> dict[str, Any]:
    """Series by meetings, topics by statements, participants by meetings attended."""
    series = (
        Series.objects.public()
        .annotate(n=number_of(Meeting.objects.public(), "series"))
        .order_by("-n", "sort_name", "slug")[:BROWSED]
    )
    participants = (
        Participant.objects.public()
        .annotate(n=number_of(Delegation.objects.published(), "participant"))
        .filter(n__gt=0)
        .order_by("-n", "sort_name", "slug")[:BROWSED]
    )
    return {
        "series_rows": list(series),
        "topic_bars": bars((topic.name, n, topic.get_absolute_url()) for topic, n in topics),
        "participant_rows": list(participants),
    }


def _years() -> dict[str, Any]:
    """Meetings by year, drawn twice; those without a first day are counted apart."""
    counted = (
        Meeting.objects.public()
        .order_by()
        .values_list("first_day__year")
        .annotate(
            recorded=Count("pk", filter=Q(layer=Layer.RECORD)),
            named=Count("pk", filter=~Q(layer=Layer.RECORD)),
        )
        .order_by(F("first_day__year").asc(nulls_last=True))
    )
    rows = [(year, recorded, named) for year, recorded, named in counted]
    dated = [row for row in rows if row[0] is not None]
    years = every_year({y: r for y, r, _n in dated}, {y: n for y, _r, n in dated})
    return {
        "years": [year for year in years if year.recorded or year.named],
        "drawings": [("v-wide", columns(years, 960)), ("v-narrow", columns(years, 400))]
        if years
        else [],
        "undated": sum(r + n for year, r, n in rows if year is None),
    }
