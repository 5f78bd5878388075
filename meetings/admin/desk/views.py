"""The views of the desk: the page, an act, the form of a part, names that are typed."""

import json
import re
import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from meetings.curation.acting import acting, last_act, may_act, undo
from meetings.curation.errors import ActError, Changed, Done
from meetings.curation.numbering import may_renumber
from meetings.curation.parts import find_part
from meetings.lists.view import HTMX_CONFIG
from meetings.models import Act, Document, Meeting
from meetings.review.opening import note_opening
from participants.models import Participant, Person
from participants.ranking import people_meant

from ..access import may_change
from ..back import page_of_meeting
from ..faults import views_of_meeting
from ..numbers import row_number
from ..presence import presence
from ..workflow import steps
from .acts import ACTS
from .answer import Answer, answer_to, delegates_of, focus_of, is_large
from .checks import checks
from .forms import EntryForm
from .page import buttons, desk_address, desk_of, source_of, suggestions
from .sent import Asked, Sent
from .several import SeveralForm

#: the token of a form, by which it acts once
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
#: names that are suggested while one types
SUGGESTED = 12
_HERE = "admin/meetings/desk/"
#: what was not done is answered 422, and shown as what was
_HTMX = json.dumps(
    json.loads(HTMX_CONFIG)
    | {
        # What was answered is shown at once: nothing is faded in.
        "defaultSettleDelay": 0,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..|422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)
_REFUSED = 422


def desk_urls(page: Any) -> list[URLPattern]:
    """The addresses of the desk of a record."""
    views = {
        "desk": _desk,
        "desk/act": _act,
        "desk/undo": _undo,
        "desk/form": _form,
        "desk/checks": checks,
    }
    of_record = views_of_meeting(page, views)
    for pattern, name in zip(of_record, views, strict=True):
        pattern.name = f"meetings_meeting_{name.replace('/', '_')}"
    names = page.admin_site.admin_view(_names)
    return [*of_record, path("desk-names/", names, name="meetings_desk_names")]


def is_scripted(request: HttpRequest) -> bool:
    """Whether a script asks, and puts what is answered in its place."""
    return request.headers.get("HX-Request") == "true"


def _desk(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    asked = row_number(request.GET.get("document", ""))
    note_opening(meeting, request.user)
    return _page(page, request, meeting, asked)


def _page(
    page: Any, request: HttpRequest, meeting: Meeting, document: int | None, **more: Any
) -> HttpResponse:
    desk = desk_of(meeting, request.user, document)
    context = page.admin_site.each_context(request) | {
        "title": _("Desk"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "desk": desk,
        "buttons": buttons(),
        "several": SeveralForm(meeting, request.user),
        "may_renumber": may_renumber(meeting),
        "names": suggestions(meeting),
        "htmx_config": _HTMX,
        "token": secrets.token_urlsafe(16),
        "meeting_page": page_of_meeting(meeting),
        "steps": steps(meeting, request.user),
        **presence(request, meeting),
    }
    template = "desk.html"
    if is_scripted(request):
        template = "body.html"
    return TemplateResponse(request, f"{_HERE}{template}", context | more)


def _act(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Do what was sent, and answer with what it changed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    do = tuple(request.POST.get("do", "").split(":"))
    name, token = do[0], request.POST.get("token", "")
    if name == "accept-some" or name == "reject-some":
        # A rule is a sentence of its own, with whatever signs.
        do = tuple(request.POST.get("do", "").split(":", 2))
    if name not in ACTS:
        return _answered(page, request, meeting, _failed(_("Say what is to be done.")))
    sent = Sent(request, meeting, do)
    try:
        with acting(meeting, request.user, name, token if TOKEN.fullmatch(token) else "") as doing:
            part = ACTS[name](sent, doing)
    except Asked as asked:
        return _asked(page, request, meeting, asked, name)
    except Done as done:
        return _answered(page, request, meeting, _did(str(done), done.act))
    except Changed as changed:
        return _answered(page, request, meeting, _failed(str(changed), [changed.part]))
    except ActError as refused:
        return _answered(page, request, meeting, _failed(str(refused)))
    said = f"{doing.words}." if doing.act else _("Nothing was changed.")
    parts = [one for one in (part, *delegates_of(part)) if one is not None]
    told = _did(said, doing.act) | {"parts": parts, "focus": focus_of(part)}
    # What was just done is what would be undone, and read as the act left it.
    told |= {"images": doing.after, "undo": doing.act}
    return _answered(page, request, meeting, told)


def _failed(said: str, parts: Any = ()) -> dict[str, Any]:
    return {"said": said, "parts": parts, "failed": True}


def _did(said: str, act: Act | None) -> dict[str, Any]:
    return {"said": said, "act": act}


def _answered(
    page: Any, request: HttpRequest, meeting: Meeting, told: dict[str, Any]
) -> HttpResponse:
    """What changed, for a script; else the page, with what was said."""
    document = _shown(request, meeting)
    act = told.get("act")
    if not is_scripted(request):
        level = messages.ERROR if told.get("failed") else messages.SUCCESS
        messages.add_message(request, level, told["said"])
        where = f"?document={document.pk}" if document else ""
        place = f"#{told['focus']}" if told.get("focus") else ""
        return HttpResponseRedirect(f"{desk_address(meeting)}{where}{place}")
    if is_large(act):
        answer = _page(page, request, meeting, document.pk if document else None, said=told["said"])
        answer.headers["HX-Retarget"] = "#desk"
        answer.headers["HX-Reswap"] = "outerHTML"
        return answer
    found = answer_to(meeting, document, request.user, **told)
    return _fragment(request, meeting, document, found)


def _fragment(
    request: HttpRequest, meeting: Meeting, document: Document | None, answer: Answer
) -> HttpResponse:
    context = {
        "answer": answer,
        "original": meeting,
        "document": document,
        "may_act": may_act(request.user, meeting),
    }
    status = _REFUSED if answer.failed else 200
    return TemplateResponse(request, f"{_HERE}answer.html", context, status=status)


def _shown(request: HttpRequest, meeting: Meeting) -> Document | None:
    """The source that the page shows."""
    asked = request.POST.get("document", "") or request.GET.get("document", "")
    return source_of(meeting, request.user, row_number(asked))


def _asked(
    page: Any, request: HttpRequest, meeting: Meeting, asked: Asked, name: str
) -> HttpResponse:
    """The form that asks for more, in its place; without scripts on a page of its own."""
    chosen = asked.chosen
    act = name if name == "save" else "add" if chosen else "save"
    noun = asked.form.noun
    part = asked.form.part
    do = f"add:{noun}" if act == "add" else f"save:{noun}-{part.pk}"
    return _form_page(page, request, meeting, asked.form, do, chosen)


def _form(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The form of a part: ``?part=statement-12``."""
    try:
        part = find_part(meeting, request.GET.get("part", ""))
    except ActError as refused:
        return _answered(page, request, meeting, _failed(str(refused)))
    noun = str(part._meta.model_name)
    if noun == "mark" or not may_change(request.user, meeting):
        raise PermissionDenied
    form = EntryForm(noun, part, meeting, request.user)
    return _form_page(page, request, meeting, form, f"save:{noun}-{part.pk}", None)


def _form_page(
    page: Any, request: HttpRequest, meeting: Meeting, form: EntryForm, do: str, chosen: Any
) -> HttpResponse:
    document = chosen.document if chosen else _shown(request, meeting)
    context = {
        "entry_form": form,
        "original": meeting,
        "do": do,
        "chosen": chosen,
        "document": document,
        "token": secrets.token_urlsafe(16),
        "all_values": _plain_page(form),
        "target": "desk-asked" if chosen else f"form-{form.noun}-{form.part.pk}",
    }
    scripted = is_scripted(request)
    if not scripted:
        context = page.admin_site.each_context(request) | context
        context |= {"title": _("Correct"), "subtitle": str(meeting), "opts": page.opts}
        context["names"] = suggestions(meeting)
    template = "form.html" if scripted else "form_page.html"
    refused = request.method == "POST" and scripted
    response = TemplateResponse(
        request, f"{_HERE}{template}", context, status=_REFUSED if refused else 200
    )
    if scripted:
        response.headers["HX-Retarget"] = f"#{context['target']}"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _plain_page(form: EntryForm) -> str:
    """The plain page of a part, with all of its values."""
    if form.part.pk is None:
        return ""
    return reverse(f"admin:meetings_{form.noun}_change", args=[form.part.pk])


def _undo(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Undo the last act of who asks; or that of the number given, if it is theirs."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    number = row_number(request.POST.get("act", ""))
    act = get_object_or_404(Act.objects.all(), pk=number, meeting=meeting) if number else None
    act = act or last_act(meeting, request.user)
    if act is None:
        return _answered(page, request, meeting, _failed(_("Nothing of yours is left to undo.")))
    try:
        with transaction.atomic():
            done = undo(act, request.user)
    except ActError as refused:
        said = _("“%(act)s” was not undone: %(why)s") % {"act": act.words, "why": refused}
        return _answered(page, request, meeting, _failed(said))
    return _answered(page, request, meeting, _did(_("Undone: %s.") % done.words, done))


def _names(request: HttpRequest) -> HttpResponse:
    """People whom a name may mean, while it is typed: options of a list."""
    if not request.user.has_perm("participants.view_person"):
        raise PermissionDenied
    text = request.GET.get("q", "").strip()[:200]
    found: list[str] = []
    if len(text) > 1 and request.GET.get("noun") == "person":
        rows = people_meant(Person.objects.all(), text)[:SUGGESTED]
        names = [row.name for row in rows]
        found = [
            row.name if names.count(row.name) == 1 else f"{row.name} [{row.key}]" for row in rows
        ]
    elif len(text) > 1 and request.GET.get("noun") == "who":
        found = [str(row) for row in people_meant(Person.objects.all(), text)[:SUGGESTED]]
        bodies = Participant.objects.filter(folded__startswith=text.casefold())
        found += [row.name for row in bodies.order_by("sort_name", "slug")[:SUGGESTED]]
    return TemplateResponse(request, f"{_HERE}options.html", {"names": found})
