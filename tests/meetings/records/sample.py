"""A small record file, sound in every part, for tests to spoil."""

import json
from typing import Any

TEXT = (
    "Co-Chairs' Summary\n"
    "Third Meeting of Friends of Human Security\n"
    "7 November 2007\n\n"
    "Mr. Yukio Takasu, Permanent Representative of Japan, and Mr. Claude Heller, Permanent\n"
    "Representative of Mexico,\u00a0acted as Co-Chairs. Delegates from 24 countries came.\n"
    "- 1.) issues for future co_operation\n"
    "- Ambassador Takasu pointed out that human security was\n\n  widely accepted.\n"
    "- Ambassador Heller agreed. He said: “We need a forum.”\n"
    "- Japan will host a follow-up to the meeting of April in May 2008.\n"
    "Back to Index\n"
)
DOCUMENT = "co-chairs-summary"


def at(start: str, end: str = "", prefix: str = "") -> dict[str, Any]:
    """A passage of the sample's document by its first and last words."""
    quote = {"start": start, "end": end, "prefix": prefix}
    return {"document": DOCUMENT, "quote": {key: words for key, words in quote.items() if words}}


def sample() -> dict[str, Any]:
    """A new copy of the record."""
    return {
        "meeting": {
            "slug": "friends-3",
            "title": "Third Meeting of Friends of Human Security",
            "series": {"slug": "friends", "name": "Friends of Human Security"},
            "ordinal": 3,
            "date": "2007-11-07",
            "mode": "in person",
            "stage": "held",
            "status": "published",
            "place": {"city": "New York", "country": "USA"},
            "attendance": "partial",
            "passage": at("Third Meeting", "7 November 2007"),
        },
        "participants": [
            {"slug": "friends", "name": "Friends", "kind": "network", "other_names": ["FHS"]},
        ],
        "people": [
            {"key": "yukio-takasu", "name": "Yukio Takasu", "sort_name": "Takasu, Yukio"},
            {"key": "claude-heller", "name": "Claude Heller", "sort_name": "Heller, Claude"},
        ],
        "topics": [
            {"name": "Human security"},
            {"name": "Climate change", "broader": "Human security"},
        ],
        "documents": [
            {
                "key": DOCUMENT,
                "title": "Co-Chairs' Summary",
                "language": "en",
                "rights": "public in full",
                "text": TEXT,
                "marks": [
                    {"kind": "heading", "passage": at("Co-Chairs' Summary")},
                    {"kind": "furniture", "passage": at("Back to Index")},
                ],
                "corrections": [
                    {
                        "passage": at("co_operation"),
                        "printed": "co_operation",
                        "read": "co-operation",
                        "reason": "A hyphen was lost.",
                    }
                ],
            }
        ],
        "agenda": [
            {
                "key": "future",
                "title": "Future co-operation",
                "passage": at("issues", "co_operation"),
            }
        ],
        "sessions": [
            {"key": "whole", "title": "Meeting", "agenda": ["future"]},
            {"key": "debate", "title": "Debate", "part_of": "whole"},
        ],
        "delegations": [
            {
                "participant": "JPN",
                "printed": "Japan",
                "roles": ["co-chair"],
                "passage": at("Japan,"),
                "delegates": [
                    {"person": "yukio-takasu", "passage": at("Mr. Yukio Takasu", "of Japan")}
                ],
            },
            {
                "participant": "MEX",
                "roles": ["co-chair"],
                "passage": [at("and Mr. Claude", "Mexico"), at("acted as Co-Chairs.")],
                "delegates": [{"person": "claude-heller", "passage": at("Mr. Claude Heller")}],
            },
        ],
        "statements": [
            {
                "number": 1,
                "session": "debate",
                "agenda": "future",
                "form": "reported",
                "delivery": ["in person"],
                "topics": ["Human security"],
                "passage": at("Ambassador Takasu", "accepted."),
                "speakers": [{"participant": "JPN", "person": "yukio-takasu"}],
            },
            {
                "number": 2,
                "form": "quotation",
                "quotation": {"start": 36, "end": 52},
                "in_reply_to": [1],
                "passage": at("Ambassador Heller", "forum.”"),
                "speakers": [{"participant": "MEX", "person": "claude-heller"}],
            },
            {
                "number": 4,
                "form": "reported",
                "passage": [at("- 1.)", "co_operation"), at("Japan will host", "2008.")],
                "collective": "participants",
            },
        ],
        "pledges": [
            {
                "number": 1,
                "title": "Host a follow-up",
                "by": [{"participant": "JPN"}],
                "kind": "hosting",
                "strength": "firm",
                "amounts": [{"text": "1.5 million", "value": 1500000.5, "currency": "USD"}],
                "made": "2007-11-07",
                "due": "2008-05",
                "statement": 4,
                "passage": at("Japan will host", "2008."),
                "updates": [
                    {"date": "2008", "status": "in progress", "passage": at("will host")},
                ],
                "status": "in progress",
            }
        ],
        "figures": [
            {"text": "24 countries", "subject": "countries", "passage": at("24 countries")}
        ],
        "relations": [
            {
                "relation": "previous",
                "passage": at("the meeting of April"),
                "meeting": {
                    "slug": "friends-2",
                    "title": None,
                    "date": "2007-04?",
                    "delegations": [{"participant": "JPN", "roles": ["co-chair"]}],
                },
            }
        ],
        "references": [{"title": "2005 World Summit Outcome", "symbol": "A/RES/60/1"}],
        "inferred": [
            {"path": "/relations/0/meeting/date", "reason": "The year is that of the meeting."},
            {"path": "/delegations/0/delegates/0/person", "reason": "Named elsewhere."},
        ],
        "retired": {"statements": [3]},
    }


def encoded(record: Any) -> bytes:
    """A record as the bytes of its file."""
    return json.dumps(record, ensure_ascii=False).encode()
