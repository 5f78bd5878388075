"""What may be done at an address: everything is read, forms are sent as well.

A method that no page has is answered before any view runs, with what there is instead.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse

from portal import views

READ = ["GET", "HEAD", "OPTIONS"]
SEND = [*READ, "POST"]
#: pages of the admin that hold no form; those of a model's history have a name of their own each
_WITHOUT_FORM = {"index", "app_list", "jsi18n", "autocomplete", "view_on_site"}
_WITHOUT_FORM |= {"password_change_done", "meetings_meeting_checks", "meetings_meeting_preview"}
_WITHOUT_FORM |= {"meetings_meeting_preview_page"}
#: public addresses to which one is sent; OAI-PMH and the check of quotations are asked by POST, too
_WITH_FORM = {"report", "report_status", "oai", "quote"}
#: those that hold one where a mail server is set
_BY_MAIL = {"follow", "follow_confirm", "follow_stop"}

Handler = Callable[[HttpRequest], HttpResponseBase]


def allowed_methods(get_response: Handler) -> Handler:
    """Answer OPTIONS, refuse what an address does not take, and give each refusal its page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # Nearly all requests: what they ask for need not be looked up.
        if request.method not in {"GET", "HEAD"}:
            allowed = methods_of(request.path_info)
            if request.method == "OPTIONS":
                return HttpResponse(headers={"Allow": ", ".join(allowed)})
            if request.method not in allowed:
                return views.not_allowed(request, allowed)
        return _with_page(request, get_response(request))

    return middleware


def methods_of(path: str) -> list[str]:
    """The methods that the address takes; of one that does not exist, those of a page."""
    try:
        name = resolve(path).url_name or ""
    except Resolver404:
        return READ
    if not path.startswith(reverse("admin:index")):
        is_sent = name in _WITH_FORM or (name in _BY_MAIL and settings.FOLLOW_BY_MAIL)
        return SEND if is_sent else READ
    return READ if name in _WITHOUT_FORM or name.endswith("_history") else SEND


def _with_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A view's refusal with a page, where it has none; a step of the workflow is only sent."""
    if response.status_code != 405 or (isinstance(response, HttpResponse) and response.content):
        return response
    return views.not_allowed(request, response.headers.get("Allow", "").split(", "))
