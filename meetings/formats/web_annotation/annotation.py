"""One passage as an annotation."""

from typing import Any

from ...addresses import address, whole_address
from .passages import PassageRow, SourceText, source_address

#: code points before and after the words by which they are found again
AROUND = 32

Json = dict[str, Any]


def annotation(row: PassageRow, source: SourceText) -> Json:
    """The passage of a source; of a text that is shown in parts nothing around it is told."""
    return {
        "id": _identity(row),
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            {"id": whole_address(row.url), "format": "text/html"},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "value": row.label,
            },
        ],
        "target": {
            "source": whole_address(source_address(row.document_key, source)),
            "scope": whole_address(address("document", row.document_key)),
            "selector": [_quote(row, source), _position(row)],
        },
    }


def _identity(row: PassageRow) -> str:
    """Its own address, the same in the file of the meeting, of the statement and of the document.

    It stays the same as long as the part has these words.
    """
    is_said = row.statement_number is not None
    file = row.url.rstrip("/") if is_said else address("meeting", row.meeting_slug).rstrip("/")
    nth = f":{row.nth}" if row.nth > 1 else ""
    name = f"{row.document_key}:{row.start}-{row.end}{nth}"
    return f"{whole_address(file)}.annotations.jsonld#{name}"


def _quote(row: PassageRow, source: SourceText) -> Json:
    exact = source.text[row.start : row.end] if row.exact is None else row.exact
    quote = {"type": "TextQuoteSelector", "exact": exact}
    if source.is_public:
        quote["prefix"] = source.text[max(0, row.start - AROUND) : row.start]
        quote["suffix"] = source.text[row.end : row.end + AROUND]
    return quote


def _position(row: PassageRow) -> Json:
    return {"type": "TextPositionSelector", "start": row.start, "end": row.end}
