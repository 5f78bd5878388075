"""The form by which staff sign in."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from .refusals import noted


class SignInForm(AdminAuthenticationForm):
    """Django's form; it says how long to wait where an attempt was refused unseen."""

    def get_invalid_login_error(self) -> ValidationError:
        """Why nobody was signed in."""
        refusal = noted(self.request)
        if refusal is None:
            return super().get_invalid_login_error()
        return ValidationError(refusal.message, code="refused")
