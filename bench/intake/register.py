"""The shipped participants and what the shipped records name: a register without a database."""

import json
from pathlib import Path
from typing import Any

from meetings.intake.register import (
    KnownParticipant,
    KnownPerson,
    KnownSeries,
    KnownTopic,
    Register,
)

_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def shipped_register() -> Register:
    """The register that a fresh portal has, its five records loaded."""
    records = [
        json.loads(path.read_bytes()) for path in sorted((_FIXTURES / "records").glob("*.json"))
    ]
    series = {
        entry["meeting"]["series"]["slug"]: entry["meeting"]["series"]["name"] for entry in records
    }
    return Register(
        _participants(),
        tuple(
            {
                entry["key"]: _person(entry) for record in records for entry in record["people"]
            }.values()
        ),
        tuple(
            {
                entry["name"]: _topic(entry) for record in records for entry in record["topics"]
            }.values()
        ),
        tuple(KnownSeries(slug, name) for slug, name in sorted(series.items())),
    )


def _participants() -> tuple[KnownParticipant, ...]:
    rows = json.loads((_FIXTURES / "participants.json").read_bytes())
    names: dict[str, list[str]] = {}
    for row in rows:
        if row["model"] == "participants.participantname":
            names.setdefault(row["fields"]["participant"][0], []).append(row["fields"]["name"])
    shipped = [row["fields"] for row in rows if row["model"] == "participants.participant"]
    keys = {fields["slug"]: fields["code"] or fields["slug"] for fields in shipped}
    return tuple(_participant(fields, names.get(fields["slug"], []), keys) for fields in shipped)


def _participant(
    fields: dict[str, Any], names: list[str], keys: dict[str, str]
) -> KnownParticipant:
    every = tuple(filter(None, (fields["name"], fields["formal_name"], *names)))
    whole = keys[fields["part_of"][0]] if fields["part_of"] else ""
    return KnownParticipant(keys[fields["slug"]], fields["name"], fields["kind"], every, whole)


def _person(entry: dict[str, Any]) -> KnownPerson:
    others = tuple(entry.get("other_names", ()))
    return KnownPerson(entry["key"], entry["name"], entry.get("sort_name", ""), others)


def _topic(entry: dict[str, Any]) -> KnownTopic:
    return KnownTopic(entry["name"], entry.get("abbreviation", ""), entry.get("broader", ""))
