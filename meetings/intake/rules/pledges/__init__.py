"""Pledges: who says to do, give, host or appoint something; by whom, how firmly, until when.

Promises are found sentence by sentence: by words that mean one (``spoken``), in the future
(``futures``), in thanks for those of others (``thanked``); and line by line in lists (``lists``).
No pledge: appeals, wishes, hopes, what others should do, how a meeting is run.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from ...layout import Block, Kind
from ...parts import Part, Span, Sureness
from ...proposal import Proposal
from ...taken import PartsByPlace, Taken
from ...words import phrases
from .futures import futures_in
from .invited import invited_in
from .lists import Entry, entries
from .promise import Promise
from .sentence import REACH, Sentence
from .set_aside import set_aside_in
from .spoken import spoken_in
from .terms import terms, title_of
from .thanked import thanked_in

_JOIN = re.compile(r"(?<!\w)(?:and|but|that)\Z")
_BEFORE = "before the meeting"
_RECALLED = re.compile(
    r"\b(?:recall\w*|as already announced|had announced|had (?:earlier )?(?:pledged|offered))\b"
)


def propose_pledges(proposal: Proposal) -> None:
    """Propose the pledges of a document."""
    said = PartsByPlace(proposal.statements)
    statements = dict(_statements(proposal, said))
    listed = entries(proposal, statements)
    for entry in listed:
        _propose_entry(proposal, entry)
    taken = Taken(entry.span for entry in listed)
    for sentence in _sentences(proposal, statements, said):
        if not taken.meets(sentence.span):
            _propose_sentence(proposal, sentence)


def _statements(proposal: Proposal, said: PartsByPlace) -> Iterator[tuple[int, Part]]:
    """The statement that holds a block's first words, by the place of the block."""
    for place, block in enumerate(proposal.source.blocks):
        if statement := said.at(block.span.start):
            yield place, statement


def _sentences(
    proposal: Proposal, statements: dict[int, Part], said: PartsByPlace
) -> Iterator[Sentence]:
    elsewhere = False
    for place, block in enumerate(proposal.source.blocks):
        if block.kind == Kind.HEADING:
            elsewhere = _tells_of_others(proposal, block)
        if elsewhere or (block.kind == Kind.HEADING and place not in statements):
            continue
        before: Sentence | None = None
        for span in block.sentences or [block.span]:
            statement = said.at(span.start)
            mentions = proposal.source.mentions_in(span)
            before = Sentence(proposal, span, statement, mentions, before)
            yield before


def _tells_of_others(proposal: Proposal, heading: Block) -> bool:
    """Whether a heading announces other meetings: “Calendar”."""
    words = " ".join(proposal.source.words(heading.span).casefold().split()).strip(" .:")
    return words.replace("’", "'") in phrases("no_pledges_below")


def _propose_sentence(proposal: Proposal, sentence: Sentence) -> None:
    end = sentence.span.end
    found = sorted(
        [
            *(*thanked_in(sentence, end), *spoken_in(sentence, end)),
            *(*futures_in(sentence, end), *invited_in(sentence, end)),
            *set_aside_in(sentence, end),
        ],
        key=lambda promise: (promise.what, promise.at),
    )
    kept = _apart(found, sentence.text)
    begin = sentence.span.start
    for promise, following in zip_longest(kept, kept[1:]):
        last = end
        if following and following.at > promise.what and not promise.earlier:
            last = following.at
        part = _part(proposal, sentence, promise, Span(begin, last), alone=len(kept) == 1)
        if not part.values["title"]:
            continue
        proposal.pledges.append(part)
        begin = promise.at if promise.earlier else part.spans[0].end


def _apart(found: list[Promise], text: str) -> list[Promise]:
    """Promises without those that only say another way what one before them says."""
    kept: list[Promise] = []
    for promise in found:
        if kept and _same(kept[-1], promise, text):
            if kept[-1].end is None and promise.end is not None:
                kept[-1] = promise
            continue
        kept.append(promise)
    return kept


def _same(one: Promise, other: Promise, text: str) -> bool:
    if not one.makers.are(other.makers):
        return False
    if one.what == other.what or one.at == other.at:
        return True
    between = text[max(one.what, other.at - REACH) : max(one.what, other.at)]
    return not re.search(r"\b(?:and|but)\b|;", between) or bool(
        re.search(r",\s*(?:of\s+)?(?:which|who|whom|where)\b[^,]*$", between)
    )


def _part(
    proposal: Proposal, sentence: Sentence, promise: Promise, reach: Span, *, alone: bool
) -> Part:
    """A pledge of the record; its words are in ``reach``: the sentence where it is ``alone``."""
    text = sentence.text
    end = promise.end if promise.end is not None else reach.end
    end = _trimmed(text, promise.what, _clause_end(text, promise.what, end))
    start = sentence.span.start if alone else _clause_start(sentence, promise)
    words = Span(promise.at if start < reach.start < promise.at else start, end)
    what = Span(promise.what, end)
    values = {"title": title_of(text, what), **promise.makers.values}
    values |= terms(text, words, what, promise.kind) | {"strength": promise.strength}
    values["made"] = _made(proposal, sentence, promise)
    sureness = Sureness.DOUBTFUL if promise.makers.unknown else promise.sureness
    part = Part(values, [words], promise.rule, sureness)
    if promise.done:
        values["updates"] = [
            {"status": "fulfilled", "text": " ".join(text[promise.at : end].split()).rstrip(".")}
        ]
    return part


def _made(proposal: Proposal, sentence: Sentence, promise: Promise) -> str:
    if promise.earlier:
        return _BEFORE
    if _RECALLED.search(sentence.words):
        return ""
    return str(proposal.value("date") or "")


_VERB = "|".join(phrases("verbs_of_saying"))
_NEXT_SAYING = re.compile(rf",?\s+(?:and|but)\s+(?:also\s+|then\s+)?(?:{_VERB})\b")
_RELATIVE = re.compile(r"\b(?:which|who|whose)\b")


def _clause_start(sentence: Sentence, promise: Promise) -> int:
    """Where the words of a promise begin: its sentence, or what it says after another thing."""
    if promise.earlier:
        return sentence.span.start
    start = sentence.span.start
    for match in _NEXT_SAYING.finditer(sentence.text, sentence.back(promise.at), promise.at + 1):
        start = match.start() + re.match(r",?\s+(?:and|but)\s+", match[0]).end()  # type: ignore[union-attr]
    return start


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the next thing is said in the same sentence, else the end."""
    for saying in _NEXT_SAYING.finditer(text, start, end):
        if not _RELATIVE.search(text, start, saying.start()):
            return saying.start()
    return end


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without what joins the next clause."""
    words = text[start:end]
    while (shorter := _JOIN.sub("", words.rstrip(" \t\n,;"))) != words:
        words = shorter
    return start + len(words) if words else end


def _propose_entry(proposal: Proposal, entry: Entry) -> None:
    text = proposal.source.text
    what = Span(entry.what, entry.span.end)
    values: dict[str, Any] = {"title": title_of(text, what), **entry.makers.values}
    if not values["title"]:
        return
    values |= terms(text, entry.span, what, "") | {"strength": "firm"}
    values["made"] = str(proposal.value("date") or "")
    sureness = entry.sureness if entry.makers.by else Sureness.DOUBTFUL
    if entry.makers.unknown:
        _tell_unknown(proposal, entry)
    proposal.pledges.append(Part(values, [entry.span], "list of promises", sureness))


def _tell_unknown(proposal: Proposal, entry: Entry) -> None:
    """Report a body of a list that the register does not know, unless it was reported."""
    place = proposal.source.text.find(entry.makers.unknown, entry.span.start, entry.what)
    span = Span(place, place + len(entry.makers.unknown))
    if place >= 0 and not any(span.meets(other) for other in proposal.unknown):
        proposal.unknown.append(span)
