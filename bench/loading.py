"""`python -m bench.loading PATH…`: time, CPU and peak memory of loading record files, three times.

Into the register that DATABASE_URL names, which is made and should be empty: fresh, again
unchanged, and written anew. Each in a process of its own.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"


class Cost(NamedTuple):
    """What one process took: its exit, seconds, seconds of CPU, MB at the peak."""

    code: int
    seconds: float
    cpu: float
    peak: float


def measured(*arguments: str) -> Cost:
    """Run a command of ``manage.py`` to its end."""
    began = time.monotonic()
    command = [sys.executable, str(MANAGE), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    seconds = time.monotonic() - began
    return Cost(process.returncode, seconds, usage.ru_utime + usage.ru_stime, peak)


def print_costs(paths: Sequence[str]) -> int:
    """A line for each load; the number of those that failed."""
    measured("migrate", "--verbosity=0")
    measured("loaddata", "--verbosity=0", "participants")
    failed = 0
    for name, options in (("fresh", []), ("unchanged", []), ("replaced", ["--replace"])):
        cost = measured("load_records", *options, *paths)
        failed += cost.code != 0
        line = f"{name:10} {cost.seconds:6.1f} s {cost.cpu:6.1f} s of CPU {cost.peak:6.0f} MB"
        print(line, flush=True)  # noqa: T201 - it is a program for people
    return failed


if __name__ == "__main__":
    sys.exit(1 if print_costs(sys.argv[1:]) else 0)
