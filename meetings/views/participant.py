"""Participants: the list from A to Z, and what each attended, said and promised."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext

from participants.models import NameKind, Participant, in_public_record

from ..filters.participant import ParticipantFilter
from ..models import (
    Delegation,
    Document,
    Meeting,
    Pledge,
    Statement,
    StatementParticipant,
    StatementTopic,
)
from ..models.choices import Layer
from ..models.tallies import tally_participants
from . import cards
from .alphabet import grouped, letters
from .lists import FilteredList, in_order


class ParticipantList(FilteredList):
    """All participants that may be shown, shipped ones without a record included."""

    filterset_class = ParticipantFilter
    paginate_by = 100
    template_name = "participants/participant_list.html"

    def rows(self) -> QuerySet[Any]:
        """Public participants, in alphabetical order, with whether anything is on record."""
        rows = Participant.objects.public().in_alphabetical_order()
        return rows.annotate(on_record=in_public_record(Participant))

    def cards(self, numbers: list[int]) -> list[Any]:
        """Participants with their numbers."""
        return in_order(numbers, tally_participants(Participant.objects.for_list()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, its letters, and the choices of the filters."""
        context = super().get_context_data(**kwargs)
        return context | {
            "groups": grouped(context["object_list"]),
            "letters": letters(self.filter, self.paginate_by),
            "records": self.filter.form["records"],
        }


def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one participant."""
    public = Participant.objects.public()
    parts = Prefetch("parts", public.in_alphabetical_order(), to_attr="public_parts")
    found = public.select_related("part_of").prefetch_related("names", parts)
    who = get_object_or_404(found, slug=slug)
    context = {"participant": who, "today": cards.today()}
    context |= _names(who) | _present(who) | _said(who) | _promised(who) | _named(who)
    context["figures"] = _figures(context)
    context["nothing"] = not (context["held_in"] or any(context[name].n for name in SECTIONS))
    return render(request, "participants/participant_detail.html", context)


#: what a profile without any row of these has nothing of
SECTIONS = ("attended", "named_at", "said", "said_for", "promised", "mentioned", "issued")


def _names(who: Participant) -> dict[str, Any]:
    """The names it goes by, apart by what they are."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in NameKind.values}
    for name in who.names.all():
        by_kind[name.kind].append(name.name)
    return {
        "other_names": by_kind[NameKind.OTHER],
        "former_names": by_kind[NameKind.FORMER],
        "abbreviations": by_kind[NameKind.ABBREVIATION],
    }


def _present(who: Participant) -> dict[str, cards.Section]:
    """Where it was, and the meetings that records name it at."""
    own = Delegation.objects.public().filter(participant=who)
    there = cards.attended(own.filter(meeting__layer=Layer.RECORD))
    named = cards.attended(own.filter(meeting__layer=Layer.STUB))
    everywhere = cards.list_url("meeting_list", participant=who.slug)
    return {
        "attended": cards.section(there, everywhere, most=20),
        "named_at": cards.section(named, everywhere, most=20),
    }


def _said(who: Participant) -> dict[str, Any]:
    """What it said, what was said on its behalf, and its topics."""
    links = StatementParticipant.objects.published().filter(participant=who)
    said = cards.statements_by_key(links, cards.list_url("statement_list", participant=who.slug))
    behalf = Statement.objects.published().filter(speakers__on_behalf_of=who).distinct()
    topics = StatementTopic.objects.published().filter(
        statement__participant_links__participant=who
    )
    return {
        "said": cards.with_parts(said, who),
        "said_for": cards.section(behalf.for_list().newest_first(), most=50),
        "topics": cards.topic_bars(
            topics,
            lambda slug: cards.list_url("statement_list", participant=who.slug, topic=slug),
        ),
    }


def _promised(who: Participant) -> dict[str, cards.Section]:
    """What it pledged, alone or with others."""
    own = Pledge.objects.published().filter(pk__in=Pledge.objects.filter(pledgers__participant=who))
    return {"promised": cards.pledges(own, cards.list_url("pledge_list", participant=who.slug))}


def _named(who: Participant) -> dict[str, Any]:
    """Statements that mention it, documents it issued, and meetings held in it."""
    mentioning = Statement.objects.published().filter(mentions=who)
    issued = Document.objects.public().filter(issuers=who).order_by("-first_day", "title", "key")
    return {
        "mentioned": cards.section(mentioning.for_list().newest_first(), most=20),
        "issued": cards.section(issued, most=50),
        "held_in": Meeting.objects.public().filter(country=who).count(),
        "held_in_url": cards.list_url("meeting_list", country=who.slug),
    }


def _figures(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The numbers at the top; nothing on record is said in words, never as 0."""
    met, said = context["attended"].n, context["said"].n
    promised, mentioned = context["promised"].n, context["mentioned"].n
    numbers = [
        (met, ngettext("meeting attended", "meetings attended", met)),
        (said, ngettext("statement", "statements", said)),
        (promised, ngettext("pledge", "pledges", promised)),
        (
            mentioned,
            ngettext("statement that mentions it", "statements that mention it", mentioned),
        ),
    ]
    return cards.figures(numbers)
