"""What the list of delegations can be narrowed to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from participants.queries.prepared import PreparedQuery

from ..derived.facet_codes import ALL, RecordFacet
from ..models import Delegation, Tally
from ..models.choices import Presence, Role
from . import capacities
from .facets import Column, Kept, Uncounted
from .filters import ChoicesFilter, SortFilter, YearFilter
from .filterset import ListFilterSet
from .headings import AT, AT_LEVEL, IN_ROLE, IN_SERIES
from .levels import LEVELS
from .name_filters import MeetingsFilter, ParticipantsFilter, PeopleFilter, SeriesFilter

_PRESENCES = [choice for choice in Presence.choices if choice[0] != Presence.NOT_STATED]
_NEWEST = (F("meeting__first_day").desc(nulls_last=True), "meeting__slug", "order", "pk")


class DelegationFilterSet(ListFilterSet):
    """Participant, person, meeting, series, level, role, presence and years."""

    participant = ParticipantsFilter(label=_("Participant"))
    person = PeopleFilter(method="with_person", label=_("Person"))
    level = ChoicesFilter(method="at_level", choices=LEVELS, label=_("Level"))
    role = ChoicesFilter(method="in_role", choices=Role.choices, label=_("Role"))
    presence = ChoicesFilter(choices=_PRESENCES, label=_("Presence"))
    meeting = MeetingsFilter(published=True, label=_("Meeting"))
    series = SeriesFilter(field_name="meeting__series")
    year_from = YearFilter(method="since", label=_("From"))
    year_to = YearFilter(method="until", label=_("To"))
    sort = SortFilter(
        {
            "newest": (_("Newest first"), _NEWEST),
            "participant": (
                _("Participant, A to Z"),
                ("participant__sort_name", "participant__slug", "pk"),
            ),
        }
    )

    phrases = {
        "participant": _("of %(names)s"),
        "person": _("with %(names)s"),
        "role": IN_ROLE,
        "level": AT_LEVEL,
        "meeting": AT,
        "series": IN_SERIES,
    }
    facet_sources = {
        "level": Kept(),
        "role": Kept(),
        "participant": Column("participant"),
        "meeting": Column("meeting"),
        "series": Column("meeting__series"),
        "presence": Column("presence"),
        "person": Uncounted(),
    }
    year_column = "meeting__first_day"
    default_order = _NEWEST
    counts_all = False

    class Meta(ListFilterSet.Meta):
        model = Delegation
        fields: list[str] = []

    def public_rows(self) -> QuerySet[Any]:
        """Delegations to meetings that are recorded."""
        return Delegation.objects.published()

    def sampled_rows(self) -> QuerySet[Any]:
        """All: asked for published ones, SQLite would begin with all meetings."""
        return Delegation.objects.order_by()

    def kept_count(self) -> int | None:
        """How many there are of all records, as the tallies have it."""
        if self.address.is_filtered:
            return capacities.kept_count(self, RecordFacet.LED)
        return int(sum(n or 0 for (n,) in _ALL.rows()))

    def kept_numbers(self, name: str) -> Mapping[Any, int] | None:
        """Those of levels and roles, while nothing else is chosen."""
        kept = capacities.kept_numbers
        return kept(self, RecordFacet.LED, name) if name in capacities.NAMES else None

    def with_person(self, rows: QuerySet[Any], name: str, value: list[Any]) -> QuerySet[Any]:
        """Delegations in which one of the people sat."""
        return rows.filter(pk__in=Delegation.objects.filter(delegates__person__in=value))

    def at_level(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Delegations led at one of the levels, or with somebody of that level."""
        return rows.of(levels=value)  # type: ignore[attr-defined]  # DelegationQuerySet

    def in_role(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Delegations in one of the roles, or with somebody in it."""
        return rows.of(roles=value)  # type: ignore[attr-defined]  # DelegationQuerySet

    def since(self, rows: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Delegations to meetings that may have lasted into the year; not to undated ones."""
        open_end = Q(meeting__last_day__isnull=True, meeting__first_day__isnull=False)
        return rows.filter(Q(meeting__last_day__gte=date(value, 1, 1)) | open_end)

    def until(self, rows: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Delegations to meetings that may have begun by the end of the year."""
        return rows.filter(meeting__first_day__lte=date(value, 12, 31))


_ALL = PreparedQuery(
    lambda: (
        Tally.objects.filter(chosen=ALL, facet=RecordFacet.ATTENDED)
        .order_by()
        .values("facet")
        .annotate(all=Sum("n"))
        .values_list("all")
    )
)
