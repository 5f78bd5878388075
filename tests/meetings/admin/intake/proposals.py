"""A document, and a proposal of it such as rules make: for tests that ask what becomes of one."""

import hashlib
from typing import Any

from meetings.intake.files import DocumentText, UnreadableFile
from meetings.intake.writing import Written
from tests.meetings import build

TEXT = (
    "Meeting on herring\n"
    "It took place on 7 November 2007.\n"
    "Egypt said that herring matters.\n"
    "Japan promised ten nets, as A/RES/60/1 asks. The Herring Board agreed.\n"
    "Nobody accounts for this.\n"
)
KEY = "herring-source"


def read(data: bytes, name: str) -> DocumentText:
    """The text of a file that is plain text, read in this process."""
    if data.startswith(b"%PDF"):
        raise UnreadableFile(f"“{name}”: It is damaged.")
    digest = hashlib.sha256(data).hexdigest()
    return DocumentText(data.decode(), "txt", "utf-8", ("Two pages were empty.",), digest)


def at(words: str, text: str = TEXT) -> dict[str, Any]:
    """The passage of words that the text holds."""
    start = text.index(words)
    return {"document": KEY, "position": {"start": start, "end": start + len(words)}}


def _excerpt(words: str, text: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def _found(pointer: str, sureness: str, *words: str, text: str) -> dict[str, Any]:
    return {
        "pointer": pointer,
        "rule": f"rule of {pointer.split('/')[1]}",
        "sureness": sureness,
        "passage": [_excerpt(one, text) for one in words],
    }


def written(text: str = TEXT) -> Written:
    """A proposal of the text: two delegations, a statement, a pledge, a document, a name."""
    for name in ("Egypt", "Japan"):
        build.participant(name, kind="state")
    said, promised = "Egypt said that herring matters.", "Japan promised ten nets"
    record = {
        "meeting": {
            "slug": "meeting-on-herring",
            "title": "Meeting on herring",
            "date": "2007-11-07",
            "status": "draft",
            "passage": at("7 November 2007", text),
        },
        "documents": [
            {
                "key": KEY,
                "title": "Meeting on herring",
                "origin": "herring.txt",
                "rights": "passages only",
                "text": text,
                "marks": [{"kind": "heading", "passage": {"position": {"start": 0, "end": 18}}}],
            }
        ],
        "delegations": [
            {
                "participant": "egypt",
                "passage": at("Egypt", text),
                "delegates": [{"printed": "Egypt said", "passage": at("Egypt said", text)}],
            },
            {"participant": "japan", "passage": at("Japan", text)},
        ],
        "statements": [
            {
                "number": 1,
                "form": "reported",
                "speakers": [{"participant": "egypt"}],
                "passage": at(said, text),
            }
        ],
        "pledges": [
            {
                "number": 1,
                "title": "Ten nets",
                "by": [{"participant": "japan"}],
                "kind": "other",
                "strength": "firm",
                "passage": at(promised, text),
            }
        ],
        "references": [
            {"title": "Resolution 60/1", "symbol": "A/RES/60/1", "passage": at("A/RES/60/1", text)}
        ],
        "inferred": [{"path": "/references/0/title", "reason": "Its symbol says so."}],
    }
    findings = [
        _found("/meeting/title", "sure", "Meeting on herring", text=text),
        _found("/meeting/date", "likely", "7 November 2007", text=text),
        _found("/delegations/0", "sure", "Egypt", text=text),
        _found("/delegations/0/delegates/0", "doubtful", "Egypt said", text=text),
        _found("/delegations/1", "likely", "Japan", text=text),
        _found("/statements/0", "sure", said, text=text),
        _found("/pledges/0", "doubtful", promised, "ten nets", text=text),
        _found("/references/0", "sure", "A/RES/60/1", text=text),
    ]
    report = {
        "document": KEY,
        "notes": ["Two pages were empty."],
        "findings": findings,
        "unassigned": [],
        "unknown": [_excerpt("Herring Board", text)],
    }
    return Written(record, report)
