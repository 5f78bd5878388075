"""Revisions without a copy of what they quote: texts are taken out, and put back to the letter.

A document of a stored file holds ``{"sha256": …}`` for its text, which :class:`SourceText` keeps
for all revisions; a statement that reads as its passage does holds ``{"from": "passage"}``, and a
quotation how many characters it takes of the text at its position.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from itertools import groupby
from operator import attrgetter
from typing import Any

from ..history.storage import BrokenRevisionError, texts_of
from ..models import Meeting, Revision, SourceText
from ..models.source_text import digest
from .dumper import encoded
from .fields.declaration import Json

#: stands for the text of a statement that reads as its passage does
_OF_PASSAGE = {"from": "passage"}
#: characters of white space that may stand between a passage and the words right before it
_GAP = 4


def record_file(revision: Revision) -> bytes:
    """The record file of a revision, byte for byte as it was when it was stored.

    Two queries. Raises :class:`BrokenRevisionError` where what is stored leads to anything else.
    """
    texts = {row.sha256: row.text for row in revision.texts.all()}
    return _proved(revision, stored_text(revision), texts)


def record_files(meeting: Meeting) -> Iterator[tuple[Revision, bytes]]:
    """Each revision of a record with its file, the first one first; two queries for all.

    Raises :class:`BrokenRevisionError` when it comes to one that is damaged.
    """
    rows = list(meeting.revisions.order_by("number").select_related("user"))
    held = SourceText.objects.filter(revisions__meeting=meeting).distinct()
    texts = {row.sha256: row.text for row in held}
    for revision, text in zip(rows, texts_of(row.payload for row in rows), strict=True):
        yield revision, _proved(revision, text, texts)


def files_of(meeting: int, revisions: Collection[int]) -> dict[int, bytes]:
    """The files of some revisions of a record, by their row numbers; two queries for all.

    One that is damaged, or builds on one that is, is left out.
    """
    rows = Revision.objects.filter(meeting=meeting).order_by("number")
    held = SourceText.objects.filter(revisions__in=revisions).distinct()
    texts = {row.sha256: row.text for row in held}
    files: dict[int, bytes] = {}
    for _base, some in groupby(rows.defer("why"), attrgetter("base")):
        chain = list(some)
        if any(row.pk in revisions for row in chain):
            with suppress(BrokenRevisionError):
                for row, text in zip(chain, texts_of(row.payload for row in chain), strict=True):
                    if row.pk in revisions:
                        files |= _readable(row, text, texts)
    return files


def _readable(revision: Revision, text: str, texts: Mapping[str, str]) -> dict[int, bytes]:
    try:
        return {revision.pk: _proved(revision, text, texts)}
    except BrokenRevisionError:
        return {}


def stored_text(revision: Revision) -> str:
    """What the payload of a revision leads to, by the payloads that it builds on; one query."""
    if revision.base == revision.number:
        payloads = [revision.payload]
    else:
        rows = Revision.objects.filter(
            meeting=revision.meeting_id, number__range=(revision.base, revision.number)
        )
        payloads = list(rows.order_by("number").values_list("payload", flat=True))
    *_earlier, text = ["", *texts_of(payloads)]
    return text


def _proved(revision: Revision, text: str, texts: Mapping[str, str]) -> bytes:
    try:
        file = file_of(text, texts)
    except ValueError as damage:
        raise BrokenRevisionError from damage
    if hashlib.sha256(file).hexdigest() != revision.sha256:
        raise BrokenRevisionError
    return file


def text_of(data: Json) -> tuple[str, dict[str, str]]:
    """A record file as revisions hold it, without texts, and these by their SHA-256.

    What could not be put together again to the letter is a JSON string of the whole file.
    """
    apart, texts = take_out(data)
    held = apart if texts else b"".join(encoded(data)).decode()
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")), texts


def file_of(text: str, texts: Mapping[str, str]) -> bytes:
    """The record file that :func:`text_of` took apart. Raises ``ValueError`` for any other text."""
    held = json.loads(text)
    if isinstance(held, str):
        return held.encode()
    if not isinstance(held, dict):
        raise ValueError("no record file")
    return b"".join(encoded(put_back(held, texts)))


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
    apart = _quoting(apart, held, _counted)
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

    whole = _changed(_changed(apart, "documents", document), "statements", statement)
    return _quoting(whole, held, _quoted)


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


def _quoting(
    value: Any, texts: Mapping[str, str], change: Callable[..., Any], own: str = ""
) -> Any:
    """A value with each quotation changed; those of a document are of its ``own`` text."""
    if isinstance(value, list):
        return [_quoting(one, texts, change, own) for one in value]
    if not isinstance(value, dict):
        return value
    if not isinstance(value.get("quote"), dict):
        key = value.get("key")
        own = key if isinstance(key, str) else own
        return {name: _quoting(one, texts, change, own) for name, one in value.items()}
    document, place = value.get("document", own), value.get("position")
    text = texts.get(document) if isinstance(document, str) else None
    if text is None or not isinstance(place, dict):
        return value
    start, end = place.get("start"), place.get("end")
    if type(start) is not int or type(end) is not int:
        return value
    around = {
        "start": lambda size: text[start : start + size],
        "end": lambda size: text[max(0, end - size) : end],
        "prefix": lambda size: text[max(0, start - size - _GAP) : start].rstrip()[-size:],
    }
    quote = value["quote"].items()
    words = {name: change(one, around[name]) if name in around else one for name, one in quote}
    return value | {"quote": words}


def _counted(words: Any, around: Callable[[int], str]) -> Any:
    """How many characters words take of a text that has them there; else the words."""
    return len(words) if isinstance(words, str) and words == around(len(words)) else words


def _quoted(size: Any, around: Callable[[int], str]) -> Any:
    """The words for which :func:`_counted` put their number."""
    return around(size) if type(size) is int else size
