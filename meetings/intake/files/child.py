"""The process that reads one file: ``python -m meetings.intake.files.child NAME``.

The file comes on standard input, the answer leaves as JSON: the text with its kind, encoding and
notes; ``unreadable`` with a message; or ``crash`` with what a library raised. Django is not loaded.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from . import kinds
from .clean import cleaned
from .document import MOST_CHARACTERS, UnreadableFile

#: bytes of memory that a reader may take beside what the process has at its start
MEMORY = 448 * 1024 * 1024
#: seconds of work of a processor
SECONDS = 10
#: most bytes of the answer
_ANSWER = 10_000_000


def limit(seconds: int | None = SECONDS) -> None:
    """Take from this process the memory, time and files that no reader needs."""
    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: _ANSWER, resource.RLIMIT_NOFILE: 64}
    if seconds is not None:
        limits[resource.RLIMIT_CPU] = seconds
    if (taken := _address_space()) is not None:
        limits[resource.RLIMIT_AS] = taken + MEMORY
    for kind, value in limits.items():
        hard = resource.getrlimit(kind)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))


def _address_space() -> int | None:
    """Bytes of address space that this process has; None where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return None
    return int(pages) * resource.getpagesize()


def answer(content: bytes, name: str) -> dict[str, Any]:
    """What there is to say of a file, whatever it holds."""
    try:
        kind = kinds.kind_of(content, name)
        reading = _reader(kind)(content)
        text = cleaned(reading.text)
        _check(text, kind)
        return {
            "text": text,
            "kind": kind,
            "encoding": reading.encoding,
            "notes": list(reading.notes),
        }
    except UnreadableFile as fault:
        return {"unreadable": str(fault)}
    except MemoryError:
        return {
            "unreadable": "It takes too much memory to read. Save its text alone and try again."
        }
    except Exception as fault:  # noqa: BLE001 - a library may raise anything over a damaged file
        return {
            "crash": f"{type(fault).__name__}: {fault}"[:500].encode("ascii", "replace").decode()
        }


def _reader(kind: str) -> Any:
    """The reader of a kind: a function from bytes to a Reading."""
    # Each kind loads its own library alone: a process starts in a third of the time.
    if kind == "docx":
        from .word import read
    elif kind == "pdf":
        from .pdf import read
    elif kind == "html":
        from .html import read
    else:
        from .plain import read
    return read


def _check(text: str, kind: str) -> None:
    """Refuse a text that is none, or too long."""
    if not text.strip():
        raise UnreadableFile(
            "This PDF holds pictures of pages and no text. Have the text recognised (OCR), "
            "or paste it."
            if kind == "pdf"
            else "It holds no text. Choose the file that holds the document."
        )
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(
            f"Its text has more than {MOST_CHARACTERS:,} characters. Enter it in parts, "
            "a meeting each."
        )


def main() -> None:
    """Read standard input, answer on standard output."""
    limit()
    content = sys.stdin.buffer.read()
    told = json.dumps(answer(content, sys.argv[1]), ensure_ascii=False)
    sys.stdout.buffer.write(told.encode("utf-8"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
