"""What the public will see of a record that is not public: its pages, for staff who may see it.

A page is made by the public's own view, as if the record were published: that is done in a
transaction which is rolled back once the page is made. So nothing of it is kept, by the register,
the search index or the page cache, and a page looks as it will.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, URLPattern, path, resolve, reverse

from meetings.addresses import address
from meetings.derived.refresh import refresh_derived
from meetings.exports import tell_export
from meetings.formats.registry import FILE_FORMATS
from meetings.models import Meeting
from meetings.models.choices import Layer, Status

from .back import page_of_meeting

#: the record itself and its numbered parts; each may be cited, and be taken along as files
_NOUNS = ("meeting", "statement", "pledge")
_FILES = {fmt.route for fmt in FILE_FORMATS if fmt.noun in _NOUNS}
#: pages of the record itself, by the names of their routes
_OF_RECORD = {*_NOUNS, *(f"{noun}_cite" for noun in _NOUNS), "meeting_print", *_FILES}
#: pages of what records share: they show what the record adds to them
_SHARED = {"participant", "person", "topic", "series", "document"}
# Where a page leads to, or sends a form: an address of this site.
_LEADS = re.compile(r'(?P<before>\b(?:href|action)=")(?P<to>/[^"]*)(?=")')
_ROBOTS = re.compile(r'<meta name="robots" content="[^"]*">')
_CANONICAL = re.compile(r'<link rel="canonical"[^>]*>\n?')
_BODY = re.compile(r"(?<=\n)<a class=\"skip\"[^>]*>[^<]*</a>\n")


@dataclass(frozen=True, slots=True)
class Preview:
    """The preview of a record: which public addresses stand in it, and where."""

    meeting: Meeting
    stubs: frozenset[str]

    @classmethod
    def of(cls, meeting: Meeting) -> "Preview":
        """That of a meeting; one query for the meetings that it names."""
        named = meeting.relations.values_list("other__slug", flat=True)
        return cls(meeting, frozenset(named.order_by("other__slug")))

    @property
    def first(self) -> str:
        """The address of the page of the meeting in the preview."""
        return self.place(address("meeting", self.meeting.slug))

    def place(self, public: str) -> str:
        """Where a public page stands in the preview."""
        args = [self.meeting.pk, public.lstrip("/")]
        return reverse("admin:meetings_meeting_preview_page", args=args)

    def holds(self, match: ResolverMatch) -> bool:
        """Whether a public page is shown in the preview; every other one is public or nowhere."""
        slug = match.kwargs.get("slug")
        if match.url_name == "meeting" and slug in self.stubs:
            return True
        is_own = match.url_name in _OF_RECORD and slug == self.meeting.slug
        return is_own or match.url_name in _SHARED

    def led(self, html: str) -> str:
        """A page whose links stay in the preview where they lead to what it shows."""

        def here(found: re.Match[str]) -> str:
            parts = urlsplit(found["to"])
            match = _matched(parts.path)
            if match is None or not self.holds(match):
                return found[0]
            return found["before"] + parts._replace(path=self.place(parts.path)).geturl()

        return _LEADS.sub(here, html)


def preview_urls(page: Any) -> list[URLPattern]:
    """The preview of a record: its first page, and each public page in it."""
    view = page.admin_site.admin_view(_preview(page))
    name = "meetings_meeting_preview"
    return [
        path("<int:pk>/preview/", view, name=name),
        path("<int:pk>/preview/<path:url>", view, name=f"{name}_page"),
    ]


def _preview(page: Any) -> Callable[..., HttpResponseBase]:
    """A page of a record as the public will see it.

    Raises ``PermissionDenied`` for who may not see the record, and ``Http404`` for what is no
    page of it; answers 405 to what is sent.
    """

    def view(request: HttpRequest, pk: int, url: str = "") -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        meeting = get_object_or_404(Meeting.objects.exclude(layer=Layer.STUB), pk=pk)
        if not page.has_view_permission(request, meeting):
            raise PermissionDenied
        preview = Preview.of(meeting)
        public = f"/{url}" if url else address("meeting", meeting.slug)
        match = _matched(public)
        if match is None or not preview.holds(match):
            raise Http404
        answer = _as_published(request, meeting, public, match)
        if match.url_name in _FILES:
            tell_export(meeting, public.rpartition("/")[2])
        return _private(_framed(answer, preview))

    return view


def _matched(public: str) -> ResolverMatch | None:
    try:
        return resolve(public)
    except Resolver404:
        return None


def _as_published(
    request: HttpRequest, meeting: Meeting, public: str, match: ResolverMatch
) -> HttpResponse:
    """The answer of a public address, were the record published; nothing is kept of that."""
    asked = _as_visitor(request, public, match)
    with transaction.atomic():
        try:
            _publish(meeting)
            return match.func(asked, *match.args, **match.kwargs)
        finally:
            transaction.set_rollback(True)


def _publish(meeting: Meeting) -> None:
    """Let the record be public, and a correction be the record; call it to roll it back."""
    replaced = Meeting.objects.records().filter(slug=meeting.slug).exclude(pk=meeting.pk)
    for record in replaced:
        Meeting.objects.filter(pk=record.pk).update(
            slug=f"replaced-{record.pk}", status=Status.DRAFT
        )
        refresh_derived(record)
    Meeting.objects.filter(pk=meeting.pk).update(layer=Layer.RECORD, status=Status.PUBLISHED)
    refresh_derived(Meeting.objects.get(pk=meeting.pk))


def _as_visitor(request: HttpRequest, public: str, match: ResolverMatch) -> HttpRequest:
    """The request as a visitor of the public page would send it."""
    asked = HttpRequest()
    asked.method = request.method
    asked.path = asked.path_info = public
    asked.META = {name: value for name, value in request.META.items() if name != "HTTP_COOKIE"}
    asked.META |= {"PATH_INFO": public}
    asked.GET = request.GET
    asked.user = AnonymousUser()
    asked.resolver_match = match
    return asked


def _framed(response: HttpResponse, preview: Preview) -> HttpResponse:
    """The answer with a line that says what it is, and with links that stay in the preview."""
    if "Location" in response:
        place = urlsplit(response["Location"])
        match = _matched(place.path)
        if match is not None and preview.holds(match):
            place = place._replace(path=preview.place(place.path))
        # For now, not for good: the next preview may lead elsewhere.
        response.status_code = 302
        response["Location"] = place.geturl()
    elif response.get("Content-Type", "").startswith("text/html") and response.content:
        html = preview.led(_CANONICAL.sub("", response.content.decode()))
        html = _ROBOTS.sub('<meta name="robots" content="noindex, nofollow">', html)
        bar = render_to_string(
            "components/preview.html",
            {"back": page_of_meeting(preview.meeting), "first": preview.first},
        )
        response.content = _BODY.sub(lambda skip: skip[0] + bar, html, count=1)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """An answer that nobody keeps and nobody indexes."""
    for name in ("ETag", "Last-Modified"):
        response.headers.pop(name, None)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
