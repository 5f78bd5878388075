"""The page of a participant: what it attended, said and promised."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from participants.models import NameKind, Participant, ParticipantName
from participants.queries.prepared import PreparedList, PreparedQuery

from ..models import Document, Meeting, Pledge, Speaker, Statement, StatementParticipant
from ..models.facet_count import FacetName
from . import cards
from .facet_bars import topics_spoken_of
from .presence import attended


def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one participant."""
    who = _participant(slug)
    context = {"participant": who, "today": cards.today()}
    context |= _names(who) | _present(who) | _said(who) | _promised(who) | _named(who)
    context["figures"] = _figures(context)
    context["nothing"] = not (context["held_in"] or any(context[name].n for name in SECTIONS))
    return render(request, "participants/participant_detail.html", context)


_FIELDS = [field.attname for field in Participant._meta.concrete_fields]
_PARTICIPANT = PreparedQuery(
    lambda slug: (
        Participant.objects.public()
        .filter(slug=slug)
        .values_list(*_FIELDS, "part_of__name", "part_of__slug")
    )
)
_PARTS = PreparedQuery(
    lambda whole: (
        Participant.objects.public()
        .filter(part_of=whole)
        .in_alphabetical_order()
        .values_list("pk", "name", "slug")
    )
)
_NAMES = PreparedQuery(
    lambda who: (
        ParticipantName.objects.filter(participant=who)
        .order_by("kind", "name")
        .values_list("kind", "name")
    )
)


#: the most statements said on its behalf, and documents, that are shown
_MOST = 50
#: the most statements that mention it
_MENTIONS = 20
_OF_DOCUMENT = [
    field.attname
    for field in Document._meta.concrete_fields
    if field.attname in ("key", "title", "kind", "symbol", "first_day")
]
_SAID = cards.newest_keys(
    lambda who: StatementParticipant.objects.published().filter(participant=who)
)
_BEHALF = cards.newest_keys(
    lambda who: Statement.objects.published().filter(
        pk__in=Speaker.objects.filter(on_behalf_of=who).values("statement")
    ),
    _MOST,
)
_MENTIONING = cards.newest_keys(
    lambda who: Statement.objects.published().filter(mentions=who), _MENTIONS
)
_PROMISED = cards.newest_pledges(
    lambda who: Pledge.objects.published().filter(
        pk__in=Pledge.objects.filter(pledgers__participant=who)
    )
)
_ISSUED = PreparedList(
    lambda who: Document.objects.public().filter(issuers=who),
    lambda rows: rows.order_by("-first_day", "title", "key").values_list(*_OF_DOCUMENT)[
        : _MOST + 1
    ],
)
_HELD_IN = PreparedList(
    lambda who: Meeting.objects.public().filter(country=who), lambda rows: rows.values_list("pk")
)


def _participant(slug: str) -> Any:
    """The participant, with what it is part of and its ``public_parts``; not found: 404."""
    rows = _PARTICIPANT.rows(slug)
    if not rows:
        raise Http404
    *values, whole, whole_slug = rows[0]
    who: Any = Participant.from_db(None, _FIELDS, values)
    if whole is not None:
        who.part_of = Participant(pk=who.part_of_id, name=whole, slug=whole_slug)
    who.public_parts = [
        Participant(pk=pk, name=name, slug=part) for pk, name, part in _PARTS.rows(who.pk)
    ]
    return who


#: what a profile without any row of these has nothing of
SECTIONS = ("attended", "named_at", "said", "said_for", "promised", "mentioned", "issued")


def _names(who: Participant) -> dict[str, Any]:
    """The names it goes by, apart by what they are."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in NameKind.values}
    for kind, name in _NAMES.rows(who.pk):
        by_kind[kind].append(name)
    return {
        "other_names": by_kind[NameKind.OTHER],
        "former_names": by_kind[NameKind.FORMER],
        "abbreviations": by_kind[NameKind.ABBREVIATION],
    }


def _present(who: Participant) -> dict[str, cards.Section]:
    """Where it was, and the meetings that records name it at."""
    everywhere = cards.list_url("meeting_list", participant=who.slug)
    there, named = attended(who, everywhere)
    return {"attended": there, "named_at": named}


def _said(who: Participant) -> dict[str, Any]:
    """What it said, what was said on its behalf and of it, and its topics."""
    here = cards.list_url("statement_list", participant=who.slug)
    said, behalf, mentioned = cards.statements(
        cards.first(_SAID, who.pk, here, facet=FacetName.PARTICIPANT),
        cards.first(_BEHALF, who.pk, most=_MOST),
        cards.first(_MENTIONING, who.pk, most=_MENTIONS),
    )
    return {
        "said": cards.with_parts(said, who),
        "said_for": behalf,
        "mentioned": mentioned,
        "topics": topics_spoken_of(
            FacetName.PARTICIPANT,
            who.pk,
            lambda slug: cards.list_url("statement_list", participant=who.slug, topic=slug),
        ),
    }


def _promised(who: Participant) -> dict[str, cards.Section]:
    """What it pledged, alone or with others."""
    url = cards.list_url("pledge_list", participant=who.slug)
    return {"promised": cards.pledges(cards.first(_PROMISED, who.pk, url))}


def _named(who: Participant) -> dict[str, Any]:
    """Documents that it issued, and meetings held in it."""
    return {
        "issued": _issued(who),
        "held_in": _HELD_IN.count(who.pk),
        "held_in_url": cards.list_url("meeting_list", country=who.slug),
    }


def _issued(who: Participant) -> cards.Section:
    """Documents that it issued, the latest first."""
    rows = _ISSUED.rows(who.pk)
    found = [Document.from_db(None, _OF_DOCUMENT, row) for row in rows[:_MOST]]
    return cards.Section(found, len(rows) if len(rows) <= _MOST else _ISSUED.count(who.pk))


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
