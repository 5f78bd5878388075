"""Texts as they are stored one after another: whole, or as the changes against the one before.

A payload is one byte for its kind, the CRC-32 of the text that it leads to, and its body: LZMA of
the whole text, or a JSON list of changes, deflated where that is shorter. A list of changes is
flat: so many characters to keep, so many to leave out, what comes in their place, and again.
"""

import json
import lzma
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

#: a whole one at least so often: how many payloads a text is put together from, at most
WHOLE_EVERY = 50
#: lists of changes above so many bytes are weighed against the whole text
_LARGE = 1000
#: pieces that are compared, multiplied: above that one change takes the place of all between
_COMPARED = 50_000_000

_WHOLE, _CHANGES, _DEFLATED = b"w", b"c", b"z"
_CHECK = 4
_LZMA = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 22, "lc": 3, "lp": 0, "pb": 0}]
#: a text is compared by what stands between commas, as JSON is written
_PIECE = re.compile(r"[^,]*,|[^,]+\Z")


class BrokenRevisionError(Exception):
    """What is stored of a revision does not lead to what it was; the text says so to a reader."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What is stored of this revision is damaged, so it is not shown. Restore the "
                "revisions of this record from a backup."
            )
        )


def whole(text: str) -> bytes:
    """The payload of a text that builds on no other."""
    body = lzma.compress(text.encode(), format=lzma.FORMAT_RAW, filters=_LZMA)
    return _WHOLE + _check(text) + body


def changes(before: str, after: str) -> bytes:
    """The payload of a text that builds on the one before; a whole one where that is shorter."""
    listed = json.dumps([*_changes(before, after)], ensure_ascii=False, separators=(",", ":"))
    plain = listed.encode()
    kind, body = min(
        (_CHANGES, plain), (_DEFLATED, zlib.compress(plain, 9)), key=lambda one: len(one[1])
    )
    payload = kind + _check(after) + body
    return payload if len(payload) < _LARGE else min(payload, whole(after), key=len)


def is_whole(payload: bytes | memoryview) -> bool:
    """Whether a payload builds on no other."""
    return bytes(payload[:1]) == _WHOLE


def texts_of(payloads: Iterable[bytes | memoryview]) -> Iterator[str]:
    """The texts of payloads, of which each builds on the one before and the first is whole.

    Raises :class:`BrokenRevisionError` where one does not lead to what it was stored for.
    """
    text = None
    for payload in map(bytes, payloads):
        kind, check, body = payload[:1], payload[1 : 1 + _CHECK], payload[1 + _CHECK :]
        try:
            if kind == _WHOLE:
                text = lzma.decompress(body, format=lzma.FORMAT_RAW, filters=_LZMA).decode()
            else:
                listed = json.loads(zlib.decompress(body) if kind == _DEFLATED else body)
                text = _changed(text, listed)
        except (lzma.LZMAError, zlib.error, ValueError, TypeError) as damage:
            raise BrokenRevisionError from damage
        if _check(text) != check:
            raise BrokenRevisionError
        yield text


def _check(text: str) -> bytes:
    return zlib.crc32(text.encode()).to_bytes(_CHECK, "big")


def _changed(text: str | None, listed: Sequence[int | str]) -> str:
    """The text after a list of changes. Raises ``ValueError`` and ``TypeError`` as Python does."""
    if text is None:
        raise ValueError("changes of nothing")
    pieces, place = [], 0
    for keep, drop, put in zip(listed[::3], listed[1::3], listed[2::3], strict=True):
        pieces += [text[place : place + int(keep)], str(put)]
        place += int(keep) + int(drop)
    return "".join([*pieces, text[place:]])


def _changes(before: str, after: str) -> Iterator[int | str]:
    """A flat list of changes that lead from one text to another."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    done = place = 0
    for start, end, put in _replaced(old, new):
        place += sum(map(len, old[done:start]))
        done = end
        gone, come = "".join(old[start:end]), "".join(new[put])
        head = _alike(gone, come)
        tail = _alike(gone[head:][::-1], come[head:][::-1])
        yield place + head
        yield len(gone) - head - tail
        yield come[head : len(come) - tail]
        place = tail


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, slice]]:
    """Where pieces were replaced, in order: from, to, and which new ones stand there."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(gone) * len(come) > _COMPARED:
        yield head, head + len(gone), slice(head, head + len(come))
        return
    left = right = 0
    for same in SequenceMatcher(None, gone, come).get_matching_blocks():
        if same.a > left or same.b > right:
            yield head + left, head + same.a, slice(head + right, head + same.b)
        left, right = same.a + same.size, same.b + same.size


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces, or characters, two lists or texts begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))
