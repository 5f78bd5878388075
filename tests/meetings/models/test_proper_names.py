"""Names keep their capital within a sentence."""

import json
import re

import pytest
from django.conf import settings

from meetings.models.proper_names import begins_with_name


@pytest.mark.parametrize(
    "text",
    [
        "Haiti",
        "Haitian elections",
        "Ukrainian grain",
        "Europe's future",
        "Chad today",
        "Arab world",
    ],
)
def test_name_is_known_with_what_is_made_of_it(text: str) -> None:
    assert begins_with_name(text)


@pytest.mark.parametrize(
    "text",
    ["Child protection", "Malicious software", "Human rights", "Romance", "168 projects", ""],
)
def test_common_noun_is_no_name(text: str) -> None:
    assert not begins_with_name(text)


def test_every_state_whose_name_is_one_word_is_a_name() -> None:
    rows = json.loads((settings.BASE_DIR / "fixtures" / "participants.json").read_text())
    names = [row["fields"]["name"] for row in rows if row["fields"].get("kind") == "state"]

    words = [name for name in names if re.fullmatch(r"\w+", name)]
    assert [name for name in words if not begins_with_name(name)] == []
    assert len(words) > 100
