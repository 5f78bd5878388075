"""What changed in a text, word by word, with a few words around each change."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext

#: a word, a sign, or one character of a script that puts no space between words
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]\s*|[^\W\u3040-\u30ff\u3400-\u9fff]+\s*|\S\s*|\s+"
)
#: words shown on either side of a change
CONTEXT = 6
#: words beyond which two stretches are shown whole, the old one and the new one, uncompared
_COMPARED = 3000


class RunKind(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came together; of those ``left out`` the text is an ellipsis."""

    kind: RunKind
    text: str


def changed_words(before: str, after: str) -> tuple[Run, ...]:
    """The words gained and lost, each change with the words around it.

    Only runs of the kind "same" and "left out" where the texts differ in white space alone.
    """
    return tuple(_shortened(_joined(_compared(before, after))))


def has_changes(runs: Iterable[Run]) -> bool:
    """Whether any word was gained or lost."""
    return any(run.kind in (RunKind.GONE, RunKind.NEW) for run in runs)


def words_of(text: str) -> list[str]:
    """The words and signs of a text, each with the white space after it."""
    return _TOKEN.findall(text)


def count_words(text: str) -> int:
    """How many words a stretch of text has, signs apart."""
    return sum(1 for word in words_of(text) if word.strip().isalnum())


def in_brackets(runs: Sequence[Run]) -> str:
    """The runs as plain text, what changed in square brackets: “that the [old → new] forum”."""
    pieces, waiting = [], ""
    for run in runs:
        if run.kind is RunKind.GONE:
            waiting = run.text.strip()
            continue
        if run.kind is RunKind.NEW:
            new = run.text.strip()
            pieces.append(f"[{waiting} → {new}]" if waiting else f"[+ {new}]")
            waiting = ""
            continue
        if waiting:
            pieces.append(f"[− {waiting}]")
            waiting = ""
        pieces.append(run.text.strip())
    if waiting:
        pieces.append(f"[− {waiting}]")
    return " ".join(" ".join(piece.split()) for piece in pieces if piece.strip())


def _compared(before: str, after: str) -> Iterator[Run]:
    """Runs of the whole texts: by lines first, where there are many."""
    old, new = words_of(before), words_of(after)
    if len(old) + len(new) <= _COMPARED:
        yield from _by_words(old, new)
        return
    lines, others = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for kind, was, now in _opcodes(lines, others):
        removed, added = words_of("".join(was)), words_of("".join(now))
        if kind == "equal":
            yield Run(RunKind.SAME, "".join(now))
        elif len(removed) + len(added) <= _COMPARED:
            yield from _by_words(removed, added)
        else:
            yield Run(RunKind.GONE, "".join(was))
            yield Run(RunKind.NEW, "".join(now))


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for kind, was, now in _opcodes(old, new):
        if kind == "equal":
            yield Run(RunKind.SAME, "".join(now))
            continue
        if was:
            yield Run(RunKind.GONE, "".join(was))
        if now:
            yield Run(RunKind.NEW, "".join(now))


def _opcodes(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """What became of stretches of two lists; white space around an entry tells nothing apart."""
    was, now = [one.strip() for one in old], [one.strip() for one in new]
    start = _alike(was, now)
    end = _alike(was[start:][::-1], now[start:][::-1])
    if start:
        yield "equal", old[:start], new[:start]
    rest = slice(start, len(was) - end), slice(start, len(now) - end)
    matcher = SequenceMatcher(None, was[rest[0]], now[rest[1]])
    inside, others = old[start : len(old) - end], new[start : len(new) - end]
    for kind, *places in matcher.get_opcodes():
        yield kind, inside[places[0] : places[1]], others[places[2] : places[3]]
    if end:
        yield "equal", old[len(old) - end :], new[len(new) - end :]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many entries two lists begin with in common."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs of one kind side by side made one; what went stands before what came."""
    waiting: dict[RunKind, str] = {}
    for kind, some in groupby(runs, attrgetter("kind")):
        text = "".join(run.text for run in some)
        if kind is not RunKind.SAME:
            waiting[kind] = waiting.get(kind, "") + text
            continue
        yield from _out(waiting)
        waiting = {}
        yield Run(kind, text)
    yield from _out(waiting)


def _out(waiting: dict[RunKind, str]) -> Iterator[Run]:
    for kind in (RunKind.GONE, RunKind.NEW):
        if kind in waiting:
            yield Run(kind, waiting[kind])


def _shortened(runs: Iterable[Run]) -> Iterator[Run]:
    """What stayed, cut to the words around each change."""
    listed = list(runs)
    for place, run in enumerate(listed):
        if run.kind is not RunKind.SAME:
            yield run
            continue
        words = words_of(run.text)
        before = CONTEXT if place else 0
        after = CONTEXT if place < len(listed) - 1 else 0
        if len(words) <= before + after + 2:
            yield run
            continue
        if before:
            yield Run(RunKind.SAME, "".join(words[:before]))
        yield Run(RunKind.LEFT_OUT, gettext("…") + " ")
        if after:
            yield Run(RunKind.SAME, "".join(words[-after:]))
