"""Pledges: the list with what became of them, and each with its sources."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext, pgettext

from ..cards.pledge import pledge_cards
from ..filters.facet import Facet
from ..filters.pledge import PledgeFilter
from ..models import (
    Inference,
    Meeting,
    Passage,
    Pledge,
    PledgeStatus,
    Statement,
    Update,
)
from ..models.choices import Noun, PledgeKind
from . import cards
from .lists import FilteredList
from .lookup import part_elsewhere
from .parameters import reads
from .reasons import Reasons
from .searched import PARAMETER, Searched


class Slice(NamedTuple):
    """A status in the bar: how many pledges have it, and where it stands out of 1000."""

    status: str
    n: int
    x: float
    width: float

    @property
    def shape(self) -> str:
        """The name of its colour and shape."""
        return "none" if self.status == PledgeStatus.NO_FOLLOW_UP else slugify(self.status)


class PledgeList(FilteredList):
    """All pledges of published records, with what the records say became of them."""

    filterset_class = PledgeFilter
    paginate_by = 50
    template_name = "meetings/pledge_list.html"

    def rows(self) -> QuerySet[Any]:
        """Published pledges with their status of today."""
        return Pledge.objects.published().with_status(cards.today())

    def cards(self, numbers: list[int]) -> list[Any]:
        """Pledges with all that a row prints."""
        return pledge_cards(numbers, cards.today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page by groups, the bar of statuses, and the choices of the filters."""
        context = super().get_context_data(**kwargs)
        statuses = self.filter.statuses
        sort = self.filter.sort_value or "status"
        context |= {
            "today": cards.today(),
            "groups": grouped(context["object_list"], sort, statuses),
            "slices": slices(statuses) if statuses.exact else [],
        }
        if not self.filter.filtering and context["page_obj"].number == 1:
            context |= overview()
        return context


def slices(statuses: Facet) -> list[Slice]:
    """The statuses that pledges have, side by side on 1000 units, 3 units apart."""
    found: list[Slice] = []
    whole = sum(option.n for option in statuses.options)
    x = 0.0
    for option in (option for option in statuses.options if option.n):
        width = 1000 * option.n / whole
        drawn = max(width - 3, 1)
        found.append(Slice(option.value, option.n, round(x, 1), round(drawn, 1)))
        x += width
    return found


class Group(NamedTuple):
    """Pledges under one heading; ``n`` counts those on other pages too, where it is known."""

    label: str
    n: int | None
    rows: list[Any]


def grouped(rows: Iterable[Any], sort: str, statuses: Facet) -> list[Group]:
    """The rows of a page under headings: by status or by year made; by due date under one."""
    numbers = {option.value: option.n for option in statuses.options if statuses.exact}
    if sort == "status":
        return [
            Group(str(PledgeStatus(status).label), numbers.get(status), list(some))
            for status, some in groupby(rows, key=lambda row: row.status)
        ]
    if sort == "newest":
        return [
            Group(str(year) if year else gettext("Date not stated"), None, list(some))
            for year, some in groupby(rows, key=_year_made)
        ]
    return [Group("", None, list(rows))] if rows else []


def _year_made(pledge: Any) -> int | None:
    day = pledge.made_first or pledge.meeting.first_day
    return day.year if day else None


def overview() -> dict[str, Any]:
    """What is pledged and where, over all pledges; two queries."""
    published = Pledge.objects.published().order_by()
    kinds = published.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    places = published.values_list("meeting").annotate(n=Count("pk")).order_by("-n", "meeting")
    most = dict(places[:6])
    meetings = Meeting.objects.select_related("series").in_bulk(most)
    return {
        "kind_bars": cards.bars(
            (str(PledgeKind(kind).label), n, cards.list_url("pledge_list", kind=kind))
            for kind, n in kinds
        ),
        "meeting_bars": cards.bars(
            (meetings[pk].shown_title, n, cards.list_url("pledge_list", meeting=meetings[pk].slug))
            for pk, n in most.items()
        ),
    }


@reads(PARAMETER)
def pledge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one pledge."""
    found = _whole().filter(meeting__slug=slug, number=number).first()
    if found is None:
        return part_elsewhere(slug, Noun.PLEDGE, number)
    today = cards.today()
    status = found.status_on(today)
    updates = list(found.updates.all())
    _hide_private_meetings(updates)
    reasons = Reasons(found.inferences.all())
    searched = Searched(request)
    context = {
        "pledge": found,
        "title": searched.html(found.title),
        "passages": [(row, searched.html(row.exact)) for row in found.passages.all()],
        "meeting": found.meeting,
        "today": today,
        "status": status,
        "explained": status_explained(status),
        "updates": updates,
        "facts": facts(found, reasons),
        "inferences": [
            (inferred_label(row), row.reason) for row in reasons.all_of("pledge", found.pk)
        ],
        "citation": citation(found, today),
    }
    return render(request, "meetings/pledge_detail.html", context)


def _whole() -> QuerySet[Any]:
    """Published pledges with all that their page shows, in a fixed number of queries."""
    passages = Passage.objects.select_related("document")
    updates = Update.objects.select_related("meeting").prefetch_related(
        Prefetch("passages", passages), "inferences"
    )
    return (
        Pledge.objects.published()
        .select_related("meeting__series", "meeting__country")
        .prefetch_related(
            "pledgers__participant",
            "pledgers__person",
            "amounts",
            Prefetch("updates", updates),
            Prefetch("passages", passages),
            Prefetch("statement", Statement.objects.for_list()),
            "inferences",
        )
    )


def _hide_private_meetings(updates: list[Update]) -> None:
    """Set ``reported_at`` of each update: the meeting that reports it, where it is public."""
    slugs = {update.meeting.slug for update in updates if update.meeting}
    rows = Meeting.objects.public().filter(slug__in=slugs).select_related("series") if slugs else []
    public = {row.slug: row for row in rows}
    for update in updates:
        update.reported_at = public.get(update.meeting.slug) if update.meeting else None  # type: ignore[attr-defined]  # for the template


def facts(found: Pledge, reasons: Reasons) -> list[dict[str, Any]]:
    """What is known of it in a line each; ``inferred`` is the reason of what no source prints."""
    rows: list[tuple[str, Any, str, str]] = [
        (gettext("Kind"), found.get_kind_display(), "kind", ""),
        (gettext("How firmly"), found.get_strength_display(), "strength", ""),
        (gettext("Made"), found.made_wording, "made", gettext("Date not stated")),
        (gettext("Due"), found.due_wording, "due", gettext("No due date stated")),
        (gettext("Condition"), found.condition, "condition", gettext("None stated")),
    ]
    return [
        {
            "term": term,
            "value": capfirst(value or silence),
            "silent": not value,
            "inferred": reasons.of(path, field="pledge", owner=found.pk),
        }
        for term, value, path, silence in rows
    ]


def status_explained(status: PledgeStatus) -> str:
    """What a status says and what it does not."""
    if status == PledgeStatus.NO_FOLLOW_UP:
        return gettext(
            "Its due date has passed and no document in the register speaks of it again. "
            "That says something about the documents; it does not mean that the promise was broken."
        )
    if status == PledgeStatus.ANNOUNCED:
        return gettext(
            "It was made, and no document in the register speaks of it again so far. "
            "A status never goes beyond the sources."
        )
    return gettext(
        "This is what the latest report on record says. A status never goes beyond the sources."
    )


def inferred_label(row: Inference) -> str:
    """What was inferred, in words: the name of the field; as it stands for any other path."""
    name = row.field.split("/")[0]
    if name in ("by", "amounts"):
        return {"by": gettext("Made by"), "amounts": gettext("Sums")}[name]
    labels = {field.name: field.verbose_name for field in Pledge._meta.fields}
    return capfirst(str(labels.get(name, name)))


def citation(found: Pledge, day: date) -> str:
    """How to cite the page, with the day on which its status was told."""
    words = gettext("%(title)s. %(meeting)s, pledge %(number)d. %(site)s, as of %(day)s. %(url)s")
    return words % {
        "title": found.title.rstrip("."),
        "meeting": found.meeting.shown_title,
        "number": found.number,
        "site": settings.SITE_NAME,
        "day": date_format(day, pgettext("format of a day", "j F Y")),
        "url": f"{settings.SITE_URL}{found.get_absolute_url()}",
    }
