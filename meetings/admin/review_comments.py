"""The comments of a record on a page: read, written, answered, closed; each leads to its part."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.models import Comment, Document, Meeting
from meetings.models.comment import LONGEST
from meetings.models.owned import PARTS
from meetings.review.comments import (
    CommentError,
    Place,
    Thread,
    add_comment,
    answer,
    close,
    may_close,
    part_name,
    reopen,
    threads_of,
)
from meetings.review.mail import Mailing
from meetings.review.staff import called

from .access import meeting_of
from .back import page_of_meeting
from .faults import views_of_meeting
from .numbers import row_number

#: what the address of the page says of a new comment
NOUN, PART, FIELD, SPAN = "noun", "part", "field", ("document", "start", "end")
#: names of a row that are no value of it
_LINKS = {"meeting", "id", "uid"}


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread as the page prints it, with what was typed below it and could not be kept."""

    thread: Thread
    url: str
    field: str
    closed: str
    may_close: bool
    typed: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """The form of a new comment: what it is on, in words, and as the form sends it."""

    words: str
    hidden: dict[str, str]
    values: list[tuple[str, str]]
    field: str = ""
    typed: str = ""
    refused: str = ""


def comment_urls(page: Any) -> list[URLPattern]:
    """The page of the comments of a record."""
    return views_of_meeting(page, {"comments": _comments})


def comments_page(meeting: Meeting, part: Any = None, **asked: Any) -> str:
    """The address of the comments of a record, with the form for one on a part."""
    if part is not None and part != meeting:
        asked |= {NOUN: _noun(part), PART: part.pk}
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('admin:meetings_meeting_comments', args=[meeting.pk])}{query}"


def page_on(row: Any) -> str:
    """Where one comments on a row from its form; "" for what is no part of a record."""
    meeting = meeting_of(row)
    if meeting is None or meeting.pk is None or meeting.is_stub or row.pk is None:
        return ""
    return comments_page(meeting, row) if row == meeting or _noun(row) else ""


def place_of_comment(comment: Comment) -> str:
    """The address of what a comment is on; "" where it is gone."""
    if comment.is_gone:
        return ""
    if comment.noun == "document":
        source = reverse("admin:meetings_meeting_source", args=[comment.meeting_id])
        values = [comment.document_id, comment.start, comment.end]
        return f"{source}?{urlencode(dict(zip(SPAN, values, strict=True)))}"
    box = f"#id_{comment.field}" if comment.field else ""
    if comment.noun == "meeting":
        return f"{page_of_meeting(comment.meeting)}{box}"
    model, number = PARTS[comment.noun].lower(), getattr(comment, f"{comment.noun}_id")
    return f"{reverse(f'admin:meetings_{model}_change', args=[number])}{box}"


def told(request: HttpRequest, mailing: Mailing) -> None:
    """Say where mail could not be sent, once it was tried."""

    def say() -> None:
        if mailing.fault:
            messages.warning(request, mailing.fault)

    transaction.on_commit(say)


def _comments(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The threads; what is sent is kept, or comes back with the reason."""
    if request.method != "POST":
        return _shown(page, request, meeting, request.GET)
    text = request.POST.get("text", "")
    act = request.POST.get("act", "")
    number = row_number(request.POST.get("comment", ""))
    if act == "add":
        try:
            kept, mailing = add_comment(meeting, request.user, text, _place(meeting, request.POST))
        except CommentError as error:
            return _shown(page, request, meeting, request.POST, str(error))
        told(request, mailing)
        return _back_at(request, kept, _("The comment is kept."))
    rows = Comment.objects.filter(meeting=meeting, thread__isnull=True).select_related("meeting")
    comment = get_object_or_404(rows, pk=number)
    if act == "answer":
        try:
            _kept, mailing = answer(comment, request.user, text)
        except CommentError as error:
            return _shown(page, request, meeting, {}, str(error), comment)
        told(request, mailing)
        return _back_at(request, comment, _("The answer is kept."))
    if act == "close":
        close(comment, request.user)
        return _back_at(request, comment, _("The comment is closed."))
    reopen(comment, request.user)
    return _back_at(request, comment, _("The comment is open again."))


def _back_at(request: HttpRequest, comment: Comment, said: str) -> HttpResponse:
    messages.success(request, said)
    page = comments_page(comment.meeting)
    return HttpResponseRedirect(f"{page}#comment-{comment.pk}")


def _shown(
    page: Any,
    request: HttpRequest,
    meeting: Meeting,
    asked: Any,
    refused: str = "",
    answered: Comment | None = None,
) -> HttpResponse:
    """The page; ``refused`` says why the form of a comment, or of an answer, was not taken."""
    typed = request.POST.get("text", "").replace("\0", "")
    lines = []
    for thread in threads_of(meeting):
        thread.comment.meeting = meeting
        is_typed = answered is not None and thread.comment.pk == answered.pk
        lines.append(
            ThreadLine(
                thread,
                place_of_comment(thread.comment),
                _field_name(thread.comment),
                _closed(thread.comment),
                may_close(thread.comment, request.user),
                typed if is_typed else "",
                refused if is_typed else "",
            )
        )
    begun = _begun(meeting, asked)
    if refused and answered is None:
        field = asked.get(FIELD, "")
        begun = Begun(begun.words, begun.hidden, begun.values, field, typed, refused)
    context = page.admin_site.each_context(request) | {
        "title": _("Comments"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "open_threads": [line for line in lines if line.thread.is_open],
        "closed_threads": [line for line in lines if not line.thread.is_open],
        "begun": begun,
        "longest": LONGEST,
    }
    return TemplateResponse(request, "admin/meetings/review/comments.html", context)


def _noun(part: Any) -> str:
    return next((noun for noun, model in PARTS.items() if model == type(part).__name__), "")


def _part(meeting: Meeting, asked: Any) -> Any:
    """The part that is asked for; None for the record itself. Raises ``Http404``."""
    noun = asked.get(NOUN, "")
    if noun not in PARTS:
        return None
    model: type[Model] = apps.get_model("meetings", PARTS[noun])
    part = get_object_or_404(model, pk=row_number(asked.get(PART, "")))
    return part if meeting_of(part) == meeting else get_object_or_404(model, pk=None)


def _place(meeting: Meeting, asked: Any) -> Place:
    """What a comment is on. Raises ``Http404`` for what is not there."""
    document, start, end = (row_number(asked.get(name, "")) for name in SPAN)
    if document is not None:
        source = get_object_or_404(Document.objects.filter(pk=document))
        return Place(document=source, start=start, end=end)
    return Place(part=_part(meeting, asked), field=asked.get(FIELD, ""))


def _begun(meeting: Meeting, asked: Any) -> Begun:
    hidden = {name: asked.get(name, "") for name in (NOUN, PART, *SPAN)}
    hidden = {name: value for name, value in hidden.items() if value}
    document, start, end = (row_number(asked.get(name, "")) for name in SPAN)
    if document is not None:
        sources = Document.objects.filter(passages__meeting=meeting).distinct()
        text = get_object_or_404(sources, pk=document).text[start or 0 : end or 0]
        return Begun(f"“{' '.join(text.split())[:300]}”", hidden, [])
    part = _part(meeting, asked) or meeting
    words = _("The record") if part == meeting else part_name(part)
    return Begun(words, hidden, _values(type(part)), asked.get(FIELD, ""))


def _values(model: Any) -> list[tuple[str, str]]:
    """The values of a row that can be commented on, by name, with their labels."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    owners = _LINKS | set(PARTS)
    return [
        (field.name, capfirst(str(field.verbose_name)))
        for field in fields
        if field.editable and field.name not in owners
    ]


def _closed(comment: Comment) -> str:
    """Who closed a comment, and when; "" where it is open."""
    if comment.closed is None:
        return ""
    values = {"who": called(comment.closed_by) or "–", "when": told_time(comment.closed)}
    return _("Closed by %(who)s, %(when)s") % values


def told_time(when: Any) -> str:
    """A moment as the admin prints it."""
    return date_format(timezone.localtime(when), "j F Y, H:i")


def _field_name(comment: Comment) -> str:
    """The value that a comment is on, in words."""
    if not comment.field or comment.noun == "document":
        return comment.field
    model: Any = Meeting
    if comment.noun in PARTS:
        model = apps.get_model("meetings", PARTS[comment.noun])
    return dict(_values(model)).get(comment.field, comment.field)
