"""Reading a file in a process of its own, which is ended where it takes too much."""

import hashlib
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from .document import MOST_BYTES, DocumentText, UnreadableFile

logger = logging.getLogger(__name__)

#: seconds that reading may take, the start of the process included
SECONDS = 10
#: most bytes that the process may answer with
MOST_ANSWERED = 10_000_000

_ROOT = Path(__file__).resolve().parents[3]
_COMMAND = [sys.executable, "-E", "-s", "-B", "-m", "meetings.intake.files.child"]
#: The process is told no secret of the portal's.
_ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
_DAMAGED = "It cannot be read: it seems to be damaged. Open it, save it anew and try again."


def read_document(content: bytes, name: str) -> DocumentText:
    """The text of a file with a name, as it will be stored.

    Raises UnreadableFile, with a message for whoever chose the file.
    """
    if not content:
        raise UnreadableFile(f"“{name}” is empty. Choose the file that holds the document.")
    if len(content) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise UnreadableFile(
            f"“{name}” is larger than {megabytes} MB. Save its text alone, without pictures."
        )
    answer = _answered(content, name)
    if "unreadable" in answer:
        raise UnreadableFile(f"“{name}”: {answer['unreadable']}")
    return DocumentText(
        text=answer["text"],
        kind=answer["kind"],
        encoding=answer["encoding"],
        notes=tuple(answer["notes"]),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _answered(content: bytes, name: str) -> dict[str, Any]:
    """What the process answers; raises UnreadableFile where it does not."""
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603 - the command is ours; name and content are data
                [*_COMMAND, _plain(name)],
                input=content,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=_ENVIRONMENT,
                timeout=SECONDS,
                check=False,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            raise UnreadableFile(
                f"“{name}” takes longer than {SECONDS} seconds to read. "
                "Save its text alone and try again."
            ) from None
        return _decoded(output, done.returncode, name)


def _plain(name: str) -> str:
    """The end of a name, which tells its extension, as an argument can carry it."""
    return "".join(letter for letter in name[-100:] if letter.isprintable())


def _decoded(output: IO[bytes], code: int, name: str) -> dict[str, Any]:
    """The answer, once it is whole."""
    output.seek(0)
    written = output.read(MOST_ANSWERED + 1)
    try:
        if code or len(written) > MOST_ANSWERED:
            raise ValueError(f"exit code {code}, {len(written)} bytes")
        answer: dict[str, Any] = json.loads(written)
    except (ValueError, RecursionError) as fault:
        logger.warning("The reader of files gave no answer: %s", fault)
        raise UnreadableFile(f"“{name}”: {_DAMAGED}") from None
    if "crash" in answer:
        logger.warning("The reader of files failed: %s", answer["crash"])
        raise UnreadableFile(f"“{name}”: {_DAMAGED}")
    return answer
