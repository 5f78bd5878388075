"""Readings are proved against their documents; the ones that are kept are all right.

Covers bench.intake.shape as well.
"""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import bench.intake
from bench.intake.proof import absent, faults, main

DOCUMENTS = Path(bench.intake.__file__).parent / "documents"
TEXT = "Japan said yes.\nThe Committee of Towns\nagreed. Japan said no. All agreed."
READING: dict[str, Any] = {
    "genre": "summary",
    "meeting": {
        "title": "Meeting",
        "series": None,
        "ordinal": 2,
        "date": "2007-11-07/2007-11-09",
        "mode": "not stated",
        "place": {"city": "Tokyo", "country": "JPN", "venue": None},
    },
    "delegations": [{"participant": "JPN", "roles": ["host", "chair"], "level": "not stated"}],
    "statements": [
        {
            "passage": {"start": "Japan said yes."},
            "speakers": ["JPN"],
            "collective": None,
            "form": "reported",
        },
        {
            "passage": {"start": "The Committee of", "end": "agreed."},
            "speakers": [{"printed": "Committee of Towns"}],
            "collective": None,
            "form": "reported",
        },
    ],
    "pledges": [{"by": ["JPN"], "collective": None, "passage": {"start": "said yes."}}],
    "unknown": ["Committee of Towns"],
}


def changed(path: str, value: Any) -> Any:
    """The reading with another value at ``path``, its parts parted by "/"."""
    reading = deepcopy(READING)
    *parts, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    inner: Any = reading
    for part in parts:
        inner = inner[part]
    inner[last] = value
    return reading


def test_right_reading_has_no_faults() -> None:
    assert faults(READING, TEXT) == []


@pytest.mark.parametrize(
    ("path", "value", "place", "words"),
    [
        ("meeting/mode", "by letter", "/meeting/mode", "is not one of"),
        ("meeting/date", "7 November", "/meeting/date", "7 November"),
        ("meeting/place/country", "XYZ", "/meeting/place/country", "the code of no state"),
        ("delegations/0/level", "queen", "/delegations/0/level", "is not one of"),
        ("delegations/0/roles", ["guest"], "/delegations/0/roles/0", "is not one of"),
        ("delegations/0/roles", [], "/delegations/0/roles", "non-empty"),
        ("delegations/0/participant", "japan", "/delegations/0/participant", "has a code: JPN"),
        ("pledges/0/by", ["Japan"], "/pledges/0/by/0", "ships no “Japan”"),
        ("unknown", ["Towns"], "/statements/1/speakers/0", "not among the unknown"),
        ("statements/0/form", "sung", "/statements/0/form", "is not one of"),
        ("statements/0/passage", {"start": "Japan said"}, "/statements/0/passage", "2 times"),
        ("statements/0/passage", {"start": "Peru"}, "/statements/0/passage", "0 times"),
        ("pledges/0/passage", {"start": "yes", "end": "maybe"}, "/pledges/0/passage", "0 times"),
        (
            "statements/0/passage",
            {"start": "Japan said yes.", "end": "Committee"},
            "/statements/1/passage",
            "overlaps statement 0",
        ),
    ],
)
def test_fault_is_named_with_its_path(path: str, value: Any, place: str, words: str) -> None:
    ((found, message),) = faults(changed(path, value), TEXT)

    assert found == place
    assert words in message


def test_name_that_is_shipped_is_not_unknown() -> None:
    reading = changed("unknown", ["Committee of Towns", "united-nations"])

    assert faults(reading, TEXT) == [("/unknown/1", "the register ships “united-nations”")]


def test_delegation_given_twice_is_a_fault() -> None:
    again = {"participant": "JPN", "roles": ["participant"], "level": "not stated"}
    reading = changed("delegations", [*READING["delegations"], again])

    assert faults(reading, TEXT) == [("/delegations", "“JPN” stands 2 times")]


def test_passage_in_pieces_is_found_piece_by_piece() -> None:
    pieces = [{"start": "Japan said no."}, {"start": "agreed.", "prefix": "All"}]

    assert faults(changed("statements/0/passage", pieces), TEXT) == []


def test_speaker_without_delegation_is_to_be_looked_at() -> None:
    assert absent(changed("delegations", [])) == ["JPN"]


def test_program_prints_faults_by_file_and_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong, alone = (tmp_path / f"{name}.json" for name in ("right", "wrong", "alone"))
    for path, reading in ((right, READING), (wrong, changed("pledges/0/by", ["PER", "XYZ"]))):
        path.write_text(json.dumps(reading), encoding="utf-8")
        path.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    alone.write_text(json.dumps(READING), encoding="utf-8")

    outcomes = [main([str(right)]), main([str(right), str(wrong)]), main([str(alone)])]

    assert outcomes == [0, 1, 1]
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{wrong}: /pledges/0/by/1: the register ships no “XYZ”"
    assert second.startswith(f"{alone}: /: ")


def test_kept_readings_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    readings = sorted(DOCUMENTS.rglob("*.json"))

    outcome = main([*map(str, readings)]) if readings else 0

    assert outcome == 0, capsys.readouterr().out
