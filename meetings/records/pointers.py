"""JSON Pointers (RFC 6901) into record files."""

from typing import Any

from django.utils.translation import gettext


class PointerError(ValueError):
    """A JSON Pointer to no value, or to one that cannot be marked as inferred."""


def resolve_pointer(value: Any, path: str) -> Any:
    """The value that ``path`` leads to; raises :class:`PointerError` where there is none."""
    steps = path.split("/")[1:]
    for place, step in enumerate(steps):
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            index, _rest = place_in(path, value, steps[place:])
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
