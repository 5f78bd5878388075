"""Values that the JSON Schema cannot check: dates and sums."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from meetings.dates import DateError, day_bounds

from .draft import Draft
from .fields.kinds import Date, Sum

#: nouns that have dates, and those that have sums, in the order in which faults are named
DATED = ("meeting", "documents", "sessions", "relations", "pledges", "references")
SUMMED = ("pledges",)


def check_values(draft: Draft) -> None:
    """Note every date that is none, and every sum with more digits than can be stored."""
    for noun in DATED:
        for path, field, edtf in draft.values(noun, Date):
            if edtf not in field.kind.words:
                _check_date(draft, path, edtf)
    for noun in SUMMED:
        for path, field, value in draft.values(noun, Sum):
            if _decimal_places(value) > field.kind.decimal_places:
                message = gettext("a sum has %(places)d decimal places at the most.")
                draft.fault(path, message % {"places": field.kind.decimal_places})


def _check_date(draft: Draft, path: str, edtf: str) -> None:
    try:
        day_bounds(edtf)
    except DateError as error:
        draft.fault(path, str(error))


def _decimal_places(value: Any) -> int:
    """Decimal places of a number, less the zeros at the end."""
    if not isinstance(value, Decimal):
        return 0
    _sign, digits, exponent = value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return -int(exponent) - zeros if any(digits) else 0
