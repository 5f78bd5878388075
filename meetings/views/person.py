"""The page of a person, with the titles of the day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from participants.models import Person, PersonName
from participants.queries.prepared import PreparedQuery

from ..addresses import address
from ..cards.meeting import MEETING, meeting_card
from ..cards.rows import NEWEST_SPEECH
from ..models import Pledge, Speaker, StatementPerson
from ..models.facet_count import FacetName
from . import cards
from .facet_bars import topics_spoken_of
from .plain import Named
from .presence import seats

_FIELDS = [field.attname for field in Person._meta.concrete_fields]
_PERSON = PreparedQuery(lambda key: Person.objects.public().filter(key=key).values_list(*_FIELDS))
_NAMES = PreparedQuery(
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
    rows = _PERSON.rows(key)
    if not rows:
        raise Http404
    who: Any = Person.from_db(None, _FIELDS, rows[0])
    here = cards.list_url("statement_list", person=who.key)
    (said,) = cards.statements(cards.first(_SAID, who.pk, here, facet=FacetName.PERSON))
    pledged = cards.first(_PROMISED, who.pk, cards.list_url("pledge_list", person=who.key))
    context: dict[str, Any] = {
        "person": who,
        "names": [name for (name,) in _NAMES.rows(who.pk)],
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


_TITLES = PreparedQuery(
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
    for title, capacity, body, slug, *at in _TITLES.rows(who.pk):
        words = ", ".join(dict.fromkeys(filter(None, [title, capacity])))
        key = (at[0], words, slug)
        if (words or slug) and key not in found:
            found[key] = {
                "words": words,
                "body": Named(body, address("participant", slug)) if slug else None,
                "meeting": meeting_card(at),
            }
    return list(found.values())
