"""A source document beside a record, or whole: its lines, with what uses them marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...models.choices import MarkKind, Rights
from ...records.coverage import LIST_MARKER
from ...source_text import Line, OwnedSpan, Segment
from ..search_marks import FIRST, SEARCHED
from .line_pages import place_address
from .lines import near_lines
from .pieces import Piece, piece_anchor
from .uses import Use

#: what a run is drawn as when several records use it: the first of these
_KINDS = ("here", "statement", "pledge", "fact", *MarkKind.values)
#: what a whole line is drawn as a block for
_BLOCKS = ("here", "statement", "pledge")
_RECORD = (*_BLOCKS, "fact")


class SourceText(Protocol):
    """A document of which lines are shown."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def rights(self) -> str:
        """What of it may be shown."""

    def get_absolute_url(self) -> str:
        """The page of the document."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a line as components/source_segment.html draws it.

    ``owners`` and ``begins`` say which words were searched for, as components/searched.html
    has them.
    """

    text: str
    kind: str = ""
    tags: tuple[Use, ...] = ()
    title: str = ""
    url: str = ""
    corrections: tuple[Use, ...] = ()
    owners: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaneLine:
    """A line of the document; or, with a ``label``, lines that are not shown here.

    Of a line that is too long it is a ``part``, counted from 1.

    A line that is one passage is a ``block``: of that kind, with its tags, after the
    ``marker`` that a list prints before it.
    """

    number: int
    segments: tuple[Run, ...] = ()
    dim: bool = False
    label: str = ""
    url: str = ""
    block: str = ""
    tags: tuple[Use, ...] = ()
    marker: str = ""
    part: int = 0

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return piece_anchor(self.number, self.part)


@dataclass(frozen=True, slots=True)
class Pane:
    """The lines of a document that are shown, ready to print; ``kinds`` are what is marked."""

    lines: Sequence[PaneLine]
    kinds: frozenset[str]

    @property
    def here(self) -> bool:
        """Whether one record is singled out."""
        return "here" in self.kinds

    @property
    def statements(self) -> bool:
        """Whether statements are marked."""
        return "statement" in self.kinds

    @property
    def pledges(self) -> bool:
        """Whether pledges are marked."""
        return "pledge" in self.kinds

    @property
    def facts(self) -> bool:
        """Whether other facts are marked."""
        return "fact" in self.kinds

    @property
    def marks(self) -> bool:
        """Whether text outside the record is marked."""
        return not self.kinds.isdisjoint(MarkKind.values)

    @property
    def divided(self) -> bool:
        """Whether a line is shown in parts."""
        return any(line.part for line in self.lines)


def page_pane(
    document: SourceText,
    spans: Iterable[OwnedSpan[Use]],
    pieces: Sequence[Piece],
    lines: range,
) -> Pane:
    """The pieces of these numbers; of a document with rights for passages only, the passages."""
    cut_lines = _permitted(document, near_lines(document.text, spans, pieces, lines))
    if _restricted(document):
        return _pane(_gaps_of_rights(cut_lines, pieces, lines.start - 1))
    return _pane([_line(line, pieces) for line in cut_lines])


def near_pane(
    document: SourceText,
    spans: Iterable[OwnedSpan[Use]],
    pieces: Sequence[Piece],
    near: Sequence[int],
) -> Pane:
    """The pieces ``near`` the passages of one record; the others are behind links."""
    lines = _permitted(document, near_lines(document.text, spans, pieces, near))
    if _restricted(document):
        return _pane(_gaps_of_rights(lines, pieces))
    return _pane(_with_gaps(document, lines, pieces))


def _pane(lines: Sequence[PaneLine]) -> Pane:
    kinds = frozenset(kind for line in lines for kind in _kinds_in(line))
    return Pane(lines, kinds)


def _kinds_in(line: PaneLine) -> Iterable[str]:
    return (line.block, *(use.kind for use in line.tags), *(run.kind for run in line.segments))


def _restricted(document: SourceText) -> bool:
    return document.rights == Rights.PASSAGES


def _permitted(document: SourceText, lines: list[Line[Use]]) -> list[Line[Use]]:
    """Lines with the runs that may be shown."""
    if not _restricted(document):
        return lines
    return [
        replace(
            line,
            segments=tuple(
                run for run in line.segments if any(use.kind in _RECORD for use in run.owners)
            ),
        )
        for line in lines
    ]


def _gaps_of_rights(
    lines: Iterable[Line[Use]], pieces: Sequence[Piece], before: int = 0
) -> list[PaneLine]:
    """Lines after ``before`` with something to show, and a word where others are left out."""
    shown: list[PaneLine] = []
    for line in lines:
        if not line.segments:
            continue
        if line.number > before + 1:
            number = pieces[line.number - 1].line
            shown.append(PaneLine(number, label=_("Text that may not be shown")))
        shown.append(_line(line, pieces))
        before = line.number
    return shown


def _with_gaps(
    document: SourceText, lines: Iterable[Line[Use]], pieces: Sequence[Piece]
) -> list[PaneLine]:
    """The near lines, and a link in place of each stretch of others."""
    shown: list[PaneLine] = []
    before = 0
    for line in lines:
        shown += _gap(document, pieces[before : line.number - 1])
        shown.append(_line(line, pieces))
        before = line.number
    return shown + _gap(document, pieces[before:])


def _gap(document: SourceText, left_out: Sequence[Piece]) -> list[PaneLine]:
    if not left_out:
        return []
    first, last = left_out[0], left_out[-1]
    url = place_address(document, first, first.start)
    return [PaneLine(first.line, label=_left_out(first, last), url=url, part=first.part)]


def _left_out(first: Piece, last: Piece) -> str:
    """What a link shows that leads to pieces left out: lines, or a part of one."""
    if first.part or last.part:
        count = last.end - first.start
        label = ngettext("Show %(n)s more character", "Show %(n)s more characters", count)
        return label % {"n": f"{count:,}"}
    count = last.line - first.line + 1
    label = ngettext("Show line %(first)d", "Show lines %(first)d–%(last)d", count)
    return label % {"first": first.line, "last": last.line}


def _line(line: Line[Use], pieces: Sequence[Piece]) -> PaneLine:
    """A line ready to print: as a block where one statement or pledge is all of it."""
    piece = pieces[line.number - 1]
    runs = list(line.segments)
    marker = ""
    if len(runs) > 1 and _is_marker(runs[0]):
        marker = runs.pop(0).text
    shared = _shared(runs)
    if not shared:
        drawn = tuple(_run(segment) for segment in line.segments)
        dim = not any(run.kind in _RECORD for run in drawn)
        return PaneLine(piece.line, drawn, dim, part=piece.part)
    return PaneLine(
        piece.line,
        tuple(_run(segment, shared) for segment in runs),
        block=next(kind for kind in _KINDS if any(use.kind == kind for use in shared)),
        tags=tuple(use for use in shared if any(use in run.begins for run in runs)),
        marker=marker,
        part=piece.part,
    )


def _is_marker(segment: Segment[Use]) -> bool:
    """Whether a run is only what a list prints before its entries."""
    found = LIST_MARKER.match(segment.text)
    rest = segment.text[found.end() :] if found else segment.text
    return not segment.owners and not rest.strip()


def _shared(runs: Sequence[Segment[Use]]) -> tuple[Use, ...]:
    """The statements and pledges that every run of a line with words belongs to."""
    inked = [run for run in runs if run.text.strip()]
    if not inked:
        return ()
    return tuple(
        dict.fromkeys(
            use
            for use in inked[0].owners
            if use.kind in _BLOCKS and all(use in run.owners for run in inked)
        )
    )


def _run(segment: Segment[Use], apart: Sequence[Use] = ()) -> Run:
    """A run as it is drawn; ``apart`` are uses that its whole line is drawn for."""
    beside = ("correction", SEARCHED, FIRST)
    uses = [use for use in segment.owners if use.kind not in beside and use not in apart]
    present = {use.kind for use in uses}
    kind = next((name for name in _KINDS if name in present), "")
    tagged = [use for use in segment.begins if use in uses and use.kind != "fact"]
    facts = [use for use in uses if use.kind == "fact"]
    # What stands between two words of a passage says nothing as a link of its own.
    worded = any(sign.isalnum() for sign in segment.text)
    return Run(
        text=segment.text,
        kind=kind,
        tags=tuple(dict.fromkeys(tagged)),
        title="; ".join(dict.fromkeys(use.label for use in facts)) if kind == "fact" else "",
        url=facts[-1].url if kind == "fact" and worded else "",
        corrections=tuple(use for use in segment.ends if use.kind == "correction"),
        owners=tuple(use.kind for use in segment.owners if use.kind == SEARCHED),
        begins=tuple(use.kind for use in segment.begins if use.kind == FIRST),
    )
