"""What the list of pledges can be narrowed to."""

from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from ..models import Amount, Meeting, Pledge, Pledger, PledgeStatus, Series
from ..models.choices import PledgeKind, Strength
from ..models.pledge_count import kept_numbers
from .counts import CAP, YEARS
from .cursor import Column, Order, Part
from .facet import Facet
from .filters import ChoicesFilter, SortFilter, YearFilter
from .filterset import ListFilter
from .slugs import SlugsFilter
from .words import WordsFilter, with_words

#: listed pledges by what is derived for them
PLACE = "place"
#: statuses in the order of a pledge's life
BY_STATUS = Case(
    *(When(status=value, then=Value(place)) for place, value in enumerate(PledgeStatus.values)),
    default=Value(len(PledgeStatus)),
)
MADE = Coalesce("made_first", "meeting__first_day")
NEWEST = (MADE.desc(nulls_last=True), "meeting__slug", "order", "number")


class PledgeFilter(ListFilter):
    """Filters of pledges that carry a ``status`` as of a day (``listed``)."""

    words = WordsFilter(method="having_words", label=_("Words in the pledge"))
    status = ChoicesFilter(choices=PledgeStatus.choices, label=_("Status"))
    kind = ChoicesFilter(choices=PledgeKind.choices, label=_("Kind"))
    strength = ChoicesFilter(choices=Strength.choices, label=_("Strength"))
    participant = SlugsFilter(
        field_name="pledgers__participant",
        method="made_by",
        rows=lambda: Participant.objects.public(),
        label=_("Made by: participant"),
        help_text=_("Another one, by its short name: “japan”."),
    )
    person = SlugsFilter(
        field_name="pledgers__person",
        method="made_by_person",
        rows=lambda: Person.objects.public(),
        key="key",
        label=_("Made by: person"),
        help_text=_("Another one, by the short name: “yukio-takasu”."),
    )
    meeting = SlugsFilter(
        method="at_meeting",
        rows=lambda: Meeting.objects.public(),
        label=_("Meeting"),
        help_text=_("Another one, by its short name, as in its address."),
    )
    series = SlugsFilter(
        field_name="series",
        rows=lambda: Series.objects.public(),
        label=_("Series"),
        help_text=_("Another one, by its short name, as in its address."),
    )
    year_from = YearFilter(method="made_since", label=_("From"))
    year_to = YearFilter(method="made_until", label=_("To"))
    sort = SortFilter(
        {
            "status": (_("Status"), (BY_STATUS, PLACE)),
            "newest": (_("Newest first"), (PLACE,)),
            "due": (_("Due date"), (F("due_last").asc(nulls_last=True), PLACE)),
        }
    )

    class Meta:
        model = Pledge
        fields: list[str] = []

    columns = {
        "status": "status",
        "kind": "kind",
        "strength": "strength",
        "series": "series",
        YEARS: "made_first",
    }
    links = {
        "participant": (Pledger.objects.all, "pledge", "participant"),
        "person": (Pledger.objects.all, "pledge", "person"),
        "meeting": (Pledge.objects.all, "pk", "meeting"),
    }
    first_counted = (PLACE,)

    noun = "pledge"

    @cached_property
    def places(self) -> Order:
        """By status: the pledges of each as a part of the list, so that none is sorted."""
        if self.sort_value not in ("", "status"):
            return super().places
        columns = (Column(PLACE),)
        return Order(tuple(Part(Q(status=value), columns) for value in PledgeStatus.values))

    def having_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Pledges with the words in title, condition or collective, or in one of their sums."""
        sums = with_words(Amount.objects.published(), value, ("text",)).values_list("pledge")
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

    @cached_property
    def _numbers(self) -> dict[str, tuple[dict[Any, int], bool]]:
        """While nothing is filtered, the numbers that are kept; else those counted now."""
        if self.filtering:
            return super()._numbers
        return {name: (numbers, True) for name, numbers in kept_numbers(localdate()).items()}

    @cached_property
    def statuses(self) -> Facet:
        """Statuses of today, counted."""
        return self.facet("status")

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters with counted choices."""
        return [
            self.statuses,
            self.facet("kind"),
            self.facet("strength"),
            self.link_facet("participant"),
            self.link_facet("person"),
            self.column_facet("series"),
            self.link_facet("meeting"),
        ]
