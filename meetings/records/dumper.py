"""Rows -> plain record -> record file: the same format out as in."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

import msgspec

from ..models import Meeting
from ..models.choices import Rights
from .fields.declaration import NOTHING, Json, fields_of
from .fields.document import DocumentRecord
from .fields.meeting import MeetingRecord
from .fields.passage import PassageRange, Span
from .fields.record import RecordFile
from .gathered import Gathered, gather
from .passages import make_quote
from .stored import stored_record
from .text_index import TextIndex

#: lists of a file that define nouns which records share
_SHARED = ("participants", "people", "topics")
#: what only a document that is public in full shows to all
_OF_THE_TEXT = ("text", "marks", "corrections")
#: numbers that msgspec spells in another way: "1e-5" for "1e-05"
_SMALL = re.compile(rb'(?:\A|": )-?(?:0\.0000|[0-9.]+e)')


class Dump:
    """One record as it is stored: plain, and as JSON holds it once that is asked for."""

    def __init__(self, record: RecordFile, hidden: Iterable[str] = ()) -> None:
        self.record = record
        #: keys of the documents of which no text is shown
        self._hidden = frozenset(hidden)

    @classmethod
    def of(cls, rows: Gathered, *, public: bool = False) -> "Dump":
        """The record in ``rows``.

        For the ``public``, texts of which only passages may be shown are left out.
        """
        hidden = [row.key for row in rows.documents if public and row.rights != Rights.PUBLIC]
        return cls(stored_record(rows, public=public), hidden)

    @cached_property
    def data(self) -> Json:
        """The record file as JSON holds it."""
        return _Encoding(self.record, self._hidden).record(self.record)

    @property
    def bytes(self) -> bytes:
        """The record file, UTF-8: two spaces a level, one line break at the end."""
        return b"".join(encoded(self.data))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is the record's own: its parts and sources, not the nouns it shares."""
        own = {noun: value for noun, value in self.data.items() if noun not in _SHARED}
        own["meeting"] = _without_series(own["meeting"])
        if "relations" in own:
            own["relations"] = [
                relation | {"meeting": _without_series(relation["meeting"])}
                for relation in own["relations"]
            ]
        digest = hashlib.sha256()
        for piece in encoded(own):
            digest.update(piece)
        return digest.hexdigest()

    def with_meeting(self, meeting: MeetingRecord) -> "Dump":
        """The same record with other facts of the meeting itself."""
        record = replace(self.record, meeting=meeting)
        dump = Dump(record, self._hidden)
        encoded_meeting = _Encoding(record, self._hidden).record(meeting)
        dump.data = self.data | {"meeting": encoded_meeting}
        return dump

    def with_status(self, status: str) -> "Dump":
        """The same record in another state of its life."""
        plain = replace(self.record.meeting, status=status)
        dump = Dump(replace(self.record, meeting=plain), self._hidden)
        dump.data = self.data | {"meeting": self.data["meeting"] | {"status": status}}
        return dump


def record_bytes(meeting: Meeting, *, public: bool = False) -> bytes:
    """The record file of ``meeting``; the same rows always give the same bytes."""
    return Dump.of(gather(meeting), public=public).bytes


def encoded(data: Json) -> Iterator[bytes]:
    """The record file in pieces: a long record is not held as text beside its bytes.

    As ``json.dumps(data, ensure_ascii=False, indent=2)`` has it, which takes ten times as long.
    """
    before = b"{"
    for key, value in data.items():
        yield before + b"\n  " + msgspec.json.encode(key) + b": "
        if isinstance(value, list) and value:
            yield from _listed(value)
        else:
            yield _indented(value, b"\n  ")
        before = b","
    yield b"\n}\n" if data else b"{}\n"


def _listed(values: list[Any]) -> Iterator[bytes]:
    before = b"["
    for value in values:
        yield before + b"\n    " + _indented(value, b"\n    ")
        before = b","
    yield b"\n  ]"


def _indented(value: Any, line: bytes) -> bytes:
    made = msgspec.json.format(msgspec.json.encode(value), indent=2)
    if _SMALL.search(made):
        made = json.dumps(value, ensure_ascii=False, indent=2).encode()
    # No text holds a line break of its own: each is written as an escape.
    return made.replace(b"\n", line)


def _without_series(meeting: Json) -> Json:
    """A meeting with nothing of its series but the slug."""
    return meeting | {"series": meeting.get("series", {}).get("slug")}


class _Encoding:
    """A plain record on its way to JSON."""

    def __init__(self, record: RecordFile, hidden: frozenset[str]) -> None:
        self._indexes = {row.key: TextIndex(row.text) for row in record.documents}
        self._hidden = hidden
        #: the key of the document that is being encoded
        self._own = ""

    def record(self, plain: Any) -> Json:
        """Every key in the order of the field list; what says nothing is left out."""
        withheld: tuple[str, ...] = ()
        if isinstance(plain, DocumentRecord):
            self._own = plain.key
            withheld = _OF_THE_TEXT if plain.key in self._hidden else ()
        values = {}
        for field in fields_of(type(plain)):
            if field.name in withheld:
                continue
            value = field.kind.encode(getattr(plain, field.name), self)
            if field.kind.always or value not in NOTHING:
                values[field.key] = value
        return values

    def range(self, piece: PassageRange) -> Json:
        """One range of a passage."""
        span = Span(piece.start, piece.end)
        return {"document": piece.document} | self._span(piece.document, span)

    def own_range(self, span: Span) -> Json:
        """A stretch of the document that is being encoded."""
        return self._span(self._own, span)

    def _span(self, document: str, span: Span) -> Json:
        quote = make_quote(self._indexes[document], span)
        position = {"position": {"start": span.start, "end": span.end}}
        if quote is None:
            return position
        # Words before a passage are no part of it, so they stay where the text is hidden.
        prefix = "" if document in self._hidden else quote.prefix
        words = {"start": quote.start, "end": quote.end, "prefix": prefix}
        return {"quote": {key: text for key, text in words.items() if text}} | position
