"""Filters of lists for which one types a name: of a meeting, of whoever spoke, pledged or came."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, Pledger, Speaker
from participants.models import Participant, Person
from participants.ranking import OTHER, participants_meant, people_meant

from .choosing import likeliest_first

#: rows that a part of a name may stand for
MOST_MEANT = 200


class NameFilter(admin.SimpleListFilter):
    """Rows of whom a name means: of whoever goes by all of it, else of those with a part of it."""

    template = "admin/meetings/filter_by_name.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """None are listed; the name is typed."""
        return [("", "")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """What the form holds besides the name: the rest of the address."""
        rest = changelist.get_filters_params()
        others = [
            (name, value)
            for name, values in rest.items()
            if name != self.parameter_name
            for value in (values if isinstance(values, list) else [values])
        ]
        if changelist.query:
            others.append(("q", changelist.query))
        yield {
            "name": self.parameter_name,
            "typed": self.value() or "",
            "others": others,
            "without": changelist.get_query_string(remove=[self.parameter_name]),
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of those who are meant; all where nothing is typed."""
        typed = (self.value() or "").strip()
        return queryset.filter(self.of(typed)) if typed else queryset

    def of(self, typed: str) -> Q:
        """The condition for rows of those who are meant."""
        raise NotImplementedError


class MeetingFilter(NameFilter):
    """Parts of the meetings of a title, slug, or series and number."""

    title = _("meeting")
    parameter_name = "of"

    def of(self, typed: str) -> Q:
        """Parts of these meetings."""
        return Q(meeting__in=meant(likeliest_first(Meeting.objects.records(), typed)))


class ParticipantFilter(NameFilter):
    """Rows with a participant of that name."""

    title = _("participant")
    parameter_name = "who"

    def of(self, typed: str) -> Q:
        """Rows of these participants."""
        return Q(participant__in=meant(participants_meant(Participant.objects.all(), typed)))


class LinkedFilter(NameFilter):
    """Rows that rows of a table lead to, which name a participant or a person."""

    parameter_name = "who"
    links: Any
    path: str

    def of(self, typed: str) -> Q:
        """Rows that these participants and people lead to."""
        who = meant(participants_meant(Participant.objects.all(), typed))
        people = meant(people_meant(Person.objects.all(), typed))
        named = self.links.objects.filter(Q(participant__in=who) | Q(person__in=people))
        return Q(pk__in=named.values(self.path))


class SpeakerFilter(LinkedFilter):
    """Statements by a participant or a person of that name."""

    title = _("speaker")
    links = Speaker
    path = "statement"


class MakerFilter(LinkedFilter):
    """Pledges by a participant or a person of that name."""

    title = _("maker")
    links = Pledger
    path = "pledge"


def meant(rows: Any) -> list[int]:
    """The rows of the whole name, else those of a part of it; one query."""
    ranked = list(rows.values_list("pk", "rank")[:MOST_MEANT]) if rows is not None else []
    whole = [pk for pk, rank in ranked if rank <= OTHER]
    return whole or [pk for pk, _rank in ranked]
