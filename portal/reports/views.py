"""The form by which an error is reported, and the page that says what was done about it.

Neither is ever kept by a cache or by the browser, and neither asks for a cookie.
"""

from math import ceil
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from portal.signin.address import client_address

from .about import page_at
from .form import LARGEST, ReportForm, came_from_elsewhere, new_word
from .mail import ask_for_consent, confirmed_email
from .report import Report
from .taking import take

_FORM = "application/x-www-form-urlencoded"
#: what the page of a report says of the mail that was to be sent
MAIL_SENT, MAIL_FAILED = "sent", "failed"


# Its own protection: portal.reports.form.came_from_elsewhere.
@csrf_exempt
def report(request: HttpRequest) -> HttpResponse:
    """The form, with the page that it is about; what is sent is taken once."""
    if request.method == "POST":
        _refuse_strange(request)
        return _unkept(_sent(request, ReportForm(request.POST)))
    form = ReportForm(initial={"about": request.GET.get("about", "")})
    return _unkept(_shown(request, form, request.GET.get("about", "")))


@csrf_exempt
def report_status(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a report; an address for the answer is confirmed here. Raises ``Http404``."""
    found = Report.objects.filter(token=token).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        _refuse_strange(request)
        email = confirmed_email(found, request.POST.get("confirm", ""))
        if email:
            # Not of one that was answered meanwhile.
            Report.objects.waiting().filter(pk=found.pk).update(email=email)
        return _unkept(_see(found.get_absolute_url()))
    words = {
        "report": found,
        "about": page_at(found.about),
        "mail": request.GET.get("mail", ""),
        "confirm": request.GET.get("confirm", ""),
        "address": confirmed_email(found, request.GET.get("confirm", "")),
        "kept_days": settings.REPORT_DAYS,
        "address_url": settings.SITE_URL + found.get_absolute_url(),
    }
    return _unkept(render(request, "portal/report_status.html", words))


def _refuse_strange(request: HttpRequest) -> None:
    """Refuse, before anything of it is read, what no form of this site sends.

    Raises ``PermissionDenied`` and ``BadRequest``.
    """
    if came_from_elsewhere(request):
        raise PermissionDenied
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != _FORM or not length.isdigit() or int(length) > LARGEST:
        raise BadRequest("A form that no page of the register sends.")


def _sent(request: HttpRequest, form: ReportForm) -> HttpResponse:
    about = request.POST.get("about", "")
    if not form.is_valid():
        return _shown(request, form, about, status=400)
    said = form.cleaned_data
    taken = take(
        said["nonce"], client_address(request), page_at(about), said["wrong"], said["right"]
    )
    if taken.report is None:
        return _too_many(request, form, about, ceil(taken.wait.total_seconds()))
    if taken.is_other:
        form.add_error(
            None,
            _("This form was sent already, with other words, as report %(n)d. Send it as another?")
            % {"n": taken.report.pk},
        )
        return _shown(request, form, about, status=400)
    return _see(taken.report.get_absolute_url() + _mailed(taken.report, said.get("email", "")))


def _mailed(taken: Report, email: str) -> str:
    """The end of the address of the page to show, which says what was sent to the reader."""
    if not email:
        return ""
    sent = ask_for_consent(taken, email)
    return f"?mail={MAIL_SENT if sent else MAIL_FAILED}"


def _too_many(request: HttpRequest, form: ReportForm, about: str, seconds: int) -> HttpResponse:
    minutes = ceil(seconds / 60)
    told = ngettext(
        "Several reports came from your network in a short time. What you wrote still stands here: "
        "send it again in %(count)d minute.",
        "Several reports came from your network in a short time. What you wrote still stands here: "
        "send it again in %(count)d minutes.",
        minutes,
    )
    form.add_error(None, told % {"count": minutes})
    response = _shown(request, form, about, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _shown(request: HttpRequest, form: ReportForm, about: str, status: int = 200) -> HttpResponse:
    """The form with what was typed, signed anew."""
    page = page_at(about)
    words: dict[str, Any] = {"form": form, "page": page, "word": new_word()}
    return render(request, "portal/report.html", words, status=status)


def _see(url: str) -> HttpResponse:
    """Lead on to a page, by GET."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
