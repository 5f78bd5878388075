"""What the list of people can be narrowed to."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery

from ..models import Delegate, ListedPerson, Meeting, Speaker, UseCount
from ..models.listed import Use
from .counts import MOST_OPTIONS
from .facet import Facet
from .filterset import ListFilter
from .slugs import SlugsFilter
from .words import WordsFilter


class PersonFilter(ListFilter):
    """Filters of people who are listed."""

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
        model = ListedPerson
        fields: list[str] = []

    def named(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with every word in one of their names."""
        return rows.filter(pk__in=Person.objects.matching(value).values("pk"))

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
        return [self.seats_facet("participant"), self.seats_facet("meeting")]

    def seats_facet(self, name: str) -> Facet:
        """The most frequent of them: of all people by the numbers kept, where no other filter
        is used; else over the first thousand."""
        if set(self.used) - {name} or not self.is_valid_query:
            return self.link_facet(name)
        chosen = [row.pk for row in self.form.cleaned_data.get(name) or []]
        if name == "participant":
            numbers = dict(_PARTICIPANTS.rows())
        else:
            numbers = dict(_MEETINGS.rows()) | dict(_CHOSEN.rows(chosen))
        return self._named(name, numbers, exact=True)


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
