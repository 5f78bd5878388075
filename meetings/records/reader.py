"""Record files: from bytes to the plain record, or to everything that is wrong with them."""

from typing import Any

from .decode import DecodeError, decode, text_faults
from .definitions import check_definitions
from .draft import Draft
from .errors import RecordError, RecordErrors
from .fields.declaration import fields_of
from .fields.record import RecordFile
from .file_texts import resolve_texts
from .inferences import check_inferred
from .schema_faults import schema_faults
from .values import check_values

__all__ = ["RecordError", "RecordErrors", "read_record"]


def read_record(data: bytes, source: str) -> RecordFile:
    """The record in the bytes of one file; ``source`` is what errors call the file.

    Participants are not looked up: whoever loads the record knows which ones are shipped.
    Raises :class:`RecordErrors` with every fault of the file, in its order.
    """
    try:
        value = decode(data)
    except DecodeError as refused:
        raise RecordErrors(source, [refused.error]) from refused
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
