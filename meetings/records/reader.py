"""Record files: from bytes to the plain record, or to everything that is wrong with them."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from .decode import DecodeError, decode, decode_text, text_faults, text_of
from .definitions import check_definitions
from .draft import Draft
from .errors import RecordError, RecordErrors
from .fields.declaration import fields_of
from .fields.record import RecordFile
from .file_texts import resolve_texts
from .inferences import check_inferred
from .schema_faults import schema_faults
from .values import check_values

__all__ = ["RecordError", "RecordErrors", "read_record", "read_record_file"]

#: bytes that a record file may have: it is held in memory whole
LARGEST = 200_000_000


def read_record_file(path: Path) -> RecordFile:
    """The record in a file.

    Raises :class:`RecordErrors` as :func:`read_record` does, and for a file that is too large
    before any of it is read; ``OSError`` where it cannot be read.
    """
    size, source = path.stat().st_size, str(path)
    if size > LARGEST:
        raise RecordErrors(source, [_too_large(size)])
    try:
        # Bytes and text are given up before anything is made of the value.
        value = decode_text(text_of(path.read_bytes()))
    except DecodeError as refused:
        raise RecordErrors(source, [refused.error]) from refused
    return _record_of(value, source)


def _too_large(size: int) -> RecordError:
    message = gettext(
        "the file has %(size)s MB, more than the %(limit)d that are read; nothing of it was. "
        "Divide the record into one for each sitting, related to one another."
    )
    # Rounded up, so that what is above the limit never reads as the limit.
    megabytes = -(-size // 100_000) / 10
    return RecordError("", message % {"size": f"{megabytes:,.1f}", "limit": LARGEST // 1_000_000})


def read_record(data: bytes, source: str) -> RecordFile:
    """The record in the bytes of one file; ``source`` is what errors call the file.

    Participants are not looked up: whoever loads the record knows which ones are shipped.
    Raises :class:`RecordErrors` with every fault of the file, in its order.
    """
    try:
        value = decode(data)
    except DecodeError as refused:
        raise RecordErrors(source, [refused.error]) from refused
    return _record_of(value, source)


def _record_of(value: Any, source: str) -> RecordFile:
    unreadable = list(text_faults(value))
    if unreadable:
        raise RecordErrors(source, unreadable)
    draft = _checked(value)
    if draft.faults:
        raise RecordErrors(source, draft.faults)
    record: RecordFile = _Reading(draft).record(RecordFile, draft.value, "")
    return record


def _checked(value: object) -> Draft:
    draft = Draft(value if isinstance(value, dict) else {})
    for path, fault in schema_faults(value):
        draft.refuse(path, fault)
    check_definitions(draft)
    resolve_texts(draft)
    check_values(draft)
    check_inferred(draft)
    return draft


class _Reading:
    """A draft without faults on its way to the plain record."""

    def __init__(self, draft: Draft) -> None:
        self._resolved = draft.resolved

    def record(self, record: Any, entry: dict[str, Any], path: str) -> Any:
        """The plain record of one object, by its field list."""
        values = {}
        for field in fields_of(record):
            default = "" if field.required else field.default
            where = f"{path}/{field.key}"
            if field.kind.resolved:
                values[field.name] = self._resolved.get(where, default)
            else:
                value = entry.get(field.key)
                values[field.name] = field.kind.read(value, default, where, self)
        return record(**values)
