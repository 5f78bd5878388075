"""Revisions without a copy of what they quote: texts are taken out, and put back to the letter.

A document of a stored file holds ``{"sha256": …}`` for its text, which :class:`SourceText` keeps
for all revisions; a statement that reads as its passage does holds ``{"from": "passage"}``.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ..models import Revision, SourceText
from ..models.source_text import digest
from .dumper import encoded
from .fields.declaration import Json

#: stands for the text of a statement that reads as its passage does
_OF_PASSAGE = {"from": "passage"}


def record_file(revision: Revision) -> bytes:
    """The record file of a revision, byte for byte as it was when it was stored; one query."""
    texts = {row.sha256: row.text for row in revision.texts.all()}
    # One without texts was stored whole, by an older release or because of what it holds.
    if not texts:
        return revision.record.encode()
    return b"".join(encoded(put_back(json.loads(revision.record), texts)))


def keep_texts(revision: Revision, texts: Mapping[str, str]) -> None:
    """Keep the texts, by their SHA-256, that a stored revision refers to."""
    rows = SourceText.objects.filter(sha256__in=texts)
    known = set(rows.values_list("sha256", flat=True))
    # Two revisions of one new text may be stored at once.
    SourceText.objects.bulk_create(
        [SourceText.of(text) for sha256, text in texts.items() if sha256 not in known],
        ignore_conflicts=True,
    )
    revision.texts.add(*rows.values_list("pk", flat=True))


def take_out(data: Json) -> tuple[Json, dict[str, str]]:
    """A record file without the texts of its documents, and these by their SHA-256.

    The file as it is, and no text, where it could not be put together again to the letter.
    """
    texts: dict[str, str] = {}
    held: dict[str, str] = {}

    def document(row: Json) -> Json:
        key, text = row.get("key"), row.get("text")
        if not (isinstance(key, str) and isinstance(text, str)):
            return row
        held[key], sha256 = text, digest(text)
        texts[sha256] = text
        return row | {"text": {"sha256": sha256}}

    def statement(row: Json) -> Json:
        text = row.get("text")
        reads_so = isinstance(text, str) and text == _words(row.get("passage"), held)
        return row | {"text": _OF_PASSAGE} if reads_so else row

    apart = _changed(_changed(data, "documents", document), "statements", statement)
    return (apart, texts) if put_back(apart, texts) == data else (data, {})


def put_back(apart: Json, texts: Mapping[str, str]) -> Json:
    """The record file that :func:`take_out` took these texts from."""
    held: dict[str, str] = {}

    def document(row: Json) -> Json:
        for sha256, text in texts.items():
            if row.get("text") == {"sha256": sha256} and isinstance(row.get("key"), str):
                held[row["key"]] = text
                return row | {"text": text}
        return row

    def statement(row: Json) -> Json:
        reads_so = row.get("text") == _OF_PASSAGE
        return row | {"text": _words(row.get("passage"), held)} if reads_so else row

    return _changed(_changed(apart, "documents", document), "statements", statement)


def _changed(data: Json, name: str, change: Callable[[Json], Json]) -> Json:
    """The file with each object of a list changed."""
    listed = data.get(name)
    if not isinstance(listed, list):
        return data
    return data | {name: [change(row) if isinstance(row, dict) else row for row in listed]}


def _words(passage: Any, texts: Mapping[str, str]) -> str | None:
    """The words of a passage, its ranges joined as a statement's are; None where one is unknown."""
    try:
        ranges = passage if isinstance(passage, list) else [passage]
        places = [(texts[piece["document"]], piece["position"]) for piece in ranges]
        return " ".join(text[place["start"] : place["end"]] for text, place in places)
    except (KeyError, TypeError):
        return None
