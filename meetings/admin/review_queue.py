"""All that waits for a member of staff, on one page, and whether they want mail about it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from meetings.review.mail import choose_mail, wants_mail

from .worklist import worklists

#: records that a list of this page shows; the rest is one link away
MOST = 200


def queue_urls(page: Any) -> list[URLPattern]:
    """The address of the page."""

    def view(request: HttpRequest) -> HttpResponse:
        if not page.has_view_permission(request):
            raise PermissionDenied
        return _queue(page, request)

    return [path("queue/", page.admin_site.admin_view(view), name="meetings_meeting_queue")]


def _queue(page: Any, request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if request.method == "POST":
        wanted = request.POST.get("mail") != "off"
        choose_mail(user, wanted=wanted)
        said = _("You get mail about records again.") if wanted else _("You get no more mail.")
        messages.success(request, said)
        return HttpResponseRedirect(request.path)
    context = page.admin_site.each_context(request) | {
        "title": _("All that waits"),
        "opts": page.opts,
        "lists": worklists(user, MOST),
        "mail": settings.STAFF_MAIL,
        "address": user.email,
        "wants_mail": settings.STAFF_MAIL and wants_mail(user),
    }
    return TemplateResponse(request, "admin/meetings/review/queue.html", context)
