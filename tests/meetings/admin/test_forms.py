"""Form fields give back what they were given, whatever a browser does to line ends.

Covers meetings.admin.numbers as well.
"""

from typing import Any

import pytest
from django import forms

from meetings.admin.forms import LinesField, TextAsStored, line_ends
from meetings.admin.numbers import row_number, rows_sent


@pytest.mark.parametrize(
    ("text", "expected"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\r\nb", "a\n\nb")]
)
def test_line_ends_are_those_that_are_stored(text: str, expected: str) -> None:
    assert line_ends(text) == expected


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("7", 7),
        (7, 7),
        ("", None),
        (None, None),
        ("-1", None),
        ("x", None),
        ("²", None),
        ("٣", None),
        ("9" * 18, 999_999_999_999_999_999),
        ("9" * 19, None),
    ],
)
def test_row_number_is_a_number_that_a_row_can_have(value: Any, number: int | None) -> None:
    assert row_number(value) == number


def test_text_of_several_lines_keeps_its_white_space() -> None:
    field = TextAsStored(widget=forms.Textarea)

    assert field.clean("  a \r\n b ") == "  a \n b "
    assert not field.one_line


def test_text_of_one_line_loses_the_space_at_its_ends() -> None:
    field = TextAsStored()

    assert field.clean("  a  b ") == "a  b"
    assert field.one_line


@pytest.mark.parametrize(
    ("stored", "sent", "changed"),
    [
        ("a\nb", "ab", False),
        ("a b", "a b", False),
        (None, "", False),
        ("a\nb", "a b", True),
        ("a ", "a", True),
    ],
)
def test_text_of_one_line_is_changed_where_more_than_its_line_ends_are(
    stored: str | None, sent: str, changed: bool
) -> None:
    assert TextAsStored().has_changed(stored, sent) is changed


@pytest.mark.parametrize(
    ("stored", "sent", "changed"), [("a\nb", "a\r\nb", False), ("a\nb", "ab", True)]
)
def test_text_of_several_lines_is_changed_where_its_lines_are(
    stored: str, sent: str, changed: bool
) -> None:
    assert TextAsStored(widget=forms.Textarea()).has_changed(stored, sent) is changed


def test_field_that_is_switched_off_never_changes() -> None:
    assert TextAsStored(disabled=True).has_changed("a", "b") is False


def test_list_is_shown_as_lines_and_read_without_blank_ones() -> None:
    field = LinesField()

    assert field.prepare_value(["one", "two\nlines"]) == "one\ntwo lines"
    assert field.clean("one\r\n\r\n  two lines ") == ["one", "two lines"]


@pytest.mark.parametrize(
    ("stored", "sent", "changed"),
    [
        (["one", "two\nlines"], "one\r\ntwo lines", False),
        (None, "", False),
        (["one"], "one\ntwo", True),
    ],
)
def test_list_is_changed_where_its_lines_are(
    stored: list[str] | None, sent: str, changed: bool
) -> None:
    assert LinesField().has_changed(stored, sent) is changed


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ([], 0),
        (["rows-TOTAL_FORMS"], 0),
        (["rows-0-name", "rows-2-name", "other-9-name"], 3),
        (["rows-__prefix__-name", "rows-²-name", "rows-" + "9" * 30 + "-name"], 1),
    ],
)
def test_rows_sent_are_those_with_a_box(names: list[str], count: int) -> None:
    assert rows_sent(names, "rows") == count
