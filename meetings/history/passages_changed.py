"""How a passage changed: where it begins and ends now, or the words gained and lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from meetings.records.fields.declaration import Json

from .matching import entries
from .runs import Run, changed_words, count_words, has_changes


@dataclass(frozen=True, slots=True)
class PassageChange:
    """What is said of a passage that changed: ``what`` in words, or ``runs`` of its words."""

    what: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class _Range:
    """A stretch of a document: code points where the file gives them, and its words."""

    document: str
    position: tuple[int, int] | None
    words: str

    @property
    def place(self) -> tuple[Any, ...]:
        return (self.document, *(self.position or (self.words,)))


class PassageComparison:
    """Compares passages of two files.

    ``became`` tells the key that a document of the old file has in the new one.
    """

    def __init__(
        self, old: Mapping[str, str], new: Mapping[str, str], became: Callable[[str], str]
    ) -> None:
        self._old, self._new, self._became = old, new, became

    def change(self, was: Any, now: Any) -> PassageChange | None:
        """What changed; None where the same words of the same source are meant."""
        old = [self._range(one, self._old) for one in _ranges(was)]
        new = [self._range(one, self._new) for one in _ranges(now)]
        if self._places(old) == self._places(new, of_new=True):
            return None
        if not old or not new:
            words = gettext("none yet") if not new else gettext("given for the first time")
            return PassageChange(words)
        sources = [[self._became(one.document) for one in old], [one.document for one in new]]
        before, after = (" ".join(one.words for one in ranges) for ranges in (old, new))
        if sources[0] == sources[1] and self._rewritten(old, new) and before == after:
            # The text around it changed, and its place with that.
            return None
        if len(old) == len(new) == 1 and sources[0] == sources[1]:
            moved = self._edges(old[0], new[0])
            if moved:
                return PassageChange(moved)
        runs = changed_words(before, after)
        if before and after and has_changes(runs):
            return PassageChange(runs=runs)
        return PassageChange(gettext("the same words at another place"))

    def _range(self, piece: Json, texts: Mapping[str, str]) -> _Range:
        document, position = str(piece.get("document") or ""), piece.get("position")
        quote = piece.get("quote")
        said = " … ".join(
            str(quote[key])
            for key in ("start", "end")
            if isinstance(quote, dict) and quote.get(key)
        )
        if not isinstance(position, dict):
            return _Range(document, None, said)
        start, end = int(position.get("start") or 0), int(position.get("end") or 0)
        text = texts.get(document)
        return _Range(document, (start, end), said if text is None else text[start:end])

    def _places(self, ranges: Sequence[_Range], *, of_new: bool = False) -> list[Any]:
        name = str if of_new else self._became
        return [(name(one.document), *one.place[1:]) for one in ranges]

    def _rewritten(self, old: Sequence[_Range], new: Sequence[_Range]) -> bool:
        """Whether the text of a source that one of them stands in changed, or is not shown."""
        return any(
            self._old.get(was.document) is None
            or self._old.get(was.document) != self._new.get(now.document)
            for was, now in zip(old, new, strict=False)
        )

    def _edges(self, old: _Range, new: _Range) -> str:
        """Where it begins and ends now, of one text; "" where that tells less than the words."""
        text = self._old.get(old.document)
        if text is None or text != self._new.get(new.document):
            return ""
        if old.position is None or new.position is None:
            return ""
        starts, ends = zip(old.position, new.position, strict=True)
        if max(starts) >= min(ends):
            return ""
        said = [_edge(text, *starts, gettext("begins")), _edge(text, *ends, gettext("ends"))]
        return ", ".join(filter(None, said))


def _edge(text: str, old: int, new: int, verb: str) -> str:
    if old == new:
        return ""
    between = text[min(old, new) : max(old, new)]
    if count := count_words(between):
        later = ngettext("%(verb)s %(n)d word later", "%(verb)s %(n)d words later", count)
        earlier = ngettext("%(verb)s %(n)d word earlier", "%(verb)s %(n)d words earlier", count)
    else:
        count = len(between)
        later = ngettext("%(verb)s %(n)d character later", "%(verb)s %(n)d characters later", count)
        earlier = ngettext(
            "%(verb)s %(n)d character earlier", "%(verb)s %(n)d characters earlier", count
        )
    return (later if new > old else earlier) % {"verb": verb, "n": count}


def _ranges(passage: Any) -> list[Json]:
    return entries(passage if isinstance(passage, list) else [passage])
