"""Damaged files handed to a process that reads them, which is begun anew where it ended."""

import json
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from .damage import Damaged

#: what no file may take: seconds of work, and megabytes of the process with its libraries
SECONDS, MEGABYTES = 10, 500
#: seconds after which a process that does not answer hangs, however busy the machine is
_PATIENCE = 60
#: files after which the process is begun anew, so that what it remembers tells little
_FILES = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """A damaged file that the reader does not bear, and what happened."""

    file: Damaged
    what: str


@dataclass(slots=True)
class Outcome:
    """How many files ended how, and the most that one took."""

    ways: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    megabytes: float = 0


class Reader:
    """The process that reads, and what it made of the files."""

    def __init__(self) -> None:
        self.outcome = Outcome()
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0

    def run(self, files: Iterable[Damaged]) -> Iterator[Finding]:
        """Read files; each that it does not bear."""
        try:
            for file in files:
                found = self._judged(file)
                if found:
                    yield Finding(file, found)
        finally:
            self._end()

    def _judged(self, file: Damaged) -> str:
        """What is wrong with how a file is read; empty where nothing is."""
        told = self._asked(file)
        if isinstance(told, str):
            self.outcome.ways["failed"] += 1
            self._end()
            return told
        way = next(key for key in ("unreadable", "crash", "kind") if key in told)
        self.outcome.ways[{"kind": "read", "unreadable": "refused", "crash": "damaged"}[way]] += 1
        self.outcome.seconds = max(self.outcome.seconds, told["seconds"])
        self.outcome.megabytes = max(self.outcome.megabytes, told["megabytes"])
        if told["controls"]:
            return "its text holds control characters"
        if told["seconds"] > SECONDS:
            return f"it took {told['seconds']:.0f} seconds"
        if told["megabytes"] > MEGABYTES:
            self._end()
            return f"it took {told['megabytes']:.0f} MB"
        return ""

    def _asked(self, file: Damaged) -> dict[str, Any] | str:
        """The answer to a file, or why there is none."""
        process = self._running()
        told, asked = _pipe(process.stdout), _pipe(process.stdin)
        header = json.dumps({"name": file.name, "size": len(file.content)}).encode()
        try:
            asked.write(header + b"\n" + file.content)
            asked.flush()
        except BrokenPipeError:
            return f"the process ended with {process.wait()}"
        if not select.select([told], [], [], _PATIENCE)[0]:
            return f"it did not answer in {_PATIENCE} seconds"
        line = told.readline()
        return json.loads(line) if line else f"the process ended with {process.wait()}"

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._read >= _FILES:
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.damaged_files.reader"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._read = 0
        self._read += 1
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe that was asked for."""
    if pipe is None:
        raise ValueError("the process was begun without pipes")
    return pipe
