"""JSON Pointers (RFC 6901) to inferred values: what they may lead to, and whose the value is."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from .draft import Draft
from .fields.record import INNER_PARTS, PARTS


class PointerError(ValueError):
    """A JSON Pointer to no value, or to one that cannot be marked as inferred."""


def resolve_pointer(value: Any, path: str) -> Any:
    """The value that ``path`` leads to; raises :class:`PointerError` where there is none."""
    steps = path.split("/")[1:]
    for depth, step in enumerate(steps):
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            index, _rest = place_in(path, value, steps[depth:])
            value = value[index]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            raise _nowhere(path)
    return value


def place_in(path: str, listed: Any, steps: list[str]) -> tuple[int, list[str]]:
    """The place in a list that the first step names, and the steps after it.

    Raises :class:`PointerError` where the list has no such place.
    """
    step = steps[0] if steps else ""
    plain = step.isascii() and step.isdigit() and step == str(int(step[:9]))
    if not isinstance(listed, list) or not plain or int(step) >= len(listed):
        raise _nowhere(path)
    return int(step), steps[1:]


def _nowhere(path: str) -> PointerError:
    message = gettext("“%(path)s” leads to no value of this file; correct the pointer.")
    return PointerError(message % {"path": path})


#: lists that a pointer may lead into, beside "meeting"
INFERABLE = ("documents", *(listed.key for listed in PARTS))
_LONGEST_FIELD = 120
#: what is inferred where a pointer leads to all of a part, by its owner field: whose delegate
WHOLE_PARTS = {"delegate": "delegation"}


@dataclass(frozen=True, slots=True)
class InferredPart:
    """The part that an inferred value belongs to, and the rest of the path, inside it.

    ``noun`` is the file's list ("meeting", "documents", "statements" …, or "delegates" and
    "updates"), ``index`` the place in that list, ``inner`` the place among the delegates of
    delegation ``index`` or the updates of pledge ``index``.
    """

    noun: str
    index: int
    inner: int | None
    field: str

    @classmethod
    def of(cls, path: str) -> "InferredPart":
        """The part that a pointer, which is known to lead somewhere, leads to."""
        noun, *rest = path.split("/")[1:]
        if noun == "meeting":
            return cls(noun, 0, None, "/".join(rest))
        index, rest = int(rest[0]), rest[1:]
        listed = INNER_PARTS.get(noun)
        if listed and rest[:1] == [listed.key] and len(rest) > 1:
            field = "/".join(rest[2:]) or WHOLE_PARTS.get(listed.kind.record.NOUN.owner, "")
            return cls(listed.key, index, int(rest[1]), field)
        return cls(noun, index, None, "/".join(rest))


def pointer_into(owner: str, part: str, field: str) -> str:
    """The pointer to a value ``field`` of the part at ``part``; ``owner`` is its owner field."""
    return part if WHOLE_PARTS.get(owner) == field else f"{part}/{field}"


def check_inferred(draft: Draft) -> None:
    """Note every pointer that leads nowhere, or to what cannot be inferred."""
    for _place, path, entry in draft.entries("inferred"):
        try:
            _check(draft.value, entry["path"])
        except PointerError as error:
            draft.fault(f"{path}/path", str(error))


def _check(value: dict[str, Any], path: str) -> None:
    noun, *steps = path.split("/")[1:]
    if noun not in ("meeting", *INFERABLE):
        message = gettext("a pointer leads into meeting, %(nouns)s; not to “%(path)s”.")
        raise PointerError(message % {"nouns": ", ".join(INFERABLE), "path": path})
    # From here on every step is known to lead somewhere, in unsound parts too.
    resolve_pointer(value, path)
    if noun != "meeting":
        place_in(path, value[noun], steps)
    part = InferredPart.of(path)
    if not part.field or len(part.field) > _LONGEST_FIELD:
        message = gettext(
            "“%(path)s” is all of a part; point at the value inside that is inferred."
        )
        raise PointerError(message % {"path": path})


def path_order(path: str) -> tuple[Any, ...]:
    """What orders pointers as the values that they lead to stand in the file."""
    noun, *steps = path.split("/")[1:]
    return ("meeting", *INFERABLE).index(noun), *(
        (0, int(step), "") if step.isdigit() else (1, 0, step) for step in steps
    )
