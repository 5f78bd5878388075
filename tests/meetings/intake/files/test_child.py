"""The process that reads answers whatever a file holds.

Covers meetings.intake.files.clean and meetings.intake.files.document.
"""

import re
import resource
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.intake.files import child
from meetings.intake.files.clean import cleaned

from . import build

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
PIECES = [
    b"<p>",
    b"</div>",
    b"<table><tr><td>",
    b"<li>",
    b"<ol start=",
    b"&#0;",
    b"&#xD800;",
    b"&amp",
]
PIECES += [
    b"<pre>",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x85",
    b"<meta charset=utf-16>",
    b"<!--",
]
PIECES += [
    b"\xc3\xa9",
    b"\xe9",
    b"said",
    b"<br>",
    b"\r",
    b"\x0c",
    b"<![CDATA[",
    b"<?",
    b"' \"",
    b"<script>",
]
CONTENTS = (
    st.binary()
    | st.text().map(str.encode)
    | st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)
)


def judge(answer: dict[str, Any]) -> None:
    """Ask that an answer is a text without controls, or a sentence that refuses."""
    if "text" in answer:
        assert set(answer) == {"text", "kind", "encoding", "notes"}
        assert answer["text"].strip()
        assert not CONTROL.search(answer["text"])
    else:
        assert re.search(r"[.!]$", answer.get("unreadable", "")), answer


@given(CONTENTS)
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_as_plain_text_are_read_or_refused(content: bytes) -> None:
    judge(child.answer(content, "a.txt"))


@given(CONTENTS)
@example(b"<p>&#0;&#xFFFE;&#x1F;x")
def test_any_bytes_as_a_page_are_read_or_refused(content: bytes) -> None:
    judge(child.answer(content, "a.html"))


@given(CONTENTS)
def test_any_bytes_are_no_crash_as_another_kind(content: bytes) -> None:
    judge(child.answer(b"PK\x03\x04" + content, "a.docx"))
    judge(child.answer(content, "a.pdf"))


@given(st.text())
def test_cleaned_text_holds_no_control(text: str) -> None:
    assert not CONTROL.search(cleaned(text))


def test_line_ends_are_line_feeds() -> None:
    assert cleaned("a\r\nb\rc\x0bd\u2028e\x0cf\tg\x00\x1bh\ufeff") == "a\nb\nc\nd\ne\n\nf\tgh"


def test_scan_without_text_is_told() -> None:
    assert child.answer(build.scan(), "scan.pdf") == {
        "unreadable": "This PDF holds pictures of pages and no text. "
        "Have the text recognised (OCR), or paste it."
    }


@pytest.mark.parametrize("content", [b" \n ", b"<html><script>x</script></html>"])
def test_file_without_words_is_told(content: bytes) -> None:
    assert child.answer(content, "") == {
        "unreadable": "It holds no text. Choose the file that holds the document."
    }


def test_too_long_a_text_is_told() -> None:
    assert child.answer(b"a " * 1_000_001, "a.txt") == {
        "unreadable": "Its text has more than 2,000,000 characters. "
        "Enter it in parts, a meeting each."
    }


def test_fault_of_a_library_is_an_answer() -> None:
    content = build.zipped(**{"[Content_Types].xml": b"<x/>", "word__document.xml": b"<x/>"})

    assert set(child.answer(content, "a.docx")) == {"crash"}


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def starve(_kind: str) -> Any:
        raise MemoryError

    monkeypatch.setattr(child, "_reader", starve)

    assert child.answer(b"x", "a.txt") == {
        "unreadable": "It takes too much memory to read. Save its text alone and try again."
    }


def test_limits_hold_in_the_process() -> None:
    code = (
        "import resource as r; from meetings.intake.files import child; child.limit();"
        "print(*(r.getrlimit(kind)[1] for kind in (r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)));"
        "print(r.getrlimit(r.RLIMIT_AS)[1] < 700_000_000);"
        "\ntry: bytearray(600_000_000)\nexcept MemoryError: print('refused')"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["10", "10000000", "0", "True", "refused"]


def test_django_is_not_loaded() -> None:
    code = "import sys, meetings.intake.files.child; print('django' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "False\n"
    assert resource.getrlimit(resource.RLIMIT_CPU)[1] == resource.RLIM_INFINITY
