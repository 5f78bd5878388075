"""Why somebody may not sign in now, and when to come again."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext, ngettext

from portal import context

#: seconds after which a slot is surely free again
_SOON = 2


@dataclass(frozen=True, slots=True)
class Refusal:
    """An attempt that was refused before its password was looked at."""

    status: int
    seconds: int

    @property
    def message(self) -> str:
        """What is said of it; it does not depend on whether there is somebody of the name."""
        if self.status == 503:
            return gettext(
                "Too many people are signing in at this moment. Nothing is wrong with your name or "
                "password: try again in a few seconds."
            )
        minutes = ceil(self.seconds / 60)
        return ngettext(
            "There were too many attempts from here. Wait %(count)d minute, "
            "then try again; an administrator can let you in sooner.",
            "There were too many attempts from here. Wait %(count)d minutes, "
            "then try again; an administrator can let you in sooner.",
            minutes,
        ) % {"count": minutes}


def locked(rest: timedelta) -> Refusal:
    """Too many failures; to be tried again after the rest of the time."""
    return Refusal(429, max(1, ceil(rest.total_seconds())))


def busy() -> Refusal:
    """All slots are taken."""
    return Refusal(503, _SOON)


def note(request: HttpRequest, refusal: Refusal) -> None:
    """Keep why the request was refused: `authenticate` only says that it was."""
    request.sign_in_refusal = refusal  # type: ignore[attr-defined]


def noted(request: HttpRequest | None) -> Refusal | None:
    """Why the request was refused; None where it was not."""
    return getattr(request, "sign_in_refusal", None)


def page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that says why, and when to come again."""
    known = {"message": refusal.message, "status": refusal.status, "here": request.get_full_path()}
    body = loader.get_template("sign_in_refused.html").render(context.site() | known)
    headers = {"Retry-After": str(refusal.seconds), "Cache-Control": "no-store"}
    return HttpResponse(body, status=refusal.status, headers=headers)
