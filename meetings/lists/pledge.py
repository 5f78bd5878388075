"""What the list of pledges can be narrowed to, and how its rows are grouped."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from ..derived.pledge_numbers import kept_numbers
from ..models import Amount, Meeting, Pledge, Pledger, PledgeStatus
from ..models.choices import PledgeKind, Strength
from .address import SORT
from .cursor import Ordering, Part, SortColumn
from .facet_counts import CAP
from .facets import Column, Facet, LinkColumns, Uncounted
from .filters import ChoicesFilter, SortFilter, WordsFilter, YearFilter, with_words
from .filterset import ListFilterSet
from .headings import AT, BY, IN_SERIES, WITH_WORDS
from .name_filters import MeetingsFilter, ParticipantsFilter, PeopleFilter, SeriesFilter

#: listed pledges by what is derived for them
POSITION = "position"
#: what the choices of ``due`` mean
PASSED, TO_COME, UNDATED = "passed", "to come", "not stated"
DUE = [(PASSED, _("Passed")), (TO_COME, _("Still to come")), (UNDATED, _("Not stated"))]
#: statuses in the order of a pledge's life
BY_STATUS = Case(
    *(When(status=value, then=Value(n)) for n, value in enumerate(PledgeStatus.values)),
    default=Value(len(PledgeStatus)),
)


class PledgeFilterSet(ListFilterSet):
    """Words, status, kind, strength, due date, who made it, meeting, series and years."""

    words = WordsFilter(method="having_words", label=_("Words in the pledge"))
    status = ChoicesFilter(choices=PledgeStatus.choices, label=_("Status"))
    kind = ChoicesFilter(choices=PledgeKind.choices, label=_("Kind"))
    strength = ChoicesFilter(choices=Strength.choices, label=_("Strength"))
    due = ChoicesFilter(method="of_due", choices=DUE, label=_("Due date"))
    due_from = YearFilter(method="due_since", label=_("From"))
    due_to = YearFilter(method="due_until", label=_("To"))
    participant = ParticipantsFilter(method="made_by", label=_("Made by: participant"))
    person = PeopleFilter(method="made_by_person", label=_("Made by: person"))
    meeting = MeetingsFilter(method="at_meeting", label=_("Meeting"))
    series = SeriesFilter()
    year_from = YearFilter(method="made_since", label=_("From"))
    year_to = YearFilter(method="made_until", label=_("To"))
    sort = SortFilter(
        {
            "status": (_("Status"), (BY_STATUS, POSITION)),
            "newest": (_("Newest first"), (POSITION,)),
            "due": (_("Due date"), (F("due_last").asc(nulls_last=True), POSITION)),
        }
    )

    phrases = {
        "participant": BY,
        "person": _("made by %(names)s"),
        "meeting": AT,
        "series": IN_SERIES,
        "words": WITH_WORDS,
    }
    facet_sources = {
        "status": Column("status"),
        "kind": Column("kind"),
        "strength": Column("strength"),
        "due": Uncounted(),
        "participant": LinkColumns(Pledger.objects.all, "pledge", "participant"),
        "person": LinkColumns(Pledger.objects.all, "pledge", "person"),
        "series": Column("series"),
        "meeting": LinkColumns(Pledge.objects.all, "pk", "meeting"),
    }
    year_column = "made_first"
    default_order = (POSITION,)
    search_noun = "pledge"

    class Meta(ListFilterSet.Meta):
        model = Pledge
        fields: list[str] = []

    def public_rows(self) -> QuerySet[Any]:
        """Published pledges with their status of today."""
        return Pledge.objects.listed(localdate())

    @cached_property
    def ordering(self) -> Ordering:
        """By status: the pledges of each as a part of the list, so that none is sorted."""
        if self.address.sort not in ("", "status"):
            return Ordering.of(self.filters[SORT].fields(self.address.sort))
        columns = (SortColumn(POSITION),)
        return Ordering(tuple(Part(Q(status=value), columns) for value in PledgeStatus.values))

    def kept_numbers(self, name: str) -> Mapping[Any, int] | None:
        """Those of all pledges, while nothing is filtered."""
        return None if self.address.is_filtered else self._kept.get(name)

    @cached_property
    def _kept(self) -> Mapping[str, Mapping[Any, int]]:
        return kept_numbers(localdate())

    def of_due(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Pledges whose last due day has passed, is still to come (today too), or is not known."""
        conditions = {
            PASSED: Q(due_last__lt=localdate()),
            TO_COME: Q(due_last__gte=localdate()),
            UNDATED: Q(due_last__isnull=True),
        }
        wanted = Q()
        for state in value:
            wanted |= conditions[state]
        return rows.filter(wanted)

    def due_since(self, rows: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Pledges that may be due in the year or later; those without a due date are not."""
        return rows.filter(due_last__gte=date(value, 1, 1))

    def due_until(self, rows: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Pledges that may be due in the year or before; those without a due date are not."""
        return rows.filter(due_first__lte=date(value, 12, 31))

    def having_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Pledges with the words in title, condition or collective, or in one of their sums."""
        sums = with_words(Amount.objects.published(), value, "text").values_list("pledge")
        return rows.filter(Q(pk__in=self.found.numbers) | Q(pk__in=[pk for (pk,) in sums[:CAP]]))

    def made_by(self, rows: QuerySet[Any], name: str, value: list[Participant]) -> QuerySet[Any]:
        """Pledges of one of the participants."""
        return rows.filter(pk__in=Pledge.objects.filter(pledgers__participant__in=value))

    def made_by_person(self, rows: QuerySet[Any], name: str, value: list[Person]) -> QuerySet[Any]:
        """Pledges of one of the people."""
        return rows.filter(pk__in=Pledge.objects.filter(pledgers__person__in=value))

    def at_meeting(self, rows: QuerySet[Any], name: str, value: list[Meeting]) -> QuerySet[Any]:
        """Pledges on the record of one of the meetings."""
        return rows.filter(meeting__slug__in=[meeting.slug for meeting in value])

    def made_since(self, rows: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Pledges that may have been made in the year or later; those without a date are not."""
        return rows.filter(made_last__gte=date(value, 1, 1))

    def made_until(self, rows: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Pledges that may have been made in the year or before; those without a date are not."""
        return rows.filter(made_first__lte=date(value, 12, 31))


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


def slices(statuses: Facet) -> list[Slice]:
    """The statuses that pledges have, side by side on 1000 units, 3 units apart."""
    parts: list[Slice] = []
    whole = sum(option.n for option in statuses.options)
    x = 0.0
    for option in (option for option in statuses.options if option.n):
        width = 1000 * option.n / whole
        drawn = max(width - 3, 1)
        parts.append(Slice(option.value, option.n, round(x, 1), round(drawn, 1)))
        x += width
    return parts


class PledgeGroup(NamedTuple):
    """Pledges under one heading; ``n`` counts those on other pages too, where it is known."""

    label: str
    n: int | None
    rows: list[Any]


def pledge_groups(rows: Iterable[Any], sort: str, statuses: Facet) -> list[PledgeGroup]:
    """The rows of a page under headings: by status or by year made; by due date under one."""
    numbers = {option.value: option.n for option in statuses.options if statuses.exact}
    if sort == "status":
        return [
            PledgeGroup(str(PledgeStatus(status).label), numbers.get(status), list(some))
            for status, some in groupby(rows, key=lambda row: row.status)
        ]
    if sort == "newest":
        return [
            PledgeGroup(str(year) if year else gettext("Date not stated"), None, list(some))
            for year, some in groupby(rows, key=_year_made)
        ]
    return [PledgeGroup("", None, list(rows))] if rows else []


def _year_made(pledge: Any) -> int | None:
    day = pledge.made_first or pledge.meeting.first_day
    return day.year if day else None
