"""The passages of a record file that was made elsewhere, found in the document itself."""

from typing import Any

from django.utils.translation import gettext

from ..records.fields.passage import Span
from ..records.passages import PassageError, Quote, check_position, locate
from ..records.text_index import TextIndex
from .writing import Json


class FoundPassages:
    """Puts positions in the place of quotations; ``key`` is that of the document."""

    def __init__(self, text: str, key: str) -> None:
        self.index = TextIndex(text)
        self.key = key

    def put_positions(self, part: Any) -> None:
        """Find the passages of a part and of all that it holds.

        Raises :class:`PassageError` for the first that is not found; what comes before it is
        changed by then.
        """
        if isinstance(part, list):
            for entry in part:
                self.put_positions(entry)
        if not isinstance(part, dict):
            return
        if part.get("passage"):
            given = part["passage"]
            pieces = given if isinstance(given, list) else [given]
            part["passage"] = [self._range(piece) for piece in pieces]
        for key, entry in part.items():
            if key != "passage":
                self.put_positions(entry)

    def _range(self, piece: Any) -> Json:
        span = self._span(piece if isinstance(piece, dict) else {})
        return {"document": self.key, "position": {"start": span.start, "end": span.end}}

    def _span(self, piece: Json) -> Span:
        quote, position = piece.get("quote"), piece.get("position")
        if isinstance(quote, dict):
            words = {key: str(quote.get(key) or "") for key in ("start", "end", "prefix")}
            return locate(self.index, Quote(**words))
        edges = position if isinstance(position, dict) else {}
        start, end = edges.get("start"), edges.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            message = gettext("its passage is neither a quotation nor a position inside the text.")
            raise PassageError(message)
        return check_position(self.index.text, Span(start, end))
