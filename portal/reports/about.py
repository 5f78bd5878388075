"""Which page a report is about: its title by what is public alone, and where staff mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Document, Meeting, Pledge, Series, Statement, Topic
from meetings.models.choices import Layer
from participants.models import Participant, Person
from portal.menu import LISTS
from portal.page_texts.page_text import PageKey

from .report import LONGEST_ADDRESS

#: pages that every register has, by the name of their route
_FIXED = {
    "home": gettext_lazy("Front page"),
    "search": gettext_lazy("Search"),
    "how_records_are_made": gettext_lazy("How records are made"),
    **{key.value: key.label for key in PageKey},
    **{page.route: page.label for column in LISTS.values() for page in column},
}
#: pages of a record and of its versions
_OF_RECORD = ("meeting", "meeting_print", "versions", "version")
_RECORDED = Q(meeting__layer=Layer.RECORD)
_PARTS: dict[str, Any] = {"statement": Statement, "statement_history": Statement, "pledge": Pledge}
_NOUNS: dict[str, Any] = {
    "participant": Participant,
    "person": Person,
    "topic": Topic,
    "series": Series,
    "document": Document,
}


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """A public page: its address within the site, and its title."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class StaffLink:
    """Where staff see or change what a report is about."""

    url: str
    label: str


def page_at(address: str) -> ReportedPage | None:
    """The public page of an address; None for any other: hidden, unknown or of another site.

    One query at most, of what is public.
    """
    match = _match(address)
    title = _title(match) if match else ""
    return ReportedPage(address, title) if title else None


def _match(address: str) -> ResolverMatch | None:
    """The route of an address within the site; None for the admin and for what has no route."""
    if len(address) > LONGEST_ADDRESS or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return None
    try:
        found = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    return None if found.namespaces else found


def _title(match: ResolverMatch) -> str:
    name, words = match.url_name or "", match.kwargs
    if name in _FIXED:
        return str(_FIXED[name])
    if name in _OF_RECORD:
        rows: Any = Meeting.objects.public() if name == "meeting" else Meeting.objects.published()
        found = _named(rows.select_related("series"), words)
        return found.shown_title if found else ""
    if name in _PARTS:
        part = _part(_PARTS[name].objects.published(), words)
        return _("¶%(n)d of %(meeting)s") % _words(part) if part else ""
    if name in _NOUNS:
        row = _named(_NOUNS[name].objects.public(), words)
        return str(row) if row else ""
    return ""


def _words(part: Any) -> dict[str, Any]:
    return {"n": part.number, "meeting": part.meeting.shown_title}


def _named(rows: Any, words: dict[str, Any]) -> Any:
    """The row of a slug or key, or the one that had it formerly; records come before stubs."""
    field = "key" if "key" in words else "slug"
    known = Q(**{field: words[field]}) | Q(former_slugs__slug=words[field])
    order = ("layer", "pk") if rows.model is Meeting else ("pk",)
    return rows.filter(known).order_by(*order).first()


def _part(rows: Any, words: dict[str, Any]) -> Any:
    slug, number = words["slug"], words["number"]
    known = Q(meeting__slug=slug) | Q(meeting__former_slugs__slug=slug)
    rows = rows.filter(known, number=number).select_related("meeting__series")
    return rows.order_by("pk").first()


def staff_links(address: str) -> list[StaffLink]:
    """Where staff change what an address is about, be it public or not; none for other pages."""
    match = _match(address)
    return list(_links(match)) if match else []


def _links(match: ResolverMatch) -> Iterator[StaffLink]:
    name, words = match.url_name or "", match.kwargs
    if name in _NOUNS:
        model = _NOUNS[name]
        if row := _named(model.objects.all(), words):
            yield _changed(row)
        return
    part = None
    if name in _PARTS and (part := _part(_PARTS[name].objects.filter(_RECORDED), words)):
        yield _changed(part)
    if part is not None or name in (*_OF_RECORD, *_PARTS):
        meeting = part.meeting if part else _named(Meeting.objects.records(), words)
        if meeting:
            yield _changed(meeting)
            desk = reverse("admin:meetings_meeting_desk", args=[meeting.pk])
            yield StaffLink(desk, _("Desk of the record"))


def _changed(row: Any) -> StaffLink:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return StaffLink(reverse(name, args=[row.pk]), str(row._meta.verbose_name).capitalize())
