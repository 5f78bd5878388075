"""The site of staff: Django's admin, with the portal's own ways of signing in and out."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from portal import resending
from portal.signin import refusals
from portal.signin.forms import SignInForm


class StaffSite(AdminSite):
    """The admin: signing in has limits, and a form loses nothing to a session that ended."""

    login_form = SignInForm

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The sign-in page; where an attempt was refused, a page that says when to come again.

        The form is not made once more then: who guesses passwords costs as little as can be.
        """
        response = super().login(request, extra_context)
        refusal = refusals.noted(request)
        return response if refusal is None else refusals.page(request, refusal)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """The view; a form that is sent without a session comes back with all that was typed."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            leaving = request.path == reverse("admin:logout", current_app=self.name)
            if request.method == "POST" and not leaving and not request.user.is_authenticated:
                return resending.session_ended(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, guarded)
