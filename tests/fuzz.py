"""Property tests with new draws for as long as is given: `python -m tests.fuzz [MINUTES]`.

Rounds go on in turn on SQLite and, where a server answers, on PostgreSQL. The first failure ends
all; how to repeat it is printed. Ctrl-C ends at once.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests import machine
from tests.drawing import FUZZ, PROFILE, UNTIL

ROOT = Path(__file__).resolve().parents[1]
#: exit codes of pytest: all is well, and it was stopped before its end
_WELL, _INTERRUPTED = 0, 2
#: seconds that a round may take to end after it was interrupted
_PATIENCE = 60


class Round(NamedTuple):
    """One run of all property tests on a database, with draws of its own."""

    database: str
    seed: int
    files: list[str]

    @property
    def settings(self) -> dict[str, str]:
        """What the round sets in its environment."""
        return {"DATABASE_URL": self.database, PROFILE: FUZZ}

    @property
    def command(self) -> list[str]:
        """The run of pytest, which ends at the first failure."""
        drawn = ["-m", "hypothesis", f"--hypothesis-seed={self.seed}"]
        return [sys.executable, "-m", "pytest", "-q", "-x", *drawn, *self.files]

    def run(self, seconds: float) -> int:
        """Run it for some seconds, to the end of a test; the exit code, 0 where it was well."""
        until = {UNTIL: str(time.time() + seconds)}
        # No terminal sends Ctrl-C to both: the round is interrupted by whoever waits for it.
        child = subprocess.Popen(
            self.command, cwd=ROOT, env=os.environ | self.settings | until, start_new_session=True
        )
        try:
            code = child.wait()
        except KeyboardInterrupt:
            _interrupt(child)
            raise
        return _WELL if code == _INTERRUPTED else code

    def repeated(self) -> str:
        """What repeats the round, as typed in a shell."""
        values = " ".join(f"{name}={value}" for name, value in self.settings.items())
        return f"{values} {' '.join(self.command)}"


def _interrupt(child: subprocess.Popen[bytes]) -> None:
    """Let a round take down its database, and wait for that."""
    child.send_signal(signal.SIGINT)
    try:
        child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def property_tests() -> list[str]:
    """The files that hold property tests, in any order: a round that is cut short misses others."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    found = [str(path.relative_to(ROOT)) for path in files if "\n@given(" in path.read_text()]
    random.shuffle(found)
    return found


def databases() -> list[str]:
    """SQLite and, where it lets us in, PostgreSQL."""
    served = [machine.POSTGRESQL_URL] if machine.postgresql_answers() else []
    return ["sqlite://:memory:", *served]


def fuzz(seconds: float) -> int:
    """Go on for some seconds, each database with its share; the exit code of the first failure."""
    end, urls, rounds = time.monotonic() + seconds, databases(), 0
    while time.monotonic() < end:
        for place, url in enumerate(urls):
            share = (end - time.monotonic()) / (len(urls) - place)
            turn = Round(url, random.randrange(2**32), property_tests())  # noqa: S311  (no secret)
            if share > 0 and (code := turn.run(share)):
                _say(f"\nRepeat this with:\n{turn.repeated()}")
                _say("Keep the example that it shows as an @example of the test.")
                return code
            rounds += 1
    _say(f"Nothing was found in {rounds} rounds on {len(urls)} databases.")
    return 0


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201  (it is what this program is for)


def main() -> int:
    """Fuzz for the minutes that are given; 130 where Ctrl-C ended it."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 5
    # A round takes the signal also where this was started in the background, which ignores it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return fuzz(60 * minutes)
    except KeyboardInterrupt:
        _say("\nInterrupted; nothing was found until then.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
