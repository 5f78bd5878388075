"""A forgotten password, set anew by a link in a mail: Django's own views, within limits.

Nothing that is answered, and no time that it takes, tells whether anybody has the address.
"""

from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.http import HttpResponse
from django.urls import path

from . import attempts, refusals
from .address import client_address


class InStaffLook:
    """The pages in the look of the admin."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the templates of the admin print beside what the view says."""
        view: Any = super()
        return admin.site.each_context(self.request) | view.get_context_data(**kwargs)  # type: ignore[attr-defined]


class ResetForm(PasswordResetForm):
    """Sends links to this site, whatever host was asked, and not too many to one box."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Send the link to everybody of the address."""
        site = urlsplit(settings.SITE_URL)
        ours = {"domain_override": site.netloc, "use_https": site.scheme == "https"}
        super().save(*args, **kwargs | ours)

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send it beside the answer, which then takes as long as where there is nobody."""
        box = f"mail {attempts.name_key(self.cleaned_data['email'])}"[: attempts.LONGEST_ADDRESS]
        if attempts.count("reset", box) is not None:
            Thread(target=super().send_mail, args=args, kwargs=kwargs).start()


class ResetView(InStaffLook, PasswordResetView):
    """Asks for the address; how often it is asked from one place counts with failed sign-ins."""

    form_class = ResetForm
    email_template_name = "registration/reset_mail.txt"
    subject_template_name = "registration/reset_subject.txt"

    def form_valid(self, form: Any) -> HttpResponse:
        """Send a link where there is somebody to send it to, and say the same in any case."""
        name, address = f"reset {form.cleaned_data['email']}", client_address(self.request)
        if attempts.count(name, address) is None:
            rest = attempts.wait(name, address) or attempts.WINDOW
            return refusals.page(self.request, refusals.locked(rest))
        return super().form_valid(form)


class ConfirmView(InStaffLook, PasswordResetConfirmView):
    """Takes the new password; whoever sets one may sign in at once, from anywhere."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, and forget the failures of the name."""
        response = super().form_valid(form)
        attempts.unlock(form.user.get_username())
        return response


class DoneView(InStaffLook, PasswordResetDoneView):
    """Says that a link was sent, if there was anybody to send it to."""


class CompleteView(InStaffLook, PasswordResetCompleteView):
    """Says that the password is set."""


#: the sign-in page links to the first, by its name; only where a mail server is set
urlpatterns = [
    path("password_reset/", ResetView.as_view(), name="admin_password_reset"),
    path("password_reset/done/", DoneView.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", ConfirmView.as_view(), name="password_reset_confirm"),
    path("reset/done/", CompleteView.as_view(), name="password_reset_complete"),
]
