"""Whether a document prints the words of a proposed value: what it does not is invented."""

import re
from collections.abc import Iterator
from typing import Any

from participants.names import fold_name

#: keys whose values are words of the document; dates, codes and closed lists are none
PRINTED = (
    "printed",
    "honorific",
    "title",
    "capacity",
    "collective",
    "text",
    "city",
    "venue",
    "theme",
)
_WORDS = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’](?:s\b)?(?!\w)")
_CUT = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[^\W\d_])")


class PrintedWords:
    """The words of a text, folded; those cut at the end of a line whole as well."""

    def __init__(self, text: str) -> None:
        # “Nepal” stands in “Nepal's Minister”.
        plain = _POSSESSIVE.sub("", text)
        self._words = {word for read in (text, plain, _CUT.sub("", text)) for word in _folded(read)}

    def print(self, value: str) -> bool:
        """Whether every word of a value is there."""
        return all(word in self._words for word in _folded(value))


def invented(record: dict[str, Any], words: PrintedWords) -> Iterator[tuple[str, str]]:
    """The values of a record file that its document does not print and no reason is given for.

    Comes as JSON Pointer and value. What the document, topics and people of the file are called is
    not judged: these are the editor's own words.
    """
    inferred = {
        entry.get("path") for entry in record.get("inferred", ()) if isinstance(entry, dict)
    }
    own = ("documents", "topics", "people", "participants", "inferred")
    body = {key: value for key, value in record.items() if key not in own}
    for path, value in _strings(body, ""):
        judged = path.rsplit("/", 1)[-1] in PRINTED
        if judged and not _is_within(path, inferred) and not words.print(value):
            yield path, value


def _is_within(path: str, reasons: set[Any]) -> bool:
    steps = path.split("/")
    return any("/".join(steps[:count]) in reasons for count in range(2, len(steps) + 1))


def _folded(text: str) -> list[str]:
    return _WORDS.findall(fold_name(text))


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from _strings(entry, f"{path}/{key}")
    elif isinstance(value, list):
        for place, entry in enumerate(value):
            yield from _strings(entry, f"{path}/{place}")
    elif isinstance(value, str):
        yield path, value
