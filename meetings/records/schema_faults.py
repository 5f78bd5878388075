"""Where a file differs from the JSON Schema, in words that say what to do."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext
from jsonschema import Draft202012Validator, ValidationError

from .errors import RecordError, pointer
from .schema import schema_text

_SHOWN = 60


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text()))


def schema_faults(value: Any) -> Iterator[tuple[tuple[str | int, ...], RecordError]]:
    """Where ``value`` differs from the schema: the path in parts, and the fault."""
    seen = set()
    for error in _validator().iter_errors(value):
        path = tuple(error.absolute_path)
        fault = RecordError(pointer(*path), _message(_Broken.of(error)))
        if fault not in seen:
            seen.add(fault)
            yield path, fault


@dataclass(frozen=True, slots=True)
class _Broken:
    """One keyword of the schema that a value does not satisfy."""

    keyword: str
    #: what the schema gives with the keyword
    limit: Any
    #: the (sub)schema that the keyword stands in
    schema: dict[str, Any]
    value: Any

    @classmethod
    def of(cls, error: ValidationError) -> "_Broken":
        schema = error.schema if isinstance(error.schema, dict) else {}
        return cls(str(error.validator), error.validator_value, schema, error.instance)


def _message(broken: _Broken) -> str:
    return _MESSAGES.get(broken.keyword, _any_other)(broken)


def _shown(value: Any) -> str:
    """A value in quotation marks, cut where it is long."""
    words = value if isinstance(value, str) else _json(value)
    words = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    return f"“{words}”"


def _json(value: Any) -> str:
    return "null" if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _listed(values: Any) -> str:
    return ", ".join(_shown(value) for value in values if value not in ("", None))


def _required(broken: _Broken) -> str:
    missing = [key for key in broken.schema["required"] if key not in broken.value]
    return gettext("%(keys)s must be given.") % {"keys": _listed(missing)}


def _unknown_keys(broken: _Broken) -> str:
    unknown = [key for key in broken.value if key not in broken.schema["properties"]]
    return gettext("%(keys)s: no such key here; use one of %(known)s.") % {
        "keys": ", ".join(_shown(key) for key in unknown),
        "known": _listed(broken.schema["properties"]),
    }


def _not_listed(broken: _Broken) -> str:
    return gettext("%(value)s is not in the list; use one of %(known)s.") % {
        "value": _shown(broken.value),
        "known": _listed(broken.limit),
    }


def _wrong_type(broken: _Broken) -> str:
    allowed = broken.limit
    names = {
        "string": gettext("text"),
        "integer": gettext("a whole number"),
        "number": gettext("a number"),
        "boolean": gettext("true or false"),
        "array": gettext("a list [ ]"),
        "object": gettext("an object { }"),
        "null": gettext("null"),
    }
    types = [allowed] if isinstance(allowed, str) else list(allowed)
    return gettext("%(value)s stands where the format has %(types)s.") % {
        "value": _shown(broken.value),
        "types": gettext(" or ").join(names[name] for name in types),
    }


def _pattern(broken: _Broken) -> str:
    if not str(broken.value).strip():
        return gettext("the text is empty; fill it in, or leave the key out where it may be.")
    return gettext("%(value)s does not have the right form: %(description)s") % {
        "value": _shown(broken.value),
        "description": broken.schema.get("description", broken.schema["pattern"]),
    }


def _too_long(broken: _Broken) -> str:
    return gettext("the text has %(length)d characters; %(limit)d are the most.") % {
        "length": len(broken.value),
        "limit": broken.limit,
    }


def _out_of_bounds(broken: _Broken) -> str:
    if "exclusiveMaximum" in broken.schema:
        return gettext("%(value)s is too large to be recorded.") % {"value": _shown(broken.value)}
    if "maximum" in broken.schema:
        return gettext("%(value)s is not between %(least)d and %(most)d.") % {
            "value": _shown(broken.value),
            "least": broken.schema["minimum"],
            "most": broken.schema["maximum"],
        }
    return gettext("%(value)s is below %(least)d.") % {
        "value": _shown(broken.value),
        "least": broken.schema["minimum"],
    }


def _repeated(broken: _Broken) -> str:
    counts = Counter(_shown(value) for value in broken.value)
    twice = [value for value, count in counts.items() if count > 1]
    return gettext("%(values)s: listed more than once; keep one.") % {"values": ", ".join(twice)}


def _one_of_several(broken: _Broken) -> str:
    keys = [key for branch in broken.limit for key in branch["required"]]
    return gettext("one of %(keys)s must be given.") % {"keys": _listed(keys)}


def _empty_list(broken: _Broken) -> str:
    return gettext("the list is empty; fill it in or leave the key out.")


def _long_list(broken: _Broken) -> str:
    return gettext("the list has %(length)d entries; %(limit)d are the most.") % {
        "length": len(broken.value),
        "limit": broken.limit,
    }


def _any_other(broken: _Broken) -> str:
    return gettext("%(value)s does not fit the format.") % {"value": _shown(broken.value)}


_MESSAGES: dict[str, Callable[[_Broken], str]] = {
    "required": _required,
    "additionalProperties": _unknown_keys,
    "enum": _not_listed,
    "type": _wrong_type,
    "pattern": _pattern,
    "maxLength": _too_long,
    "minimum": _out_of_bounds,
    "maximum": _out_of_bounds,
    "exclusiveMinimum": _out_of_bounds,
    "exclusiveMaximum": _out_of_bounds,
    "uniqueItems": _repeated,
    "anyOf": _one_of_several,
    "minItems": _empty_list,
    "maxItems": _long_list,
}
