"""Delegations from a list: pasted, read into rows, confirmed, and written once."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.curation.attendance import read_attendance
from meetings.curation.attendance_places import ListPlaces, places_of_list
from meetings.curation.attendance_writing import (
    AttendanceRefused,
    AttendanceWritten,
    ConfirmedRow,
    write_attendance,
)
from meetings.curation.likeness import known_people
from meetings.intake.stored import stored_register
from meetings.models import Document, Meeting, SentForm
from participants.models import Participant

from .access import hold
from .attendance_form import (
    NAMES_OF_PARTICIPANTS,
    ListForm,
    RowForm,
    look_up,
    people_of,
    shown_as,
)
from .desk.page import desk_address, sources_of
from .faults import views_of_meeting
from .in_place import WHY, RefusedInPlace, note_what_was
from .keeping import keep_in_order
from .once import BACK, claim, sent_form

#: the button that writes the rows
CONFIRM = "_confirm"
NEEDED = ("meetings.add_delegation", "meetings.add_delegate", "participants.add_person")
#: the kind of row that a form sent here is noted with
SENT = "meetings.Delegation"


@dataclass(frozen=True, slots=True)
class Placed:
    """The list as it is read, and where in a source of the record it stands, if it does."""

    text: str
    document: Document | None = None
    places: ListPlaces | None = None

    def located(self, row: ConfirmedRow) -> ConfirmedRow:
        """A row with its words in the source; without any where the list stands in none."""
        if self.places is None:
            return replace(row, span=None, person_span=None)
        spans = [self.places.span(span) for span in (row.span, row.person_span)]
        return replace(row, span=spans[0], person_span=spans[1])


def list_urls(page: Any) -> list[URLPattern]:
    """The address of the page."""
    [found] = views_of_meeting(page, {"delegations-from-list": _view})
    return [path(str(found.pattern), found.callback, name="meetings_meeting_delegations_from_list")]


def may_add_from_list(page: Any, request: HttpRequest, meeting: Meeting) -> bool:
    """Whether somebody may add delegations, and the people in them, to a record."""
    user: Any = request.user
    return bool(page.has_change_permission(request, meeting) and user.has_perms(NEEDED))


def _view(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    if not may_add_from_list(page, request, meeting):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(page, request, meeting, ListForm())
    whole = ListForm(request.POST)
    if not whole.is_valid():
        return _shown(page, request, meeting, whole)
    placed = _placed(request, meeting, whole.cleaned_data)
    read = read_attendance(placed.text, stored_register(people=False), known_people())
    rows = [row for row in read if not row.is_heading]
    if CONFIRM not in request.POST or request.POST.get("rows") != str(len(rows)):
        if CONFIRM in request.POST:
            messages.warning(request, _("The list reads otherwise by now. Look at the rows again."))
        forms = [RowForm(row, place) for place, row in enumerate(rows)]
        return _shown(page, request, meeting, whole, forms, placed)
    forms = [RowForm(row, place, request.POST) for place, row in enumerate(rows)]
    look_up(forms)
    if all(form.is_valid() for form in forms):
        answer = _taken(page, request, meeting, whole, forms, placed)
        if answer is not None:
            return answer
    return _shown(page, request, meeting, whole, forms, placed)


def _placed(request: HttpRequest, meeting: Meeting, asked: dict[str, Any]) -> Placed:
    """The list in the source it was chosen in, else in the one of the record that it stands in."""
    text = asked["text"].strip("\n")
    chosen, near = asked["document"], asked["start"]
    sources = sources_of(meeting, request.user, chosen)
    if chosen and any(one.pk == chosen for one in sources):
        sources = [one for one in sources if one.pk == chosen]
    found = [
        Placed(text, one, places)
        for one in sources
        if (places := places_of_list(text, one.text, near if one.pk == chosen else None))
    ]
    return found[0] if len(found) == 1 else Placed(text)


def _taken(
    page: Any,
    request: HttpRequest,
    meeting: Meeting,
    whole: ListForm,
    forms: list[RowForm],
    placed: Placed,
) -> HttpResponse | None:
    """Write the rows that are taken, once; None where they are refused, with reasons."""
    chosen = [form for form in forms if form.cleaned_data["take"]]
    people = people_of(chosen)
    rows = [placed.located(form.confirmed(whole, people)) for form in chosen]
    # Chosen at the desk, it leads back there.
    desk = whole.cleaned_data["document"]
    back = f"{reverse('admin:meetings_meeting_change', args=[meeting.pk])}#panel-delegation"
    back = f"{desk_address(meeting)}?document={desk}" if desk else back
    try:
        with transaction.atomic():
            if _was_sent(request, meeting):
                words = _("This list was taken already; nothing was made a second time.")
                messages.warning(request, words)
                return HttpResponseRedirect(back)
            hold(request, meeting)
            if meeting.is_published:
                note_what_was(request, meeting)
            done = write_attendance(meeting, rows, document=placed.document)
            page.log_change(request, meeting, _told(done))
            keep_in_order(request, [meeting])
    except AttendanceRefused as refused:
        for line, reason in refused.reasons:
            form = next(one for one in chosen if one.row.line == line)
            form.add_error(None, reason)
        return None
    except RefusedInPlace as refused:
        messages.error(request, str(refused))
        return None
    messages.success(request, _told(done))
    return HttpResponseRedirect(back)


def _was_sent(request: HttpRequest, meeting: Meeting) -> bool:
    """Whether this page was sent before, or the same by Back from another; else note that it is."""
    sent: Any = sent_form(request, SENT)
    if sent is None:
        return False
    sent.row = meeting.pk
    if claim(sent) is not None:
        return True
    same = SentForm.objects.filter(user=sent.user, digest=sent.digest, model=SENT)
    return same.filter(when__gte=timezone.now() - BACK).exclude(token=sent.token).exists()


def _told(done: AttendanceWritten) -> str:
    """What was made, in a sentence."""
    made, joined, people = len(done.made), len(done.joined), len(done.people)
    words = [ngettext("%d delegation was added", "%d delegations were added", made) % made]
    if joined:
        told = ngettext(
            "%d that was there got delegates", "%d that were there got delegates", joined
        )
        words.append(told % joined)
    if people:
        words.append(ngettext("%d person was made", "%d people were made", people) % people)
    return "; ".join(words) + "."


def _shown(
    page: Any,
    request: HttpRequest,
    meeting: Meeting,
    whole: ListForm,
    forms: list[RowForm] | None = None,
    placed: Placed | None = None,
) -> HttpResponse:
    rows = forms or []
    asked = [form for form in rows if form.row.doubts or (form.is_bound and form.errors)]
    context = page.admin_site.each_context(request) | {
        "title": _("Add delegations from a list"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "whole": whole,
        "rows": forms,
        "asked": asked,
        "errors": any(form.is_bound and form.errors for form in rows),
        "source": placed.document if placed else None,
        "names_id": NAMES_OF_PARTICIPANTS,
        "participants": _participants() if rows else [],
        "ask_why": meeting.is_published,
        "why": request.POST.get(WHY, ""),
        "once": secrets.token_urlsafe(16),
    }
    return TemplateResponse(request, "admin/meetings/meeting/delegations_from_list.html", context)


def _participants() -> list[str]:
    """What boxes complete from."""
    rows = Participant.objects.order_by("sort_name", "slug")
    read = rows.values_list("code", "slug", "name", named=True)
    return [shown_as(row.code or row.slug, row.name) for row in read]
