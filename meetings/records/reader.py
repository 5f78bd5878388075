"""Record files: from bytes to the plain record, or to everything that is wrong with them."""

from .build import build
from .decode import DecodeError, decode, text_faults
from .definitions import check_definitions
from .draft import Draft
from .errors import RecordError, RecordErrors
from .plain import RecordFile
from .schema import schema_faults
from .texts import resolve_texts
from .values import check_values, inferred

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
    return build(draft)


def _checked(value: object) -> Draft:
    draft = Draft(value if isinstance(value, dict) else {})
    for path, fault in schema_faults(value):
        draft.refuse(path, fault)
    check_definitions(draft)
    resolve_texts(draft)
    check_values(draft)
    inferred(draft)
    return draft
