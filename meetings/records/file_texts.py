"""Source texts of a record file: digests, corrections, marks, and every passage resolved."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from .draft import Draft
from .fields.document import CorrectionRecord, MarkRecord
from .fields.passage import Passage, PassageRange, Span, needs_passage
from .fields.record import INNER_PARTS, PARTS
from .loose_texts import loosen
from .passages import (
    PassageError,
    Quote,
    corrected_text,
    resolve,
)
from .text_index import TextIndex, fold_space
from .text_pool import TextPool


class SourceTexts:
    """The documents of a file, ready to be searched."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.indexes: dict[str, TextIndex] = {}
        self.pool = TextPool()
        #: corrections of each document, by its key
        self.corrections: dict[str, tuple[CorrectionRecord, ...]] = {}
        for _place, path, document in draft.entries("documents"):
            self.indexes[document["key"]] = TextIndex(document["text"])
            self._check_digest(path, document)
        for _place, _path, statement in draft.entries("statements"):
            self.pool.once(statement.get("text") or "")
        self.defined = draft.defined("documents", "key")

    def _check_digest(self, path: str, document: dict[str, Any]) -> None:
        given = document.get("sha256")
        computed = text_digest(document["text"])
        self.draft.resolved[f"{path}/sha256"] = computed
        if given and given.lower() != computed:
            message = gettext(
                "the text's SHA-256 is %(computed)s; correct the text or the digest, or leave the "
                "digest out."
            )
            self.draft.fault(f"{path}/sha256", message % {"computed": computed})

    def passage(self, path: str, value: Any, own: str = "") -> Passage:
        """The ranges of a passage; faults are noted and what they concern is left out."""
        ranges = value if isinstance(value, list) else [value]
        pieces = []
        for index, entry in enumerate(ranges):
            where = f"{path}/{index}" if isinstance(value, list) else path
            piece = self._range(where, entry, own)
            if piece is not None:
                pieces.append(piece)
        ordered = sorted(pieces, key=lambda piece: (piece.document, piece.start))
        for one, other in pairwise(ordered):
            if one.document == other.document and other.start < one.end:
                self.draft.fault(path, gettext("two ranges of this passage overlap; join them."))
        return tuple(pieces)

    def _range(self, path: str, entry: dict[str, Any], own: str) -> PassageRange | None:
        key = entry.get("document") or own
        if own and key != own:
            message = gettext("this must be a passage of “%(own)s” itself; leave the document out.")
            self.draft.fault(f"{path}/document", message % {"own": own})
            return None
        index = self.indexes.get(key)
        if index is None:
            if key not in self.defined:
                message = gettext(
                    "“%(key)s” is not among “documents” of this file; define it there."
                )
                self.draft.fault(f"{path}/document", message % {"key": key})
            return None
        quote, position = entry.get("quote"), entry.get("position")
        try:
            span = resolve(
                index, _quote(quote) if quote else None, Span(**position) if position else None
            )
        except PassageError as error:
            self.draft.fault(path, str(error))
            return None
        words = self.pool.once(index.text[span.start : span.end])
        return PassageRange(key, span.start, span.end, words)


def text_digest(text: str) -> str:
    """SHA-256 over the UTF-8 bytes of ``text``, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _quote(value: dict[str, Any]) -> Quote:
    return Quote(value["start"], value.get("end") or "", value.get("prefix") or "")


def resolve_texts(draft: Draft) -> None:
    """Resolve every passage, mark and correction, and compute the text of each statement."""
    texts = SourceTexts(draft)
    for _place, path, document in draft.entries("documents"):
        _corrections(texts, path, document)
        _marks(texts, path, document)
    _passages(texts)
    for _place, path, statement in draft.entries("statements"):
        _statement_text(texts, path, statement)


def _corrections(texts: SourceTexts, path: str, document: dict[str, Any]) -> None:
    corrections = []
    for index, entry in enumerate(document.get("corrections") or ()):
        where = f"{path}/corrections/{index}"
        for piece in texts.passage(f"{where}/passage", entry["passage"], document["key"]):
            if loosen(fold_space(piece.exact)) != loosen(fold_space(entry["printed"])):
                message = gettext(
                    "the passage reads “%(exact)s”; “printed” must be the same words."
                )
                texts.draft.fault(f"{where}/printed", message % {"exact": piece.exact})
            corrections.append(
                CorrectionRecord(
                    span=Span(piece.start, piece.end),
                    printed=piece.exact,
                    read=entry["read"],
                    reason=entry["reason"],
                )
            )
    ordered = sorted(corrections, key=lambda correction: correction.span.start)
    if any(other.span.start < one.span.end for one, other in pairwise(ordered)):
        texts.draft.fault(f"{path}/corrections", gettext("two corrections overlap; join them."))
    texts.corrections[document["key"]] = tuple(corrections)
    texts.draft.resolved[f"{path}/corrections"] = tuple(corrections)


def _marks(texts: SourceTexts, path: str, document: dict[str, Any]) -> None:
    texts.draft.resolved[f"{path}/marks"] = tuple(
        MarkRecord(kind=entry["kind"], span=Span(piece.start, piece.end))
        for index, entry in enumerate(document.get("marks") or ())
        for piece in texts.passage(
            f"{path}/marks/{index}/passage", entry["passage"], document["key"]
        )
    )


def _owners(draft: Draft) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Everything that has a passage: pointer, object, whether it must have one."""
    yield "/meeting", draft.meeting(), False
    for listed in sorted(PARTS, key=lambda listed: not needs_passage(listed.kind.record)):
        needed = needs_passage(listed.kind.record)
        for _place, path, entry in draft.entries(listed.key):
            yield path, entry, needed
    for noun, inner in INNER_PARTS.items():
        needed = needs_passage(inner.kind.record)
        for path, child in draft.children(noun, inner.key):
            yield path, child, needed


def _passages(texts: SourceTexts) -> None:
    draft = texts.draft
    for path, owner, needed in _owners(draft):
        if "passage" in owner:
            where = f"{path}/passage"
            draft.resolved[where] = texts.passage(where, owner["passage"])
        elif needed and not draft.unfinished:
            message = gettext("only a draft may lack the passage; say where the source has this.")
            draft.fault(f"{path}/passage", message)


def _statement_text(texts: SourceTexts, path: str, statement: dict[str, Any]) -> None:
    draft = texts.draft
    ranges = draft.resolved.get(f"{path}/passage", ())
    given, pieces = statement.get("text"), statement.get("passage")
    if pieces is not None and len(ranges) != (len(pieces) if isinstance(pieces, list) else 1):
        return
    try:
        text = " ".join(
            corrected_text(
                texts.indexes[piece.document].text, [piece], texts.corrections[piece.document]
            )
            for piece in ranges
        )
    except PassageError as error:
        draft.fault(f"{path}/passage", str(error))
        return
    draft.resolved[f"{path}/text"] = text = texts.pool.once(text)
    if given and given != text:
        message = gettext(
            "the passage with its corrections reads “%(text)s”; leave the text out, or correct the "
            "passage."
        )
        draft.fault(f"{path}/text", message % {"text": _shown(text)})
    _quoted_words(draft, path, statement, text)


def _quoted_words(draft: Draft, path: str, statement: dict[str, Any], text: str) -> None:
    unmarked = statement["form"] == "quotation" and not statement.get("quotation")
    if unmarked and not draft.unfinished:
        message = gettext("say where in the text the quoted words stand, or change the form.")
        draft.fault(f"{path}/quotation", message)
    for where, quotation in _quotations(f"{path}/quotation", statement.get("quotation")):
        if not 0 <= quotation["start"] < quotation["end"] <= len(text):
            message = gettext(
                "%(start)d to %(end)d is not inside the statement's text, which has %(length)d "
                "code points."
            )
            draft.fault(where, message % {**quotation, "length": len(text)})


def _quotations(path: str, value: Any) -> Iterator[tuple[str, dict[str, int]]]:
    """The quoted words of a statement: none, one object, or a list of them."""
    if isinstance(value, list):
        yield from ((f"{path}/{index}", entry) for index, entry in enumerate(value))
    elif value:
        yield path, value


def _shown(text: str) -> str:
    return text if len(text) <= 160 else text[:160] + "…"
