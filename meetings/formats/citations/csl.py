"""A cited thing as an item of CSL-JSON (Citation Style Language 1.0.2)."""

import json
from typing import Any

from ..iso_dates import iso_ends
from ..page_meta.citable import Creator
from .cited import Cited

#: what CSL calls each noun: something said at an event, and what a body publishes
TYPES = {"meeting": "report", "statement": "speech", "pledge": "document"}


def csl_item(cited: Cited) -> dict[str, Any]:
    """The item, without what is empty."""
    item = {
        "id": cited.key,
        "type": TYPES[cited.noun],
        "title": cited.title,
        "author": [csl_name(one) for one in cited.creators],
        "genre": cited.genre,
        "event-title": cited.meeting,
        "event-place": cited.place,
        "publisher": cited.publisher,
        "issued": csl_date(cited.date, cited.date_words),
        "accessed": {"date-parts": [[*cited.accessed.timetuple()[:3]]]},
        "number": str(cited.number or ""),
        "version": str(cited.pin.number) if cited.pin else "",
        "language": cited.language,
        "keyword": ", ".join(cited.topics),
        "source": "; ".join(map(str, cited.sources)),
        "note": "\n".join(cited.remarks),
        "URL": cited.url,
    }
    return {name: value for name, value in item.items() if value}


def csl_name(creator: Creator) -> dict[str, str]:
    """A person by family and given name where these are known apart; else a literal name."""
    family, comma, given = creator.sort_name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": creator.name}


def csl_date(edtf: str, words: str) -> dict[str, Any]:
    """A date as far as it is known; one that is no ISO 8601 date is a literal in words."""
    first, last = iso_ends(edtf)
    if first and last:
        ends = [first] if first == last else [first, last]
        return {"date-parts": [[*map(int, end.split("-"))] for end in ends]}
    return {"literal": words} if words else {}


def csl_json(cited: Cited) -> bytes:
    """The file: a list of one item, as reference managers read it."""
    return f"{json.dumps([csl_item(cited)], ensure_ascii=False, indent=2)}\n".encode()
