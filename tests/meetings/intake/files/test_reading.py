"""A file is read in a process of its own, and what that process does harms nobody."""

import hashlib
import logging
import os
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from meetings.intake.files import DocumentText, UnreadableFile, read_document, reading

from . import build


def behaving(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Have the process run other code."""
    script = tmp_path / "child.py"
    script.write_text(textwrap.dedent(code), encoding="utf-8")
    monkeypatch.setattr(reading, "_COMMAND", [sys.executable, "-I", str(script)])


def refusal(content: bytes, name: str) -> str:
    """What is told of a file that is refused."""
    with pytest.raises(UnreadableFile) as refused:
        read_document(content, name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "name", "text", "kind"),
    [
        ("Côte d’Ivoire\r\nsaid".encode(), "a.txt", "Côte d’Ivoire\nsaid", "txt"),
        ("<p>Côte<p>said".encode(), "a.html", "Côte\n\nsaid", "html"),
        (
            build.word(("Normal", "Côte d’Ivoire"), ("Normal", "said")),
            "a.docx",
            "Côte d’Ivoire\n\nsaid",
            "docx",
        ),
        (build.pdf(["Côte d'Ivoire"], ["said"]), "a.pdf", "Côte d'Ivoire\n\nsaid", "pdf"),
    ],
)
def test_each_kind_is_read(content: bytes, name: str, text: str, kind: str) -> None:
    sha256 = hashlib.sha256(content).hexdigest()

    assert read_document(content, name) == DocumentText(text, kind, "utf-8", (), sha256)


def test_name_may_be_anything() -> None:
    for name in (
        "",
        "a\x00b.txt",
        "--help",
        "\ud800.txt",
        "x" * 5_000 + ".txt",
        "../../a.txt",
        "-c",
    ):
        assert read_document(b"said", name).text == "said"


def test_empty_file_is_refused() -> None:
    assert refusal(b"", "a.txt") == "“a.txt” is empty. Choose the file that holds the document."


def test_large_file_is_refused() -> None:
    assert refusal(bytes(20_000_001), "a.txt") == (
        "“a.txt” is larger than 20 MB. Save its text alone, without pictures."
    )


def test_wrong_file_is_refused_by_its_name() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n", "scan.pdf") == (
        "“scan.pdf”: It is a picture. Have its text recognised (OCR), and paste that. "
        "Choose a .txt, .html, .docx or .pdf file, or paste the text."
    )


DAMAGED = "“a.txt”: It cannot be read: it seems to be damaged. Open it, save it anew and try again."


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "print('no JSON')",
        "import sys; sys.stdout.write('[' * 100_000)",
        """print('{"crash": "ValueError: x"}')""",
        "import sys; sys.stdout.write('x' * 10_000_001)",
    ],
)
def test_process_that_fails_is_told_without_its_reasons(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    behaving(monkeypatch, tmp_path, code)
    caplog.set_level(logging.WARNING)

    assert refusal(b"x", "a.txt") == DAMAGED
    assert len(caplog.records) == 1


def test_process_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    behaving(monkeypatch, tmp_path, "import time; time.sleep(60)")
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    began = time.monotonic()

    told = refusal(b"x" * 1_000_000, "a.txt")

    assert told.startswith("“a.txt” takes longer than 0.5 seconds to read.")
    assert time.monotonic() - began < 5


def test_process_knows_nothing_of_the_portal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    behaving(
        monkeypatch,
        tmp_path,
        """
        import json, os
        told = sorted(set(os.environ) - {"LC_CTYPE"})
        print(json.dumps({"text": " ".join(told), "kind": "", "encoding": "", "notes": []}))
        """,
    )
    monkeypatch.setenv("SECRET_KEY", "secret")

    assert read_document(b"x", "a.txt").text == "LANG PYTHONHASHSEED"


def test_files_are_read_in_several_threads_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        texts = list(threads.map(lambda n: read_document(b"no. %d" % n, "a.txt").text, range(8)))

    assert texts == [f"no. {number}" for number in range(8)]


def test_process_starts_in_a_moment() -> None:
    fastest = 10.0
    for _ in range(3):
        began = time.monotonic()
        read_document(b"said", "a.txt")
        fastest = min(fastest, time.monotonic() - began)

    # 0.12 s on a quiet machine.
    assert fastest < 0.4 or os.getloadavg()[0] > 4
