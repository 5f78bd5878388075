"""A document with its reading by positions, which follow what is changed in the text."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.records.fields.passage import Span
from meetings.records.text_index import TextIndex

from ..proof import spans

Json = dict[str, Any]
#: what readings list with a passage
NOUNS = ("statements", "pledges")
_PREFIX = 120


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words for the code points ``start`` to ``end`` of a text."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Placed:
    """A text, its reading, and where the passages of the reading stand: by noun, row and piece."""

    text: str
    reading: Json
    places: dict[str, list[list[Span]]]

    @classmethod
    def of(cls, text: str, reading: Json) -> "Placed":
        """Find the passages of a reading."""
        index = TextIndex(text)
        places = {noun: [spans(row["passage"], index) for row in reading[noun]] for noun in NOUNS}
        return cls(text, reading, places)

    def moved(self, text: str, move: Callable[[Span], Span]) -> "Placed":
        """The same with another text, to which ``move`` leads."""
        places = {
            noun: [[move(span) for span in row] for row in rows]
            for noun, rows in self.places.items()
        }
        return Placed(text, self.reading, places)

    def edited(self, edits: Sequence[Edit]) -> "Placed":
        """The same with other words; edits do not overlap."""
        ordered = sorted(edits, key=lambda edit: edit.start)
        pieces, starts, shifts = [], [], [0]
        here = 0
        for edit in ordered:
            pieces += [self.text[here : edit.start], edit.words]
            here = edit.end
            starts.append(edit.start)
            shifts.append(shifts[-1] + len(edit.words) - (edit.end - edit.start))
        text = "".join([*pieces, self.text[here:]])

        def place(position: int) -> int:
            """Where a position is afterwards; within other words, at their end."""
            before = bisect_right(starts, position - 1)
            if before and ordered[before - 1].end > position:
                position = ordered[before - 1].end
            return position + shifts[before]

        return self.moved(text, lambda span: Span(place(span.start), place(span.end)))

    def quoted(self) -> Json:
        """The reading with its passages as quotations of the text, as files have them."""
        reading = dict(self.reading)
        for noun in NOUNS:
            reading[noun] = [
                row | {"passage": self._passage(spans_of_row)}
                for row, spans_of_row in zip(self.reading[noun], self.places[noun], strict=True)
            ]
        return reading

    def _passage(self, pieces: list[Span]) -> Json | list[Json]:
        quotes = [self._quote(span) for span in pieces]
        return quotes[0] if len(quotes) == 1 else quotes

    def _quote(self, span: Span) -> Json:
        before = self.text[max(0, span.start - _PREFIX) : span.start]
        quote = {"start": self.text[span.start : span.end]}
        return quote | ({"prefix": before} if before.strip() else {})
