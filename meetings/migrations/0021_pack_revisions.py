"""Revisions are packed: one whole of fifty, the others as what changed since the one before.

One record after another, each in a transaction of its own: stopped half-way, it goes on where it
stopped. What a file of SQLite no longer holds it gives back at the next VACUUM.
"""

import hashlib
import json
import lzma
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from django.db import migrations, transaction

# As history/storage.py and records/revision_texts.py were when this was written: a migration makes
# the same for ever.
_WHOLE_EVERY = 50
_COMPARED = 50_000_000
_LZMA = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 22, "lc": 3, "lp": 0, "pb": 0}]
_PIECE = re.compile(r"[^,]*,|[^,]+\Z")
_OF_PASSAGE = {"from": "passage"}
_GAP = 4
_STATES = ("draft", "in review", "published", "withdrawn")


def pack(apps: Any, schema_editor: Any) -> None:
    """Pack the revisions of each record that is not packed yet."""
    _each_record(apps, schema_editor, _pack_record, sha256="")


def unpack(apps: Any, schema_editor: Any) -> None:
    """Hold each revision whole again; the texts of documents stay apart."""
    _each_record(apps, schema_editor, _unpack_record, record="")


def _each_record(
    apps: Any, schema_editor: Any, change: Callable[[Any], None], **to_do: str
) -> None:
    alias = schema_editor.connection.alias
    rows = apps.get_model("meetings", "Revision").objects.using(alias)
    for meeting in sorted(set(rows.filter(**to_do).values_list("meeting", flat=True))):
        with transaction.atomic(using=alias):
            change(rows.filter(meeting=meeting))


def _pack_record(rows: Any) -> None:
    base, before = 0, ""
    for number in sorted(rows.values_list("number", flat=True)):
        row = rows.get(number=number)
        texts = _texts(row)
        file = _put_together(row.record, texts)
        held = json.loads(row.record) if texts else file
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        payload = _changes(before, text) if base and number - base < _WHOLE_EVERY else b""
        if not payload or len(payload) > 1000:
            packed = lzma.compress(text.encode(), format=lzma.FORMAT_RAW, filters=_LZMA)
            whole = b"w" + _check(text) + packed
            payload = min(payload or whole, whole, key=len)
        base = number if payload[:1] == b"w" else base
        before = text
        rows.filter(number=number).update(
            record="",
            payload=payload,
            base=base,
            sha256=hashlib.sha256(file.encode()).hexdigest(),
            status=_status(file),
        )


def _unpack_record(rows: Any) -> None:
    text = ""
    for number in sorted(rows.values_list("number", flat=True)):
        row = rows.get(number=number)
        text = _unpacked(text, bytes(row.payload))
        held = json.loads(text)
        if isinstance(held, dict):
            texts = _texts(row)
            keys = {
                one["key"]: texts.get(one["text"]["sha256"])
                for one in _entries(held, "documents")
                if isinstance(one.get("text"), dict)
            }
            held = _encoded(_with_quotes(held, keys, ""))
        rows.filter(number=number).update(record=held, sha256="")


def _status(file: str) -> str:
    try:
        status = json.loads(file)["meeting"]["status"]
    except (ValueError, TypeError, KeyError):
        return ""
    return status if status in _STATES else ""


# Changes


def _check(text: str) -> bytes:
    return zlib.crc32(text.encode()).to_bytes(4, "big")


def _changes(before: str, after: str) -> bytes:
    listed = json.dumps([*_changed(before, after)], ensure_ascii=False, separators=(",", ":"))
    return b"z" + _check(after) + zlib.compress(listed.encode(), 9)


def _changed(before: str, after: str) -> Iterator[int | str]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) * len(new) > _COMPARED:
        yield from (0, len(before), after)
        return
    done = 0
    for tag, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield sum(len(piece) for piece in old[done:start])
            yield sum(len(piece) for piece in old[start:end])
            yield "".join(new[first:last])
            done = end


def _unpacked(before: str, payload: bytes) -> str:
    kind, body = payload[:1], payload[5:]
    if kind == b"w":
        return lzma.decompress(body, format=lzma.FORMAT_RAW, filters=_LZMA).decode()
    listed = json.loads(zlib.decompress(body) if kind == b"z" else body)
    pieces, place = [], 0
    for keep, drop, put in zip(listed[::3], listed[1::3], listed[2::3], strict=True):
        pieces += [before[place : place + keep], put]
        place += keep + drop
    return "".join([*pieces, before[place:]])


# Texts


def _texts(row: Any) -> dict[str, str]:
    return {one.sha256: zlib.decompress(one.packed).decode() for one in row.texts.all()}


def _put_together(record: str, texts: Mapping[str, str]) -> str:
    if not texts:
        return record
    data = json.loads(record)
    held = {}
    for row in _entries(data, "documents"):
        for sha256, text in texts.items():
            if row.get("text") == {"sha256": sha256}:
                row["text"] = held[row["key"]] = text
                break
    for row in _entries(data, "statements"):
        if row.get("text") == _OF_PASSAGE:
            row["text"] = _words(row.get("passage"), held)
    return _encoded(data)


def _entries(data: Any, name: str) -> Iterator[dict[str, Any]]:
    listed = data.get(name) if isinstance(data, dict) else None
    for row in listed if isinstance(listed, list) else ():
        if isinstance(row, dict) and (name != "documents" or isinstance(row.get("key"), str)):
            yield row


def _words(passage: Any, texts: Mapping[Any, str]) -> str | None:
    try:
        ranges = passage if isinstance(passage, list) else [passage]
        places = [(texts[piece["document"]], piece["position"]) for piece in ranges]
        return " ".join(text[place["start"] : place["end"]] for text, place in places)
    except (KeyError, TypeError):
        return None


def _with_quotes(value: Any, texts: Mapping[Any, str], own: str) -> Any:
    """A value with the words of quotations of which only the lengths are held."""
    if isinstance(value, list):
        return [_with_quotes(one, texts, own) for one in value]
    if not isinstance(value, dict):
        return value
    quote, place = value.get("quote"), value.get("position")
    if not (isinstance(quote, dict) and isinstance(place, dict)):
        own = value["key"] if isinstance(value.get("key"), str) else own
        return {name: _with_quotes(one, texts, own) for name, one in value.items()}
    text = texts.get(value.get("document", own)) or ""
    start, end = place.get("start"), place.get("end")
    words = {
        "start": lambda size: text[start : start + size],
        "end": lambda size: text[max(0, end - size) : end],
        "prefix": lambda size: text[max(0, start - size - _GAP) : start].rstrip()[-size:],
    }
    return value | {
        "quote": {key: words[key](one) if type(one) is int else one for key, one in quote.items()}
    }


def _encoded(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


class Migration(migrations.Migration):
    # Each record is done in a transaction of its own.
    atomic = False

    dependencies = [("meetings", "0020_revision_changes")]

    operations = [migrations.RunPython(pack, unpack)]
