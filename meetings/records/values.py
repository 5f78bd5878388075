"""Values that the JSON Schema cannot check: dates, sums, and pointers to inferred values."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from meetings.dates import DateError, day_bounds

from .draft import Draft
from .plain import InferredData
from .pointers import PointerError, place_in, resolve_pointer

#: What ``made`` of a pledge may say instead of a date.
BEFORE_THE_MEETING = "before the meeting"
#: Lists that a pointer to an inferred value may lead into, beside "meeting".
_INFERABLE = (
    "documents",
    "agenda",
    "sessions",
    "delegations",
    "statements",
    "pledges",
    "figures",
    "relations",
    "references",
)
_INNER = {"delegations": "delegates", "pledges": "updates"}
_DECIMAL_PLACES = 4
_LONGEST_FIELD = 120


def check_values(draft: Draft) -> None:
    """Note every date that is none, and every sum with more digits than can be stored."""
    for path, edtf in _dates(draft):
        try:
            day_bounds(edtf)
        except DateError as error:
            draft.fault(path, str(error))
    for path, amount in draft.children("pledges", "amounts"):
        if _decimal_places(amount.get("value")) > _DECIMAL_PLACES:
            message = gettext("a sum has %(places)d decimal places at the most.")
            draft.fault(f"{path}/value", message % {"places": _DECIMAL_PLACES})


def _dates(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every date that the file gives: pointer and EDTF text."""
    holders = [("/meeting", "date", draft.meeting())]
    for noun in ("documents", "sessions"):
        holders += [(path, "date", entry) for _place, path, entry in draft.entries(noun)]
    for _place, path, entry in draft.entries("relations"):
        holders.append((f"{path}/meeting", "date", entry["meeting"]))
    for _place, path, entry in draft.entries("pledges"):
        holders.append((path, "due", entry))
        if entry.get("made") != BEFORE_THE_MEETING:
            holders.append((path, "made", entry))
    holders += [(path, "date", update) for path, update in draft.children("pledges", "updates")]
    for path, key, holder in holders:
        if holder.get(key):
            yield f"{path}/{key}", holder[key]


def _decimal_places(value: Any) -> int:
    """Decimal places of a number, less the zeros at the end."""
    if not isinstance(value, Decimal):
        return 0
    _sign, digits, exponent = value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return -int(exponent) - zeros if any(digits) else 0


def inferred(draft: Draft) -> tuple[InferredData, ...]:
    """The inferred values; pointers that lead nowhere are noted as faults and left out."""
    found = []
    for _place, path, entry in draft.entries("inferred"):
        try:
            found.append(_inferred(draft.value, entry["path"], entry["reason"]))
        except PointerError as error:
            draft.fault(f"{path}/path", str(error))
    return tuple(found)


def _inferred(value: dict[str, Any], path: str, reason: str) -> InferredData:
    steps = path.split("/")[1:]
    noun, index, inner, rest = steps[0], 0, None, steps[1:]
    if noun not in ("meeting", *_INFERABLE):
        message = gettext("a pointer leads into meeting, %(nouns)s; not to “%(path)s”.")
        raise PointerError(message % {"nouns": ", ".join(_INFERABLE), "path": path})
    # From here on every step is known to lead somewhere, in unsound parts too.
    resolve_pointer(value, path)
    if noun != "meeting":
        index, rest = place_in(path, value[noun], rest)
        if rest[:1] == [_INNER.get(noun)] and len(rest) > 1:
            inner, rest = place_in(path, value[noun][index][rest[0]], rest[1:])
            noun = _INNER[noun]
    field = "/".join(rest)
    if not rest or len(field) > _LONGEST_FIELD:
        message = gettext(
            "“%(path)s” is all of a part; point at the value inside that is inferred."
        )
        raise PointerError(message % {"path": path})
    return InferredData(path, noun, index, inner, field, reason)
