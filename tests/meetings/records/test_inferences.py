"""JSON Pointers lead to a value of a file or are refused by name."""

from typing import Any

import pytest

from meetings.records.inferences import PointerError, place_in, resolve_pointer

FILE: dict[str, Any] = {"meeting": {"a/b": 1, "c~d": [10, {"e": None}]}, "": "empty"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("", FILE),
        ("/", "empty"),
        ("/meeting/a~1b", 1),
        ("/meeting/c~0d/0", 10),
        ("/meeting/c~0d/1/e", None),
    ],
)
def test_pointer_leads_to_its_value(path: str, value: Any) -> None:
    assert resolve_pointer(FILE, path) == value


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/meeting/c~0d/2",
        "/meeting/c~0d/-1",
        "/meeting/c~0d/01",
        "/meeting/c~0d/²",
        "/meeting/c~0d/x",
        "/meeting/a~1b/0",
    ],
)
def test_pointer_to_nothing_is_refused_by_name(path: str) -> None:
    with pytest.raises(PointerError) as raised:
        resolve_pointer(FILE, path)

    assert str(raised.value) == f"“{path}” leads to no value of this file; correct the pointer."


def test_place_in_a_list_is_told_with_the_steps_after_it() -> None:
    assert place_in("/list/1/e", [0, 1], ["1", "e"]) == (1, ["e"])


@pytest.mark.parametrize(("listed", "steps"), [([0], []), ({"0": 1}, ["0"]), ([0], ["1"])])
def test_place_that_is_none_is_refused(listed: Any, steps: list[str]) -> None:
    with pytest.raises(PointerError, match="“/list”"):
        place_in("/list", listed, steps)
