"""Numbers that addresses and forms give."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

#: the largest whole number that a column of every database holds
LARGEST = 2**31 - 1


class FiniteNumber(forms.DecimalField):
    """A number in digits; Python's infinities and signs for no number are none."""

    def to_python(self, value: Any) -> Any:
        """The number.

        Raises ``ValidationError`` for anything else.
        """
        number = super().to_python(value)
        if number is not None and not number.is_finite():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


def row_number(value: Any) -> int | None:
    """The row number that an address or a form gives; None for what can be none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def rows_sent(names: Iterable[str], prefix: str) -> int:
    """How many rows of a form set have a box among the ``names`` of all that was sent."""
    begins = f"{prefix}-"
    places = (name[len(begins) :].partition("-")[0] for name in names if name.startswith(begins))
    return max((row_number(place) or 0 for place in places if place.isdecimal()), default=-1) + 1
