"""People: the list from A to Z, and each with the titles of the day."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from participants.models import Person, PersonName
from participants.models.question import Question

from ..addresses import address
from ..cards.meeting import MEETING, meeting_card
from ..filters.person import PersonFilter
from ..models import Delegate, Pledge, Speaker, StatementPerson
from ..models.facet_count import FacetName
from ..models.tallies import tally_people
from . import cards
from .alphabet import grouped, letters
from .facet_bars import topics_spoken_of
from .lists import FilteredList, in_order
from .plain import Named
from .presence import seats

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


_FIELDS = [field.attname for field in Person._meta.concrete_fields]
_PERSON = Question(lambda key: Person.objects.public().filter(key=key).values_list(*_FIELDS))
_NAMES = Question(
    lambda who: PersonName.objects.filter(person=who).order_by("name").values_list("name")
)

_SAID = cards.newest_keys(lambda who: StatementPerson.objects.published().filter(person=who))
_PROMISED = cards.newest_pledges(
    lambda who: Pledge.objects.published().filter(
        pk__in=Pledge.objects.filter(pledgers__person=who)
    )
)


def profile(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one person."""
    rows = _PERSON.ask(key)
    if not rows:
        raise Http404
    who: Any = Person.from_db(None, _FIELDS, rows[0])
    here = cards.list_url("statement_list", person=who.key)
    (said,) = cards.statements(cards.first(_SAID, who.pk, here, facet=FacetName.PERSON))
    pledged = cards.first(_PROMISED, who.pk, cards.list_url("pledge_list", person=who.key))
    context: dict[str, Any] = {
        "person": who,
        "names": [name for (name,) in _NAMES.ask(who.pk)],
        "today": cards.today(),
        "attended": seats(who),
        "titles": _titles_when_speaking(who),
        "said": cards.with_parts(said, who),
        "topics": topics_spoken_of(
            FacetName.PERSON,
            who.pk,
            lambda slug: cards.list_url("statement_list", person=who.key, topic=slug),
        ),
        "promised": cards.pledges(pledged),
    }
    sat, spoken, promised = (context[name].n for name in ("attended", "said", "promised"))
    context["figures"] = cards.figures(
        [
            (sat, ngettext("delegation", "delegations", sat)),
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


_TITLES = Question(
    lambda who: (
        Speaker.objects.published()
        .filter(person=who)
        .order_by(*NEWEST_SPEECH)
        .values_list(
            *("title", "capacity", "participant__name", "participant__slug"),
            *(f"statement__meeting__{name}" for name in MEETING),
        )[:200]
    )
)


def _titles_when_speaking(who: Person) -> list[Any]:
    """The titles under which the person spoke, each once a meeting, the latest first."""
    found: dict[tuple[Any, ...], Any] = {}
    for title, capacity, body, slug, *at in _TITLES.ask(who.pk):
        words = ", ".join(dict.fromkeys(filter(None, [title, capacity])))
        key = (at[0], words, slug)
        if (words or slug) and key not in found:
            found[key] = {
                "words": words,
                "body": Named(body, address("participant", slug)) if slug else None,
                "meeting": meeting_card(at),
            }
    return list(found.values())
