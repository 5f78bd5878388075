"""Faults of a record file name the file, the path inside it, and what is wrong."""

import pytest

from meetings.records.errors import RecordError, RecordErrors, escape, pointer


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ((), ""),
        (("statements", 3), "/statements/3"),
        (("a/b", "c~d", 0), "/a~1b/c~0d/0"),
        (("~1",), "/~01"),
    ],
)
def test_pointer_escapes_its_parts(parts: tuple[str | int, ...], path: str) -> None:
    assert pointer(*parts) == path


def test_escape_keeps_what_needs_none() -> None:
    assert escape("title_printed") == "title_printed"


def test_errors_are_a_line_each_with_file_and_path() -> None:
    errors = RecordErrors(
        "fish.json", [RecordError("/meeting/date", "no date."), RecordError("", "no JSON.")]
    )

    assert str(errors) == "fish.json: /meeting/date: no date.\nfish.json: no JSON."
    assert (errors.source, len(errors.errors)) == ("fish.json", 2)


def test_errors_are_in_order_of_path() -> None:
    first, second = RecordError("/a", "z"), RecordError("/b", "a")

    assert sorted([second, first]) == [first, second]
