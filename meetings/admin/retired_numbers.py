"""Numbers that a record uses no more, and how one that was freed by mistake goes back."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.corrections.numbers import give_back
from meetings.curation.acting import acting, last_act, may_act
from meetings.curation.errors import ActError, Done
from meetings.models import Meeting, Pledge, RetiredNumber, Statement
from meetings.models.choices import Noun
from meetings.publication import StepError, reason_given

from .faults import views_of_meeting

#: the act, as it is kept for undoing it; words of a part in the list of choices
NAME, WORDS = "number", 14
_MODELS: dict[str, Any] = {Noun.STATEMENT: Statement, Noun.PLEDGE: Pledge}


class NumberForm(forms.Form):
    """A part that gets a number back, and why."""

    to = forms.ChoiceField()
    why = forms.CharField(max_length=500)

    def __init__(self, row: RetiredNumber, parts: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, prefix=f"number-{row.pk}")
        # Nothing is chosen beforehand: the number would go to the first part by mistake.
        choices: Any = self.fields["to"]
        choices.choices = [("", "—"), *parts]
        choices.label = _("Give it to")
        self.fields["why"].label = _("Reason")


@dataclass(frozen=True, slots=True)
class Retired:
    """A number that is not used, and the form that gives it back."""

    row: RetiredNumber
    label: str
    form: NumberForm


def number_urls(page: Any) -> list[URLPattern]:
    """The address of the page."""
    (found,) = views_of_meeting(page, {"numbers": _view})
    return [found]


def retired_count(meeting: Meeting) -> int:
    """How many numbers of a record are not used again; one query."""
    return int(meeting.retired_numbers.count())


def _view(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What is retired; a form sent back gives one number to the part that is chosen."""
    if request.method != "POST":
        return _page(page, request, meeting, _retired(meeting))
    asked = request.POST.get("give", "")
    rows = _retired(meeting, asked, request.POST)
    one = next((one for one in rows if str(one.row.pk) == asked), None)
    if one is None:
        messages.warning(request, _("This number is not retired any more: it was given back."))
        return HttpResponseRedirect(request.path)
    if not one.form.is_valid():
        return _page(page, request, meeting, rows, status=422)
    values = one.form.cleaned_data
    try:
        words = _give(meeting, one.row, int(values["to"]), values["why"], request)
    except Done:
        messages.warning(request, _("This was done already; nothing was done a second time."))
    except (StepError, ActError) as refused:
        one.form.add_error(None, str(refused))
        return _page(page, request, meeting, rows, status=409)
    else:
        page.log_change(request, meeting, f"{words}: {values['why']}")
        messages.success(request, f"{words}.")
    return HttpResponseRedirect(request.path)


def _give(meeting: Meeting, row: RetiredNumber, to: int, why: str, request: HttpRequest) -> str:
    """Give the number, as an act that can be undone; what was done, in words."""
    why = reason_given(why, needed=True)
    with acting(meeting, request.user, NAME, request.POST.get("token", "")[:40]) as doing:
        part = _MODELS[row.noun].objects.filter(meeting=meeting, number=to).first()
        if part is not None:
            doing.take_all([part])
        give_back(meeting, row.noun, row.number, to, request.user, why)
        said = {"noun": _label(row.noun), "number": row.number, "to": to}
        doing.words = _("%(noun)s %(to)d has the number %(number)d again") % said
    return doing.words


def _label(noun: str) -> str:
    return str(Noun(noun).label).capitalize()


def _retired(meeting: Meeting, asked: str = "", data: Any = None) -> list[Retired]:
    """The numbers of a record that are retired; three queries at most."""
    rows = list(RetiredNumber.objects.filter(meeting=meeting).order_by("noun", "number"))
    parts = {noun: [*_parts(meeting, noun)] for noun in {row.noun for row in rows}}
    return [
        Retired(
            row,
            f"{_label(row.noun)} {row.number}",
            NumberForm(row, parts[row.noun], data if str(row.pk) == asked else None),
        )
        for row in rows
    ]


def _parts(meeting: Meeting, noun: str) -> Iterator[tuple[str, str]]:
    words = "text" if noun == Noun.STATEMENT else "title"
    rows = _MODELS[noun].objects.filter(meeting=meeting).order_by("number")
    for number, text in rows.values_list("number", words):
        yield str(number), f"{number} · {Truncator(text).words(WORDS)}"


def _page(
    page: Any, request: HttpRequest, meeting: Meeting, rows: list[Retired], status: int = 200
) -> HttpResponse:
    if not page.has_view_permission(request, meeting):
        raise PermissionDenied
    act = last_act(meeting, request.user)
    context = page.admin_site.each_context(request) | {
        "title": _("Retired numbers"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "rows": rows,
        "may_act": may_act(request.user, meeting),
        "undo": act if act and act.name == NAME else None,
        "undo_url": reverse("admin:meetings_meeting_desk_undo", args=[meeting.pk]),
        "token": secrets.token_urlsafe(16),
    }
    template = "admin/meetings/meeting/retired_numbers.html"
    return TemplateResponse(request, template, context, status=status)
