"""The form of a report, for people: what is sent too fast, too late or by filling every box is not.

It needs no cookie. The server signs a word and the time in each page; the word makes the address of
the report, so that a form that is sent twice makes one.
"""

import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.resending import came_from_here

from .report import LONGEST, LONGEST_ADDRESS

#: nobody reads the form and writes in less; a form that lay open longer is signed anew
SOONEST, LATEST = timedelta(seconds=2), timedelta(hours=24)
#: bytes of the largest form: both boxes full of the longest letters, each percent-encoded
LARGEST = 128 * 1024
_SIGNER = signing.TimestampSigner(salt="portal.reports.form")


def new_word() -> str:
    """A signed word for one form, with the time."""
    return _SIGNER.sign(secrets.token_urlsafe(12))


def came_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site sent the form.

    What this form needs of protection against forged requests: who sends it is nobody, so that no
    cookie stands for them that could be misused. Programs say nothing, and gain nothing by it.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    return "Origin" in request.headers and not came_from_here(request)


class ReportForm(forms.Form):
    """What is wrong with a page; all that was typed is shown again beside what is to be mended."""

    about = forms.CharField(
        required=False, max_length=LONGEST_ADDRESS, widget=forms.HiddenInput, strip=True
    )
    word = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    wrong = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": gettext_lazy("Say what is wrong on the page.")},
    )
    right = forms.CharField(
        label=gettext_lazy("How should it be, and where is that written? (optional)"),
        help_text=gettext_lazy("A document, with page or paragraph, or the address of one."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address for an answer (optional)"),
        help_text=gettext_lazy(
            "It is used for the answer to this report and nothing else, kept only once you"
            " confirmed it by a link that we send, and deleted when the report is done."
        ),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    #: people do not see it, and leave it empty
    homepage = forms.CharField(
        label=gettext_lazy("Leave this box empty"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.STAFF_MAIL:
            # No answer could be sent, and the link to confirm it neither.
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        """Refuse what no person sent, or sent long ago."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("homepage"):
            raise ValidationError(
                _("A box was filled in that is to be left empty. It is empty now: send again.")
            )
        cleaned["nonce"] = self._nonce(cleaned.get("word", ""))
        return cleaned

    def _nonce(self, word: str) -> str:
        try:
            nonce: str = _SIGNER.unsign(word, max_age=LATEST)
        except signing.BadSignature as error:
            raise ValidationError(
                _("The form lay open too long. What you wrote still stands here: send it again.")
            ) from error
        if _is_younger(word, SOONEST):
            raise ValidationError(
                _("That was faster than one can write. Look at it once more, and send it again.")
            )
        return nonce


def _is_younger(word: str, age: timedelta) -> bool:
    try:
        _SIGNER.unsign(word, max_age=age)
    except signing.SignatureExpired:
        return False
    return True


def token_of(nonce: str) -> str:
    """The address of the report that a form makes: nobody can guess it, and one form makes one."""
    return salted_hmac("portal.reports", nonce, algorithm="sha256").hexdigest()[:32]
