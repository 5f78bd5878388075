"""Long texts held once: a speech is in its document, its statement, its passage and its row."""

from typing import Self

from .fields.record import RecordFile

#: characters from which a text is worth looking up
_LONG = 200


class TextPool:
    """Texts that are known already; an equal one that is read or cut anew is given up for it."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    @classmethod
    def of(cls, record: RecordFile) -> Self:
        """The long texts of a record."""
        pool = cls()
        for document in record.documents:
            pool.once(document.text)
        for statement in record.statements:
            pool.once(statement.text)
        return pool

    def once(self, text: str) -> str:
        """``text``, or the equal one that was met first."""
        return text if len(text) < _LONG else self._known.setdefault(text, text)
