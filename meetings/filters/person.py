"""What the list of people can be narrowed to."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from ..models import Delegate, Meeting, Speaker
from .base import ListFilter
from .facet import Facet
from .slugs import SlugsFilter
from .words import WordsFilter


class PersonFilter(ListFilter):
    """Filters of people."""

    words = WordsFilter(
        method="named", label=_("Name"), help_text=_("Any name or spelling on record.")
    )
    participant = SlugsFilter(
        method="of_participant",
        rows=lambda: Participant.objects.public(),
        label=_("Participant"),
        help_text=_("Another one, by its short name: “japan”."),
    )
    meeting = SlugsFilter(
        method="at_meeting",
        rows=lambda: Meeting.objects.published(),
        label=_("Meeting"),
        help_text=_("Another one, by its short name, as in its address."),
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def named(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with every word in one of their names."""
        return rows.matching(value)  # type: ignore[attr-defined]  # PersonQuerySet

    links = {
        "participant": (Delegate.objects.published, "person", "delegation__participant"),
        "meeting": (Delegate.objects.published, "person", "delegation__meeting"),
    }
    first_counted = ("sort_name", "key")

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

    @cached_property
    def facets(self) -> list[Facet]:
        """Whose delegations they were in, and at which meetings."""
        return [
            self.link_facet("participant"),
            self.link_facet("meeting"),
        ]
