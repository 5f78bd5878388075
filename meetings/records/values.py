"""Values that the JSON Schema cannot check: dates and sums."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from meetings.dates import DateError, day_bounds

from .draft import Draft
from .fields.declaration import fields_of, fields_of_kind
from .fields.kinds import Date, Sum
from .fields.objects import Items, Object
from .fields.record import RecordFile


def _have(record: Any, kind: Any) -> bool:
    """Whether a noun, or one inside it, has a field of a kind."""
    inner = [field.kind.record for field in fields_of_kind(record, (Object, Items))]
    return bool(fields_of_kind(record, kind)) or any(_have(noun, kind) for noun in inner)


def _nouns_with(kind: Any) -> tuple[str, ...]:
    """The keys of the file whose nouns have a field of a kind, in the order of the file."""
    return tuple(listed.key for listed in fields_of(RecordFile) if _have(listed.kind.record, kind))


#: nouns that have dates, and those that have sums
DATED, SUMMED = _nouns_with(Date), _nouns_with(Sum)


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
