"""From the bytes of a record file to JSON values that are safe to look into."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from django.utils.translation import gettext

from .errors import RecordError, escape

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# The format nests seven levels; far more is an attack or an accident.
_DEEPEST = 32
_LONGEST_NUMBER = 60
_SURROGATE = re.compile("[\ud800-\udfff]")
# What no page can show: control characters but line breaks and tabs, and what Unicode never uses.
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# Source texts are kept as they came, and what quotes them has to say the same.
_SOURCE_WORDS = re.compile(
    r"/documents/\d+/(text|corrections/\d+/(printed|read))|/statements/\d+/text"
    r"|.*/quote/(start|end|prefix)"
)


class DecodeError(ValueError):
    """A file that cannot be looked into at all, with its one fault."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.error = RecordError("", message)


class JsonObject(dict[str, Any]):
    """A JSON object that remembers keys given twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice: set[str] = set()
        if len(pairs) != len(self):
            counts = Counter(key for key, _value in pairs)
            self.twice = {key for key, count in counts.items() if count > 1}


def decode(data: bytes) -> Any:
    """The JSON value in ``data``, which is UTF-8 with or without a byte order mark.

    Numbers with a fraction or exponent are ``Decimal``. Raises :class:`DecodeError`.
    """
    return decode_text(text_of(data))


def decode_text(text: str) -> Any:
    """The JSON value in ``text``; as :func:`decode`."""
    try:
        return json.loads(
            text,
            object_pairs_hook=JsonObject,
            parse_constant=_no_constant,
            parse_float=_decimal,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise DecodeError(
            gettext("line %(line)d, column %(column)d is not JSON: %(reason)s.")
            % {"line": error.lineno, "column": error.colno, "reason": error.msg}
        ) from error
    except RecursionError as error:
        raise DecodeError(_too_deep()) from error


def text_of(data: bytes) -> str:
    """``data`` as UTF-8, without its byte order mark. Raises :class:`DecodeError`."""
    skipped = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
    try:
        return str(memoryview(data)[skipped:], "utf-8")
    except UnicodeDecodeError as error:
        raise DecodeError(
            gettext("byte %(offset)d is not UTF-8; save the file as UTF-8.")
            % {"offset": error.start + skipped}
        ) from error


def _no_constant(name: str) -> NoReturn:
    raise DecodeError(
        gettext("%(name)s is no JSON number; leave the value out where it is not known.")
        % {"name": name}
    )


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(_checked(digits))
    except InvalidOperation as error:
        raise DecodeError(_unreadable(digits)) from error


def _integer(digits: str) -> int:
    return int(_checked(digits))


def _checked(digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        raise DecodeError(_unreadable(digits))
    return digits


def _unreadable(digits: str) -> str:
    return gettext("the number %(digits)s is too long; no value here needs it.") % {
        "digits": digits[:_LONGEST_NUMBER] + "…"
    }


def _too_deep() -> str:
    return gettext("lists and objects are nested too deep; see the JSON Schema for the format.")


def text_faults(value: Any) -> Iterator[RecordError]:
    """Keys given twice, texts that no database stores, and nesting beyond the format's."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        path, item, depth = waiting.pop()
        if depth > _DEEPEST:
            yield RecordError(path, _too_deep())
            return
        if isinstance(item, str):
            yield from _unstorable(path, item)
        elif isinstance(item, list):
            waiting += [(f"{path}/{index}", entry, depth + 1) for index, entry in enumerate(item)]
        elif isinstance(item, dict):
            yield from _faults_of_keys(path, item)
            waiting += [(f"{path}/{escape(key)}", item[key], depth + 1) for key in item]


def _faults_of_keys(path: str, item: dict[str, Any]) -> Iterator[RecordError]:
    for key in sorted(getattr(item, "twice", ())):
        message = gettext("the key “%(key)s” is given twice; keep one.")
        yield RecordError(path, message % {"key": _printable(key)})
    for key in item:
        yield from _unstorable(path, key)


def _unstorable(path: str, text: str) -> Iterator[RecordError]:
    if "\0" in text:
        yield RecordError(_printable(path), gettext("the text holds a NUL character; take it out."))
    if not text.isascii() and _SURROGATE.search(text):
        yield RecordError(
            _printable(path),
            gettext("the text holds half of a surrogate pair; write the whole character."),
        )
    control = _CONTROL.search(text)
    if control and not _SOURCE_WORDS.fullmatch(path):
        message = gettext("the text holds the control character U+%(code)04X; take it out.")
        yield RecordError(_printable(path), message % {"code": ord(control[0])})


def _printable(text: str) -> str:
    """``text`` with what UTF-8 cannot write as escapes, so that a fault can be shown."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
