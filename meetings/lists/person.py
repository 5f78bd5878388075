"""What the list of people can be narrowed to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery

from ..models import Delegate, ListedPerson, Meeting, Speaker, UseCount
from ..models.listed import Use
from .facet_counts import MOST_OPTIONS
from .facets import Links
from .filters import WordsFilter
from .filterset import ListFilterSet
from .slugs import MeetingsFilter, ParticipantsFilter


class PersonFilterSet(ListFilterSet):
    """Name, and the participants and meetings that somebody sat or spoke for, or at."""

    words = WordsFilter(
        method="named", label=_("Name"), help_text=_("Any name or spelling on record.")
    )
    participant = ParticipantsFilter(method="of_participant", label=_("Participant"))
    meeting = MeetingsFilter(method="at_meeting", label=_("Meeting"), published=True)

    facet_sources = {
        "participant": Links(Delegate.objects.published, "person", "delegation__participant"),
        "meeting": Links(Delegate.objects.published, "person", "delegation__meeting"),
    }
    default_order = ("sort_name", "key")

    class Meta(ListFilterSet.Meta):
        model = ListedPerson
        fields: list[str] = []

    def public_rows(self) -> QuerySet[Any]:
        """All people whom published records name, from A to Z; unnamed delegates are not people."""
        return ListedPerson.objects.order_by("sort_name", "key")

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

    def kept_numbers(self, name: str) -> Mapping[Any, int] | None:
        """Those of all people, where no other filter is used."""
        if set(self.address.used) - {name} or not self.is_valid():
            return None
        if name == "participant":
            return dict(_PARTICIPANTS.rows())
        chosen = [row.pk for row in self.values.get(name) or []]
        return dict(_MEETINGS.rows()) | dict(_CHOSEN.rows(chosen))


_SEATED = UseCount.objects.filter(use=Use.SEATED).order_by("-n", "noun").values_list("noun", "n")
_MEETINGS = PreparedQuery(lambda: _SEATED[:MOST_OPTIONS])
_CHOSEN = PreparedQuery(lambda numbers: _SEATED.filter(noun__in=[numbers]))
_PARTICIPANTS = PreparedQuery(
    lambda: (
        UseCount.objects.filter(use=Use.SEAT)
        .order_by()
        .values_list("noun")
        .annotate(n=Count("other"))
    )
)
