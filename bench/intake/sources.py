"""The readings of the five sources: what the shipped records say, in the shape of a reading."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_RECORDS = Path(__file__).resolve().parents[2] / "fixtures" / "records"


def source_readings() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and reading of each source, in the order of the records' files."""
    for path in sorted(_RECORDS.glob("*.json")):
        record = json.loads(path.read_bytes())
        yield path.stem, record["documents"][0]["text"], _reading(record)


def _reading(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "meeting": record["meeting"] | {"place": record["meeting"].get("place") or {}},
        "delegations": record["delegations"],
        "statements": [_attributed(entry, "speakers") for entry in record["statements"]],
        "pledges": [_attributed(entry, "by") for entry in record.get("pledges", ())],
    }


def _attributed(entry: dict[str, Any], key: str) -> dict[str, Any]:
    passage = entry["passage"] if isinstance(entry["passage"], list) else [entry["passage"]]
    return {
        "passage": [piece["quote"] for piece in passage],
        key: [
            one.get("participant") or {"printed": one.get("printed", "")}
            for one in entry.get(key, ())
        ],
        "collective": entry.get("collective"),
    }
