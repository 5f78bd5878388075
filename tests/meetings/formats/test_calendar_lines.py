"""Content lines are those of the package icalendar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline

from meetings.formats.calendar_lines import content_line, text_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Said, then; done", rb"X:Said\, then\; done"),
        ("one\\two", rb"X:one\\two"),
        ("one\r\ntwo\nthree\rfour", rb"X:one\ntwo\nthree\nfour"),
    ],
)
def test_text_is_escaped(text: str, line: bytes) -> None:
    assert text_line("X", text) == line


@given(st.text(st.sampled_from("aé会\U0001f600\\, "), max_size=300))
def test_line_is_folded_between_letters_and_outside_escapes(text: str) -> None:
    line = content_line(f"DESCRIPTION:{text}")

    assert line == Contentline(f"DESCRIPTION:{text}").to_ical()
    assert max(map(len, line.split(b"\r\n"))) <= 75
