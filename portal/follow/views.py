"""Following a page: what is offered, and by e-mail the form, its confirmation and its end.

These forms need no session: they do nothing in anybody's name but what the link in a mail allows.
"""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt

from portal.models import Subscription
from portal.reports.about import page_at
from portal.signin import attempts
from portal.signin.address import client_address

from .forms import ConfirmForm, FollowForm
from .mails import confirmation
from .pages import followed_at
from .tokens import confirm_token, read_confirm_token, read_stop_token

#: the parameter that names the page
ABOUT = "about"
#: pages that one address may follow
MOST = 50

_log = logging.getLogger("portal.follow")


@csrf_exempt
def follow(request: HttpRequest) -> HttpResponse:
    """What following is, and the feed of the page that was asked about; a form where mail is set.

    What is sent stores nothing: a mail asks its reader to confirm.
    """
    if request.method == "POST":
        return _ask(request)
    asked = request.GET.get(ABOUT, "")
    form = FollowForm(initial={ABOUT: asked}) if settings.FOLLOW_BY_MAIL else None
    return _offer(request, asked, form)


def _offer(request: HttpRequest, asked: str, form: FollowForm | None, **more: Any) -> HttpResponse:
    followed = followed_at(asked)
    context = {
        "followed": followed,
        "title": _title(followed.page) if followed else "",
        "asked": asked,
        "form": form if followed else None,
    }
    return render(request, "portal/follow.html", context | more, status=more.get("status", 200))


def _ask(request: HttpRequest) -> HttpResponse:
    """Send the mail that asks to confirm, within limits; the answer tells nobody's secrets."""
    form = FollowForm(request.POST)
    about = request.POST.get(ABOUT, "")
    if not form.is_valid():
        return _kept_by_nobody(_offer(request, about, form))
    if form.is_of_a_program:
        return _said(request, "asked")
    address, page = form.cleaned_data["address"], form.cleaned_data[ABOUT].page
    box = f"mail {attempts.name_key(address)}"[: attempts.LONGEST_ADDRESS]
    place = f"follow {client_address(request)}"[: attempts.LONGEST_ADDRESS]
    if attempts.count("follow", place) is None or attempts.count("follow", box) is None:
        return _kept_by_nobody(_offer(request, about, form, refused=True, status=429))
    token = confirm_token(address, page, form.cleaned_data["rhythm"])
    try:
        confirmation(address, page, token).send()
    except Exception as error:  # noqa: BLE001  (whatever a mail server does, the page says so)
        _log.warning("A mail to confirm was not sent: %s", type(error).__name__)
        return _kept_by_nobody(_offer(request, about, form, failed=True, status=503))
    return _said(request, "asked")


@csrf_exempt
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm what a mail asked: the address is typed once more, and kept from then on."""
    asked = read_confirm_token(token)
    if asked is None or followed_at(asked.page) is None:
        return _said(request, "expired")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        if not asked.is_of(address):
            place = f"follow {client_address(request)}"[: attempts.LONGEST_ADDRESS]
            attempts.count("follow", place)
            form.add_error("address", form.OTHER)
        elif Subscription.objects.filter(address=address).count() >= MOST:
            return _said(request, "too_many")
        else:
            _keep(address, asked.page, asked.rhythm)
            return _said(request, "confirmed", page=asked.page)
    return _said(request, "confirm", form=form, page=asked.page)


def _keep(address: str, page: str, rhythm: str) -> None:
    """Keep a subscription; one that there is gets its rhythm, and goes on where it was."""
    row, is_new = Subscription.objects.get_or_create(
        address=address, page=page, defaults={"rhythm": rhythm, "told": now()}
    )
    if not is_new and row.rhythm != rhythm:
        Subscription.objects.filter(pk=row.pk).update(rhythm=rhythm)


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription by the link of its mails: a button, or at once for mail programs.

    Once it has ended, it is told again that it has (RFC 8058 asks for no more).
    """
    uid = read_stop_token(token)
    if uid is None:
        return _said(request, "expired")
    rows = Subscription.objects.filter(uid=uid)
    if request.method == "POST":
        rows.delete()
    row = rows.first()
    return _said(request, "stop" if row else "stopped", page=row.page if row else "")


def _title(page: str) -> str:
    """What a page that is followed is called; its address where nothing public has it."""
    known = page_at(page) if page else None
    return known.title if known else page


def _said(request: HttpRequest, state: str, page: str = "", **known: Any) -> HttpResponse:
    """A page that says what came of it, kept by nobody and in no index."""
    context = {"state": state, "page": page, "title": _title(page)} | known
    return _kept_by_nobody(render(request, "portal/follow_said.html", context))


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
