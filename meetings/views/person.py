"""People: the list from A to Z, and each with the titles of the day."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext

from participants.models import Person

from ..filters.person import PersonFilter
from ..models import Delegate, Pledge, Speaker, StatementPerson, StatementTopic
from ..models.tallies import tally_people
from . import cards
from .alphabet import grouped, letters
from .lists import FilteredList, in_order

NEWEST_DELEGATION = (F("delegation__meeting__first_day").desc(nulls_last=True), "pk")
NEWEST_SPEECH = (F("statement__key").desc(nulls_last=True), "order", "pk")


class PersonList(FilteredList):
    """All people whom published records name; unnamed delegates are not people."""

    filterset_class = PersonFilter
    paginate_by = 100
    template_name = "participants/person_list.html"

    def rows(self) -> QuerySet[Any]:
        """Public people, in alphabetical order."""
        return Person.objects.public().in_alphabetical_order()

    def cards(self, numbers: list[int]) -> list[Any]:
        """People with their numbers and posts."""
        people = Person.objects.prefetch_related(
            Prefetch("delegates", _seats()[:1], to_attr="seats"),
            Prefetch("speakers", _speeches()[:1], to_attr="speeches"),
        )
        return in_order(numbers, tally_people(people))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page and its letters."""
        context = super().get_context_data(**kwargs)
        for person in context["object_list"]:
            person.post = latest_post(person)
        return context | {
            "groups": grouped(context["object_list"]),
            "letters": letters(self.filter, self.paginate_by),
        }


def latest_post(person: Any) -> Any:
    """The seat, else the speech, of the latest meeting: it has a ``title`` and ``body``."""
    if person.seats:
        seat = person.seats[0]
        return {"title": seat.title, "body": seat.delegation.participant}
    if person.speeches:
        speech = person.speeches[0]
        return {"title": speech.title or speech.capacity, "body": speech.participant}
    return None


def profile(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one person."""
    found = Person.objects.public().prefetch_related("names")
    who = get_object_or_404(found, key=key)
    links = StatementPerson.objects.published().filter(person=who)
    topics = StatementTopic.objects.published().filter(statement__person_links__person=who)
    own = Pledge.objects.published().filter(pk__in=Pledge.objects.filter(pledgers__person=who))
    said = cards.statements_by_key(links, cards.list_url("statement_list", person=who.key))
    context: dict[str, Any] = {
        "person": who,
        "today": cards.today(),
        "attended": cards.section(_seats().filter(person=who), most=50),
        "titles": _titles_when_speaking(who),
        "said": cards.with_parts(said, who),
        "topics": cards.topic_bars(
            topics, lambda slug: cards.list_url("statement_list", person=who.key, topic=slug)
        ),
        "promised": cards.pledges(own, cards.list_url("pledge_list", person=who.key)),
    }
    seats, spoken, promised = (context[name].n for name in ("attended", "said", "promised"))
    context["figures"] = cards.figures(
        [
            (seats, ngettext("delegation", "delegations", seats)),
            (spoken, ngettext("statement", "statements", spoken)),
            (promised, ngettext("pledge", "pledges", promised)),
        ]
    )
    return render(request, "participants/person_detail.html", context)


def _seats() -> QuerySet[Any]:
    """Seats in delegations to recorded meetings, with all that is said of them."""
    return (
        Delegate.objects.published()
        .select_related("delegation__participant", "delegation__meeting__series")
        .prefetch_related("inferences", cards.dates_inferred("delegation__meeting__inferences"))
        .order_by(*NEWEST_DELEGATION)
    )


def _speeches() -> QuerySet[Any]:
    """Parts in published statements, the latest first."""
    return Speaker.objects.published().select_related("participant").order_by(*NEWEST_SPEECH)


def _titles_when_speaking(who: Person) -> list[Any]:
    """The titles under which the person spoke, each once a meeting, the latest first."""
    parts = (
        _speeches().filter(person=who).select_related("participant", "statement__meeting__series")
    )
    found: dict[tuple[Any, ...], Any] = {}
    for part in parts[:200]:
        words = ", ".join(dict.fromkeys(filter(None, [part.title, part.capacity])))
        if words or part.participant:
            key = (part.statement.meeting_id, words, part.participant_id)
            found.setdefault(
                key, {"words": words, "body": part.participant, "meeting": part.statement.meeting}
            )
    return list(found.values())
