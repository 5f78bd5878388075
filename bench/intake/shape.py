"""What a reading looks like: its JSON Schema, and whom it may name."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from meetings.models.choices import Form, Level, Mode, Role

PARTICIPANTS = Path(__file__).resolve().parents[2] / "fixtures" / "participants.json"


@dataclass(frozen=True, slots=True)
class Shipped:
    """How a reading names those that the register ships.

    ``names``: the code of whoever has one, else the slug; ``codes``: the code of each slug.
    """

    names: frozenset[str]
    codes: dict[str, str]


@cache
def shipped() -> Shipped:
    """The participants of the fixture."""
    rows = [
        row["fields"]
        for row in json.loads(PARTICIPANTS.read_text(encoding="utf-8"))
        if row["model"] == "participants.participant"
    ]
    return Shipped(
        frozenset(row["code"] or row["slug"] for row in rows),
        {row["slug"]: row["code"] for row in rows if row["code"]},
    )


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least, "uniqueItems": True}


_WORDS = {"type": "string", "pattern": r"\S"}
_WORDS_OR_NULL = {"type": ["string", "null"], "pattern": r"\S"}
_QUOTE = _object({"start": _WORDS}, {"end": _WORDS, "prefix": _WORDS})
_PASSAGE = {"if": {"type": "array"}, "then": _list(_QUOTE, 2), "else": _QUOTE}
_WHO = {"if": {"type": "object"}, "then": _object({"printed": _WORDS}), "else": _WORDS}
_PLACE = _object({"city": _WORDS_OR_NULL, "country": _WORDS_OR_NULL, "venue": _WORDS_OR_NULL})

SCHEMA: dict[str, Any] = _object(
    {
        "genre": _WORDS,
        "meeting": _object(
            {
                "title": _WORDS_OR_NULL,
                "series": _WORDS_OR_NULL,
                "ordinal": {"type": ["integer", "null"], "minimum": 1},
                "date": _WORDS_OR_NULL,
                "mode": {"enum": Mode.values},
                "place": _PLACE,
            }
        ),
        "delegations": _list(
            _object(
                {
                    "participant": _WORDS,
                    "roles": _list({"enum": Role.values}, 1),
                    "level": {"enum": Level.values},
                }
            )
        ),
        "statements": _list(
            _object(
                {
                    "passage": _PASSAGE,
                    "speakers": _list(_WHO),
                    "collective": _WORDS_OR_NULL,
                    "form": {"enum": Form.values},
                }
            )
        ),
        "pledges": _list(
            _object({"by": _list(_WHO), "collective": _WORDS_OR_NULL, "passage": _PASSAGE})
        ),
        "unknown": _list(_WORDS),
    }
)
