"""What is asked of who follows a page by e-mail, and confirms it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.models import Rhythm

from .pages import LONGEST, Followed, followed_at


def plain_address(address: str) -> str:
    """An address as it is kept: the part after @ in small letters."""
    name, _at, host = address.strip().rpartition("@")
    return f"{name}@{host.lower()}"


class _AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self) -> str:
        """The address as it is kept."""
        return plain_address(self.cleaned_data["address"])


class FollowForm(_AddressForm):
    """The page, the address and how often; ``website`` is for programs that fill all they find."""

    about = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Rhythm.choices, widget=forms.RadioSelect, initial="daily"
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_about(self) -> Followed:
        """The page. Raises ``ValidationError`` where it cannot be followed."""
        found = followed_at(self.cleaned_data["about"])
        if found is None:
            raise ValidationError(_("This page cannot be followed."))
        return found

    @property
    def is_of_a_program(self) -> bool:
        """Whether what nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))


class ConfirmForm(_AddressForm):
    """The address once more: no link holds it, so that no log does."""

    OTHER = _("This is not the address that the mail was sent to.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].label = _("Your e-mail address, once more")
