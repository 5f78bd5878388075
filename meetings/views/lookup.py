"""Where an address leads that no public record has: to the record, away for good, or nowhere."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseGone, HttpResponsePermanentRedirect
from django.urls import reverse

from participants.queries.visibility import in_withdrawn_record

from ..models import FormerSlug, Meeting, RetiredNumber
from ..models.choices import Layer, Noun


def moved(slug: str, route: str, *rest: object) -> HttpResponse | None:
    """The redirect from a former address of a public meeting; None for any other slug.

    ``route`` is the name of the address, ``rest`` what follows the slug in it.
    """
    former = FormerSlug.objects.public().filter(slug=slug).select_related("meeting").first()
    if former is None:
        return None
    return HttpResponsePermanentRedirect(reverse(route, args=[former.meeting.slug, *rest]))


def elsewhere(slug: str, route: str, *rest: object) -> HttpResponse:
    """The answer for a meeting that is not public: moved, or gone where it was withdrawn.

    Raises ``Http404`` for drafts as for what never was.
    """
    answer = moved(slug, route, *rest)
    if answer is not None:
        return answer
    # A meeting that was only named may be recorded by now, under the address that it has.
    named = FormerSlug.objects.filter(slug=slug, meeting__layer=Layer.STUB)
    known = Q(slug=slug) | Q(former_slugs__slug=slug) | Q(slug__in=named.values("meeting__slug"))
    withdrawn = Meeting.objects.withdrawn().filter(known).exists()
    if withdrawn or _named_by_withdrawn_alone(known):
        # The middleware gives it its page.
        return HttpResponseGone()
    raise Http404


def _named_by_withdrawn_alone(known: Q) -> bool:
    """Whether a meeting was public only because a record named it that is withdrawn now."""
    named = Meeting.objects.stubs().withdrawn_uses().filter(known)
    return named.exists() and not Meeting.objects.public().filter(known).exists()


def moved_or_gone(model: Any, route: str, **known: str) -> HttpResponse:
    """The answer for an address of no public row: away for good, where it was merged into one.

    Gone, where a withdrawn record had it. Raises ``Http404`` for what drafts alone have as for
    what never was.
    """
    (field, slug), *_rest = known.items()
    rows = model.objects.filter(Q(**known) | Q(former_slugs__slug=slug))
    if row := model.objects.public().filter(former_slugs__slug=slug).first():
        return HttpResponsePermanentRedirect(reverse(route, args=[getattr(row, field)]))
    if rows.exists() and rows.filter(in_withdrawn_record(model)).exists():
        return HttpResponseGone()
    raise Http404


def part_elsewhere(slug: str, noun: Noun, number: int, route: str = "") -> HttpResponse:
    """The answer for a statement or pledge that is not public; gone, where its number retired.

    ``route`` names the address, where it is not that of the page. Raises ``Http404``.
    """
    if Meeting.objects.published().filter(slug=slug).exists():
        retired = RetiredNumber.objects.published()
        if retired.filter(meeting__slug=slug, noun=noun, number=number).exists():
            return HttpResponseGone()
        raise Http404
    return elsewhere(slug, route or noun.value, number)
