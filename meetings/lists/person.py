"""What the list of people can be narrowed to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery

from ..derived.facet_codes import ALL, RecordFacet, code, value_of
from ..models import Delegate, ListedPerson, Meeting, Speaker, Tally
from ..models.choices import Role
from . import capacities
from .facet_counts import MOST_OPTIONS
from .facets import Kept, LinkColumns
from .filters import ChoicesFilter, WordsFilter
from .filterset import ListFilterSet
from .headings import AT, AT_LEVEL, IN_ROLE, NAMED
from .levels import LEVELS
from .name_filters import MeetingsFilter, ParticipantsFilter

#: people beside whom participants and meetings are counted
FEW = 250


class PersonFilterSet(ListFilterSet):
    """Name, whom and where somebody sat or spoke for, and at what level and in what role."""

    words = WordsFilter(
        method="named", label=_("Name"), help_text=_("Any name or spelling on record.")
    )
    participant = ParticipantsFilter(method="of_participant", label=_("Participant"))
    meeting = MeetingsFilter(method="at_meeting", label=_("Meeting"), published=True)
    level = ChoicesFilter(method="in_delegation", label=_("Level"), choices=LEVELS)
    role = ChoicesFilter(method="in_delegation", label=_("Role"), choices=Role.choices)

    phrases = {
        "participant": _("who sat or spoke for %(names)s"),
        "role": IN_ROLE,
        "level": AT_LEVEL,
        "meeting": AT,
        "words": NAMED,
    }
    facet_sources = {
        "participant": LinkColumns(Delegate.objects.published, "person", "delegation__participant"),
        "meeting": LinkColumns(Delegate.objects.published, "person", "delegation__meeting"),
        "level": Kept(),
        "role": Kept(),
    }
    default_order = ("sort_name", "key", "pk")

    class Meta(ListFilterSet.Meta):
        model = ListedPerson
        fields: list[str] = []

    def public_rows(self) -> QuerySet[Any]:
        """All people whom published records name, from A to Z; unnamed delegates are not people."""
        return ListedPerson.objects.order_by("sort_name", "key", "pk")

    def named(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """Those with every word in one of their names."""
        return rows.filter(pk__in=Person.objects.matching(words).values("pk"))

    def of_participant(
        self, rows: QuerySet[Any], name: str, value: list[Participant]
    ) -> QuerySet[Any]:
        """Those in delegations of one of them, and those who spoke for one."""
        delegates = Delegate.objects.published().filter(delegation__participant__in=value)
        speakers = Speaker.objects.published().filter(participant__in=value)
        return rows.filter(
            Q(pk__in=delegates.values("person")) | Q(pk__in=speakers.values("person"))
        )

    def at_meeting(self, rows: QuerySet[Any], name: str, value: list[Meeting]) -> QuerySet[Any]:
        """Those in a delegation to one of the meetings, and those who spoke there."""
        delegates = Delegate.objects.filter(delegation__meeting__in=value)
        speakers = Speaker.objects.filter(statement__meeting__in=value)
        return rows.filter(
            Q(pk__in=delegates.values("person")) | Q(pk__in=speakers.values("person"))
        )

    def in_delegation(self, rows: QuerySet[Any], name: str, _value: Any) -> QuerySet[Any]:
        """Those who sat at one of the levels or in one of the roles; of whom and where is asked."""
        values = self.together(name, "level", "role")
        if not values:
            return rows
        named = {f"{one}s": value for one, value in values.items()}
        beside = {
            f"delegation__{other}__in": chosen
            for other in ("participant", "meeting")
            if (chosen := self.values.get(other)) and other not in self.left_out
        }
        if not beside:
            return rows.filter(capacities.came(RecordFacet.SAT, **named))
        seats = Delegate.objects.published().of(**named).filter(**beside)
        return rows.filter(pk__in=seats.values("person"))

    def kept_count(self) -> int | None:
        """How many sat at a level or in a role, while nothing else is chosen."""
        return capacities.kept_count(self, RecordFacet.SAT)

    def counts_choices(self, name: str) -> bool:
        """Participants and meetings are not counted beside many people: each sat in several."""
        if not set(self.address.used) - {name} or not self.is_valid():
            return True
        people, _whole = self.counts.sample(name)
        return len(people) <= FEW

    def kept_numbers(self, name: str) -> Mapping[Any, int] | None:
        """Those of all people, where no other filter is used or they are not counted beside it;
        of levels and roles, by the other.
        """
        if name in capacities.NAMES:
            return capacities.kept_numbers(self, RecordFacet.SAT, name)
        linked = isinstance(self.facet_sources.get(name), LinkColumns)
        if not linked or not self.is_valid():
            return None
        if set(self.address.used) - {name} and self.counts_choices(name):
            return None
        if name == "participant":
            stored = dict(_PARTICIPANTS.rows())
        else:
            chosen = [row.pk for row in self.values.get(name) or []]
            codes = [code(RecordFacet.SEATED, meeting) for meeting in chosen]
            stored = dict(_MEETINGS.rows()) | dict(_CHOSEN.rows(codes))
        return {value_of(counted): n for counted, n in stored.items()}


def _seated() -> QuerySet[Any, Any]:
    """Meetings and how many people sat in their delegations, most first."""
    rows = Tally.objects.filter(chosen=ALL, facet=RecordFacet.SEATED)
    return rows.order_by("-n", "counted").values_list("counted", "n")


_MEETINGS = PreparedQuery(lambda: _seated()[:MOST_OPTIONS])
_CHOSEN = PreparedQuery(lambda codes: _seated().filter(counted__in=[codes]))
_PARTICIPANTS = PreparedQuery(
    lambda: (
        Tally.objects.filter(
            chosen__gte=code(RecordFacet.DELEGATION, 0),
            chosen__lt=code(RecordFacet.DELEGATION + 1, 0),
        )
        .order_by()
        .values_list("chosen")
        .annotate(people=Count("counted"))
    )
)
