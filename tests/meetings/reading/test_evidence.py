"""What a passage belongs to is named as its page names it."""

from dataclasses import fields
from typing import Any

import pytest

from meetings.models.owned import PARTS
from meetings.reading.evidence import PLACES, OwnerRow, with_symbol


def owner(**values: Any) -> OwnerRow:
    """A row that belongs to what is given."""
    return OwnerRow(**{field.name: None for field in fields(OwnerRow)} | values)


def test_row_of_no_part_belongs_to_the_meeting() -> None:
    row = owner()

    assert (row.part, row.number_of("meeting"), row.name) == ("meeting", None, "")


@pytest.mark.parametrize("part", PARTS)
def test_row_belongs_to_the_part_whose_number_it_has(part: str) -> None:
    row = owner(**{f"{part}_id": 7})

    assert (row.part, row.number_of(part)) == (part, 7)


def test_every_part_has_its_words_and_place() -> None:
    assert {*PLACES} == {*PARTS, "meeting"}
    numbered = {f"{part}_number" for part, place in PLACES.items() if place.route}
    assert numbered <= {field.name for field in fields(OwnerRow)}


def test_part_that_rows_do_not_have_is_refused() -> None:
    with pytest.raises(AttributeError, match="mood_id"):
        owner().number_of("mood")


@pytest.mark.parametrize(
    ("values", "words", "url"),
    [
        ({}, "The meeting", "/meetings/one/"),
        (
            {"figure_id": 7, "figure_text": "50 states"},
            "Figure: 50 states",
            "/meetings/one/#figures",
        ),
        (
            {"update_id": 7, "update_number": 3, "update_title": "Give nets"},
            "Update of a pledge: Give nets",
            "/meetings/one/pledges/3/",
        ),
    ],
)
def test_part_is_put_in_words_with_its_address(
    values: dict[str, Any], words: str, url: str
) -> None:
    row = owner(**values)

    assert (row.words, row.address_at("one")) == (words, url)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"pledge_title": "Give nets"}, "Give nets"),
        ({"update_title": "Give nets"}, "Give nets"),
        ({"figure_text": "More than 50"}, "More than 50"),
        ({"participant_name": "Ruritania"}, "Ruritania"),
        ({"person_name": "Ada", "delegate_printed": "A."}, "Ada"),
        ({"delegate_printed": "The Focal Point", "delegate_title": "Envoy"}, "The Focal Point"),
        ({"delegate_title": "Envoy"}, "Envoy"),
        ({"agenda_item_title": "Fish"}, "Fish"),
        ({"session_title": "Opening"}, "Opening"),
        ({"relation_printed": "A next meeting"}, "A next meeting"),
        ({"reference_title": "Resolution", "reference_symbol": "A/RES/1"}, "Resolution (A/RES/1)"),
    ],
)
def test_part_is_named_as_it_is_called(values: dict[str, str], name: str) -> None:
    assert owner(**values).name == name


@pytest.mark.parametrize(
    ("title", "symbol", "words"),
    [
        ("Report", "A/1", "Report (A/1)"),
        ("Report", "", "Report"),
        ("Report", None, "Report"),
        (None, None, ""),
    ],
)
def test_document_is_named_with_its_symbol_where_it_has_one(
    title: str | None, symbol: str | None, words: str
) -> None:
    assert with_symbol(title, symbol) == words
