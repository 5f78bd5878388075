"""Documents changed by a seed, with their readings.

Covers bench.intake.swapping.placed, bench.intake.swapping.states, bench.intake.swapping.verbs and
bench.intake.swapping.sections.
"""

from random import Random
from typing import Any

import pytest

from bench.intake.__main__ import Document
from bench.intake.proof import faults
from bench.intake.register import shipped_register
from bench.intake.swapped import swapped
from bench.intake.swapping.placed import Edit, Placed
from bench.intake.swapping.sections import in_another_order
from bench.intake.swapping.states import with_other_states
from bench.intake.swapping.verbs import with_other_verbs
from meetings.records.fields.passage import Span

TEXT = """Chair's Summary

The meeting was held in Oslo, Norway.

Opening

KENYA said that a Kenyan proposal was ready.

Discussion

Japan stressed that it would go on. Japan said that all was well.

Views

Italy welcomed the proposal.

Closing

The meeting closed.
"""


def reading() -> dict[str, Any]:
    rows = (
        ("KENYA said that", "was ready.", "KEN"),
        ("Japan stressed", "all was well.", "JPN"),
        ("Italy welcomed", "the proposal.", "ITA"),
    )
    return {
        "genre": "summary",
        "meeting": {
            "title": "Meeting",
            "series": None,
            "ordinal": None,
            "date": None,
            "mode": "not stated",
            "place": {"city": "Oslo", "country": "NOR", "venue": None},
        },
        "delegations": [
            {"participant": key, "roles": ["participant"], "level": "not stated"}
            for key in ("KEN", "JPN", "ITA")
        ],
        "statements": [
            {
                "passage": {"start": start, "end": end},
                "speakers": [key],
                "collective": None,
                "form": "reported",
            }
            for start, end, key in rows
        ],
        "pledges": [
            {"by": ["JPN"], "collective": None, "passage": {"start": "it would go on"}},
        ],
        "unknown": [],
    }


@pytest.fixture
def placed() -> Placed:
    return Placed.of(TEXT, reading())


def drawn(seed: int) -> Random:
    """What a seed draws."""
    return Random(seed)  # noqa: S311 - it keeps no secret


def said(placed: Placed) -> list[str]:
    spans = [span for row in placed.places["statements"] for span in row]
    return [placed.text[span.start : span.end] for span in spans]


def test_edits_move_the_places() -> None:
    placed = Placed("abcdef", {}, {"statements": [[Span(0, 3)], [Span(4, 6)]], "pledges": []})
    edited = placed.edited([Edit(4, 5, "EE"), Edit(1, 2, "")])
    assert edited.text == "acdEEf"
    assert edited.places["statements"] == [[Span(0, 2)], [Span(3, 6)]]


def test_states_are_others_everywhere(placed: Placed) -> None:
    other = with_other_states(placed, shipped_register(), drawn(3))
    kenya, japan, italy = (row["participant"] for row in other.reading["delegations"])
    register = shipped_register()
    assert "held in Oslo, Norway." in other.text
    assert {kenya, japan, italy}.isdisjoint(("KEN", "JPN", "ITA", "NOR"))
    assert [row["speakers"] for row in other.reading["statements"]] == [[kenya], [japan], [italy]]
    assert other.reading["pledges"][0]["by"] == [japan]
    assert f"{register.participant(japan).name} said that all was well." in other.text
    assert "KENYA" not in other.text
    assert "Kenyan" not in other.text


def test_sections_in_another_order(placed: Placed) -> None:
    orders = {
        tuple(said(in_another_order(placed, shipped_register(), drawn(seed)))) for seed in range(8)
    }
    texts = {in_another_order(placed, shipped_register(), drawn(seed)).text for seed in range(8)}
    assert orders == {tuple(said(placed))}
    assert {text.index("Italy") < text.index("Japan") for text in texts} == {True, False}
    assert all(text.index("KENYA") < text.index("Japan") for text in texts)


def test_verbs_are_others_of_their_kind(placed: Placed) -> None:
    other = with_other_verbs(placed, drawn(1))
    verbs = [words.split()[1] for words in said(other)]
    assert verbs[0] in (
        "stated",
        "noted",
        "observed",
        "remarked",
        "explained",
        "declared",
        "maintained",
    )
    assert verbs[1] in ("underlined", "emphasized", "highlighted", "underscored")
    assert verbs[2] in ("commended", "praised")


def test_swapped_document_has_a_right_reading() -> None:
    document = swapped(Document("test", TEXT, reading()), shipped_register(), 1)
    assert document.text != TEXT
    assert faults(document.reading, document.text) == []


def test_swapped_is_drawn_by_the_seed() -> None:
    document = Document("test", TEXT, reading())
    one, again, other = (swapped(document, shipped_register(), seed).text for seed in (1, 1, 2))
    assert one == again
    assert one != other
